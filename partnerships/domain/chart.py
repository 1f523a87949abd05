"""The geometry of a bar chart: shares of the longest bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its words, and its length as per cent of the chart's width."""

    words: str
    length: Decimal


@dataclass(frozen=True, slots=True)
class Group:
    """Bars that belong together under one label, such as forecast and actual of a quarter."""

    label: str
    bars: Sequence[Bar]


def grouped_bars(rows: Sequence[tuple[str, Sequence[tuple[str, Decimal | None]]]]) -> list[Group]:
    """Measure the bars of a chart; what is absent has words and no length."""
    longest = max((value for _, bars in rows for _, value in bars if value), default=Decimal(0))
    return [
        Group(label, [Bar(words, _length(value, longest)) for words, value in bars]) for label, bars in rows
    ]


def _length(value: Decimal | None, longest: Decimal) -> Decimal:
    if not value or not longest:
        return Decimal(0)
    return (value * 100 / longest).quantize(Decimal("0.1"), ROUND_HALF_UP)
