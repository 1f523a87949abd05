"""Marks: a sign, a word and a colour for every judgement and direction."""

import pytest

from indicators.domain.judgement import Rating
from indicators.domain.mark import ARROWS, MARKS, NOT_ASSESSED, DisplayMap, Mark, direction_mark, rating_mark
from indicators.domain.travel import Direction


@pytest.mark.parametrize(
    ("display_map", "signs"),
    [(DisplayMap.TICKS, "✓✓✗✗–"), (DisplayMap.STARS, "★●▲▲–"), (DisplayMap.TRAFFIC_LIGHTS, "●●●●–")],
)
def test_every_rating_has_its_sign(display_map: DisplayMap, signs: str) -> None:
    assert "".join(rating_mark(rating, display_map).sign for rating in (*Rating, None)) == signs


def test_red_amber_and_green() -> None:
    assert [rating_mark(rating, DisplayMap.TRAFFIC_LIGHTS).colour for rating in (*Rating, None)] == [
        "green", "green", "amber", "red", "",
    ]  # fmt: skip


def test_every_direction_has_its_sign() -> None:
    assert {direction: direction_mark(direction).sign for direction in (*Direction, None)} == {
        Direction.IMPROVED: "↑",
        Direction.SAME: "→",
        Direction.DECLINED: "↓",
        Direction.DECLINED_WITHIN_TARGET: "↓",
        Direction.DECLINED_OFF_TARGET: "↓",
        Direction.UP: "▴",
        Direction.DOWN: "▾",
        Direction.UNCHANGED: "=",
        None: "–",
    }


def test_a_colour_never_stands_alone() -> None:
    marks = [mark for marks in MARKS.values() for mark in marks.values()]

    assert [mark for mark in (*marks, *ARROWS.values(), NOT_ASSESSED) if not (mark.sign and mark.word)] == []


def test_different_colours_of_one_sign_have_different_words() -> None:
    for marks in (*MARKS.values(), ARROWS):
        by_look: dict[tuple[str, str], set[str]] = {}
        for mark in marks.values():
            by_look.setdefault((mark.sign, mark.word), set()).add(mark.colour)
        assert [look for look, colours in by_look.items() if len(colours) > 1] == []


def test_what_was_not_judged_says_so() -> None:
    assert rating_mark(None, DisplayMap.TICKS) == Mark("–", "Not assessed")
    assert direction_mark(None) == Mark("–", "Cannot be compared")
