"""An indicator's figures as charts: its run chart with target and limits, and its neighbours as a dot plot."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from childservices.charts import Dot, DotPlot, Guide, Kind, Mark, RunChart
from childservices.charts import Point as ChartPoint
from indicators.choices import Unit
from indicators.domain.control_chart import ControlChart, Limits, Point
from indicators.domain.measure import Measure
from indicators.domain.period import Period
from indicators.domain.target import Target
from indicators.domain.target_in_force import target_in_force
from indicators.models import Indicator
from indicators.queries.control_chart import Charted
from indicators.queries.neighbours import Beside, Kinship
from indicators.queries.series import SeriesPoint, regular

KINDS = {
    Kinship.OWN: Kind.OWN,
    Kinship.NEIGHBOUR: Kind.LIKE,
    Kinship.MEAN: Kind.WIDE,
    Kinship.REGION: Kind.WIDE,
    Kinship.ENGLAND: Kind.WIDE,
}
AFFIXES = {Unit.PERCENT: ("", "%"), Unit.MONEY: ("£", "")}


@dataclass(frozen=True)
class _Place:
    """A place on the axis: a period, with the point that stands there, if any."""

    title: str
    label: str
    period: Period | None
    value: Decimal | None


def picture_of(
    indicator: Indicator,
    points: Sequence[SeriesPoint],
    charted: Charted,
    targets: Sequence[Target],
    finding: str,
) -> RunChart | None:
    """Lay out the run chart of an indicator's usual periods; None where fewer than two have a figure."""
    series = regular(points)
    places = _places(series)
    if sum(place.value is not None for place in places) < 2:
        return None
    found = {} if charted.chart is None else {point.period: point for point in charted.chart.points}
    measure = indicator.measure
    prefix, suffix = AFFIXES.get(Unit(indicator.unit), ("", ""))
    latest = [place for place in places if place.value is not None][-1]
    return RunChart(
        key="run-chart",
        title=f"{indicator.reference} from {places[0].title} to {places[-1].title}",
        description=finding,
        points=tuple(
            ChartPoint(place.title, _shown(measure, place.value), _mark(found.get(place.label)))
            for place in places
        ),
        guides=(*_target_guides(measure, targets, places), *_limit_guides(measure, charted.chart, places)),
        prefix=prefix,
        suffix=suffix,
        latest=f"Latest {_short(measure, latest.value)}",
    )


def dots_of(beside: Beside, finding: str) -> DotPlot:
    """Lay out the figures of an area, its neighbours, region and England, in their order."""
    return DotPlot(
        key="dot-plot",
        title=f"{beside.statistic.title}, {beside.found.period}",
        description=finding,
        dots=tuple(Dot(one.name, one.value, one.text, KINDS[one.kinship]) for one in beside.figures),
    )


def _places(series: Sequence[SeriesPoint]) -> Sequence[_Place]:
    """The periods from the first to the last, with a place for each that has no point."""
    held = {point.label: point for point in series}
    if not series or series[0].period is None or series[-1].period is None:
        return [_Place(point.title, point.label, None, point.value) for point in series]
    return [
        _Place(period.title, period.label, period, held[period.label].value if period.label in held else None)
        for period in _between(series[0].period, series[-1].period)
    ]


def _between(first: Period, last: Period) -> Iterator[Period]:
    while first.starts_on <= last.starts_on:
        yield first
        first = first.shifted(1)


def _target_guides(measure: Measure, rules: Sequence[Target], places: Sequence[_Place]) -> Iterator[Guide]:
    """The target of each period: one line, or two for the ends of a range."""
    ends = [_ends(measure, rules, place.period) for place in places]
    lows, highs = tuple(low for low, _ in ends), tuple(high for _, high in ends)
    for values in (lows, highs):
        known = [value for value in values if value is not None]
        if known:
            yield Guide(f"Target {_short(measure, known[-1])}", "target", values)


def _ends(
    measure: Measure, rules: Sequence[Target], period: Period | None
) -> tuple[Decimal | None, Decimal | None]:
    target = None if period is None else target_in_force(rules, period).target
    return (None, None) if target is None else target.ends(measure)


def _limit_guides(measure: Measure, chart: ControlChart | None, places: Sequence[_Place]) -> Iterator[Guide]:
    if chart is None or chart.limits is None:
        return
    limits = {point.period: phase.limits for phase in chart.phases for point in phase.points}
    at = _carried([place.label for place in places], limits)
    now = chart.limits
    yield Guide(
        f"Mean {_short(measure, now.mean)}", "mean", tuple(None if one is None else one.mean for one in at)
    )
    yield Guide("Upper limit", "limit", tuple(None if one is None else one.upper for one in at))
    yield Guide("Lower limit", "limit", tuple(None if one is None else one.lower for one in at))


def _carried(labels: Sequence[str], limits: Mapping[str, Limits | None]) -> Sequence[Limits | None]:
    """The limits at each place; a period without a point has those of the one before."""
    carried: list[Limits | None] = []
    for label in labels:
        carried.append(limits.get(label, carried[-1] if carried else None))
    return carried


def _mark(point: Point | None) -> Mark:
    if point is None or point.special_cause is None:
        return Mark.PLAIN
    return {True: Mark.GOOD, False: Mark.BAD, None: Mark.NOTABLE}[point.improvement]


def _shown(measure: Measure, value: Decimal | None) -> Decimal | None:
    return None if value is None else measure.displayed(value)


def _short(measure: Measure, value: Decimal | None) -> str:
    """A figure as a chart names it, without “per 10,000”, for which there is no room."""
    if value is None:
        return ""
    return measure.text(value).partition(" per ")[0]
