"""What a decision must say before it is published, and by when that is."""

from dataclasses import replace
from datetime import date

import pytest

from reports.domain.decision.record import (
    IncompleteDecision,
    Maker,
    PublishedBeforeMade,
    Record,
    check_publication,
    publication_due,
)

BALANCES = Record(
    Maker.BODY,
    decided_by="Cabinet Member and Advisers",
    decided_on=date(2009, 11, 4),
    text="Balances be deducted as set out in the report.",
    reasons="The balances are above the threshold.",
    alternatives="None",
    interests="None",
    resolution="D72(2)",
    is_key=True,
    notice="Forward plan of November 2009",
)


def test_a_complete_decision_is_published() -> None:
    check_publication(BALANCES, on=date(2009, 11, 4))

    assert BALANCES.missing() == ()


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("decided_by", "Enter who decided."),
        ("text", "Enter what was decided."),
        ("reasons", "Enter the reasons."),
        ("alternatives", "Enter the alternatives that were rejected, or “none”."),
        ("interests", "Enter the interests and dispensations, or “none”."),
        ("resolution", "Choose the resolution by which the body decided."),
        ("notice", "Choose the notice of the key decision, or the route of urgency."),
    ],
)
def test_nothing_is_left_empty(field: str, sentence: str) -> None:
    with pytest.raises(IncompleteDecision) as refused:
        check_publication(replace(BALANCES, **{field: " "}), on=date(2009, 11, 5))

    assert (refused.value.field, refused.value.sentence) == (field, sentence)


def test_everything_that_is_missing_is_said_at_once() -> None:
    empty = Record(Maker.OFFICER, "", None, "", "", "", "")

    with pytest.raises(IncompleteDecision) as refused:
        check_publication(empty, on=date(2009, 11, 5))

    assert [one.field for one in refused.value.missing] == [
        "decided_on",
        "decided_by",
        "text",
        "reasons",
        "alternatives",
        "interests",
    ]
    assert refused.value.field == "decided_on"


@pytest.mark.parametrize("maker", [Maker.MEMBER, Maker.OFFICER])
def test_one_person_decides_without_a_resolution(maker: Maker) -> None:
    check_publication(replace(BALANCES, maker=maker, resolution=""), on=date(2009, 11, 5))

    assert replace(BALANCES, resolution="").missing() != ()


def test_a_decision_that_is_not_key_needs_no_notice() -> None:
    assert replace(BALANCES, is_key=False, notice="").missing() == ()


def test_it_is_not_published_before_it_is_made() -> None:
    with pytest.raises(PublishedBeforeMade) as refused:
        check_publication(BALANCES, on=date(2009, 11, 3))

    assert refused.value.field == "decided_on"


def test_it_is_published_within_two_working_days() -> None:
    assert publication_due(date(2009, 11, 4), {}).date == date(2009, 11, 6)
    assert publication_due(date(2009, 11, 6), {}).date == date(2009, 11, 10)
