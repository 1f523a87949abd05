"""Commentary: required when off target, and approved before it is printed."""

import pytest

from indicators.domain.commentary import Commentary, commentary_fault, commentary_is_required
from indicators.domain.judgement import Judgement, Rating, recorded

MISSING = "The value is off target. Type a commentary that says why, and what is being done."
WAITING = "The commentary waits for a director. Ask for its approval."


def test_it_is_required_whenever_a_value_is_off_target() -> None:
    assert [commentary_is_required(Judgement(rating)) for rating in (*Rating, None)] == [
        False, False, True, True, False,
    ]  # fmt: skip


def test_a_judgement_from_a_source_needs_it_too() -> None:
    assert commentary_is_required(recorded(Rating.BELOW))


@pytest.mark.parametrize(
    ("rating", "commentary", "fault"),
    [
        (Rating.BELOW, Commentary(), MISSING),
        (Rating.BELOW, Commentary("  \n", is_approved=True), MISSING),
        (Rating.AMBER, Commentary(), MISSING),
        (Rating.BELOW, Commentary("One child's reviews."), WAITING),
        (Rating.MET, Commentary("All care leavers."), WAITING),
        (Rating.BELOW, Commentary("One child's reviews.", is_approved=True), ""),
        (Rating.MET, Commentary(), ""),
        (None, Commentary(), ""),
    ],
)
def test_what_a_commentary_still_needs(rating: Rating | None, commentary: Commentary, fault: str) -> None:
    assert commentary_fault(Judgement(rating), commentary) == fault
