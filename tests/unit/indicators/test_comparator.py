"""How an area stands beside others: cases worked by hand, and properties."""

import statistics
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.domain.comparator import (
    AreaValue,
    Change,
    Comparison,
    NeighbourMean,
    Previous,
    Quartiles,
    band,
    best,
    change,
    compare,
    neighbour_mean,
    quartiles,
    rank,
    standing,
    top_quartile,
)

CUTS = Quartiles(Decimal(10), Decimal(20), Decimal(30))

values = st.decimals(min_value=0, max_value=100, places=1)
maybe_values = st.none() | values
several = st.lists(maybe_values, max_size=30)


def decimals(*numbers: str) -> list[Decimal | None]:
    """The numbers, with None for each "-"."""
    return [None if number == "-" else Decimal(number) for number in numbers]


class TestNeighbourMean:
    def test_each_neighbour_with_a_value_counts_the_same(self) -> None:
        assert neighbour_mean(decimals("12.5", "-", "20.0", "17.0")) == NeighbourMean(Decimal("16.5"), 3)

    def test_no_neighbour_has_a_value(self) -> None:
        assert neighbour_mean(decimals("-", "-")) == NeighbourMean(None, 0)

    @pytest.mark.parametrize(
        ("n", "flagged", "weak"),
        [(0, True, True), (2, True, True), (3, True, False), (9, True, False), (10, False, False)],
    )
    def test_a_mean_of_few_is_flagged_and_of_very_few_weak(self, n: int, flagged: bool, weak: bool) -> None:
        mean = neighbour_mean([Decimal(5)] * n)

        assert (mean.is_flagged, mean.is_weak) == (flagged, weak)

    @given(several)
    def test_order_is_nothing(self, some: list[Decimal | None]) -> None:
        assert neighbour_mean(some) == neighbour_mean(reversed(some))


class TestRank:
    @pytest.mark.parametrize(
        ("value", "polarity", "place"),
        [
            ("9", "high", 1),
            ("7", "high", 2),
            ("4", "high", 4),
            ("4", "low", 1),
            ("7", "low", 2),
            ("9", "low", 4),
        ],
    )
    def test_equal_values_share_the_best_place(self, value: str, polarity: str, place: int) -> None:
        among = decimals("7", "9", "-", "7", "4")

        assert rank(Decimal(value), among, polarity=polarity) == place

    @pytest.mark.parametrize("polarity", ["range", "none", ""])
    def test_nobody_is_first_where_neither_end_is_good(self, polarity: str) -> None:
        assert rank(Decimal(7), decimals("7", "9"), polarity=polarity) is None

    def test_a_missing_value_has_no_place(self) -> None:
        assert rank(None, decimals("7", "9"), polarity="high") is None

    @given(st.lists(values, min_size=1, max_size=30), st.sampled_from(["high", "low"]))
    def test_a_place_is_one_more_than_those_who_are_better(self, some: list[Decimal], polarity: str) -> None:
        ordered = sorted(some, reverse=polarity == "high")

        assert [rank(value, some, polarity=polarity) for value in some] == [
            1 + ordered.index(value) for value in some
        ]


class TestQuartiles:
    def test_between_two_values_the_cut_is_interpolated(self) -> None:
        assert quartiles(decimals("4", "1", "-", "2", "3")) == Quartiles(
            Decimal("1.75"), Decimal("2.5"), Decimal("3.25")
        )

    def test_one_value_is_all_three_cuts(self) -> None:
        assert quartiles(decimals("8.1")) == Quartiles(Decimal("8.1"), Decimal("8.1"), Decimal("8.1"))

    def test_nothing_is_not_cut(self) -> None:
        assert quartiles(decimals("-")) is None

    @given(st.lists(values, min_size=2, max_size=30))
    def test_they_are_those_of_the_standard_library(self, some: list[Decimal]) -> None:
        expected = statistics.quantiles([Fraction(one) for one in some], n=4, method="inclusive")

        cuts = quartiles(some)

        assert cuts is not None
        assert [Fraction(cuts.p25), Fraction(cuts.p50), Fraction(cuts.p75)] == expected


