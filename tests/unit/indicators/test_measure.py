"""What an indicator measures: how values are shown, what is best, and what a definition lacks."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.domain.measure import Aggregation, Measure, Polarity, Unit, definition_faults, rounded
from tests.unit.indicators.measures import ARRIVALS, NI59, NI65, NI68, NI89A, D, measure

FIGURES = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=6)


class TestShown:
    @pytest.mark.parametrize(
        ("unit", "decimals", "value", "text"),
        [
            (Unit.PERCENT, 1, "57.61421", "57.6%"),
            (Unit.PERCENT, 0, "57.5", "58%"),
            (Unit.COUNT, 0, "1128", "1,128"),
            (Unit.RATE, 1, "49.3", "49.3 per 1,000"),
            (Unit.MONEY, 2, "494737.55", "£494,737.55"),
            (Unit.MONEY, 0, "-4500000", "-£4,500,000"),
            (Unit.DAYS, 0, "35", "35 days"),
            (Unit.DAYS, 0, "1", "1 day"),
            (Unit.DAYS, 1, "1", "1.0 days"),
            (Unit.SCORE, 2, "-0.125", "-0.13"),
            (Unit.YES_NO, 0, "1", "Yes"),
            (Unit.YES_NO, 0, "0", "No"),
            (Unit.GRADE, 0, "2", "Good"),
            (Unit.GRADE, 0, "5", "5"),
            (Unit.GRADE, 0, "0", "0"),
        ],
    )
    def test_a_value_is_said_as_it_is_printed(self, unit: Unit, decimals: int, value: str, text: str) -> None:
        shown = Measure(
            "LPI1", unit, decimals=decimals, per=1000,
            grades=("Outstanding", "Good", "Requires improvement", "Inadequate"),
        )  # fmt: skip

        assert shown.text(D(value)) == text

    @pytest.mark.parametrize(
        ("value", "decimals", "text"),
        [
            ("0.05", 1, "0.1"),
            ("-0.05", 1, "-0.1"),
            ("-0.04", 1, "0.0"),
            ("2.5", 0, "3"),
            ("6117", 2, "6117.00"),
        ],
    )
    def test_rounding_is_half_up_and_nought_has_no_sign(self, value: str, decimals: int, text: str) -> None:
        assert str(rounded(D(value), decimals)) == text

    @given(FIGURES, FIGURES, st.integers(0, 4))
    def test_rounding_keeps_the_order_and_stays_near(
        self, one: Decimal, other: Decimal, decimals: int
    ) -> None:
        assert (rounded(one, decimals) <= rounded(other, decimals)) or one > other
        assert abs(rounded(one, decimals) - one) <= D(5).scaleb(-decimals - 1)
        assert rounded(-one, decimals) == -rounded(one, decimals)

    def test_what_is_shown_is_judged_unless_the_measure_is_judged_exactly(self) -> None:
        assert measure(decimals=0).judged(D("79.96")) == 80
        assert measure(decimals=0, is_judged_exactly=True).judged(D("79.96")) == D("79.96")


class TestCeiling:
    @pytest.mark.parametrize(
        ("what", "value", "is_best"),
        [
            (NI59, "99.9", False),
            (NI59, "99.96", True),
            (NI59, "100", True),
            (NI89A, "1", False),
            (NI89A, "0", True),
            (NI65, "0", False),
            (measure(polarity=Polarity.NONE, ceiling=D(100)), "100", False),
        ],
    )
    def test_the_best_value_cannot_be_bettered(self, what: Measure, value: str, is_best: bool) -> None:
        assert what.is_at_ceiling(D(value)) == is_best

    @pytest.mark.parametrize(
        ("what", "value", "is_past"),
        [
            (NI59, "100", False),
            (NI59, "100.01", True),
            (NI89A, "0", False),
            (NI89A, "-1", True),
            (NI65, "-1", False),
            (measure(polarity=Polarity.NONE, ceiling=D(100)), "101", False),
        ],
    )
    def test_past_the_best_value_something_is_wrong(self, what: Measure, value: str, is_past: bool) -> None:
        assert what.is_past_ceiling(D(value)) == is_past


class TestImprovement:
    @pytest.mark.parametrize(
        ("what", "value", "earlier", "improvement"),
        [
            (NI59, "73.2", "77.8", "-4.6"),
            (NI65, "6.0", "10.6", "4.6"),
            (NI68, "58.7", "57.6", "1.1"),
            (NI68, "75", "72", "-3"),
            (NI68, "61", "69", "0"),
            (measure(polarity=Polarity.NONE), "3", "5", "-2"),
        ],
    )
    def test_better_is_by_polarity(self, what: Measure, value: str, earlier: str, improvement: str) -> None:
        assert what.improvement(D(value), D(earlier)) == D(improvement)

    def test_a_range_without_ends_makes_nothing_better(self) -> None:
        assert measure(polarity=Polarity.RANGE).improvement(D(1), D(99)) == 0

    @given(FIGURES, FIGURES, st.sampled_from(Polarity))
    def test_what_is_better_one_way_is_worse_the_other(
        self, one: Decimal, other: Decimal, polarity: Polarity
    ) -> None:
        what = measure(polarity=polarity, range_low=D(-5), range_high=D(5))

        assert what.improvement(one, other) == -what.improvement(other, one)


class TestDefinition:
    @pytest.mark.parametrize("what", [NI59, NI68, NI89A, ARRIVALS])
    def test_a_sound_definition_lacks_nothing(self, what: Measure) -> None:
        assert definition_faults(what) == ()

    def test_a_low_direction_beside_a_good_band_is_questioned(self) -> None:
        assert definition_faults(NI65) == (
            "Good performance is a range, but the direction says otherwise: choose “range”, or take the range out.",
        )

    @pytest.mark.parametrize(
        ("what", "sentence"),
        [
            (
                measure(polarity=Polarity.RANGE, range_low=D(60)),
                "Give the range of good performance a low and a high end, the low one first.",
            ),
            (
                measure(polarity=Polarity.RANGE, range_high=D(70)),
                "Give the range of good performance a low and a high end, the low one first.",
            ),
            (
                measure(polarity=Polarity.RANGE, range_low=D(70), range_high=D(60)),
                "Give the range of good performance a low and a high end, the low one first.",
            ),
            (
                measure(aggregation=Aggregation.SUM),
                "Percentages, rates, scores and grades cannot be added up. Choose another way for the year's figure.",
            ),
            (
                measure(unit=Unit.COUNT, aggregation=Aggregation.RATIO),
                "Counts, grades, and yes and no are not divided. Choose another way for the year's figure.",
            ),
            (measure(aggregation=Aggregation.ROLLING), "Say how many periods each rolling figure covers."),
            (measure(unit=Unit.RATE), "Say per how many the rate is, such as 1,000 or 10,000."),
            (measure(unit=Unit.GRADE), "List the grades, in their order."),
            (
                measure(polarity=Polarity.NONE, ceiling=D(100)),
                "A best possible value needs a direction. Choose high or low, or take it out.",
            ),
        ],
    )  # fmt: skip
    def test_a_fault_says_what_to_do(self, what: Measure, sentence: str) -> None:
        assert definition_faults(what) == (sentence,)
