"""Direction of travel: whether an indicator is getting better, against which period, or why that cannot be said."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from indicators.domain.measure import Measure, Polarity
from indicators.domain.period import Period
from indicators.domain.value import Value, read


class TravelBasis(StrEnum):
    """Which earlier period a value is held against."""

    PREVIOUS_PERIOD = "previous_period"
    SAME_PERIOD_LAST_YEAR = "same_period_last_year"
    LAST_OUTTURN = "last_outturn"


class Direction(StrEnum):
    """Where an indicator is going; without polarity it only goes up or down or stays, and nothing is judged."""

    IMPROVED = "improved"
    SAME = "same"
    DECLINED = "declined"
    """Worse, where nothing was judged."""
    DECLINED_WITHIN_TARGET = "declined_within_target"
    DECLINED_OFF_TARGET = "declined_off_target"
    UP = "up"
    DOWN = "down"
    UNCHANGED = "unchanged"


UNJUDGED = frozenset({Direction.UP, Direction.DOWN, Direction.UNCHANGED})
DECLINES = frozenset({Direction.DECLINED, Direction.DECLINED_WITHIN_TARGET, Direction.DECLINED_OFF_TARGET})


class NotComparable(StrEnum):
    """Why there is no direction of travel."""

    NEW = "new"
    NO_PREVIOUS = "no_previous"
    NO_VALUE = "no_value"
    DEFINITION_CHANGED = "definition_changed"
    IN_ARREARS = "in_arrears"
    NOT_LIKE_FOR_LIKE = "not_like_for_like"


WHY = {
    NotComparable.NEW: "The indicator is new.",
    NotComparable.NO_PREVIOUS: "There is no earlier value to compare with.",
    NotComparable.NO_VALUE: "There is no value for this period.",
    NotComparable.DEFINITION_CHANGED: "The definition has changed.",
    NotComparable.IN_ARREARS: "The data come in arrears.",
    NotComparable.NOT_LIKE_FOR_LIKE: "The two values do not compare like with like.",
}


@dataclass(frozen=True, slots=True)
class Travel:
    """A direction and the difference in displayed decimals, later less earlier; or why there is none."""

    basis: TravelBasis
    direction: Direction | None = None
    difference: Decimal | None = None
    why_not: NotComparable | None = None
    is_recorded: bool = False
    """It was taken from a source, which printed no value."""

    @property
    def has_declined(self) -> bool | None:
        """Whether performance got worse; None where it cannot be said."""
        if self.direction is None or self.direction in UNJUDGED:
            return None
        return self.direction in DECLINES

    @property
    def reason(self) -> str:
        """Why there is no direction, in a sentence; empty where there is one."""
        return "" if self.why_not is None else WHY[self.why_not]


def period_compared(period: Period, basis: TravelBasis) -> Period:
    """Give the one period that a basis holds a period against; no other will do if it has no value."""
    if basis is TravelBasis.PREVIOUS_PERIOD:
        return period.previous()
    if basis is TravelBasis.SAME_PERIOD_LAST_YEAR:
        return period.same_last_year()
    return period.whole_year().previous()


def travel(
    measure: Measure,
    value: Value | None,
    earlier: Value | None,
    *,
    basis: TravelBasis,
    is_on_target: bool | None = None,
    why_not: NotComparable | None = None,
) -> Travel:
    """Hold a value against the one of the period compared; `why_not` says that the two are not to be compared.

    At the best value there can be it has improved. A decline is within target or off it where that was judged.
    """
    now = None if value is None else read(measure, value).value
    before = None if earlier is None else read(measure, earlier).value
    if why_not is None and now is None:
        why_not = NotComparable.NO_VALUE
    if why_not is not None or now is None or before is None:
        return Travel(basis, why_not=why_not or NotComparable.NO_PREVIOUS)
    now, before = measure.displayed(now), measure.displayed(before)
    return Travel(basis, _direction(measure, now, before, is_on_target), now - before)


def _direction(measure: Measure, now: Decimal, before: Decimal, is_on_target: bool | None) -> Direction:
    if measure.polarity is Polarity.NONE:
        return _plain_direction(now, before)
    better = measure.improvement(now, before)
    if better > 0 or measure.is_at_ceiling(now):
        return Direction.IMPROVED
    if better == 0:
        return Direction.SAME
    if is_on_target is None:
        return Direction.DECLINED
    return Direction.DECLINED_WITHIN_TARGET if is_on_target else Direction.DECLINED_OFF_TARGET


def _plain_direction(now: Decimal, before: Decimal) -> Direction:
    if now == before:
        return Direction.UNCHANGED
    return Direction.UP if now > before else Direction.DOWN
