"""An area beside its neighbours, its region and England, from the published statistics."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from indicators.choices import AreaLevel
from indicators.domain import comparator as rules
from indicators.domain.open_data import series_place
from indicators.models import Area, Indicator, Neighbour, NeighbourModel, PublishedPeriod, PublishedValue

Value = Decimal | None


@dataclass(frozen=True, slots=True)
class AreaComparison:
    """How an area stands in one measure for one period, against everybody that it is compared with."""

    indicator: Indicator
    area: Area
    period: str
    model: str
    value: Value
    flag: str
    previous: rules.Previous | None
    change: Value
    neighbours: rules.NeighbourMean
    neighbour_values: Mapping[str, Value]
    """By the codes of the neighbours, closest first."""
    neighbour_names: Mapping[str, str]
    region: Value
    region_name: str
    """Where the area's own region has no value, the larger one that it lies in."""
    england: Value
    rank: int | None
    ranked: int
    band: str | None
    quartiles: rules.Quartiles | None
    top_quartile: Value
    best_neighbour: rules.AreaValue | None

    def standing(self, beside: Value) -> str | None:
        """Say "better", "in_line" or "worse" of the area beside another value."""
        indicator = self.indicator
        return rules.standing(
            self.value, beside, polarity=indicator.polarity, margin=Decimal(indicator.in_line_margin)
        )


@dataclass(frozen=True, slots=True)
class _Measured:
    """What was published of one statistic: every period with a value, and figures by period and area."""

    indicator: Indicator
    period: PublishedPeriod
    published: Mapping[str, PublishedPeriod]
    figures: Mapping[tuple[int, int], tuple[Value, str]]

    def of(self, area: Area, period: PublishedPeriod) -> tuple[Value, str]:
        """Give an area's figure and flag."""
        return self.figures.get((period.pk, area.pk), (None, ""))


@dataclass(frozen=True, slots=True)
class _Areas:
    """The areas of a comparison by their codes."""

    area: Area
    neighbours: Sequence[str]
    authorities: Sequence[str]
    regions: Sequence[Area]
    """The area's own region, and the one that this lies in."""
    england: str
    codes: Mapping[int, str]
    names: Mapping[str, str]


def statistic_of(indicator: Indicator) -> Indicator | None:
    """Give the published statistic that an indicator is, or that measures the same like for like."""
    return indicator if indicator.is_published_statistic else indicator.published_as


def usual_model(*, on: date) -> NeighbourModel | None:
    """Give the list of neighbours that is the usual one on a day."""
    return NeighbourModel.objects.filter(starts_on__lte=on).order_by("-starts_on", "-pk").first()


def comparison(
    indicator: Indicator, *, area: Area, period: str, model: NeighbourModel | None
) -> AreaComparison | None:
    """Compare an area in a published statistic for one period; None where nobody has a value for it."""
    return comparisons({indicator: period}, area=area, model=model).get(indicator)


def comparisons(
    wanted: Mapping[Indicator, str], *, area: Area, model: NeighbourModel | None
) -> Mapping[Indicator, AreaComparison]:
    """Compare an area in several published statistics, each for the period of this label, or the latest for "".

    A statistic without any value for its period is left out. The number of queries does not depend on how many there
    are.
    """
    published = _published([indicator.pk for indicator in wanted])
    chosen = {
        indicator: periods[label or _latest(periods)]
        for indicator, label in wanted.items()
        if (periods := published[indicator.pk]) and (label or _latest(periods)) in periods
    }
    figures = _figures({indicator.pk: period.pk for indicator, period in chosen.items()}, area)
    areas = _areas(area, model)
    slug = model.slug if model else ""
    return {
        indicator: _comparison(
            _Measured(indicator, period, published[indicator.pk], figures[indicator.pk]), areas, slug
        )
        for indicator, period in chosen.items()
    }


