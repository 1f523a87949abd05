"""The monitoring table of a period, on the page and as CSV."""

from itertools import groupby

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django_tables2 import RequestConfig

from childservices.exports import csv_response
from indicators.domain.mark import ARROWS, MARKS, NOT_ASSESSED, DisplayMap
from indicators.permissions import sees_true_values
from indicators.queries.component import ComponentStanding
from indicators.queries.standing import standings
from indicators.tables.monitoring import MonitoringTable
from indicators.views.access import load_period, require_reader

KEY = list(
    dict.fromkeys(
        (
            *MARKS[DisplayMap.TICKS].values(),
            *ARROWS.values(),
            *MARKS[DisplayMap.STARS].values(),
            NOT_ASSESSED,
        )
    )
)
"""The marks that the table uses, each once."""


def monitoring_table(request: HttpRequest, period: str) -> HttpResponseBase:
    """Show every component of a period, a table for each theme, with the key of the marks at the end."""
    user = require_reader(request)
    about = load_period(period)
    components = standings(about.label, sees_true_values=sees_true_values(user), with_comparators=True)
    if request.GET.get("format") == "csv":
        header, *rows = MonitoringTable(components, period=about.period, caption=about.title).as_values()
        themes = [_theme(one) for one in components]
        lines = ([theme, *row] for theme, row in zip(themes, rows, strict=True))
        return csv_response(f"monitoring-{about.label}.csv", ["Theme", *header], lines)
    tables = [
        MonitoringTable(list(group), period=about.period, caption=theme, prefix=f"t{number}-")
        for number, (theme, group) in enumerate(groupby(components, key=_theme))
    ]
    for table in tables:
        RequestConfig(request, paginate=False).configure(table)
    context = {"about": about, "tables": tables, "key": KEY, "count": len(components)}
    page_title = f"Monitoring table, {about.title}"
    return render(request, "indicators/monitoring_table.html", context | {"page_title": page_title})


def _theme(component: ComponentStanding) -> str:
    theme = component.indicator.theme
    return theme.title if theme else "Under no theme"
