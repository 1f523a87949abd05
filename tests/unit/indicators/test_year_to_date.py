"""The year to date: what is added, what is divided, what is the latest, and what is refused."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.domain.measure import SUMMABLE, Aggregation, Measure, Polarity, Unit
from indicators.domain.period import Period
from indicators.domain.value import Value, read
from indicators.domain.year_to_date import YearToDate, mean_of_periods, total, year_to_date
from tests.unit.indicators.measures import ARRIVALS, NI59, D, measure, parts, period, value

SNAPSHOT = measure("NI64")
QUARTERS = [period(f"2009-10-Q{number}") for number in (1, 2, 3, 4)]
CANNOT_BE_ADDED = "Percentages cannot be added. Give numerators and denominators, or take the latest."


def quarters(*values: Value | None) -> dict[Period, Value]:
    """Values of the quarters of 2009/10 in their order, of which some may be missing."""
    return {quarter: held for quarter, held in zip(QUARTERS, values, strict=False) if held is not None}


class TestSums:
    def test_counts_are_added_up_to_the_period(self) -> None:
        held = quarters(value("100"), value("98"), value("90"))

        assert year_to_date(ARRIVALS, held, through=QUARTERS[1]) == YearToDate(Value(D(198)))

    def test_a_missing_period_is_named(self) -> None:
        held = quarters(value("100"), None, Value(flag="c"), value("90"))

        assert year_to_date(ARRIVALS, held, through=QUARTERS[3]) == YearToDate(
            Value(D(190)), "without Quarter 2 2009/10, Quarter 3 2009/10"
        )

    def test_other_years_and_other_kinds_of_period_do_not_count(self) -> None:
        held = {
            period("2008-09-Q4"): value("50"),
            period("2009-10-Q1"): value("100"),
            period("2009-M07"): value("30"),
            period("2009-10"): value("400"),
            period("2009-10-Q2"): value("98"),
        }

        assert year_to_date(ARRIVALS, held, through=QUARTERS[1]).value == Value(D(198))

    @pytest.mark.parametrize("held", [{}, quarters(Value()), quarters(None, None, None, value("4"))])
    def test_nothing_is_no_sum(self, held: dict[Period, Value]) -> None:
        assert year_to_date(ARRIVALS, held, through=QUARTERS[1]) == YearToDate(
            None, reason="There is no value yet."
        )

    @pytest.mark.parametrize(
        ("unit", "reason"),
        [
            (Unit.PERCENT, CANNOT_BE_ADDED),
            (Unit.RATE, "Rates cannot be added. Give numerators and denominators, or take the latest."),
            (Unit.SCORE, "Scores cannot be added. Take the latest."),
            (Unit.YES_NO, "Yes and no cannot be added. Take the latest."),
            (Unit.GRADE, "Grades cannot be added. Take the latest."),
        ],
    )
    def test_what_cannot_be_added_is_refused_on_every_path(self, unit: Unit, reason: str) -> None:
        what = measure(unit=unit, aggregation=Aggregation.SUM)
        held = quarters(value("60"), value("80"))

        assert year_to_date(what, held, through=QUARTERS[1]) == YearToDate(None, reason=reason)
        assert year_to_date(what, {}, through=QUARTERS[1]) == YearToDate(None, reason=reason)
        assert total(what, [D(60), D(80)]) == YearToDate(None, reason=reason)

    def test_averages_are_not_added_either(self) -> None:
        days = measure(unit=Unit.DAYS, aggregation=Aggregation.SUM)

        assert year_to_date(days, quarters(value("3"), parts(70, 2)), through=QUARTERS[1]) == YearToDate(
            None,
            reason="What has a denominator is an average, and averages cannot be added. "
            "Choose the sum of parts instead.",
        )

    def test_every_unit_is_either_added_or_refused(self) -> None:
        answers = {unit: total(measure(unit=unit), [D(60), D(80)]).value for unit in Unit}

        assert answers == {unit: Value(D(140)) if unit in SUMMABLE else None for unit in Unit}

    @given(st.lists(st.decimals(0, 100, places=1), min_size=1, max_size=4), st.sampled_from(Aggregation))
    def test_no_path_adds_percentages(self, typed: list[Decimal], aggregation: Aggregation) -> None:
        what = measure(aggregation=aggregation, rolling=4)
        held = quarters(*(Value(figure) for figure in typed))

        answers = [way(what, held, through=QUARTERS[3]).value for way in (year_to_date, mean_of_periods)]

        for answer in answers:
            assert answer is None or answer.value is None or min(typed) <= answer.value <= max(typed)


class TestRatios:
    def test_numerators_over_denominators_not_the_mean_of_quarters(self) -> None:
        result = year_to_date(NI59, quarters(parts(1, 2), parts(98, 98)), through=QUARTERS[1])

        assert result == YearToDate(Value(numerator=D(99), denominator=D(100)))
        assert read(NI59, result.value or Value()).value == 99

    def test_a_quarter_without_cases_adds_nothing(self) -> None:
        assert year_to_date(NI59, quarters(parts(1, 2), parts(0, 0)), through=QUARTERS[1]).value == parts(
            1, 2
        )

    def test_no_cases_at_all_have_no_value_and_say_so(self) -> None:
        assert year_to_date(NI59, quarters(parts(0, 0)), through=QUARTERS[0]) == YearToDate(
            parts(0, 0), reason="There were no cases."
        )

    @pytest.mark.parametrize("held", [value("73"), Value(numerator=D(3)), Value(denominator=D(3))])
    def test_parts_that_are_missing_are_asked_for(self, held: Value) -> None:
        assert year_to_date(NI59, quarters(parts(1, 2), held), through=QUARTERS[1]) == YearToDate(
            None, reason="Type numerator and denominator for Quarter 2 2009/10."
        )

    def test_a_missing_quarter_is_named(self) -> None:
        assert year_to_date(NI59, quarters(None, parts(1, 2)), through=QUARTERS[1]) == YearToDate(
            parts(1, 2), "without Quarter 1 2009/10"
        )

    def test_nothing_is_no_ratio(self) -> None:
        assert year_to_date(NI59, {}, through=QUARTERS[1]) == YearToDate(
            None, reason="There is no value yet."
        )

    @given(st.permutations([(1, 2), (98, 98), (0, 0), (5, 11)]))
    def test_the_order_of_the_periods_does_not_matter(self, pairs: list[tuple[int, int]]) -> None:
        held = quarters(*(parts(*pair) for pair in pairs))

        assert year_to_date(NI59, held, through=QUARTERS[3]).value == parts(104, 111)


class TestLatest:
    @pytest.mark.parametrize(
        ("what", "label"),
        [
            (SNAPSHOT, ""),
            (measure(unit=Unit.COUNT, aggregation=Aggregation.CUMULATIVE), ""),
            (measure(aggregation=Aggregation.ROLLING, rolling=4), "rolling 4 periods"),
        ],
    )
    def test_a_picture_a_running_total_and_a_rolling_figure_are_their_latest(
        self, what: Measure, label: str
    ) -> None:
        held = quarters(value("2"), value("3"), value("4"))

        assert year_to_date(what, held, through=QUARTERS[1]) == YearToDate(value("3"), label)

    @pytest.mark.parametrize(
        ("what", "label"),
        [
            (SNAPSHOT, "latest is Quarter 1 2009/10"),
            (
                measure(aggregation=Aggregation.ROLLING, rolling=4),
                "rolling 4 periods, latest is Quarter 1 2009/10",
            ),
        ],
    )
    def test_an_older_figure_says_how_old_it_is(self, what: Measure, label: str) -> None:
        held = quarters(value("2"), Value(flag="x"))

        assert year_to_date(what, held, through=QUARTERS[2]) == YearToDate(value("2"), label)

    def test_nothing_has_no_latest(self) -> None:
        assert year_to_date(SNAPSHOT, {}, through=QUARTERS[2]) == YearToDate(
            None, reason="There is no value yet."
        )


class TestMean:
    def test_a_plain_mean_of_quarters_is_labelled_as_one(self) -> None:
        held = quarters(parts(1, 2), parts(98, 98))

        assert mean_of_periods(NI59, held, through=QUARTERS[1]) == YearToDate(
            value("75"), "plain mean of 2 quarters"
        )

    def test_one_period_is_a_mean_too(self) -> None:
        assert mean_of_periods(
            SNAPSHOT, {period("2009-10-H1"): value("75")}, through=period("2009-10-H1")
        ) == YearToDate(value("75"), "plain mean of 1 half-year")

    def test_nothing_has_no_mean(self) -> None:
        assert mean_of_periods(SNAPSHOT, quarters(Value()), through=QUARTERS[1]) == YearToDate(
            None, reason="There is no value yet."
        )

    @pytest.mark.parametrize("unit", [Unit.YES_NO, Unit.GRADE])
    def test_words_have_no_mean(self, unit: Unit) -> None:
        what = measure(unit=unit, polarity=Polarity.LOW)

        assert mean_of_periods(what, quarters(value("1"), value("2")), through=QUARTERS[1]) == YearToDate(
            None, reason="Yes and no, and grades, have no mean. Take the latest."
        )