def _published(indicators: Iterable[int]) -> Mapping[int, dict[str, PublishedPeriod]]:
    """Give the periods for which any area has a value, by indicator and label."""
    rows = (
        PublishedValue.objects.filter(indicator__in=list(indicators), value__isnull=False)
        .values_list("indicator", "period")
        .distinct()
    )
    pairs = list(rows)
    periods = PublishedPeriod.objects.in_bulk({period for _, period in pairs})
    found: dict[int, dict[str, PublishedPeriod]] = defaultdict(dict)
    for indicator, key in pairs:
        found[indicator][periods[key].label] = periods[key]
    return found


def _latest(periods: Mapping[str, PublishedPeriod]) -> str:
    return max(periods.values(), key=lambda period: (period.end_year, period.place, period.label)).label


def _figures(chosen: Mapping[int, int], area: Area) -> Mapping[int, dict[tuple[int, int], tuple[Value, str]]]:
    """Give figures by indicator, then period and area: everybody's for the chosen period, and the area's own always."""
    everybody = Q(period__in=set(chosen.values())) | Q(area=area)
    rows = PublishedValue.objects.filter(everybody, indicator__in=list(chosen)).values_list(
        "indicator", "period", "area", "value", "flag"
    )
    found: dict[int, dict[tuple[int, int], tuple[Value, str]]] = defaultdict(dict)
    for indicator, period, place, value, flag in rows:
        found[indicator][period, place] = value, flag
    return found


def _areas(area: Area, model: NeighbourModel | None) -> _Areas:
    every = list(Area.objects.select_related("region"))
    near = (
        Neighbour.objects.filter(model=model, area=area)
        .order_by("rank")
        .values_list("neighbour__code", flat=True)
    )
    region = next(one.region for one in every if one.pk == area.pk)
    larger = region and next(one.region for one in every if one.pk == region.pk)
    return _Areas(
        area=area,
        neighbours=list(near),
        authorities=[
            one.code for one in every if one.level == AreaLevel.LOCAL_AUTHORITY and not one.is_former
        ],
        regions=[one for one in (region, larger) if one],
        england=next((one.code for one in every if one.level == AreaLevel.COUNTRY), ""),
        codes={one.pk: one.code for one in every},
        names={one.code: one.name for one in every},
    )


def _comparison(measured: _Measured, areas: _Areas, model: str) -> AreaComparison:
    indicator, period, area = measured.indicator, measured.period, areas.area
    now = {areas.codes[key]: value for (at, key), (value, _) in measured.figures.items() if at == period.pk}
    found = rules.compare(
        now,
        area=area.code,
        neighbours=areas.neighbours,
        local_authorities=areas.authorities,
        polarity=indicator.polarity,
    )
    changed = _change(measured, area)
    measured_regions = (one for one in areas.regions if now.get(one.code) is not None)
    region = next(measured_regions, next(iter(areas.regions), None))
    is_banded = indicator.has_quartiles
    return AreaComparison(
        indicator=indicator,
        area=area,
        period=period.label,
        model=model,
        value=found.value,
        flag=measured.of(area, period)[1],
        previous=changed.previous,
        change=changed.change,
        neighbours=found.neighbours,
        neighbour_values={code: now.get(code) for code in areas.neighbours},
        neighbour_names={code: areas.names[code] for code in areas.neighbours},
        region=now.get(region.code) if region else None,
        region_name=region.name if region else "",
        england=now.get(areas.england),
        rank=found.rank,
        ranked=found.ranked,
        band=found.band if is_banded else None,
        quartiles=found.quartiles if is_banded else None,
        top_quartile=found.top_quartile if is_banded else None,
        best_neighbour=found.best_neighbour,
    )


def _change(measured: _Measured, area: Area) -> rules.Change:
    """Find the change since the period before of the same kind: years beside years, quarters beside quarters."""
    published = measured.published
    places = {label: series_place(label, one.end_year, one.place) for label, one in published.items()}
    kind, _ = places[measured.period.label]
    return rules.change(
        {label: measured.of(area, one)[0] for label, one in published.items()},
        period=measured.period.label,
        published={label: place for label, (other, place) in places.items() if other == kind},
    )
