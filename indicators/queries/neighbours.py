"""An indicator beside its statistical neighbours, its region and England, for the latest published period."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.choices import AreaLevel
from indicators.domain.measure import Measure
from indicators.models import Area, Indicator, Neighbour, NeighbourModel, PublishedPeriod, PublishedValue


@dataclass(frozen=True)
class AreaFigure:
    """The published figure of one area."""

    area: Area
    value: Decimal
    text: str


@dataclass(frozen=True)
class Beside:
    """An area's published figure and those of the areas to hold it against, best first where a direction is good."""

    statistic: Indicator
    measure: Measure
    period: PublishedPeriod
    model: NeighbourModel | None
    figures: Sequence[AreaFigure]


def beside_others(indicator: Indicator, area: Area) -> Beside | None:
    """Hold the statistic that an indicator is published as against others; None where nothing is published.

    Five queries: the latest period that the area has a figure for, the model in use, its neighbours, and their figures.
    """
    statistic = indicator if indicator.is_published_statistic else indicator.published_as
    if statistic is None:
        return None
    own = PublishedValue.objects.filter(indicator=statistic, area=area, value__isnull=False)
    latest = (
        own.select_related("period").order_by("-period__end_year", "-period__place", "-period__label").first()
    )
    if latest is None:
        return None
    model = NeighbourModel.objects.order_by("-starts_on").first()
    near = Neighbour.objects.filter(model=model, area=area).values_list("neighbour", flat=True)
    wide = Area.objects.filter(level=AreaLevel.COUNTRY).values_list("pk", flat=True)
    codes = {area.pk, area.region_id, *near, *wide}
    rows = PublishedValue.objects.filter(
        indicator=statistic, period=latest.period, area__in=codes - {None}, value__isnull=False
    ).select_related("area")
    return Beside(statistic, statistic.measure, latest.period, model, _in_order(statistic.measure, rows))


def _in_order(measure: Measure, rows: Iterable[PublishedValue]) -> Sequence[AreaFigure]:
    known = [
        AreaFigure(row.area, row.value, measure.text(row.value)) for row in rows if row.value is not None
    ]
    is_high_first = measure.polarity != "low"
    return sorted(known, key=lambda one: (-one.value if is_high_first else one.value, one.area.name))
