"""Targets: what a value is held against, from when to when, and how near is near enough."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from indicators.domain.measure import Measure, Polarity


class TargetKind(StrEnum):
    """What a target asks for."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    WITHIN_RANGE = "within_range"
    DIRECTION_ONLY = "direction_only"
    REACH_BY = "reach_by"
    SHARE_OF_COHORT = "share_of_cohort"
    NONE = "none"
    TO_BE_DETERMINED = "to_be_determined"


class TargetLevel(StrEnum):
    """Whether a target is for the periods in its dates, or for where the year should end."""

    PERIOD = "period"
    YEAR_END = "year_end"


class ToleranceKind(StrEnum):
    """In what a tolerance is counted: the measure's own unit, or percent of the target."""

    ABSOLUTE = "absolute"
    PERCENT_OF_TARGET = "percent_of_target"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far from a target still counts as on it."""

    kind: ToleranceKind = ToleranceKind.NONE
    size: Decimal = Decimal(0)

    def amount(self, target: Decimal) -> Decimal:
        """Give the tolerance in the measure's unit: 2% of a target of 80 are 1.6."""
        if self.kind is ToleranceKind.PERCENT_OF_TARGET:
            return abs(target) * self.size / 100
        return self.size if self.kind is ToleranceKind.ABSOLUTE else Decimal(0)


@dataclass(frozen=True, slots=True)
class Target:
    """A target in force from one day to another, both included; `high` is the upper end of a range."""

    kind: TargetKind
    starts_on: dt.date
    ends_on: dt.date
    value: Decimal | None = None
    high: Decimal | None = None
    level: TargetLevel = TargetLevel.PERIOD
    text: str = ""
    """The target in the council's own words."""
    baseline: Decimal | None = None
    """Where a target of direction only set out from."""
    tolerance: Tolerance = field(default=Tolerance())
    """Above the target by more than this exceeds it."""
    amber: Tolerance = field(default=Tolerance())
    """Below the target by no more than this is amber; without it there is no amber."""

    def ends(self, measure: Measure) -> tuple[Decimal | None, Decimal | None]:
        """Give the least and the most that are on target, None where there is no such end.

        A range that the target does not state is the measure's own.
        """
        if self.kind in {TargetKind.NONE, TargetKind.TO_BE_DETERMINED, TargetKind.DIRECTION_ONLY}:
            return None, None
        if measure.polarity is Polarity.RANGE:
            low = measure.range_low if self.value is None else self.value
            return low, measure.range_high if self.high is None else self.high
        return (None, self.value) if measure.polarity is Polarity.LOW else (self.value, None)

    def words(self, measure: Measure) -> str:
        """Say what the target asks for: at least 80%, between 60% and 70%, better than 10.3%, 90% by 30 April 2018."""
        if self.kind is TargetKind.DIRECTION_ONLY:
            return (
                "better than before"
                if self.baseline is None
                else f"better than {measure.text(self.baseline)}"
            )
        low, high = self.ends(measure)
        if low is not None and high is not None:
            asked = f"between {measure.text(low)} and {measure.text(high)}"
        elif low is not None:
            asked = f"at least {measure.text(low)}"
        elif high is not None:
            asked = f"at most {measure.text(high)}"
        else:
            return ""
        if self.kind is TargetKind.REACH_BY:
            return f"{asked} by {self.ends_on.day} {self.ends_on:%B %Y}"
        return f"{asked} of the cohort" if self.kind is TargetKind.SHARE_OF_COHORT else asked


MATCHING = {
    TargetKind.AT_LEAST: Polarity.HIGH,
    TargetKind.SHARE_OF_COHORT: Polarity.HIGH,
    TargetKind.AT_MOST: Polarity.LOW,
    TargetKind.WITHIN_RANGE: Polarity.RANGE,
}
"""The direction that a target of a kind goes with; the other kinds go with any."""

GOOD: Mapping[Polarity, str] = {
    Polarity.HIGH: "High is good here. Make the target “at least”.",
    Polarity.LOW: "Low is good here. Make the target “at most”.",
    Polarity.RANGE: "A range is good here. Make the target “within range”, with a low and a high end.",
}


def target_fault(measure: Measure, target: Target) -> str:
    """Say why nothing can be held against a target, and what to do; empty for a target that can be judged."""
    if measure.polarity is Polarity.NONE:
        return "Neither high nor low is good here, so it is not judged."
    if target.kind is TargetKind.NONE:
        return "No target is set."
    if target.kind is TargetKind.TO_BE_DETERMINED:
        return "The target is still to be determined."
    if MATCHING.get(target.kind, measure.polarity) is not measure.polarity:
        return GOOD[measure.polarity]
    if target.kind is TargetKind.DIRECTION_ONLY:
        return _fault_of_direction(measure, target)
    return _fault_of_ends(measure, target)


def target_warnings(measure: Measure, target: Target) -> tuple[str, ...]:
    """Warn of a target that contradicts the definition: outside the good range, or past the best value there can be."""
    warnings = []
    low, high = measure.range_low, measure.range_high
    for value in (target.value, target.high):
        if value is None:
            continue
        if (low is not None and value < low) or (high is not None and value > high):
            band = " to ".join(measure.text(end) for end in (low, high) if end is not None)
            warnings.append(
                f"The target of {measure.text(value)} lies outside the good range, {band}. "
                "Correct the target or the range."
            )
        if measure.ceiling is not None and measure.is_past_ceiling(value):
            best = measure.text(measure.ceiling)
            warnings.append(
                f"The target of {measure.text(value)} cannot be reached: the best value there can be is {best}. "
                "Correct one of them."
            )
    return tuple(warnings)


def _fault_of_direction(measure: Measure, target: Target) -> str:
    if measure.polarity is Polarity.RANGE and (measure.range_low is None or measure.range_high is None):
        return "Give the range of good performance a low and a high end."
    return "" if target.baseline is not None else "Type the baseline that the target sets out from."


def _fault_of_ends(measure: Measure, target: Target) -> str:
    low, high = target.ends(measure)
    if measure.polarity is Polarity.RANGE:
        if low is None or high is None:
            return "Give the target a low and a high end."
        return "" if low <= high else "The low end of the target is above its high end. Exchange them."
    return "Type the target's figure." if low is None and high is None else ""
