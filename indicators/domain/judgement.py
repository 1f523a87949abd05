"""Judgements: how a value stands against its target, or why it is not judged.

The gap is value − target where high is good, target − value where low is good, and the distance to the nearer end
within a range. More than the tolerance above, or the best value there can be, exceeds; from the target up to the
tolerance is met; below is below, or amber down to the amber tolerance. Where only a direction is asked for, strictly
better than the baseline is met.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.domain.measure import Measure
from indicators.domain.period import Period
from indicators.domain.target import Target, TargetKind, target_fault
from indicators.domain.target_in_force import TargetInForce
from indicators.domain.value import Value, read


class Rating(StrEnum):
    """How a value stands against its target, best first."""

    EXCEEDS = "exceeds"
    MET = "met"
    AMBER = "amber"
    BELOW = "below"


ON_TARGET = frozenset({Rating.EXCEEDS, Rating.MET})


@dataclass(frozen=True, slots=True)
class Judgement:
    """A rating, or the reason why there is none; the figures are as judged, which is as displayed unless set so."""

    rating: Rating | None
    reason: str = ""
    value: Decimal | None = None
    gap: Decimal | None = None
    """How far the value is on the good side of its target; negative where it is short of it."""
    label: str = ""
    """What has to stand beside the target, such as “year-end target”."""
    is_recorded: bool = False
    """It was taken from a source, which printed no value."""

    @property
    def is_on_target(self) -> bool | None:
        """Whether the target is met or exceeded; None where nothing was judged. Amber is off target."""
        return None if self.rating is None else self.rating in ON_TARGET


def recorded(rating: Rating | None, reason: str = "") -> Judgement:
    """Take a judgement from a source that printed no value for it."""
    return Judgement(rating, reason, is_recorded=True)


def judge(measure: Measure, value: Value, in_force: TargetInForce, *, period: Period) -> Judgement:
    """Hold a value of a period against the target in force."""
    reading, target = read(measure, value), in_force.target
    if reading.value is None:
        return Judgement(None, reading.reason)
    judged = measure.judged(reading.value)
    fault = in_force.reason if target is None else target_fault(measure, target)
    if target is None or fault:
        return Judgement(None, fault, judged, label=in_force.label)
    if target.baseline is not None and target.kind is TargetKind.DIRECTION_ONLY:
        gap, rating = _in_direction(measure, target.baseline, judged)
    else:
        gap, tolerated, amber = _gap(measure, target, judged)
        rating = rated(gap, tolerated=tolerated, amber=amber)
    if gap < 0 and target.kind is TargetKind.REACH_BY and period.ends_on < target.ends_on:
        return Judgement(None, f"Not due yet: {target.words(measure)}.", judged, gap, in_force.label)
    if measure.is_at_ceiling(judged):
        rating = Rating.EXCEEDS
    return Judgement(rating, "", judged, gap, in_force.label)


def rated(gap: Decimal, *, tolerated: Decimal, amber: Decimal) -> Rating:
    """Rate a gap, all in the measure's own unit: tolerances are 0 where there are none."""
    if gap > tolerated:
        return Rating.EXCEEDS
    if gap >= 0:
        return Rating.MET
    return Rating.AMBER if gap >= -amber else Rating.BELOW


def difference(computed: Judgement, printed: Judgement) -> str:
    """Say how a printed judgement differs from the computed one; empty where they agree or one is silent."""
    if None in {computed.is_on_target, printed.is_on_target} or computed.is_on_target == printed.is_on_target:
        return ""
    if printed.is_on_target:
        return "Printed as on target, but the value is off target."
    return "Printed as off target, but the value is on target."


def _gap(measure: Measure, target: Target, judged: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    low, high = target.ends(measure)
    gaps = [(judged - low, low)] if low is not None else []
    gaps += [(high - judged, high)] if high is not None else []
    gap, end = min(gaps)
    return gap, target.tolerance.amount(end), target.amber.amount(end)


def _in_direction(measure: Measure, baseline: Decimal, judged: Decimal) -> tuple[Decimal, Rating]:
    gap = measure.improvement(judged, measure.judged(baseline))
    return gap, Rating.MET if gap > 0 else Rating.BELOW