class TestBand:
    @pytest.mark.parametrize(
        ("value", "low", "high"),
        [
            ("9.9", "A", "D"),
            ("10", "A", "D"),
            ("10.1", "B", "C"),
            ("20", "B", "C"),
            ("30", "C", "B"),
            ("30.1", "D", "A"),
        ],
    )
    def test_a_value_on_a_cut_belongs_to_the_lower_valued_part(self, value: str, low: str, high: str) -> None:
        assert band(Decimal(value), CUTS, polarity="low") == low
        assert band(Decimal(value), CUTS, polarity="high") == high

    def test_where_two_cuts_fall_together_the_lower_counts(self) -> None:
        cuts = Quartiles(Decimal(105), Decimal(106), Decimal(106))

        assert band(Decimal(106), cuts, polarity="high") == "C"

    @pytest.mark.parametrize("polarity", ["range", "none"])
    def test_no_band_where_neither_end_is_good(self, polarity: str) -> None:
        assert band(Decimal(5), CUTS, polarity=polarity) is None
        assert top_quartile(CUTS, polarity=polarity) is None

    def test_no_band_without_value_or_cuts(self) -> None:
        assert band(None, CUTS, polarity="low") is None
        assert band(Decimal(5), None, polarity="low") is None
        assert top_quartile(None, polarity="low") is None

    def test_the_top_quartile_ends_at_the_cut_of_the_good_end(self) -> None:
        assert top_quartile(CUTS, polarity="low") == Decimal(10)
        assert top_quartile(CUTS, polarity="high") == Decimal(30)

    @given(st.lists(values, min_size=1, max_size=30), st.sampled_from(["high", "low"]))
    def test_who_ranks_better_is_never_in_a_worse_band(self, some: list[Decimal], polarity: str) -> None:
        cuts = quartiles(some)
        ranked = sorted(some, key=lambda one: rank(one, some, polarity=polarity) or 0)

        bands = [band(one, cuts, polarity=polarity) or "" for one in ranked]

        assert bands == sorted(bands)


class TestBest:
    def test_the_best_is_by_polarity(self) -> None:
        near = {"370": Decimal("8.2"), "357": None, "371": Decimal("4.9")}

        assert best(near, polarity="low") == AreaValue("371", Decimal("4.9"))
        assert best(near, polarity="high") == AreaValue("370", Decimal("8.2"))

    @pytest.mark.parametrize("polarity", ["high", "low"])
    def test_of_equals_the_closest_neighbour(self, polarity: str) -> None:
        near = {"384": Decimal(7), "370": Decimal(7)}

        assert best(near, polarity=polarity) == AreaValue("384", Decimal(7))

    def test_nobody_is_best_without_values_or_a_good_end(self) -> None:
        assert best({"370": None}, polarity="low") is None
        assert best({"370": Decimal(7)}, polarity="none") is None


class TestStanding:
    @pytest.mark.parametrize(
        ("value", "low", "high"),
        [
            ("18.9", "better", "worse"),
            ("19.0", "in_line", "in_line"),
            ("21.0", "in_line", "in_line"),
            ("21.1", "worse", "better"),
        ],
    )
    def test_a_difference_of_just_the_margin_is_in_line(self, value: str, low: str, high: str) -> None:
        beside, margin = Decimal("20.0"), Decimal("1.0")

        assert standing(Decimal(value), beside, polarity="low", margin=margin) == low
        assert standing(Decimal(value), beside, polarity="high", margin=margin) == high

    def test_without_a_margin_only_equals_are_in_line(self) -> None:
        assert standing(Decimal(5), Decimal(5), polarity="low", margin=Decimal(0)) == "in_line"
        assert standing(Decimal("5.01"), Decimal(5), polarity="low", margin=Decimal(0)) == "worse"

    def test_no_standing_without_both_values_and_a_good_end(self) -> None:
        assert standing(None, Decimal(5), polarity="low", margin=Decimal(1)) is None
        assert standing(Decimal(5), None, polarity="low", margin=Decimal(1)) is None
        assert standing(Decimal(5), Decimal(9), polarity="range", margin=Decimal(1)) is None

    def test_a_margin_below_nothing_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"^Give a margin of 0 or more\.$"):
            standing(Decimal(5), Decimal(9), polarity="low", margin=Decimal("-0.1"))


