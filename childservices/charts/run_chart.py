"""Run charts: a measure over time, with lines such as its target and its limits, each named where it ends."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from childservices.charts.scale import Scale, scale_of, spread
from childservices.charts.svg import WIDTH, circle, diamond, frame, line, polyline, square, text

HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 240, 40, 262, 14, 208
LABELS_AT, LINE_HEIGHT = RIGHT + 8, 13


class Mark(StrEnum):
    """What is said of one point, by its shape and its colour."""

    PLAIN = "plain"
    GOOD = "good"
    BAD = "bad"
    NOTABLE = "notable"


@dataclass(frozen=True, slots=True)
class Point:
    """The value of one period; None leaves a gap."""

    label: str
    value: Decimal | None
    mark: Mark = Mark.PLAIN


@dataclass(frozen=True, slots=True)
class Guide:
    """A line beside the series, with a value for each point; `kind` is target, mean or limit."""

    label: str
    kind: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class RunChart:
    """A series, oldest first, its guides, and the words for whoever does not see the picture."""

    key: str
    title: str
    description: str
    points: tuple[Point, ...]
    guides: tuple[Guide, ...] = ()
    prefix: str = ""
    suffix: str = ""
    latest: str = ""
    """The words at the last point."""


def run_chart(chart: RunChart) -> str:
    """Draw a run chart as SVG."""
    known = [point.value for point in chart.points if point.value is not None]
    beside = [value for guide in chart.guides for value in guide.values if value is not None]
    up, ticks = scale_of([*known, *beside], start=BOTTOM, end=TOP)
    parts = [
        *_axis(chart, up, ticks),
        *(part for guide in chart.guides for part in _guide(guide, chart, up)),
        *_series(chart, up),
        *_labels(chart, up),
        *_periods(chart),
    ]
    return frame(parts, key=chart.key, height=HEIGHT, title=chart.title, description=chart.description)


def _axis(chart: RunChart, up: Scale, ticks: Sequence[Decimal]) -> Iterator[str]:
    for tick in ticks:
        y = up.place(tick)
        yield line(LEFT, y, RIGHT, y, css="council-chart__grid")
        yield text(
            f"{chart.prefix}{tick.normalize():,f}{chart.suffix}",
            LEFT - 5,
            y + 4,
            css="council-chart__tick",
            anchor="end",
        )


def _guide(guide: Guide, chart: RunChart, up: Scale) -> Iterator[str]:
    """A line that breaks where there is no value and steps where it changes."""
    for run in _runs(guide.values):
        places = [(_across(chart, place), up.place(value)) for place, value in run]
        if len(places) == 1:
            x, y = places[0]
            places = [(x - 4, y), (x + 4, y)]
        yield polyline(places, css=f"council-chart__{guide.kind}")


def _series(chart: RunChart, up: Scale) -> Iterator[str]:
    values = [point.value for point in chart.points]
    for run in _runs(values):
        yield polyline(
            [(_across(chart, place), up.place(value)) for place, value in run], css="council-chart__line"
        )
    for place, point in enumerate(chart.points):
        if point.value is not None:
            yield _mark(point.mark, _across(chart, place), up.place(point.value))


def _mark(mark: Mark, x: Decimal, y: Decimal) -> str:
    css = f"council-chart__point council-chart__point--{mark}"
    if mark is Mark.GOOD:
        return square(x, y, css=css)
    return diamond(x, y, css=css) if mark in {Mark.BAD, Mark.NOTABLE} else circle(x, y, css=css)


def _labels(chart: RunChart, up: Scale) -> Iterator[str]:
    """Name each line, and say the last value, at the right end; from the top, clear of each other."""
    named = [
        (up.place(value), guide.label, f"council-chart__name council-chart__name--{guide.kind}")
        for guide in chart.guides
        if (value := _last(guide.values)) is not None
    ]
    value = _last([point.value for point in chart.points])
    if value is not None and chart.latest:
        named.append((up.place(value), chart.latest, "council-chart__latest"))
    named.sort()
    places = spread([place for place, _, _ in named], apart=LINE_HEIGHT, low=TOP, high=BOTTOM)
    for y, (_, words, css) in zip(places, named, strict=True):
        yield text(words, LABELS_AT, y + 4, css=css)


def _periods(chart: RunChart) -> Iterator[str]:
    """Name the first period and the last, and where the axis begins and ends."""
    y = HEIGHT - 12
    yield line(LEFT, BOTTOM, RIGHT, BOTTOM, css="council-chart__axis")
    if chart.points:
        yield text(chart.points[0].label, LEFT, y, css="council-chart__tick")
    if len(chart.points) > 1:
        yield text(chart.points[-1].label, WIDTH - 98, y, css="council-chart__tick", anchor="end")


def _across(chart: RunChart, place: int) -> Decimal:
    last = max(len(chart.points) - 1, 1)
    return Scale(Decimal(0), Decimal(last), LEFT + 8, RIGHT - 8).place(Decimal(place))


def _runs(values: Sequence[Decimal | None]) -> Iterator[Sequence[tuple[int, Decimal]]]:
    """Give the stretches without a gap, each value with its place."""
    run: list[tuple[int, Decimal]] = []
    for place, value in enumerate(values):
        if value is not None:
            run.append((place, value))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _last(values: Sequence[Decimal | None]) -> Decimal | None:
    return next((value for value in reversed(values) if value is not None), None)
