"""Dot plots: one figure for each of several places, in order, with the one that matters marked out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from childservices.charts.scale import Scale, scale_of
from childservices.charts.svg import WIDTH, circle, diamond, frame, line, square, text

ROW, TOP = 20, 10
LEFT, RIGHT = 156, 306


class Kind(StrEnum):
    """Whose figure it is, by its shape and its colour."""

    OWN = "own"
    LIKE = "like"
    WIDE = "wide"


@dataclass(frozen=True, slots=True)
class Dot:
    """The figure of one place, in words too."""

    label: str
    value: Decimal
    words: str
    kind: Kind = Kind.LIKE


@dataclass(frozen=True, slots=True)
class DotPlot:
    """Places in the order in which they are drawn, and the words for whoever does not see the picture."""

    key: str
    title: str
    description: str
    dots: tuple[Dot, ...]


def dot_plot(plot: DotPlot) -> str:
    """Draw a dot plot as SVG."""
    across, ticks = scale_of([dot.value for dot in plot.dots], start=LEFT, end=RIGHT)
    bottom = TOP + ROW * len(plot.dots)
    parts = [
        *_axis(across, ticks, bottom),
        *(part for number, dot in enumerate(plot.dots) for part in _row(dot, across, number)),
    ]
    return frame(parts, key=plot.key, height=bottom + 6, title=plot.title, description=plot.description)


def _axis(across: Scale, ticks: Sequence[Decimal], bottom: int) -> Iterator[str]:
    for tick in ticks:
        x = across.place(tick)
        yield line(x, TOP, x, bottom, css="council-chart__grid")


def _row(dot: Dot, across: Scale, number: int) -> Iterator[str]:
    x, y = across.place(dot.value), TOP + ROW * number + ROW // 2
    css = f"council-chart__dot council-chart__dot--{dot.kind}"
    name = f"council-chart__row council-chart__row--{dot.kind}"
    yield text(dot.label, LEFT - 8, y + 4, css=name, anchor="end")
    yield line(LEFT, y, x, y, css="council-chart__reach")
    if dot.kind is Kind.OWN:
        yield diamond(x, Decimal(y), css=css, reach=6)
    elif dot.kind is Kind.WIDE:
        yield square(x, Decimal(y), css=css)
    else:
        yield circle(x, y, css=css)
    yield text(dot.words, WIDTH, y + 4, css=name, anchor="end")
