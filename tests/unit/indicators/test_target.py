"""Targets: what they ask for, when they cannot be judged, what is odd about them, and which applies when."""

from datetime import date
from itertools import permutations

import pytest

from indicators.domain.measure import Measure, Polarity
from indicators.domain.target import (
    Target,
    TargetKind,
    TargetLevel,
    Tolerance,
    ToleranceKind,
    target_fault,
    target_warnings,
)
from indicators.domain.target_in_force import TargetInForce, target_in_force
from tests.unit.indicators.measures import NI59, NI65, NI68, NI89A, D, measure, period, target

LOW = measure("ReReferral", polarity=Polarity.LOW)


class TestTolerance:
    @pytest.mark.parametrize(
        ("tolerance", "amount"),
        [
            (Tolerance(), "0"),
            (Tolerance(ToleranceKind.NONE, D(5)), "0"),
            (Tolerance(ToleranceKind.ABSOLUTE, D(5)), "5"),
            (Tolerance(ToleranceKind.PERCENT_OF_TARGET, D(2)), "1.6"),
        ],
    )
    def test_it_is_absolute_or_a_percentage_of_the_target(self, tolerance: Tolerance, amount: str) -> None:
        assert tolerance.amount(D(80)) == D(amount)

    def test_it_is_never_negative(self) -> None:
        assert Tolerance(ToleranceKind.PERCENT_OF_TARGET, D(10)).amount(D(-3)) == D("0.3")


class TestWords:
    @pytest.mark.parametrize(
        ("what", "aim", "words"),
        [
            (NI59, target(), "at least 80.0%"),
            (NI65, target(TargetKind.AT_MOST, "7"), "at most 7.0%"),
            (NI68, target(TargetKind.WITHIN_RANGE, "55", high=D(65)), "between 55.0% and 65.0%"),
            (NI68, target(TargetKind.WITHIN_RANGE, None), "between 60.0% and 70.0%"),
            (NI59, target(TargetKind.SHARE_OF_COHORT, "68"), "at least 68.0% of the cohort"),
            (
                NI59,
                target(TargetKind.REACH_BY, "90", ends_on=date(2018, 4, 30)),
                "at least 90.0% by 30 April 2018",
            ),
            (LOW, target(TargetKind.REACH_BY, "3"), "at most 3.0% by 31 March 2010"),
            (LOW, target(TargetKind.DIRECTION_ONLY, None, baseline=D("10.3")), "better than 10.3%"),
            (LOW, target(TargetKind.DIRECTION_ONLY, None), "better than before"),
            (NI59, target(TargetKind.NONE, None), ""),
            (NI59, target(TargetKind.TO_BE_DETERMINED, "80"), ""),
        ],
    )
    def test_a_target_says_what_it_asks_for(self, what: Measure, aim: Target, words: str) -> None:
        assert aim.words(what) == words


