"""Indicators, their values, and comparisons of areas, as public JSON."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Path, Query, Router

from childservices.api.shapes import CSV_TOO, Problem, page_of
from childservices.exports import csv_response
from indicators.api.shapes import (
    ComparisonOut,
    ComparisonQuery,
    IndicatorOut,
    IndicatorPage,
    IndicatorQuery,
    Reference,
    ValueOut,
    ValuePage,
    ValuesQuery,
    computed,
    plain,
)
from indicators.models import Area, Indicator, NeighbourModel
from indicators.queries.comparison import AreaComparison, comparisons, statistic_of, usual_model
from indicators.queries.series import SeriesPoint, series_of

router = Router(tags=["Indicators"])


@router.get(
    "/indicators/",
    response={200: IndicatorPage, 422: Problem},
    url_name="indicator_list",
    operation_id="list_indicators",
    summary="Indicators, by reference",
    openapi_extra=CSV_TOO,
)
def indicator_list(request: HttpRequest, query: Query[IndicatorQuery]) -> Any:
    """Definitions of the council's own indicators and of national statistics."""
    found = Indicator.objects.select_related("theme", "component_of").order_by("reference")
    if query.kind:
        found = found.filter(is_published_statistic=query.kind == "published")
    if query.form == "csv":
        lines = (list(_indicator(request, one).values()) for one in found.iterator(chunk_size=500))
        return csv_response("indicators", list(IndicatorOut.model_fields), lines, for_spreadsheet=False)
    shown = [_indicator(request, one) for one in found[query.offset : query.offset + query.limit]]
    return page_of(request, query, count=found.count(), results=shown)


@router.get(
    "/indicators/{path:reference}/values",
    response={200: ValuePage, 404: Problem, 422: Problem},
    url_name="indicator_values",
    operation_id="list_values",
    summary="The values of an indicator for one area, the earliest first",
    openapi_extra=CSV_TOO,
)
def values(request: HttpRequest, reference: Path[Reference], query: Query[ValuesQuery]) -> Any:
    """Approved values of the council, of which those too small to show are hidden, or a national statistic."""
    indicator = found_indicator(reference)
    found = [
        _value(indicator, point)
        for point in series_of(indicator, found_area(query.area), sees_true_values=False)
    ]
    if query.form == "csv":
        return csv_response(
            f"{reference} values", list(ValueOut.model_fields), _lines(found), for_spreadsheet=False
        )
    shown = found[query.offset : query.offset + query.limit]
    return page_of(request, query, count=len(found), results=shown)


@router.get(
    "/indicators/{path:reference}/comparison",
    response={200: ComparisonOut, 404: Problem, 422: Problem},
    url_name="indicator_comparison",
    operation_id="get_comparison",
    summary="How an area compares with its neighbours, its region and England",
)
def comparison(request: HttpRequest, reference: Path[Reference], query: Query[ComparisonQuery]) -> Any:
    """An area in a national statistic, or in the one that measures the same as an indicator of the council."""
    statistic = statistic_of(found_indicator(reference))
    if statistic is None:
        raise Http404(f"No national statistic measures the same as {reference}.")
    found = comparisons({statistic: query.period}, area=found_area(query.area), model=_model(query.model))
    if statistic not in found:
        period = query.period or "any period"
        raise Http404(
            f"No area has a value of {statistic.reference} for {period}. Read its values for its periods."
        )
    return _comparison(found[statistic])


def found_indicator(reference: str) -> Indicator:
    """Give the indicator of an address, or say that there is none."""
    indicator = (
        Indicator.objects.select_related("published_as", "suppression").filter(reference=reference).first()
    )
    if indicator is None:
        raise Http404(f"No indicator has the reference “{reference[:80]}”. Percent-encode it in the address.")
    return indicator


def found_area(code: str) -> Area:
    """Give the area of a code, the council's own without one, or say that there is none."""
    area = Area.objects.filter(code=code).first() if code else Area.objects.filter(is_own=True).first()
    if area is None:
        raise Http404(
            f"No area has the code “{code}”." if code else "Name an area: no area is marked as our own."
        )
    return area


