"""Minute numbers run on, are given once, and are never used twice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.minutes.numbering import (
    AlreadyNumbered,
    Counter,
    NothingToNumber,
    Series,
    allot,
    provisional,
    reference,
    series_of,
)

BODY = "cabinet-member-cyps"
ANNUAL = [date(2010, 5, 21), date(2009, 5, 15)]


def test_the_minutes_of_18_november_2009_go_on_after_d74() -> None:
    counter = Counter(Series(BODY, date(2009, 5, 15)), last=74)

    allotment = allot(counter, 3)

    assert [reference("D", number) for number in allotment.numbers] == ["D75", "D76", "D77"]
    assert allotment.counter == Counter(Series(BODY, date(2009, 5, 15)), last=77)


def test_a_resolution_is_referred_to_within_its_minute() -> None:
    assert reference("D", 69, 5) == "D69(5)"


@pytest.mark.parametrize(
    ("meeting", "begins_on"),
    [
        (date(2009, 5, 14), None),
        (date(2009, 5, 15), date(2009, 5, 15)),
        (date(2010, 5, 20), date(2009, 5, 15)),
        (date(2010, 5, 21), date(2010, 5, 21)),
        (date(2011, 3, 2), date(2010, 5, 21)),
    ],
)
def test_the_annual_meeting_begins_the_year(meeting: date, begins_on: date | None) -> None:
    assert series_of(BODY, meeting, restarts=True, annual_meetings=ANNUAL) == Series(BODY, begins_on)


def test_the_first_minute_after_the_annual_meeting_is_d1_where_the_setting_says_so() -> None:
    before = Counter(series_of(BODY, date(2010, 5, 19), restarts=True, annual_meetings=ANNUAL), last=212)
    series = series_of(BODY, date(2010, 6, 2), restarts=True, annual_meetings=ANNUAL)

    assert series != before.series
    assert reference("D", allot(Counter(series), 1).numbers[0]) == "D1"


def test_elsewhere_numbers_run_on_over_the_years() -> None:
    series = {
        series_of(BODY, day, restarts=False, annual_meetings=ANNUAL)
        for day in (date(2010, 5, 19), date(2010, 6, 2))
    }

    assert series == {Series(BODY)}


def test_another_body_has_a_series_of_its_own() -> None:
    assert series_of("cabinet", date(2010, 6, 2), restarts=False) != series_of(
        BODY, date(2010, 6, 2), restarts=False
    )


def test_numbers_are_given_once() -> None:
    with pytest.raises(AlreadyNumbered, match="keep them"):
        allot(Counter(Series(BODY), 74), 2, numbers=[None, 75])

    assert allot(Counter(Series(BODY), 74), 2, numbers=[None, None]).numbers == (75, 76)


def test_minutes_without_a_minute_are_not_published() -> None:
    with pytest.raises(NothingToNumber, match="Write at least one minute"):
        allot(Counter(Series(BODY), 74), 0)


def test_the_numbers_of_a_draft_move_when_other_minutes_are_published_first() -> None:
    counter = Counter(Series(BODY), 74)

    seen_before = provisional(counter, 2)
    seen_after = provisional(allot(counter, 7).counter, 2)

    assert (seen_before, seen_after) == ((75, 76), (82, 83))


@given(st.integers(0, 500), st.lists(st.integers(1, 20), min_size=1, max_size=30))
def test_meetings_one_after_another_leave_no_gap_and_use_no_number_twice(
    last: int, lengths: list[int]
) -> None:
    counter = Counter(Series(BODY), last)
    given_out: list[int] = []
    for minutes in lengths:
        allotment = allot(counter, minutes)
        counter = allotment.counter
        given_out += allotment.numbers

    assert given_out == list(range(last + 1, last + 1 + sum(lengths)))
    assert counter.last == given_out[-1]