class TestFaults:
    @pytest.mark.parametrize(
        ("what", "aim"),
        [
            (NI59, target()),
            (NI59, target(TargetKind.SHARE_OF_COHORT)),
            (NI59, target(TargetKind.REACH_BY)),
            (NI59, target(TargetKind.DIRECTION_ONLY, None, baseline=D(3))),
            (NI65, target(TargetKind.AT_MOST, "7")),
            (LOW, target(TargetKind.REACH_BY)),
            (NI68, target(TargetKind.WITHIN_RANGE, None)),
            (NI68, target(TargetKind.WITHIN_RANGE, "65", high=D(65))),
            (NI68, target(TargetKind.REACH_BY, None)),
            (NI68, target(TargetKind.DIRECTION_ONLY, None, baseline=D(3))),
        ],
    )
    def test_a_sound_target_has_none(self, what: Measure, aim: Target) -> None:
        assert target_fault(what, aim) == ""

    @pytest.mark.parametrize(
        ("what", "aim", "sentence"),
        [
            (measure(polarity=Polarity.NONE), target(), "Neither high nor low is good here, so it is not judged."),
            (NI59, target(TargetKind.NONE, None), "No target is set."),
            (NI59, target(TargetKind.TO_BE_DETERMINED, None), "The target is still to be determined."),
            (NI59, target(TargetKind.AT_MOST), "High is good here. Make the target “at least”."),
            (NI65, target(TargetKind.AT_LEAST), "Low is good here. Make the target “at most”."),
            (LOW, target(TargetKind.SHARE_OF_COHORT), "Low is good here. Make the target “at most”."),
            (
                NI68, target(),
                "A range is good here. Make the target “within range”, with a low and a high end.",
            ),
            (NI59, target(typed=None), "Type the target's figure."),
            (NI59, target(TargetKind.DIRECTION_ONLY, None), "Type the baseline that the target sets out from."),
            (
                measure(polarity=Polarity.RANGE), target(TargetKind.DIRECTION_ONLY, None, baseline=D(3)),
                "Give the range of good performance a low and a high end.",
            ),
            (
                measure(polarity=Polarity.RANGE), target(TargetKind.WITHIN_RANGE, "3"),
                "Give the target a low and a high end.",
            ),
            (
                NI68, target(TargetKind.WITHIN_RANGE, "80", high=D(70)),
                "The low end of the target is above its high end. Exchange them.",
            ),
        ],
    )  # fmt: skip
    def test_a_fault_says_what_to_do(self, what: Measure, aim: Target, sentence: str) -> None:
        assert target_fault(what, aim) == sentence


class TestWarnings:
    def test_a_target_of_7_beside_a_good_band_of_10_to_15(self) -> None:
        assert target_warnings(NI65, target(TargetKind.AT_MOST, "7")) == (
            "The target of 7.0% lies outside the good range, 10.0% to 15.0%. Correct the target or the range.",
        )

    @pytest.mark.parametrize(
        ("low", "high", "band"),
        [(D(85), None, "85.0%"), (None, D(75), "75.0%"), (D(81), D(90), "81.0% to 90.0%")],
    )
    def test_an_open_band_is_said_as_it_is(self, low: D | None, high: D | None, band: str) -> None:
        assert target_warnings(measure(range_low=low, range_high=high), target()) == (
            f"The target of 80.0% lies outside the good range, {band}. Correct the target or the range.",
        )

    def test_both_ends_of_a_range_are_looked_at(self) -> None:
        assert target_warnings(NI68, target(TargetKind.WITHIN_RANGE, "60", high=D(71))) == (
            "The target of 71.0% lies outside the good range, 60.0% to 70.0%. Correct the target or the range.",
        )

    def test_a_target_past_the_best_value_cannot_be_reached(self) -> None:
        assert target_warnings(NI89A, target(TargetKind.AT_MOST, "-1")) == (
            "The target of -1 cannot be reached: the best value there can be is 0. Correct one of them.",
        )

    @pytest.mark.parametrize(
        ("what", "aim"),
        [
            (NI59, target(typed="100")),
            (NI59, target(typed="99.96")),
            (NI65, target(TargetKind.AT_MOST, "10")),
            (NI65, target(TargetKind.AT_MOST, "15")),
            (NI59, target(TargetKind.NONE, None)),
        ],
    )
    def test_a_plain_target_is_not_warned_about(self, what: Measure, aim: Target) -> None:
        assert target_warnings(what, aim) == ()


