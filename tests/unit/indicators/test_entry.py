"""What is asked about a value while it is typed."""

from datetime import date

import pytest

from indicators.domain.entry import data_day_query, entry_queries, period_query, plain
from indicators.domain.measure import Aggregation, Measure, Unit
from indicators.domain.period import Frequency
from indicators.domain.value import Value
from tests.unit.indicators.measures import NI59, NI89A, D, measure, parts, period, value

LAST = parts(1767, 2270)
QUARTER_TWO = period("2009-10-Q2")
RETIRED = (
    "It was retired on 1 July 2009, before this period. Take the figures out, or ask a performance officer to bring it "
    "back."
)


def asked(what: Measure, typed: Value, last: Value = LAST) -> list[tuple[str, str]]:
    """What is asked, part by part."""
    found = entry_queries(what, typed, last=last, frequency=Frequency.QUARTER)
    return [(query.part, query.sentence) for query in found]


@pytest.mark.parametrize(
    ("typed", "questions"),
    [
        (Value(denominator=D(1128)), [("numerator", "Enter the numerator: 1,767 was last quarter's.")]),
        (Value(numerator=D(826)), [("denominator", "Enter the denominator: 2,270 was last quarter's.")]),
        (
            value("73.2"),
            [
                ("numerator", "Enter the numerator: 1,767 was last quarter's."),
                ("denominator", "Enter the denominator: 2,270 was last quarter's."),
            ],
        ),
        (parts(826, 1128), []),
        (Value(), []),
    ],
)
def test_a_missing_part_is_asked_for_with_the_period_before(
    typed: Value, questions: list[tuple[str, str]]
) -> None:
    assert asked(NI59, typed) == questions


def test_without_a_period_before_the_part_is_asked_for_all_the_same() -> None:
    assert asked(NI59, Value(denominator=D(5)), Value()) == [("numerator", "Enter the numerator too.")]


def test_a_value_alone_is_enough_where_the_year_is_no_sum_of_parts() -> None:
    assert asked(measure(aggregation=Aggregation.SNAPSHOT), value("73.2")) == []


def test_fifty_seven_typed_for_2270_of_3940_is_asked_about() -> None:
    assert asked(measure("NI68"), parts(2270, 3940, "57")) == [
        ("value", "2,270 of 3,940 is 57.6%, not 57.0%. Correct one of them, or leave the value empty.")
    ]


def test_what_cannot_be_is_asked_about_beside_what_is_missing() -> None:
    assert asked(NI89A, Value(D(2), D(2))) == [
        ("numerator", "This indicator has no numerator. Type the value alone.")
    ]
    assert asked(measure(unit=Unit.PERCENT), Value(D(120))) == [
        ("value", "A share lies between 0% and 100%. Correct the value.")
    ]


@pytest.mark.parametrize(
    ("on", "retired_on", "sentence"),
    [
        (date(2009, 10, 12), None, ""),
        (date(2009, 7, 1), date(2009, 10, 1), ""),
        (
            date(2009, 6, 30),
            None,
            "Quarter 2 2009/10 has not begun. Check the year, or wait until 1 July 2009.",
        ),
        (
            date(2009, 10, 12),
            date(2009, 7, 1),
            RETIRED,
        ),
    ],
)
def test_when_a_value_can_be_entered(on: date, retired_on: date | None, sentence: str) -> None:
    assert period_query(QUARTER_TWO, on=on, retired_on=retired_on) == sentence


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2009, 4, 1), ""),
        (date(2009, 10, 26), ""),
        (date(2009, 10, 27), "27 October 2009 is still to come. Check the year."),
        (
            date(2008, 10, 26),
            "26 October 2008 is before 2009/10 began, on 1 April 2009. Check the year.",
        ),
    ],
)
def test_up_to_which_day_the_data_can_go(day: date, sentence: str) -> None:
    assert data_day_query(QUARTER_TWO, day, on=date(2009, 10, 26)) == sentence


@pytest.mark.parametrize(("held", "shown"), [("1767.0000", "1767"), ("57.6000", "57.6"), ("1800", "1800")])
def test_a_figure_as_somebody_types_it(held: str, shown: str) -> None:
    assert str(plain(D(held))) == shown
