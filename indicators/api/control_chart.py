"""Control charts as public JSON: from approved figures of which none is too small to show."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import Path, Query

from childservices.api.shapes import Problem
from indicators.api.indicator import found_area, found_indicator, router
from indicators.api.shapes import MOST_DECIMALS, AreaQuery, ControlChartOut, Reference, computed, plain
from indicators.domain.control_chart import ControlChart
from indicators.domain.measure import rounded
from indicators.queries.control_chart import charted
from indicators.queries.series import regular, series_of


@router.get(
    "/indicators/{path:reference}/spc",
    response={200: ControlChartOut, 404: Problem, 422: Problem},
    url_name="indicator_spc",
    operation_id="get_control_chart",
    summary="The control chart of an indicator for one area",
)
def spc(request: HttpRequest, reference: Path[Reference], query: Query[AreaQuery]) -> Any:
    """Limits and special causes of the usual periods, after NHS England's “Making Data Count”."""
    indicator = found_indicator(reference)
    points = regular(series_of(indicator, found_area(query.area), sees_true_values=False))
    found = charted(indicator, points, [row.rule for row in indicator.targets.all()])
    if found.chart is None:
        return JsonResponse({"detail": found.reason, "errors": []}, status=422)
    return _chart(found.chart) | {"variation": found.chart.variation, "assurance": found.assurance}


def _chart(chart: ControlChart) -> dict[str, Any]:
    limits = chart.limits
    return {
        "mean": limits and computed(limits.mean),
        "average_moving_range": limits and computed(limits.average_moving_range),
        "lower": limits and computed(limits.lower),
        "upper": limits and computed(limits.upper),
        "trial": limits and limits.is_trial,
        "points": [
            {
                "period": point.period,
                "value": None if point.value is None else plain(rounded(point.value, MOST_DECIMALS)),
                "special_cause": point.special_cause,
                "improvement": point.improvement,
            }
            for point in chart.points
        ],
    }