class TestInForce:
    SUMMER = target(TargetKind.AT_MOST, "26", starts_on=date(2016, 4, 1), ends_on=date(2016, 9, 30))
    WINTER = target(TargetKind.AT_MOST, "23", starts_on=date(2016, 10, 1), ends_on=date(2017, 3, 31))
    YEAR_END = target(level=TargetLevel.YEAR_END)
    QUARTER = target(typed="78", starts_on=date(2009, 7, 1), ends_on=date(2009, 9, 30))

    @pytest.mark.parametrize(
        ("label", "in_force"),
        [
            ("2016-17-Q1", TargetInForce(SUMMER)),
            ("2016-17-Q2", TargetInForce(SUMMER)),
            ("2016-17-H1", TargetInForce(SUMMER)),
            ("2016-M09", TargetInForce(SUMMER)),
            ("2016-M10", TargetInForce(WINTER)),
            ("2016-17-Q4", TargetInForce(WINTER)),
            ("2016-17", TargetInForce(WINTER, "target from 1 October 2016 only")),
            ("2015-16-Q4", TargetInForce(None, reason="No target is set for this period.")),
            ("2017-18-Q1", TargetInForce(None, reason="No target is set for this period.")),
        ],
    )
    def test_april_to_september_26_october_to_march_23(self, label: str, in_force: TargetInForce) -> None:
        for rows in permutations([self.SUMMER, self.WINTER]):
            assert target_in_force(rows, period(label)) == in_force

    @pytest.mark.parametrize(
        ("label", "in_force"),
        [
            ("2009-10-Q1", TargetInForce(YEAR_END, "year-end target")),
            ("2009-10-Q2", TargetInForce(QUARTER)),
            ("2009-10-Q4", TargetInForce(YEAR_END)),
            ("2009-10", TargetInForce(YEAR_END)),
        ],
    )
    def test_a_year_end_target_beside_a_quarter_is_labelled(
        self, label: str, in_force: TargetInForce
    ) -> None:
        for rows in permutations([self.YEAR_END, self.QUARTER]):
            assert target_in_force(rows, period(label)) == in_force

    def test_the_target_of_every_period_gives_way_to_the_year_ends_for_the_year(self) -> None:
        every_period = target(typed="75")

        assert target_in_force([every_period, self.YEAR_END], period("2009-10")).target == self.YEAR_END
        assert target_in_force([every_period, self.YEAR_END], period("2009-10-Q4")).target == every_period

    def test_the_shorter_its_dates_the_more_a_target_is_meant(self) -> None:
        assert target_in_force([target(typed="75"), self.QUARTER], period("2009-M08")) == TargetInForce(
            self.QUARTER
        )

    def test_a_target_of_part_of_the_period_gives_way_to_one_of_all_of_it(self) -> None:
        september = target(typed="79", starts_on=date(2009, 9, 1), ends_on=date(2009, 9, 30))

        assert target_in_force([september, self.QUARTER], period("2009-10-Q2")).target == self.QUARTER
        assert target_in_force([september], period("2009-10-Q2")) == TargetInForce(
            september, "target from 1 September 2009 only"
        )

    def test_the_last_day_of_a_period_is_what_its_figure_is_as_at(self) -> None:
        from_the_last_day = target(starts_on=date(2009, 9, 30))
        from_the_next_day = target(starts_on=date(2009, 10, 1))

        found = [
            target_in_force([one], period("2009-10-Q2")).target
            for one in (from_the_last_day, from_the_next_day)
        ]

        assert found == [from_the_last_day, None]

    def test_two_targets_for_the_same_dates_are_one_too_many(self) -> None:
        for rows in permutations([target(), target(typed="85")]):
            assert target_in_force(rows, period("2009-10-Q1")) == TargetInForce(
                None, reason="Two targets are set for the same dates. Keep one of them."
            )

    def test_the_same_target_twice_is_one(self) -> None:
        assert target_in_force([target(), target()], period("2009-10-Q1")).target == target()

    def test_what_is_to_be_reached_by_a_day_applies_until_the_period_of_that_day(self) -> None:
        by_april_2018 = target(
            TargetKind.REACH_BY, "90", starts_on=date(2016, 4, 1), ends_on=date(2018, 4, 30)
        )
        found = [
            target_in_force([by_april_2018], period(label)).target
            for label in ("2015-16", "2016-17", "2018-19-Q1", "2018-19-Q2")
        ]

        assert found == [None, by_april_2018, by_april_2018, None]
        assert target_in_force([by_april_2018], period("2018-19-Q1")).label == ""