class TestChange:
    PUBLISHED: Mapping[str, int] = {"2023": 2023, "2019": 2019, "2022": 2022, "2025": 2025, "2024": 2024}
    VALUES: Mapping[str, Decimal | None] = {
        "2019": Decimal("21.3"),
        "2020": Decimal("20.7"),
        "2022": Decimal("18.2"),
        "2023": None,
        "2025": Decimal("19.6"),
    }

    def difference(self, period: str) -> Change:
        return change(self.VALUES, period=period, published=self.PUBLISHED)

    def test_the_year_before(self) -> None:
        values = {"2025": Decimal("19.6"), "2024": Decimal("17.7"), "2023": Decimal("16.6")}

        assert change(values, period="2025", published=self.PUBLISHED) == Change(
            Previous("2024", Decimal("17.7"), is_consecutive=True), Decimal("1.9")
        )

    def test_a_gap_in_the_years_is_said_and_what_was_not_published_is_passed(self) -> None:
        assert self.difference("2022") == Change(
            Previous("2019", Decimal("21.3"), is_consecutive=False), Decimal("-3.1")
        )

    def test_nothing_older_stands_in_for_a_missing_value(self) -> None:
        assert self.difference("2024") == Change(Previous("2023", None, is_consecutive=True), None)
        assert self.difference("2025") == Change(Previous("2024", None, is_consecutive=True), None)

    def test_a_missing_value_did_not_change(self) -> None:
        assert self.difference("2023") == Change(Previous("2022", Decimal("18.2"), is_consecutive=True), None)

    def test_the_first_period_has_none_before_it(self) -> None:
        assert self.difference("2019") == Change(None, None)

    def test_a_period_that_was_not_published(self) -> None:
        with pytest.raises(KeyError, match="2020"):
            self.difference("2020")


class TestCompare:
    VALUES: Mapping[str, Decimal | None] = {
        "a": Decimal(10),
        "b": Decimal(20),
        "c": Decimal(30),
        "d": None,
        "region": Decimal(1),
    }

    def test_regions_are_not_ranked_among_local_authorities(self) -> None:
        answer = compare(
            self.VALUES,
            area="region",
            neighbours=[],
            local_authorities=["a", "b", "c", "d"],
            polarity="low",
        )

        assert answer == Comparison(
            value=Decimal(1),
            neighbours=NeighbourMean(None, 0),
            rank=None,
            ranked=3,
            quartiles=Quartiles(Decimal(15), Decimal(20), Decimal(25)),
            band=None,
            top_quartile=Decimal(15),
            best_neighbour=None,
        )

    def test_an_area_that_published_nothing_still_sees_the_others(self) -> None:
        answer = compare(
            self.VALUES,
            area="d",
            neighbours=["c", "a", "elsewhere"],
            local_authorities=["a", "b", "c", "d"],
            polarity="high",
        )

        assert answer == Comparison(
            value=None,
            neighbours=NeighbourMean(Decimal(20), 2),
            rank=None,
            ranked=3,
            quartiles=Quartiles(Decimal(15), Decimal(20), Decimal(25)),
            band=None,
            top_quartile=Decimal(25),
            best_neighbour=AreaValue("c", Decimal(30)),
        )
