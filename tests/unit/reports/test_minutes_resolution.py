"""Resolutions born from recommendations, and their numbers."""

import pytest

from reports.domain.minutes.resolution import (
    EmptyResolution,
    NotAmended,
    Recommendation,
    Resolution,
    Result,
    all_agreed,
    numbered_resolutions,
)

NOTE = Recommendation("r1", "note", "the report be noted")
REFER = Recommendation("r2", "refer", "the report be referred to the Children's Board")


def test_one_press_agrees_everything_as_it_was_recommended() -> None:
    assert numbered_resolutions(all_agreed([NOTE, REFER])) == [
        (1, Resolution("note", "the report be noted", Result.AGREED, NOTE)),
        (2, Resolution("refer", "the report be referred to the Children's Board", Result.AGREED, REFER)),
    ]


def test_what_was_not_agreed_has_no_number() -> None:
    lost = Resolution("note", NOTE.text, Result.NOT_AGREED, NOTE)
    moved_in_the_room = Resolution("instruct", "a further report be submitted")

    assert numbered_resolutions([lost, moved_in_the_room]) == [(1, moved_in_the_room)]


def test_an_amendment_keeps_what_was_recommended() -> None:
    amended = Resolution("note", "the report be noted with concern", Result.AMENDED, NOTE)

    assert amended.recommended == NOTE


def test_an_amendment_has_other_words() -> None:
    with pytest.raises(NotAmended, match="Change the words"):
        Resolution("note", "the report be noted", Result.AMENDED, NOTE)


def test_an_amended_motion_from_the_floor_has_nothing_to_compare() -> None:
    assert Resolution("note", "the report be noted", Result.AMENDED).recommended is None


def test_a_resolution_has_words() -> None:
    with pytest.raises(EmptyResolution) as refused:
        Resolution("note", "  ")

    assert (refused.value.sentence, refused.value.field) == ("Enter what was resolved.", "text")
