"""Scrutiny reviews and self-assessments: days, answers, and movement over time."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.scrutiny import Answer, answer_of, outside_review, response_due, weekday_difference
from reports.domain.self_assessment import WORDS, Movement, count_scored, movement

SENT = date(2017, 4, 10)


@pytest.mark.parametrize(
    ("sent_on", "due"),
    [
        (date(2017, 4, 10), date(2017, 6, 10)),
        (date(2016, 12, 31), date(2017, 2, 28)),
        (date(2015, 12, 31), date(2016, 2, 29)),
        (date(2016, 11, 14), date(2017, 1, 14)),
    ],
)
def test_a_response_is_due_two_months_after_it_was_asked_for(sent_on: date, due: date) -> None:
    assert response_due(sent_on) == due


@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)))
def test_a_response_is_due_59_to_62_days_later(sent_on: date) -> None:
    assert 59 <= (response_due(sent_on) - sent_on).days <= 62


@pytest.mark.parametrize(
    ("sent_on", "responded_on", "on", "answer"),
    [
        (None, None, date(2017, 4, 10), Answer("Not sent to the executive yet", None)),
        (SENT, None, date(2017, 6, 10), Answer("Response due", date(2017, 6, 10))),
        (
            SENT,
            None,
            date(2017, 6, 11),
            Answer("No response; it was due", date(2017, 6, 10), is_late=True),
        ),
        (SENT, date(2017, 6, 10), date(2017, 7, 1), Answer("Answered", date(2017, 6, 10))),
        (
            SENT,
            date(2017, 6, 11),
            date(2017, 7, 1),
            Answer("Answered late", date(2017, 6, 11), is_late=True),
        ),
    ],
)
def test_how_a_recommendation_is_answered(
    sent_on: date | None, responded_on: date | None, on: date, answer: Answer
) -> None:
    assert answer_of(sent_on=sent_on, responded_on=responded_on, on=on) == answer


def test_the_visit_of_9_february_2017_is_printed_with_the_wrong_weekday() -> None:
    assert (
        weekday_difference("Wednesday", date(2017, 2, 9))
        == "The source prints Wednesday; 9 February 2017 was a Thursday."
    )
    assert weekday_difference("thursday", date(2017, 2, 9)) == ""
    assert weekday_difference("", date(2017, 2, 9)) == ""


def test_visits_before_and_after_a_review_are_named() -> None:
    days = {"starts_on": date(2016, 11, 14), "ends_on": date(2017, 4, 10)}

    assert outside_review(date(2016, 4, 19), **days) == "Before the review began on 14 November 2016."
    assert outside_review(date(2017, 4, 11), **days) == "After the review ended on 10 April 2017."
    assert outside_review(date(2017, 1, 23), **days) == ""
    assert outside_review(date(2017, 1, 23), starts_on=None, ends_on=None) == ""


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((), Movement.UNKNOWN),
        ((3,), Movement.UNKNOWN),
        ((None, 3), Movement.UNKNOWN),
        ((3, None), Movement.UNKNOWN),
        ((1, 3, 3), Movement.SAME),
        ((4, 3), Movement.DOWN),
        ((0, 1), Movement.UP),
    ],
)
def test_a_dimension_moves_against_the_assessment_before(
    scores: tuple[int | None, ...], expected: Movement
) -> None:
    assert movement(scores) is expected
    assert WORDS[expected]


def test_a_blank_is_not_a_nought() -> None:
    assert count_scored([None, 0, 4]).words == "2 of 3 are scored; a blank is not a nought."
    assert count_scored([0, 4]).words == "All 2 are scored."
    assert count_scored([None] * 7).words == "0 of 7 are scored; a blank is not a nought."
