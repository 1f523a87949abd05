"""Plan scorecards: how measures stand against targets, with the figures of the plan for 2016 to 2019."""

from datetime import date
from decimal import Decimal

import pytest

from indicators.domain.judgement import Rating
from indicators.domain.measure import Measure, Polarity, Unit
from indicators.domain.target import Target, TargetKind
from partnerships.domain.scorecard import (
    Aim,
    Counts,
    PlanTarget,
    Standing,
    aim_of,
    count_measures,
    standing_against,
)

START, END = date(2016, 4, 1), date(2017, 3, 31)


def percent(polarity: Polarity, **fields: Decimal) -> Measure:
    return Measure("1.A2", Unit.PERCENT, polarity, decimals=1, **fields)


def target(
    kind: TargetKind, value: str | None = None, *, ends_on: date = END, baseline: str | None = None
) -> PlanTarget:
    return PlanTarget(
        Target(
            kind,
            START,
            ends_on,
            None if value is None else Decimal(value),
            baseline=None if baseline is None else Decimal(baseline),
        )
    )


HALF_YEARS = (
    target(TargetKind.AT_MOST, "26", ends_on=date(2016, 9, 30)),
    target(TargetKind.AT_MOST, "23"),
)
DOWNWARD = target(TargetKind.DIRECTION_ONLY, ends_on=date(2020, 12, 31), baseline="10.3")
FAMILIES = PlanTarget(Target(TargetKind.AT_LEAST, START, END, Decimal(822)), own_unit="families")


@pytest.mark.parametrize(
    ("measure", "value", "targets", "expected"),
    [
        # Re-referrals: 26% up to September, then 23%; the last target counts.
        (percent(Polarity.LOW), "30.9", HALF_YEARS, Standing(Rating.BELOW, "", Decimal("-7.9"))),
        (percent(Polarity.LOW), "23.0", HALF_YEARS, Standing(Rating.MET, "", Decimal("0.0"))),
        # Triage within 24 hours.
        (
            percent(Polarity.HIGH),
            "99.4",
            (target(TargetKind.AT_LEAST, "100"),),
            Standing(Rating.BELOW, "", Decimal("-0.6")),
        ),
        # A downward trend: met when strictly better than where the plan set out from.
        (percent(Polarity.LOW), "10.2", (DOWNWARD,), Standing(Rating.MET, "", Decimal("0.1"))),
        (percent(Polarity.LOW), "10.4", (DOWNWARD,), Standing(Rating.BELOW, "", Decimal("-0.1"))),
        (
            percent(Polarity.LOW),
            "10.3",
            (DOWNWARD,),
            Standing(None, "This is where the plan set out from.", Decimal("0.0")),
        ),
        (
            percent(Polarity.HIGH),
            "100",
            (FAMILIES,),
            Standing(None, "The target counts families, which the value does not."),
        ),
        (percent(Polarity.HIGH), None, (FAMILIES,), Standing(None, "There is no value.")),
        (percent(Polarity.HIGH), "91.4", (), Standing(None, "No target is set.")),
        (
            percent(Polarity.HIGH),
            "5.3",
            (target(TargetKind.AT_MOST, "3.1"),),
            Standing(None, "High is good here. Make the target “at least”."),
        ),
        (
            percent(Polarity.RANGE, range_low=Decimal(60), range_high=Decimal(70)),
            "72",
            (target(TargetKind.WITHIN_RANGE),),
            Standing(Rating.BELOW, "", Decimal("-2.0")),
        ),
    ],
)
def test_a_value_against_its_last_target(
    measure: Measure, value: str | None, targets: tuple[PlanTarget, ...], expected: Standing
) -> None:
    assert standing_against(measure, None if value is None else Decimal(value), targets) == expected


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ((), Aim.NONE),
        ((target(TargetKind.NONE),), Aim.NONE),
        ((DOWNWARD,), Aim.DIRECTION),
        ((DOWNWARD, target(TargetKind.AT_MOST, "9")), Aim.FIGURE),
        ((FAMILIES,), Aim.FIGURE),
    ],
)
def test_what_sort_of_target_there_is(targets: tuple[PlanTarget, ...], expected: Aim) -> None:
    assert aim_of(targets) is expected


def test_the_scorecard_of_24_rows_has_nine_figures_six_directions_and_nine_without_a_target() -> None:
    rows = [(Decimal(1), HALF_YEARS)] * 9 + [(Decimal(1), (DOWNWARD,))] * 6 + [(Decimal(1), ())] * 7
    rows += [(None, ())] * 2

    assert count_measures(rows) == Counts(24, 9, 6, 9, 22)
