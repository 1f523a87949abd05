"""Statistical process control: what a series does by chance, and where something changed (an XmR chart).

Values are in the measure's unit, oldest first; None is a period without a value, which is passed over. The arithmetic
is in exact fractions, because a value on a limit or on the mean is not beyond it.

Source: section 6.6 of the council's rules for indicators, after NHS England, "Making Data Count: Strengthening your
decisions", with its constants 2.66 for the limits and 3.267 for moving ranges that are dropped.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from childservices.domain.refusals import Refusal
from indicators.domain.special_cause import DOWN, UP, special_causes

FEWEST, ENOUGH = 6, 13
TO_LIMIT, TO_DROP = Fraction("2.66"), Fraction("3.267")
GOOD = {"high": UP, "low": DOWN}


@dataclass(frozen=True, slots=True)
class Rebase:
    """A decision to draw new limits from a period on, with its day and its reason."""

    period: str
    on: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class Limits:
    """Mean and limits of the values that a process gave by chance; the lower limit is not cut at 0."""

    mean: Decimal
    average_moving_range: Decimal
    lower: Decimal
    upper: Decimal
    is_trial: bool
    """Fewer than 13 values made them."""


@dataclass(frozen=True, slots=True)
class Point:
    """A period's value, its special cause if it has one, and whether that is an improvement."""

    period: str
    value: Decimal | None
    special_cause: str | None
    direction: int
    """1 for a special cause upwards, -1 downwards, 0 for none."""
    improvement: bool | None
    """None where there is no special cause, or neither direction is good."""


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of the series with limits of its own; None where fewer than six values could make them."""

    points: tuple[Point, ...]
    limits: Limits | None
    rebase: Rebase | None


@dataclass(frozen=True, slots=True)
class ControlChart:
    """A series with its limits, in phases that rebasing made."""

    phases: tuple[Phase, ...]

    @property
    def points(self) -> tuple[Point, ...]:
        """Every point, oldest first."""
        return tuple(point for phase in self.phases for point in phase.points)

    @property
    def limits(self) -> Limits | None:
        """The limits that hold now."""
        return self.phases[-1].limits

    @property
    def variation(self) -> str | None:
        """What the latest value says; None without limits.

        "common_cause", "improvement", "concern", or "special_cause_high" and "special_cause_low" where neither
        direction is good.
        """
        if self.limits is None:
            return None
        latest = [point for point in self.phases[-1].points if point.value is not None][-1]
        if latest.special_cause is None:
            return "common_cause"
        if latest.improvement is None:
            return "special_cause_high" if latest.direction == UP else "special_cause_low"
        return "improvement" if latest.improvement else "concern"


def refusal(*, is_cumulative: bool, months_covered: int, months_apart: int) -> str:
    """Say why a series cannot have a control chart; nothing where it can."""
    if is_cumulative:
        return (
            "A cumulative figure grows by itself, so a control chart would always find a trend. "
            "Chart what each period added."
        )
    if months_covered > months_apart:
        return (
            f"Each value covers {months_covered} months and the next follows after {months_apart}, so neighbours share "
            "cases and a control chart would find patterns in them. Chart periods that do not overlap."
        )
    return ""


def control_chart(
    series: Sequence[tuple[str, Decimal | None]],
    *,
    polarity: str,
    is_cumulative: bool,
    months_covered: int,
    months_apart: int,
    rebases: Sequence[Rebase] = (),
) -> ControlChart:
    """Draw limits through (period, value)s, and name the special causes.

    `months_covered` is how long a time each value speaks of, 0 for a snapshot; `months_apart` how far neighbours are.

    Raises:
        Refusal: the series is cumulative or overlapping, or a rebase has no reason or no period of the series.
    """
    if sentence := refusal(
        is_cumulative=is_cumulative, months_covered=months_covered, months_apart=months_apart
    ):
        raise Refusal(sentence)
    begins = _begins(series, rebases)
    edges = [*sorted({0, *begins}), len(series)]
    return ControlChart(
        tuple(
            _phase(series[start:stop], GOOD.get(polarity, 0), begins.get(start))
            for start, stop in pairwise(edges)
        )
    )


def assurance(
    limits: Limits, *, at_least: Decimal | None = None, at_most: Decimal | None = None
) -> str | None:
    """Say whether a process that goes on as it does will meet its target; None without one.

    A range has both ends. "consistently_passing" where the limits lie wholly on the good side of the target,
    "consistently_failing" where they lie wholly on the other, else "hit_and_miss".
    """
    if at_least is None and at_most is None:
        return None
    if (at_least is not None and at_least > limits.upper) or (at_most is not None and at_most < limits.lower):
        return "consistently_failing"
    if (at_least is None or at_least < limits.lower) and (at_most is None or limits.upper < at_most):
        return "consistently_passing"
    return "hit_and_miss"


# Phases -------------------------------------------------------------------------------------------------------


def _begins(series: Sequence[tuple[str, Decimal | None]], rebases: Sequence[Rebase]) -> Mapping[int, Rebase]:
    """Give each rebase by the place in the series at which it begins."""
    places = {period: place for place, (period, _) in enumerate(series)}
    for rebase in rebases:
        if not rebase.reason.strip():
            raise Refusal("Say what changed, so that a reader knows why there are new limits.")
        if rebase.period not in places:
            raise Refusal(
                f"{rebase.period} is not a period of this series. Choose the first of the new limits."
            )
    return {places[rebase.period]: rebase for rebase in rebases}


def _phase(series: Sequence[tuple[str, Decimal | None]], good: int, rebase: Rebase | None) -> Phase:
    values = [Fraction(value) for _, value in series if value is not None]
    if len(values) < FEWEST:
        return Phase(tuple(Point(period, value, None, 0, None) for period, value in series), None, rebase)
    mean = sum(values, Fraction()) / len(values)
    moving_range = _average_moving_range(values)
    reach = TO_LIMIT * moving_range
    causes = special_causes([value - mean for value in values], reach)
    points = tuple(
        Point(period, value, None, 0, None) if value is None else _point(period, value, *next(causes), good)
        for period, value in series
    )
    limits = Limits(
        _decimal(mean),
        _decimal(moving_range),
        _decimal(mean - reach),
        _decimal(mean + reach),
        is_trial=len(values) < ENOUGH,
    )
    return Phase(points, limits, rebase)


def _average_moving_range(values: Sequence[Fraction]) -> Fraction:
    """Average the steps between neighbours, once more without those that are out of the ordinary."""
    ranges = [abs(after - before) for before, after in pairwise(values)]
    average = sum(ranges, Fraction()) / len(ranges)
    ordinary = [one for one in ranges if one < TO_DROP * average]
    return sum(ordinary, Fraction()) / len(ordinary) if ordinary else average


def _point(period: str, value: Decimal, cause: str | None, direction: int, good: int) -> Point:
    return Point(period, value, cause, direction, direction == good if direction and good else None)


def _decimal(fraction: Fraction) -> Decimal:
    return Decimal(fraction.numerator) / fraction.denominator
