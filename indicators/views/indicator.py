"""Indicators: the list, one with its charts, the tables behind these, and their definition."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django_tables2 import RequestConfig

from childservices.charts import dot_plot, run_chart
from childservices.domain.refusals import EditConflict, Refusal
from childservices.exports import csv_response
from childservices.views.refused import show_conflict, show_refusal
from indicators.domain.period import Frequency, Period, YearType, period_on
from indicators.filters.indicator import IndicatorFilter
from indicators.forms.indicator import DefinitionForm, RetireForm
from indicators.models import Area, Indicator
from indicators.operations.indicator import change_indicator, define_indicator, retire_indicator
from indicators.permissions import can_define_indicators, can_read_performance, sees_true_values
from indicators.queries.latest import with_latest
from indicators.queries.page import IndicatorPage, indicator_page
from indicators.queries.rows import target_rows, value_rows
from indicators.tables.indicator import COLOURS, AreaTable, IndicatorTable, TargetTable, ValueTable
from indicators.views.access import require_definer

PER_PAGE = {"per_page": 25}


@login_not_required
def indicator_list(request: HttpRequest) -> HttpResponseBase:
    """List the indicators with their latest figures, with a filter and as CSV."""
    in_order = with_latest(Indicator.objects.in_list_order())
    chosen = IndicatorFilter(request.GET, queryset=in_order)
    table = IndicatorTable(
        chosen.qs,
        sees_true_values=sees_true_values(request.user),
        csv_url=f"?{urlencode({**request.GET.dict(), 'format': 'csv'})}",
    )
    if request.GET.get("format") == "csv":
        header, *rows = table.as_values()
        return csv_response("indicators.csv", header, rows)
    RequestConfig(request, paginate=PER_PAGE).configure(table)
    context = {"table": table, "filter": chosen, "forms": [chosen.form], "page_title": "Indicators"}
    context |= {
        "can_define": can_define_indicators(request.user),
        "periods": _reported(timezone.localdate()) if can_read_performance(request.user) else (),
    }
    return render(request, "indicators/indicator_list.html", context)


@login_not_required
def indicator_detail(request: HttpRequest, reference: str) -> HttpResponse:
    """Show an indicator: what it is, how it stands, its charts with their tables, and what was done about it."""
    page = _page(request, _load(reference), _own_area())
    here = {"reference": reference}
    values = ValueTable.shown(value_rows(page), csv_url=reverse("indicator_values_csv", kwargs=here))
    RequestConfig(request, paginate=PER_PAGE).configure(values)
    figures = page.beside.figures if page.beside else ()
    context = {
        "page": page,
        "indicator": page.indicator,
        "run_chart": page.run_chart and _drawn(run_chart(page.run_chart)),
        "dot_plot": page.dot_plot and _drawn(dot_plot(page.dot_plot)),
        "values": values,
        "areas": AreaTable(figures, csv_url=reverse("indicator_areas_csv", kwargs=here), prefix="areas-"),
        "targets": TargetTable(target_rows(page), prefix="targets-"),
        "marks": [(f"{mark.sign} {mark.word}", COLOURS[mark.colour]) for mark in page.marks],
        "can_define": can_define_indicators(request.user),
        "page_title": f"{page.indicator.reference} {page.indicator.title}",
    }
    return render(request, "indicators/indicator_detail.html", context)


@login_not_required
def indicator_values_csv(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Give an indicator's figures as CSV."""
    header, *rows = ValueTable(value_rows(_page(request, _load(reference), _own_area()))).as_values()
    return csv_response(f"{reference} figures.csv", header, rows)


@login_not_required
def indicator_areas_csv(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Give the figures of the areas that an indicator is compared with as CSV."""
    beside = _page(request, _load(reference), _own_area()).beside
    header, *rows = AreaTable(beside.figures if beside else ()).as_values()
    return csv_response(f"{reference} areas.csv", header, rows)


def indicator_new(request: HttpRequest) -> HttpResponse:
    """Define an indicator."""
    user = require_definer(request)
    form = DefinitionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = define_indicator(values=form.values(), by=user, at=timezone.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"{made.reference} is defined. Set its targets next.")
            return redirect(made)
    context = {"form": form, "cancel_url": reverse("indicator_list"), "page_title": "Define an indicator"}
    return render(request, "indicators/indicator_form.html", context)


def indicator_change(request: HttpRequest, reference: str) -> HttpResponse:
    """Change what an indicator measures."""
    require_definer(request)
    indicator = _load(reference)
    form = DefinitionForm(request.POST or None, instance=indicator)
    if request.method == "POST" and form.is_valid():
        expected = form.cleaned_data["edit_number"] or 0
        if _saved(request, form, change_indicator, indicator, expected=expected, values=form.values()):
            return redirect(indicator)
    context = {
        "form": form,
        "cancel_url": reverse("indicator_detail", args=[reference]),
        "page_title": f"Change {reference}",
    }
    return render(request, "indicators/indicator_form.html", context)


def indicator_retire(request: HttpRequest, reference: str) -> HttpResponse:
    """End an indicator, or take it into use again."""
    require_definer(request)
    indicator = _load(reference)
    initial = {"retired_on": indicator.retired_on, "edit_number": indicator.edit_number}
    form = RetireForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        expected, on = form.cleaned_data["edit_number"], form.cleaned_data["retired_on"]
        if _saved(request, form, retire_indicator, indicator, expected=expected, on=on):
            return redirect(indicator)
    context = {
        "form": form,
        "cancel_url": indicator.get_absolute_url(),
        "page_title": f"Retire {indicator.reference}",
    }
    return render(request, "indicators/indicator_form.html", context)


def _saved(request: HttpRequest, form: Any, operation: Any, indicator: Indicator, **values: Any) -> bool:
    """Call an operation on an indicator, and show its no in the form."""
    try:
        operation(indicator=indicator, by=request.user, at=timezone.now(), **values)
    except EditConflict as conflict:
        show_conflict(form, conflict)
        return False
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    messages.success(request, f"{indicator.reference} is saved.")
    return True


def _load(reference: str) -> Indicator:
    related = (
        "theme", "manager", "director", "portfolio", "suppression", "component_of", "counts_the_same_as",
        "published_as",
    )  # fmt: skip
    return get_object_or_404(Indicator.objects.select_related(*related), reference=reference)


def _own_area() -> Area:
    area = Area.objects.filter(is_own=True).first()
    if area is None:
        raise Http404("No area is marked as the council's own. An administrator sets it.")
    return area


def _page(request: HttpRequest, indicator: Indicator, area: Area) -> IndicatorPage:
    return indicator_page(
        indicator,
        area,
        on=timezone.localdate(),
        sees_true_values=sees_true_values(request.user),
        is_staff=bool(getattr(request.user, "is_council_staff", False)),
    )


def _drawn(svg: str) -> str:
    return mark_safe(svg)  # every word in it is escaped where it is drawn  # nosec B703


def _reported(today: date) -> Sequence[Period]:
    """The periods whose reports are due."""
    return [
        period_on(today, one, YearType.FINANCIAL).previous() for one in (Frequency.QUARTER, Frequency.MONTH)
    ]
