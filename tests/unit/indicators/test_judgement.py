"""Judgements: every kind of target, both sides of every edge, and the reason where there is no rating."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.domain.judgement import Judgement, Rating, difference, judge, rated, recorded
from indicators.domain.measure import Measure, Polarity
from indicators.domain.target import Target, TargetKind, TargetLevel, Tolerance, ToleranceKind
from indicators.domain.target_in_force import TargetInForce, target_in_force
from indicators.domain.threshold import Thresholds, judge_by_thresholds
from indicators.domain.value import Value
from tests.unit.indicators.measures import NI59, NI65, NI68, NI89A, D, measure, parts, period, target, value

EXCEEDS, MET, AMBER, BELOW = Rating.EXCEEDS, Rating.MET, Rating.AMBER, Rating.BELOW
TWO_PERCENT = Tolerance(ToleranceKind.PERCENT_OF_TARGET, D(2))
THREE_POINTS = Tolerance(ToleranceKind.ABSOLUTE, D(3))
BEST_FIRST = list(Rating)

FIGURES = st.decimals(min_value=-50, max_value=150, places=2)
LIMITS = st.decimals(min_value=0, max_value=50, places=2)


def judged(what: Measure, held: Value, aim: Target, label: str = "2009-10-Q2") -> Judgement:
    """Judge a value of a period by the one target there is."""
    when = period(label)
    return judge(what, held, target_in_force([aim], when), period=when)


class TestEdges:
    @pytest.mark.parametrize(
        ("what", "aim", "typed", "rating", "gap"),
        [
            (NI59, target(), "80.1", EXCEEDS, "0.1"),
            (NI59, target(), "80", MET, "0"),
            (NI59, target(), "79.9", BELOW, "-0.1"),
            (NI59, target(baseline=D("77.8")), "79", BELOW, "-1.0"),
            (NI59, target(tolerance=TWO_PERCENT), "81.7", EXCEEDS, "1.7"),
            (NI59, target(tolerance=TWO_PERCENT), "81.6", MET, "1.6"),
            (NI59, target(amber=THREE_POINTS), "77", AMBER, "-3"),
            (NI59, target(amber=THREE_POINTS), "76.9", BELOW, "-3.1"),
            (NI65, target(TargetKind.AT_MOST, "7"), "6.8", EXCEEDS, "0.2"),
            (NI65, target(TargetKind.AT_MOST, "7"), "7", MET, "0"),
            (NI65, target(TargetKind.AT_MOST, "7"), "10.6", BELOW, "-3.6"),
            (NI65, target(TargetKind.AT_MOST, "7", amber=THREE_POINTS), "10", AMBER, "-3"),
            (NI68, target(TargetKind.WITHIN_RANGE, None), "58.7", BELOW, "-1.3"),
            (NI68, target(TargetKind.WITHIN_RANGE, None), "60", MET, "0"),
            (NI68, target(TargetKind.WITHIN_RANGE, None), "65", EXCEEDS, "5"),
            (NI68, target(TargetKind.WITHIN_RANGE, None), "70", MET, "0"),
            (NI68, target(TargetKind.WITHIN_RANGE, None), "70.1", BELOW, "-0.1"),
            (NI68, target(TargetKind.WITHIN_RANGE, "55", high=D(57)), "58", BELOW, "-1"),
            (NI59, target(TargetKind.SHARE_OF_COHORT, "68"), "54.5", BELOW, "-13.5"),
            (NI59, target(tolerance=TWO_PERCENT, typed="100"), "100", EXCEEDS, "0"),
            (NI89A, target(TargetKind.AT_MOST, "0"), "0", EXCEEDS, "0"),
            (NI89A, target(TargetKind.AT_MOST, "0"), "1", BELOW, "-1"),
        ],
    )
    def test_both_sides_of_every_edge(
        self, what: Measure, aim: Target, typed: str, rating: Rating, gap: str
    ) -> None:
        assert judged(what, value(typed), aim) == Judgement(
            rating, value=what.displayed(D(typed)), gap=D(gap)
        )

    @pytest.mark.parametrize(
        ("typed", "rating"), [("10.2", MET), ("10.3", BELOW), ("10.4", BELOW), ("0", EXCEEDS)]
    )
    def test_a_downward_trend_is_met_by_strictly_less_than_the_baseline(
        self, typed: str, rating: Rating
    ) -> None:
        obesity = measure(polarity=Polarity.LOW, ceiling=D(0))
        downward = target(TargetKind.DIRECTION_ONLY, None, baseline=D("10.3"), ends_on=date(2020, 12, 31))

        assert judged(obesity, value(typed), downward).rating == rating


class TestDisplayedValue:
    def test_1999_of_2500_meets_80_percent_as_it_is_displayed(self) -> None:
        assert judged(NI59, parts(1999, 2500), target()) == Judgement(MET, value=D("80.0"), gap=D(0))

    def test_judged_exactly_it_does_not(self) -> None:
        exactly = measure(is_judged_exactly=True)

        assert judged(exactly, parts(1999, 2500), target()) == Judgement(
            BELOW, value=D("79.96"), gap=D("-0.04")
        )


class TestReachBy:
    BY_APRIL_2018 = target(TargetKind.REACH_BY, "90", starts_on=date(2016, 4, 1), ends_on=date(2018, 4, 30))

    def test_before_its_day_a_shortfall_is_not_judged(self) -> None:
        assert judged(measure(), value("58.3"), self.BY_APRIL_2018, "2016-17") == Judgement(
            None, "Not due yet: at least 90.0% by 30 April 2018.", D("58.3"), D("-31.7")
        )

    def test_what_is_reached_early_is_met(self) -> None:
        assert judged(measure(), value("90"), self.BY_APRIL_2018, "2016-17").rating == MET

    @pytest.mark.parametrize("label", ["2018-M04", "2018-19-Q1"])
    def test_from_its_day_on_it_is_judged(self, label: str) -> None:
        assert judged(measure(), value("89"), self.BY_APRIL_2018, label).rating == BELOW


class TestNotJudged:
    @pytest.mark.parametrize(
        ("what", "held", "aim", "reason"),
        [
            (NI59, Value(), target(), "There is no value yet."),
            (NI59, parts(0, 0), target(), "There were no cases."),
            (NI59, Value(flag="c"), target(), "The figure is confidential."),
        ],
    )
    def test_without_a_value(self, what: Measure, held: Value, aim: Target, reason: str) -> None:
        assert judged(what, held, aim) == Judgement(None, reason)

    @pytest.mark.parametrize(
        ("what", "aim", "reason"),
        [
            (
                measure(polarity=Polarity.NONE),
                target(),
                "Neither high nor low is good here, so it is not judged.",
            ),
            (NI59, target(TargetKind.NONE, None), "No target is set."),
            (NI59, target(TargetKind.TO_BE_DETERMINED, None), "The target is still to be determined."),
            (NI59, target(TargetKind.AT_MOST), "High is good here. Make the target “at least”."),
        ],
    )
    def test_without_a_target_or_a_direction(self, what: Measure, aim: Target, reason: str) -> None:
        assert judged(what, value("73.2"), aim) == Judgement(None, reason, D("73.2"))

    def test_without_any_target_in_force(self) -> None:
        when = period("2010-11-Q1")

        assert judge(NI59, value("73.2"), target_in_force([target()], when), period=when) == Judgement(
            None, "No target is set for this period.", D("73.2")
        )

    def test_what_is_not_judged_is_neither_on_target_nor_off(self) -> None:
        assert [Judgement(rating).is_on_target for rating in (EXCEEDS, MET, AMBER, BELOW, None)] == [
            True, True, False, False, None,
        ]  # fmt: skip


class TestLabel:
    def test_a_year_end_target_at_quarter_two_is_labelled(self) -> None:
        year_end = target(TargetKind.AT_MOST, "7", level=TargetLevel.YEAR_END)

        assert judged(NI65, value("6.0"), year_end) == Judgement(
            EXCEEDS, value=D("6.0"), gap=D("1.0"), label="year-end target"
        )

    def test_the_label_stays_where_nothing_can_be_judged(self) -> None:
        to_come = target(TargetKind.TO_BE_DETERMINED, None, level=TargetLevel.YEAR_END)

        assert judged(NI65, value("6.0"), to_come).label == "year-end target"


class TestRecorded:
    def test_a_judgement_may_come_from_a_source_without_its_value(self) -> None:
        assert recorded(MET) == Judgement(MET, is_recorded=True)
        assert not judged(NI59, value("80"), target()).is_recorded
        assert recorded(None, "No target is set.") == Judgement(None, "No target is set.", is_recorded=True)

    @pytest.mark.parametrize(
        ("computed", "printed", "sentence"),
        [
            (BELOW, MET, "Printed as on target, but the value is off target."),
            (EXCEEDS, BELOW, "Printed as off target, but the value is on target."),
            (EXCEEDS, MET, ""),
            (AMBER, BELOW, ""),
            (None, MET, ""),
            (MET, None, ""),
        ],
    )
    def test_a_printed_judgement_is_held_against_the_computed_one(
        self, computed: Rating | None, printed: Rating | None, sentence: str
    ) -> None:
        assert difference(Judgement(computed), recorded(printed)) == sentence


class TestThresholds:
    HIGH, LOW = Thresholds(green=D(95), amber=D(90)), Thresholds(green=D(5), amber=D(10))

    @pytest.mark.parametrize(
        ("what", "thresholds", "typed", "rating", "gap"),
        [
            (NI59, HIGH, "100", MET, "5"),
            (NI59, HIGH, "95", MET, "0"),
            (NI59, HIGH, "94.9", AMBER, "-0.1"),
            (NI59, HIGH, "90", AMBER, "-5"),
            (NI59, HIGH, "89.9", BELOW, "-5.1"),
            (NI65, LOW, "5", MET, "0"),
            (NI65, LOW, "5.1", AMBER, "-0.1"),
            (NI65, LOW, "10", AMBER, "-5"),
            (NI65, LOW, "10.1", BELOW, "-5.1"),
            (NI59, Thresholds(D(95), D(95)), "94", BELOW, "-1"),
        ],
    )
    def test_green_amber_and_red(
        self, what: Measure, thresholds: Thresholds, typed: str, rating: Rating, gap: str
    ) -> None:
        assert judge_by_thresholds(what, value(typed), thresholds) == Judgement(
            rating, value=what.displayed(D(typed)), gap=D(gap)
        )

    @pytest.mark.parametrize(
        ("what", "held", "thresholds", "judgement"),
        [
            (NI59, parts(0, 0), HIGH, Judgement(None, "There were no cases.")),
            (
                NI68, value("65"), HIGH,
                Judgement(None, "Thresholds need a direction. Choose high or low.", D("65.0")),
            ),
            (
                NI59, value("65"), LOW,
                Judgement(
                    None, "The threshold for amber is better than the one for green. Exchange them.", D("65.0")
                ),
            ),
        ],
    )  # fmt: skip
    def test_why_there_is_none(
        self, what: Measure, held: Value, thresholds: Thresholds, judgement: Judgement
    ) -> None:
        assert judge_by_thresholds(what, held, thresholds) == judgement

    @given(FIGURES, FIGURES, FIGURES, FIGURES, st.sampled_from([Polarity.HIGH, Polarity.LOW]))
    def test_a_better_value_is_never_rated_worse(
        self, one: Decimal, other: Decimal, first: Decimal, second: Decimal, polarity: Polarity
    ) -> None:
        what = measure(polarity=polarity)
        green, amber = sorted((first, second), reverse=polarity is Polarity.HIGH)
        better, worse = sorted((one, other), reverse=polarity is Polarity.HIGH)

        ratings = [
            judge_by_thresholds(what, Value(figure), Thresholds(green, amber)).rating
            for figure in (better, worse)
        ]

        assert None not in ratings
        assert sorted(ratings, key=BEST_FIRST.index) == ratings


class TestMonotonic:
    @given(
        st.tuples(FIGURES, FIGURES), FIGURES, LIMITS, LIMITS, st.sampled_from([Polarity.HIGH, Polarity.LOW])
    )
    def test_a_better_value_is_never_rated_worse(
        self,
        two: tuple[Decimal, Decimal],
        aim: Decimal,
        tolerated: Decimal,
        amber: Decimal,
        polarity: Polarity,
    ) -> None:
        what = measure(polarity=polarity, ceiling=D(100) if polarity is Polarity.HIGH else D(0))
        kind = TargetKind.AT_LEAST if polarity is Polarity.HIGH else TargetKind.AT_MOST
        limits = {
            "tolerance": Tolerance(ToleranceKind.ABSOLUTE, tolerated),
            "amber": Tolerance(ToleranceKind.PERCENT_OF_TARGET, amber),
        }
        better, worse = sorted(two, reverse=polarity is Polarity.HIGH)

        ratings = [
            judged(what, Value(figure), target(kind, str(aim), **limits)).rating for figure in (better, worse)
        ]

        assert None not in ratings
        assert sorted(ratings, key=BEST_FIRST.index) == ratings

    @given(FIGURES, FIGURES, LIMITS)
    def test_nearer_to_the_middle_of_a_range_is_never_rated_worse(
        self, one: Decimal, other: Decimal, tolerated: Decimal
    ) -> None:
        within = target(TargetKind.WITHIN_RANGE, None, tolerance=Tolerance(ToleranceKind.ABSOLUTE, tolerated))
        nearer, farther = sorted((one, other), key=lambda figure: abs(figure - 65))
        exactly = measure(polarity=Polarity.RANGE, range_low=D(60), range_high=D(70), is_judged_exactly=True)

        ratings = [judged(exactly, Value(figure), within).rating for figure in (nearer, farther)]

        assert sorted(ratings, key=BEST_FIRST.index) == ratings

    @given(FIGURES, LIMITS, LIMITS)
    def test_a_smaller_gap_is_never_rated_better(
        self, gap: Decimal, tolerated: Decimal, amber: Decimal
    ) -> None:
        limits = {"tolerated": tolerated, "amber": amber}

        assert BEST_FIRST.index(rated(gap, **limits)) <= BEST_FIRST.index(rated(gap - 1, **limits))


def test_a_target_in_force_may_have_been_found_elsewhere() -> None:
    in_force = TargetInForce(target(), "year-end target")

    assert judge(NI59, value("80"), in_force, period=period("2009-10-Q2")).label == "year-end target"
