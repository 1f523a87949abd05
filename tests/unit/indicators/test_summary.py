"""Summaries by theme: the printed counts of quarter two of 2009/10, and what can never happen to them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.domain.judgement import Judgement, Rating
from indicators.domain.summary import (
    TARGET_OUTCOMES,
    TRAVEL_OUTCOMES,
    CountedTwice,
    Entry,
    Summary,
    Tally,
    share,
    summarise,
    target_outcome,
    travel_outcome,
)
from indicators.domain.travel import Direction, Travel, TravelBasis

THEMES = (
    "Being Healthy",
    "Staying Safe",
    "Enjoying & Achieving",
    "Making a Positive Contribution",
    "Achieving Economic Wellbeing",
    "Non ECM Indicators",
)
AGAINST_TARGETS = ((2, 1, 0), (5, 3, 2), (5, 1, 0), (0, 1, 1), (1, 2, 0), (0, 1, 0))
"""Met, not met and without a target, theme by theme, as printed for quarter two of 2009/10."""
OF_TRAVEL = ((3, 0, 0, 0), (7, 0, 1, 2), (4, 1, 1, 0), (1, 0, 0, 1), (1, 0, 2, 0), (0, 0, 1, 0))
"""Improved, the same, declined and not comparable, in the same way."""


def printed(counts: tuple[tuple[int, ...], ...], outcomes: tuple[str, ...]) -> list[Entry]:
    """Give an entry, taken from the source, for every component that a printed table counts."""
    return [
        Entry(f"{theme} {outcome} {number}", outcome, frozenset({theme}), is_recorded=True)
        for theme, row in zip(THEMES, counts, strict=True)
        for outcome, count in zip((*outcomes, None), row, strict=True)
        for number in range(count)
    ]


def entry(reference: str, outcome: str | None = "met", *themes: str, **changes: object) -> Entry:
    """An entry under Staying Safe unless other themes are given."""
    return Entry(reference, outcome, frozenset(themes or {"Staying Safe"}), **changes)  # type: ignore[arg-type]


def summed(entries: list[Entry]) -> Summary:
    """Summarise entries against targets under the first two themes."""
    return summarise(entries, themes=THEMES[:2], outcomes=TARGET_OUTCOMES)


class TestPrintedSummary:
    def test_against_targets(self) -> None:
        summary = summarise(
            printed(AGAINST_TARGETS, TARGET_OUTCOMES), themes=THEMES, outcomes=TARGET_OUTCOMES
        )

        assert [(tally.theme, tally.counts, tally.total) for tally in summary.themes] == [
            ("Being Healthy", {"met": 2, "not_met": 1}, 3),
            ("Staying Safe", {"met": 5, "not_met": 3}, 10),
            ("Enjoying & Achieving", {"met": 5, "not_met": 1}, 6),
            ("Making a Positive Contribution", {"met": 0, "not_met": 1}, 2),
            ("Achieving Economic Wellbeing", {"met": 1, "not_met": 2}, 3),
            ("Non ECM Indicators", {"met": 0, "not_met": 1}, 1),
        ]
        assert summary.everything == Tally("all", {"met": 13, "not_met": 9}, 25, recorded=22)
        assert (summary.everything.assessed, summary.everything.not_assessed) == (22, 3)

    def test_both_denominators(self) -> None:
        everything = summarise(
            printed(AGAINST_TARGETS, TARGET_OUTCOMES), themes=THEMES, outcomes=TARGET_OUTCOMES
        ).everything

        assert [str(everything.share_of_all(one)) for one in TARGET_OUTCOMES] == ["52.0", "36.0"]
        assert [str(everything.share_of_assessed(one)) for one in TARGET_OUTCOMES] == ["59.1", "40.9"]
        assert everything.share_of_assessed("met", "not_met") == 100

    def test_direction_of_travel_adds_to_101_and_is_not_adjusted(self) -> None:
        summary = summarise(printed(OF_TRAVEL, TRAVEL_OUTCOMES), themes=THEMES, outcomes=TRAVEL_OUTCOMES)
        enjoying = summary.themes[2]

        assert [str(enjoying.share_of_all(one, decimals=0)) for one in TRAVEL_OUTCOMES] == ["67", "17", "17"]
        assert summary.everything.counts == {"improved": 16, "same": 1, "declined": 5}
        assert str(summary.everything.share_of_all("improved")) == "64.0"


class TestCounting:
    def test_components_are_counted_and_not_what_they_are_parts_of(self) -> None:
        summary = summed([
            entry("NI52", "not_met", "Being Healthy"),
            entry("NI52a", "met", "Being Healthy", component_of="NI52"),
            entry("NI52b", "not_met", "Being Healthy", component_of="NI52"),
            entry("NI59", "not_met"),
        ])  # fmt: skip

        assert [tally.counts for tally in summary.themes] == [
            {"met": 1, "not_met": 1},
            {"met": 0, "not_met": 1},
        ]
        assert summary.everything == Tally("all", {"met": 1, "not_met": 2}, 3)

    def test_a_component_under_two_themes_counts_in_each_and_once_in_all(self) -> None:
        both = entry("NI112", "met", "Being Healthy", "Staying Safe")
        apart = [entry("NI112", "met", "Being Healthy"), entry("NI112", "met", "Staying Safe")]

        for entries in ([both], apart, [both, *apart]):
            summary = summed(entries)
            assert [tally.total for tally in (*summary.themes, summary.everything)] == [1, 1, 1]

    def test_a_theme_without_components_has_counts_of_nought_and_no_shares(self) -> None:
        healthy = summed([entry("NI59")]).themes[0]

        assert healthy == Tally("Being Healthy", {"met": 0, "not_met": 0}, 0)
        assert (healthy.share_of_all("met"), healthy.share_of_assessed("met")) == (None, None)

    def test_where_nothing_is_assessed_there_is_a_share_of_all_only(self) -> None:
        everything = summed([entry("NI45", None)]).everything

        assert (everything.share_of_all("met"), everything.share_of_assessed("met")) == (Decimal(0), None)

    def test_judgements_taken_from_a_source_are_counted_apart_too(self) -> None:
        entries = [entry("NI59", is_recorded=True), entry("NI60"), entry("NI61", None, is_recorded=True)]

        assert summed(entries).everything.recorded == 1

    def test_one_that_was_worked_out_anywhere_was_not_taken_from_a_source(self) -> None:
        assert summed([entry("NI59", is_recorded=True), entry("NI59")]).everything.recorded == 0

    @pytest.mark.parametrize(
        "other", [entry("NI59", "not_met"), entry("NI59", None), entry("NI59", component_of="NI1")]
    )
    def test_one_component_with_two_results_is_refused(self, other: Entry) -> None:
        for entries in ([entry("NI59"), other], [other, entry("NI59")]):
            with pytest.raises(CountedTwice) as refused:
                summed(entries)
            assert refused.value.sentence == (
                "NI59 stands in the summary twice with different results. Keep one of them."
            )

    def test_a_word_that_the_summary_does_not_count_is_an_error(self) -> None:
        with pytest.raises(ValueError, match="does not count improved"):
            summed([entry("NI59", "improved")])


REFERENCES = st.sampled_from([f"NI{number}" for number in range(8)])
ENTRIES = st.lists(
    st.builds(
        Entry,
        reference=REFERENCES,
        outcome=st.sampled_from(["met", "not_met", None]),
        themes=st.frozensets(st.sampled_from(THEMES[:2]), min_size=1),
        component_of=st.sampled_from(["", "", "NI0", "NI1"]),
        is_recorded=st.booleans(),
    ),
    unique_by=lambda one: one.reference,
    max_size=5,
)


class TestAlways:
    @given(ENTRIES, st.data())
    def test_no_share_depends_on_the_order_of_the_rows(
        self, entries: list[Entry], data: st.DataObject
    ) -> None:
        assert summed(data.draw(st.permutations(entries))) == summed(entries)

    @given(ENTRIES)
    def test_a_component_never_counts_twice(self, entries: list[Entry]) -> None:
        assert summed([*entries, *entries]) == summed(entries)

    @given(ENTRIES)
    def test_everything_is_counted_once_and_parents_never(self, entries: list[Entry]) -> None:
        everything = summed(entries).everything
        parents = {one.component_of for one in entries}

        assert everything.total == len({one.reference for one in entries} - parents)
        assert everything.assessed + everything.not_assessed == everything.total

    @given(st.integers(0, 1000), st.integers(1, 1000), st.integers(0, 3))
    def test_a_share_and_the_rest_differ_from_the_whole_by_rounding_only(
        self, count: int, rest: int, decimals: int
    ) -> None:
        one = share(count, count + rest, decimals=decimals)
        other = share(rest, count + rest, decimals=decimals)

        assert one is not None
        assert other is not None
        assert abs(one + other - 100) <= Decimal(1).scaleb(-decimals)


class TestOutcomes:
    def test_of_targets(self) -> None:
        assert [target_outcome(Judgement(rating)) for rating in (*Rating, None)] == [
            "met", "met", "not_met", "not_met", None,
        ]  # fmt: skip

    def test_of_travel(self) -> None:
        outcomes = {
            way: travel_outcome(Travel(TravelBasis.PREVIOUS_PERIOD, way)) for way in (*Direction, None)
        }

        assert outcomes == {
            Direction.IMPROVED: "improved",
            Direction.SAME: "same",
            Direction.DECLINED: "declined",
            Direction.DECLINED_WITHIN_TARGET: "declined",
            Direction.DECLINED_OFF_TARGET: "declined",
            Direction.UP: None,
            Direction.DOWN: None,
            Direction.UNCHANGED: None,
            None: None,
        }
