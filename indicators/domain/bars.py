"""Stacked bars: how wide each part of a whole is drawn, so that a chart and the table beside it agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar, from where and how wide, in hundredths of the whole bar; `key` says what it counts."""

    key: str
    count: int
    start: Decimal
    width: Decimal


def stacked(parts: Sequence[tuple[str, int]]) -> Sequence[Segment]:
    """Lay parts side by side in their order; what counts nothing takes no room."""
    whole = sum(count for _, count in parts)
    found, before = [], 0
    for key, count in parts:
        if count:
            found.append(Segment(key, count, _hundredths(before, whole), _hundredths(count, whole)))
        before += count
    return found


def _hundredths(count: int, whole: int) -> Decimal:
    return (Decimal(count) * 100 / whole).quantize(Decimal("0.01"))
