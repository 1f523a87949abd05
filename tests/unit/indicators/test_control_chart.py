"""Control charts: limits worked by hand, gaps, too few points, rebasing, and what may not be charted."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childservices.domain.refusals import Refusal
from indicators.domain.control_chart import (
    ControlChart,
    Limits,
    Point,
    Rebase,
    assurance,
    control_chart,
    refusal,
)

Series = Sequence[tuple[str, Decimal | None]]

RE_REFERRALS = "28 26.1 22.9 21.3 20.7 17.7 18.2 16.6 17.7 19.6"  # Rotherham, 2016 to 2025
OUTLIER = "10 11 10 11 10 11 30 11 10 11 10 11 10"
TWO_LEVELS = "11 13 11 13 11 13 11 9 7 9 7 9 7 9"

numbers = st.none() | st.decimals(min_value=-50, max_value=50, places=1)
several = st.lists(numbers, max_size=20)


def series(text: str) -> Series:
    """A series of periods 1, 2, 3 and so on; "-" is a period without a value."""
    return [
        (str(period), None if number == "-" else Decimal(number))
        for period, number in enumerate(text.split(), start=1)
    ]


def chart(of: Series, *, polarity: str = "high", rebases: Sequence[Rebase] = ()) -> ControlChart:
    """The chart of a yearly series."""
    return control_chart(
        of, polarity=polarity, is_cumulative=False, months_covered=12, months_apart=12, rebases=rebases
    )


def causes(of: ControlChart) -> list[str | None]:
    """The special cause of each point."""
    return [point.special_cause for point in of.points]


def limits(mean: str, moving_range: str, lower: str, upper: str, *, is_trial: bool) -> Limits:
    """Limits from texts."""
    return Limits(Decimal(mean), Decimal(moving_range), Decimal(lower), Decimal(upper), is_trial=is_trial)


class TestLimits:
    def test_six_points_make_trial_limits(self) -> None:
        assert chart(series("10 12 11 13 12 14")).limits == limits(
            "12", "1.6", "7.744", "16.256", is_trial=True
        )

    def test_five_points_make_none(self) -> None:
        answer = chart(series("10 12 - 11 13 12"))

        assert answer.limits is None
        assert answer.variation is None
        assert answer.points == (
            Point("1", Decimal(10), None, 0, None),
            Point("2", Decimal(12), None, 0, None),
            Point("3", None, None, 0, None),
            Point("4", Decimal(11), None, 0, None),
            Point("5", Decimal(13), None, 0, None),
            Point("6", Decimal(12), None, 0, None),
        )

    def test_nothing_makes_none(self) -> None:
        answer = chart([])

        assert (answer.points, answer.limits, answer.variation) == ((), None, None)

    @pytest.mark.parametrize(("points", "is_trial"), [(12, True), (13, False)])
    def test_trial_ends_with_the_thirteenth_point(self, points: int, is_trial: bool) -> None:
        answer = chart(series("9 11 " * 7)[:points])

        assert answer.limits is not None
        assert answer.limits.is_trial == is_trial

    def test_a_moving_range_out_of_the_ordinary_is_dropped(self) -> None:
        answer = chart(series(OUTLIER))

        assert answer.limits == limits("12", "1", "9.34", "14.66", is_trial=False)
        assert causes(answer) == [
            "two_of_three",
            None,
            "two_of_three",
            None,
            "two_of_three",
            None,
            "outside_limit",
            None,
            "two_of_three",
            None,
            "two_of_three",
            None,
            "two_of_three",
        ]

    @pytest.mark.parametrize(("last", "average"), [("32670", Decimal(7733)), ("32669", Decimal(109999) / 11)])
    def test_a_moving_range_of_just_that_many_averages_is_dropped(self, last: str, average: Decimal) -> None:
        # Ten ranges of 7733 and one of 32670 average 10000, of which it is 3.267 times.
        answer = chart(series(f"0 7733 0 7733 0 7733 0 7733 0 7733 0 {last}"))

        assert answer.limits is not None
        assert answer.limits.average_moving_range == average

    def test_the_lower_limit_is_not_cut_at_nought(self) -> None:
        answer = chart(series("0 2 0 2 0 2"))

        assert answer.limits == limits("1", "2", "-4.32", "6.32", is_trial=True)

    def test_a_gap_is_skipped_and_the_range_joins_its_neighbours(self) -> None:
        answer = chart(series("10 12 - 11 13 12 - - 14"))

        assert answer.limits == limits("12", "1.6", "7.744", "16.256", is_trial=True)
        assert answer.points[2] == Point("3", None, None, 0, None)

    def test_a_series_that_never_moves_has_its_limits_on_its_mean(self) -> None:
        answer = chart(series("7.3 7.3 7.3 7.3 7.3 7.3 7.3"))

        assert answer.limits == limits("7.3", "0", "7.3", "7.3", is_trial=True)
        assert causes(answer) == [None] * 7


class TestVariation:
    def test_two_levels_are_two_shifts(self) -> None:
        answer = chart(series(TWO_LEVELS))

        assert answer.limits == limits("10", "2", "4.68", "15.32", is_trial=False)
        assert answer.points[0] == Point("1", Decimal(11), "shift", 1, True)
        assert answer.points[13] == Point("14", Decimal(9), "shift", -1, False)
        assert causes(answer) == ["shift"] * 14

    def test_ties_to_the_mean_break_a_shift(self) -> None:
        answer = chart(series("11 13 11 10 13 11 13 11 9 7 9 10 7 9 7 9"))

        assert answer.limits is not None
        assert answer.limits.mean == 10
        assert causes(answer) == [None] * 16

    @pytest.mark.parametrize(
        ("polarity", "improvement", "variation"),
        [
            ("high", False, "concern"),
            ("low", True, "improvement"),
            ("range", None, "special_cause_low"),
            ("none", None, "special_cause_low"),
        ],
    )
    def test_polarity_says_what_a_fall_is(
        self, polarity: str, improvement: bool | None, variation: str
    ) -> None:
        answer = chart(series(TWO_LEVELS), polarity=polarity)

        assert answer.points[-1] == Point("14", Decimal(9), "shift", -1, improvement)
        assert answer.variation == variation

    def test_a_rise_where_neither_direction_is_good(self) -> None:
        assert chart(series("10 12 11 10 12 11 30"), polarity="none").variation == "special_cause_high"

    def test_the_latest_value_counts_whatever_is_missing_after_it(self) -> None:
        assert chart(series("10 12 11 10 12 11 30 - -")).variation == "improvement"

    def test_nothing_special_is_common_cause(self) -> None:
        answer = chart(series("10 12 11 13 12 14 11"))

        assert answer.variation == "common_cause"
        assert answer.points[-1] == Point("7", Decimal(11), None, 0, None)

    def test_re_referrals_to_rotherham(self) -> None:
        answer = chart(series(RE_REFERRALS), polarity="low")

        assert answer.limits is not None
        assert answer.limits.mean == Decimal("20.88")
        assert answer.limits.lower.quantize(Decimal("0.0001")) == Decimal("16.3284")
        assert answer.limits.upper.quantize(Decimal("0.0001")) == Decimal("25.4316")
        assert [(point.special_cause, point.improvement) for point in answer.points] == [
            ("outside_limit", False),
            ("outside_limit", False),
            (None, None),
            (None, None),
            (None, None),
            ("two_of_three", True),
            (None, None),
            ("two_of_three", True),
            ("two_of_three", True),
            (None, None),
        ]
        assert answer.variation == "common_cause"


class TestAssurance:
    LIMITS = limits("12", "1.6", "7.744", "16.256", is_trial=True)

    @pytest.mark.parametrize(
        ("target", "answer"),
        [
            ({"at_least": "7.743"}, "consistently_passing"),
            ({"at_least": "7.744"}, "hit_and_miss"),
            ({"at_least": "16.256"}, "hit_and_miss"),
            ({"at_least": "16.257"}, "consistently_failing"),
            ({"at_most": "16.257"}, "consistently_passing"),
            ({"at_most": "16.256"}, "hit_and_miss"),
            ({"at_most": "7.744"}, "hit_and_miss"),
            ({"at_most": "7.743"}, "consistently_failing"),
            ({"at_least": "5", "at_most": "20"}, "consistently_passing"),
            ({"at_least": "5", "at_most": "15"}, "hit_and_miss"),
            ({"at_least": "9", "at_most": "20"}, "hit_and_miss"),
            ({"at_least": "17", "at_most": "20"}, "consistently_failing"),
            ({"at_least": "2", "at_most": "5"}, "consistently_failing"),
            ({}, None),
        ],
    )
    def test_a_target_within_the_limits_is_hit_and_missed(
        self, target: dict[str, str], answer: str | None
    ) -> None:
        assert assurance(self.LIMITS, **{end: Decimal(value) for end, value in target.items()}) == answer


class TestRebase:
    MOVED = Rebase("8", on=date(2010, 1, 4), reason="The front door moved to one team.")

    def test_each_phase_has_limits_of_its_own(self) -> None:
        answer = chart(series(TWO_LEVELS), rebases=[self.MOVED])

        assert [phase.rebase for phase in answer.phases] == [None, self.MOVED]
        assert [len(phase.points) for phase in answer.phases] == [7, 7]
        assert answer.phases[0].limits is not None
        assert answer.phases[0].limits.average_moving_range == 2
        assert answer.phases[0].limits.is_trial
        assert answer.limits is not None
        assert answer.limits.mean == Decimal(57) / 7
        assert causes(answer) == [None] * 14

    def test_until_there_are_six_points_the_new_phase_has_none(self) -> None:
        answer = chart(series(TWO_LEVELS), rebases=[Rebase("10", on=date(2010, 1, 4), reason="New form.")])

        assert [phase.limits is None for phase in answer.phases] == [False, True]
        assert (answer.limits, answer.variation) == (None, None)

    def test_from_the_first_period_on_there_is_one_phase(self) -> None:
        first = Rebase("1", on=date(2010, 1, 4), reason="New form.")

        answer = chart(series(TWO_LEVELS), rebases=[first])

        assert [phase.rebase for phase in answer.phases] == [first]

    @pytest.mark.parametrize(
        ("period", "reason", "sentence"),
        [
            ("8", " ", "Say what changed, so that a reader knows why there are new limits."),
            ("99", "New form.", "99 is not a period of this series. Choose the first of the new limits."),
        ],
    )
    def test_without_reason_or_period_it_is_refused(self, period: str, reason: str, sentence: str) -> None:
        with pytest.raises(Refusal) as refused:
            chart(series(TWO_LEVELS), rebases=[Rebase(period, on=date(2010, 1, 4), reason=reason)])

        assert refused.value.sentence == sentence


class TestRefusal:
    @pytest.mark.parametrize(
        ("case", "sentence"),
        [
            (
                {"is_cumulative": True, "months_covered": 3, "months_apart": 3},
                (
                    "A cumulative figure grows by itself, so a control chart would always find a trend. "
                    "Chart what each period added."
                ),
            ),
            (
                {"is_cumulative": False, "months_covered": 12, "months_apart": 3},
                (
                    "Each value covers 12 months and the next follows after 3, so neighbours share cases and a "
                    "control chart would find patterns in them. Chart periods that do not overlap."
                ),
            ),
        ],
    )
    def test_what_repeats_itself_is_not_charted(self, case: dict[str, Any], sentence: str) -> None:
        with pytest.raises(Refusal) as refused:
            control_chart(series(TWO_LEVELS), polarity="high", **case)

        assert refused.value.sentence == sentence

    @pytest.mark.parametrize("covered", [0, 3, 12])
    def test_snapshots_and_periods_side_by_side_are(self, covered: int) -> None:
        assert refusal(is_cumulative=False, months_covered=covered, months_apart=12) == ""


@given(several, st.decimals(min_value=-9, max_value=9, places=2))
def test_a_constant_moves_the_limits_and_nothing_else(some: list[Decimal | None], by: Decimal) -> None:
    before = chart([("", one) for one in some])

    after = chart([("", None if one is None else one + by) for one in some])

    assert causes(after) == causes(before)
    assert (after.limits is None) == (before.limits is None)


@given(several, st.integers(0, 20))
def test_a_gap_changes_nothing(some: list[Decimal | None], place: int) -> None:
    whole = chart([("", one) for one in some])

    with_gap = chart([("", one) for one in [*some[:place], None, *some[place:]]])

    assert with_gap.limits == whole.limits
    assert [p for p in with_gap.points if p.value is not None] == [
        p for p in whole.points if p.value is not None
    ]


@given(several)
def test_the_limits_stand_equally_far_from_the_mean(some: list[Decimal | None]) -> None:
    answer = chart([("", one) for one in some])
    enough = len([one for one in some if one is not None]) >= 6

    assert (answer.limits is not None) == enough
    if answer.limits is not None:
        spread = (answer.limits.upper - answer.limits.lower) / 2
        expected = Decimal("2.66") * answer.limits.average_moving_range
        assert abs(spread - expected) < Decimal("1e-20")
