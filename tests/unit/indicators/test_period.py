"""Periods: their labels, their days, and which comes before which."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.domain.period import Frequency, Period, UnknownPeriod, YearType, period_on, read_period

FINANCIAL, ACADEMIC, CALENDAR = YearType.FINANCIAL, YearType.ACADEMIC, YearType.CALENDAR


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """Any period of any kind of year."""
    year_type = draw(st.sampled_from(YearType))
    frequencies = [one for one in Frequency if one is not Frequency.TERM or year_type is ACADEMIC]
    frequency = draw(st.sampled_from(frequencies))
    first = Period(frequency, year_type, draw(st.integers(1990, 2090)))
    return first.shifted(draw(st.integers(0, first.in_a_year - 1)))


class TestLabels:
    @pytest.mark.parametrize(
        ("label", "year_type", "title", "starts_on", "ends_on"),
        [
            ("2009-10", FINANCIAL, "2009/10", date(2009, 4, 1), date(2010, 3, 31)),
            ("2009-10", ACADEMIC, "2009/10", date(2009, 9, 1), date(2010, 8, 31)),
            ("1999-00", FINANCIAL, "1999/00", date(1999, 4, 1), date(2000, 3, 31)),
            ("2025", CALENDAR, "2025", date(2025, 1, 1), date(2025, 12, 31)),
            ("2009-10-H1", FINANCIAL, "First half 2009/10", date(2009, 4, 1), date(2009, 9, 30)),
            ("2009-10-H2", FINANCIAL, "Second half 2009/10", date(2009, 10, 1), date(2010, 3, 31)),
            ("2009-10-Q2", FINANCIAL, "Quarter 2 2009/10", date(2009, 7, 1), date(2009, 9, 30)),
            ("2009-10-Q4", FINANCIAL, "Quarter 4 2009/10", date(2010, 1, 1), date(2010, 3, 31)),
            ("2025-Q1", CALENDAR, "Quarter 1 2025", date(2025, 1, 1), date(2025, 3, 31)),
            ("2014-15-T1", ACADEMIC, "Autumn term 2014/15", date(2014, 9, 1), date(2014, 12, 31)),
            ("2014-15-T2", ACADEMIC, "Spring term 2014/15", date(2015, 1, 1), date(2015, 4, 30)),
            ("2014-15-T3", ACADEMIC, "Summer term 2014/15", date(2015, 5, 1), date(2015, 8, 31)),
            ("2009-M10", FINANCIAL, "October 2009", date(2009, 10, 1), date(2009, 10, 31)),
            ("2010-M02", FINANCIAL, "February 2010", date(2010, 2, 1), date(2010, 2, 28)),
            ("2025-M12", CALENDAR, "December 2025", date(2025, 12, 1), date(2025, 12, 31)),
        ],
    )
    def test_a_label_is_read_and_written(
        self, label: str, year_type: YearType, title: str, starts_on: date, ends_on: date
    ) -> None:
        period = read_period(label, year_type)

        assert (period.label, period.title) == (label, title)
        assert (period.starts_on, period.ends_on) == (starts_on, ends_on)

    def test_a_month_may_be_typed_without_its_nought(self) -> None:
        assert read_period(" 2010-M2 ", FINANCIAL) == Period(Frequency.MONTH, FINANCIAL, 2009, 11)

    @pytest.mark.parametrize(
        ("label", "year_type", "sentence"),
        [
            (
                "last year", FINANCIAL,
                "“last year” is no period. Type a label such as 2025, 2009-10, 2009-10-Q2 or 2009-M10.",
            ),
            (
                "2009-11", FINANCIAL,
                "“2009-11” is not one year. Type two years that follow each other, such as 2009-10.",
            ),
            (
                "2025", FINANCIAL,
                "“2025” does not fit financial years. Type a label such as 2009-10-Q2 or 2009-M10.",
            ),
            (
                "2009-10-Q2", CALENDAR,
                "“2009-10-Q2” does not fit calendar years. Type a label such as 2025-Q2 or 2009-M10.",
            ),
            (
                "2009-10-M4", ACADEMIC,
                "“2009-10-M4” does not fit academic years. Type a label such as 2009-10-Q2 or 2009-M10.",
            ),
            (
                "2009-M13", FINANCIAL,
                "“2009-M13” is no month. Type the year and a month from M01 to M12, such as 2009-M10.",
            ),
            (
                "2009-10-Q5", FINANCIAL,
                "There is no such period. Type a label such as 2025, 2009-10, 2009-10-Q2 or 2009-M10.",
            ),
            (
                "2009-10-Q0", FINANCIAL,
                "There is no such period. Type a label such as 2025, 2009-10, 2009-10-Q2 or 2009-M10.",
            ),
            ("2009-10-T1", FINANCIAL, "Only academic years have terms. Choose months, quarters or half-years."),
            (
                "9999", CALENDAR,
                "There is no such period. Type a label such as 2025, 2009-10, 2009-10-Q2 or 2009-M10.",
            ),
        ],
    )  # fmt: skip
    def test_what_is_no_period_is_refused_with_what_to_type(
        self, label: str, year_type: YearType, sentence: str
    ) -> None:
        with pytest.raises(UnknownPeriod) as refused:
            read_period(label, year_type)

        assert refused.value.sentence == sentence

    @given(periods())
    def test_every_label_is_read_back(self, period: Period) -> None:
        assert read_period(period.label, period.year_type) == period


class TestOrder:
    def test_the_quarter_before_the_first_is_the_last_of_the_year_before(self) -> None:
        assert read_period("2009-10-Q1", FINANCIAL).previous() == read_period("2008-09-Q4", FINANCIAL)

    def test_the_month_before_april_is_march_of_the_financial_year_before(self) -> None:
        assert read_period("2010-M04", FINANCIAL).previous() == Period(Frequency.MONTH, FINANCIAL, 2009, 12)

    def test_the_same_period_last_year(self) -> None:
        assert read_period("2009-10-Q2", FINANCIAL).same_last_year().label == "2008-09-Q2"
        assert read_period("2010-M02", FINANCIAL).same_last_year().label == "2009-M02"
        assert read_period("2025", CALENDAR).same_last_year().label == "2024"

    def test_only_neighbours_of_one_kind_are_consecutive(self) -> None:
        second = read_period("2009-10-Q2", FINANCIAL)

        assert second.follows(read_period("2009-10-Q1", FINANCIAL))
        assert not second.follows(second)
        assert not second.follows(read_period("2008-09-Q2", FINANCIAL))
        assert not second.follows(read_period("2009-10-Q1", ACADEMIC))
        assert not read_period("2009-10", FINANCIAL).follows(read_period("2007-08", FINANCIAL))

    def test_a_period_knows_its_year_and_what_of_it_is_past(self) -> None:
        third = read_period("2009-10-Q3", FINANCIAL)

        assert third.whole_year() == read_period("2009-10", FINANCIAL)
        assert [one.label for one in third.year_so_far()] == ["2009-10-Q1", "2009-10-Q2", "2009-10-Q3"]

    @given(periods())
    def test_periods_leave_no_day_between_them(self, period: Period) -> None:
        assert period.previous().ends_on + timedelta(days=1) == period.starts_on
        assert period.follows(period.previous())

    @given(periods())
    def test_a_year_is_its_periods(self, period: Period) -> None:
        year = period.whole_year()
        last = period.shifted(period.in_a_year - period.number)

        assert (last.year_so_far()[0].starts_on, last.ends_on) == (year.starts_on, year.ends_on)
        assert len(last.year_so_far()) == period.in_a_year

    @given(periods(), st.integers(-50, 50), st.integers(-50, 50))
    def test_shifting_adds_up(self, period: Period, one: int, other: int) -> None:
        assert period.shifted(one).shifted(other) == period.shifted(one + other)
        assert period.same_last_year() == period.shifted(-period.in_a_year)


@pytest.mark.parametrize(
    ("day", "frequency", "year_type", "label"),
    [
        (date(2009, 9, 30), Frequency.QUARTER, YearType.FINANCIAL, "2009-10-Q2"),
        (date(2009, 10, 1), Frequency.QUARTER, YearType.FINANCIAL, "2009-10-Q3"),
        (date(2010, 3, 31), Frequency.YEAR, YearType.FINANCIAL, "2009-10"),
        (date(2009, 8, 31), Frequency.TERM, YearType.ACADEMIC, "2008-09-T3"),
        (date(2009, 1, 1), Frequency.MONTH, YearType.CALENDAR, "2009-M01"),
        (date(2009, 1, 1), Frequency.MONTH, YearType.FINANCIAL, "2009-M01"),
    ],
)
def test_the_period_that_holds_a_day(
    day: date, frequency: Frequency, year_type: YearType, label: str
) -> None:
    assert period_on(day, frequency, year_type).label == label
