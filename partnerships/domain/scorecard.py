"""Plan scorecards: how a measure stands against its target where it was planned, and what targets there are.

A measure may stand under several priorities, each with its own targets and its own accountable organisation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.domain.judgement import Rating
from indicators.domain.measure import Measure
from indicators.domain.target import Target, TargetKind, target_fault


class Aim(StrEnum):
    """What sort of target a measure has."""

    FIGURE = "figure"
    DIRECTION = "direction"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class PlanTarget:
    """A target of a plan; one that counts in a unit of its own cannot be held against the measure's value."""

    target: Target
    own_unit: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a value stands against the last target: a rating and the gap, or why there is none."""

    rating: Rating | None
    reason: str = ""
    gap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many measures a scorecard or a part of it has, by what sort of target, and how many have a value."""

    measures: int
    with_figure: int
    with_direction: int
    without_target: int
    with_value: int


def aim_of(targets: Sequence[PlanTarget]) -> Aim:
    """Say what sort of target a measure has: a figure counts before a direction."""
    kinds = {one.target.kind for one in targets} - {TargetKind.NONE, TargetKind.TO_BE_DETERMINED}
    if not kinds:
        return Aim.NONE
    return Aim.DIRECTION if kinds == {TargetKind.DIRECTION_ONLY} else Aim.FIGURE


def count_measures(rows: Sequence[tuple[Decimal | None, Sequence[PlanTarget]]]) -> Counts:
    """Count measures, each given by its value and its targets."""
    aims = [aim_of(targets) for _, targets in rows]
    return Counts(
        len(rows),
        aims.count(Aim.FIGURE),
        aims.count(Aim.DIRECTION),
        aims.count(Aim.NONE),
        sum(value is not None for value, _ in rows),
    )


def standing_against(measure: Measure, value: Decimal | None, targets: Sequence[PlanTarget]) -> Standing:
    """Hold a value against the last of a measure's targets; a direction against where the plan set out from."""
    if value is None:
        return Standing(None, "There is no value.")
    if not targets:
        return Standing(None, "No target is set.")
    last = max(targets, key=lambda one: one.target.ends_on)
    if last.own_unit:
        return Standing(None, f"The target counts {last.own_unit}, which the value does not.")
    if fault := target_fault(measure, last.target):
        return Standing(None, fault)
    return _rate(measure, measure.judged(value), last.target)


def _rate(measure: Measure, value: Decimal, target: Target) -> Standing:
    if target.kind is TargetKind.DIRECTION_ONLY and target.baseline is not None:
        gap = measure.improvement(value, measure.judged(target.baseline))
        if gap == 0:
            return Standing(None, "This is where the plan set out from.", gap)
        return Standing(Rating.MET if gap > 0 else Rating.BELOW, "", gap)
    low, high = target.ends(measure)
    gap = min(
        gap
        for gap in (None if low is None else value - low, None if high is None else high - value)
        if gap is not None
    )
    return Standing(Rating.MET if gap >= 0 else Rating.BELOW, "", gap)
