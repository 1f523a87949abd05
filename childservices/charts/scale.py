"""Scales: where a figure lies on a chart, and which round figures its axis shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight line from figures to pixels: `low` lies at `start`, `high` at `end`."""

    low: Decimal
    high: Decimal
    start: int
    end: int

    def place(self, value: Decimal) -> Decimal:
        """Give the pixel at which a figure lies, to a tenth."""
        share = (value - self.low) / (self.high - self.low)
        return (self.start + share * (self.end - self.start)).quantize(TENTH)


def scale_of(values: Iterable[Decimal], *, start: int, end: int) -> tuple[Scale, Sequence[Decimal]]:
    """Make a scale that holds all figures between round ones, and give the round figures that its axis shows."""
    known = list(values) or [Decimal(0)]
    low, high = min(known), max(known)
    if low == high:
        low, high = low - 1, high + 1
    step = _step((high - low) / 4)
    first = (low / step).to_integral_value(ROUND_FLOOR)
    last = (high / step).to_integral_value(ROUND_CEILING)
    ticks = [step * number for number in range(int(first), int(last) + 1)]
    return Scale(ticks[0], ticks[-1], start, end), ticks


def spread(places: Sequence[Decimal], *, apart: int, low: int, high: int) -> Sequence[Decimal]:
    """Move labels, given from top to bottom, so that each is clear of the one before and all stay within bounds."""
    moved: list[Decimal] = []
    for place in places:
        moved.append(max(place, moved[-1] + apart) if moved else max(place, Decimal(low)))
    bound = Decimal(high)
    for number in range(len(moved) - 1, -1, -1):
        moved[number] = min(moved[number], bound)
        bound = moved[number] - apart
    return moved


def _step(rough: Decimal) -> Decimal:
    """Give the round step that is not smaller: 1, 2 or 5 times a power of ten."""
    power = Decimal(1).scaleb(rough.adjusted())
    return next(step * power for step in STEPS if step * power >= rough)