def _model(slug: str) -> NeighbourModel | None:
    if not slug:
        return usual_model(on=timezone.localdate())
    model = NeighbourModel.objects.filter(slug=slug).first()
    if model is None:
        raise Http404(
            f"There is no list of neighbours “{slug}”. Name one by year and month, such as 2025-05."
        )
    return model


def _lines(rows: Iterable[dict[str, Any]]) -> Iterable[Sequence[Any]]:
    return (list(row.values()) for row in rows)


def _indicator(request: HttpRequest, row: Indicator) -> dict[str, Any]:
    address = reverse("api:indicator_values", args=[row.reference])
    return {
        "reference": row.reference,
        "title": row.title,
        "theme": row.theme.title if row.theme else None,
        "unit": row.unit,
        "unit_label": row.unit_label or None,
        "polarity": row.polarity,
        "decimals": row.decimals,
        "frequency": row.frequency,
        "basis": _basis(row),
        "component_of": row.component_of.reference if row.component_of else None,
        "retired_on": row.retired_on.isoformat() if row.retired_on else None,
        "values": request.build_absolute_uri(address),
    }


def _basis(row: Indicator) -> str:
    return "published" if row.is_published_statistic else "local"


def _value(indicator: Indicator, point: SeriesPoint) -> dict[str, Any]:
    """Give a value; a local one is as it is displayed, a national statistic as it was published."""
    value = point.value
    if indicator.is_published_statistic:
        shown, status = plain(value), "published"
    else:
        shown = None if value is None else f"{indicator.measure.displayed(value):f}"
        status = point.row.state if point.row else ""
    return {
        "period": point.label,
        "numerator": plain(point.held.numerator),
        "denominator": plain(point.held.denominator),
        "value": shown,
        "flag": point.held.flag or None,
        "basis": _basis(indicator),
        "status": status or None,
    }


def _comparison(found: AreaComparison) -> dict[str, Any]:
    return {
        "reference": found.indicator.reference,
        "area": found.area.code,
        "period": found.period,
        "model": found.model or None,
        "value": plain(found.value),
        "flag": found.flag or None,
        "previous": found.previous and _previous(found.previous),
        "change": plain(found.change),
        "region": plain(found.region),
        "region_name": found.region_name or None,
        "england": plain(found.england),
        **_near(found),
        **_ranked(found),
    }


def _near(found: AreaComparison) -> dict[str, Any]:
    """Give what is said of the neighbours."""
    near, best = found.neighbours, found.best_neighbour
    return {
        "neighbour_mean": computed(near.mean),
        "neighbour_n": near.n,
        "neighbour_note": _note(near.n, is_flagged=near.is_flagged, is_weak=near.is_weak),
        "neighbours": [
            {"area": code, "value": plain(value)} for code, value in found.neighbour_values.items()
        ],
        "best_neighbour": best and {"area": best.area, "value": plain(best.value)},
        "standing": {
            "neighbours": found.standing(near.mean),
            "region": found.standing(found.region),
            "england": found.standing(found.england),
        },
    }


def _ranked(found: AreaComparison) -> dict[str, Any]:
    """Give the area's place among the local authorities."""
    cuts = found.quartiles
    return {
        "rank": found.rank,
        "ranked": found.ranked,
        "band": found.band,
        "quartiles": cuts and {name: computed(getattr(cuts, name)) for name in ("p25", "p50", "p75")},
        "top_quartile": computed(found.top_quartile),
    }


def _previous(previous: Any) -> dict[str, Any]:
    return {
        "period": previous.period,
        "value": plain(previous.value),
        "consecutive": previous.is_consecutive,
    }


def _note(n: int, *, is_flagged: bool, is_weak: bool) -> str | None:
    if is_weak:
        return f"Only {n} of the neighbours have a value, so their mean says little."
    return f"Only {n} of the neighbours have a value." if is_flagged else None
