"""The targets of an indicator: listed, added, changed and taken away."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from childservices.exports import csv_response
from indicators.domain.entry import plain
from indicators.forms.target import FIGURES, VALUES, TargetForm
from indicators.models import Indicator, Target
from indicators.operations import add_target, change_target, remove_target, warnings_about
from indicators.permissions import can_define_indicators
from indicators.tables.targets import TargetTable
from indicators.views.access import load_indicator, require_definer, require_reader
from indicators.views.saving import saved


def target_list(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Show the targets of an indicator, the latest first."""
    user = require_reader(request)
    indicator = load_indicator(reference)
    may_change = can_define_indicators(user)
    rows = indicator.targets.select_related("indicator").order_by("-starts_on", "-ends_on", "level")
    table = TargetTable(rows, csv_url="?format=csv", exclude=() if may_change else ("change",))
    if request.GET.get("format") == "csv":
        header, *lines = table.as_values()
        return csv_response(f"targets-{reference}.csv", header, lines)
    context = {
        "indicator": indicator,
        "table": table,
        "may_change": may_change,
        "page_title": f"Targets of {indicator.reference}",
    }
    return render(request, "indicators/target_list.html", context)


def target_add(request: HttpRequest, reference: str) -> HttpResponse:
    """Set a target of an indicator."""
    user = require_definer(request)
    indicator = load_indicator(reference)
    form = TargetForm(request.POST or None, indicator=indicator)

    def save(values: dict[str, Any], expected: int) -> None:
        _tell(request, add_target(indicator=indicator, values=values, by=user, at=timezone.now()))

    return _answer(request, form, indicator, save, f"Add a target of {indicator.reference}")


def target_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a target."""
    user = require_definer(request)
    target = get_object_or_404(Target.objects.select_related("indicator"), pk=pk)
    initial = {name: _shown(target, name) for name in (*VALUES, "edit_number")}
    form = TargetForm(request.POST or None, initial=initial, indicator=target.indicator)

    def save(values: dict[str, Any], expected: int) -> None:
        told: dict[str, Any] = {"values": values, "by": user, "at": timezone.now()}
        _tell(request, change_target(target=target, expected=expected, **told))

    return _answer(request, form, target.indicator, save, f"Change a target of {target.indicator.reference}")


def target_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, then take a target away."""
    user = require_definer(request)
    target = get_object_or_404(Target.objects.select_related("indicator"), pk=pk)
    address = reverse("target_list", args=[target.indicator.reference])
    if request.method == "POST":
        remove_target(target=target, by=user, at=timezone.now())
        messages.success(request, "The target is removed. The audit log keeps that it was set.")
        return redirect(address)
    context = {"target": target, "cancel_url": address, "page_title": "Remove a target"}
    return render(request, "indicators/target_remove.html", context)


def _shown(target: Target, name: str) -> Any:
    value = getattr(target, name)
    return plain(value) if name in FIGURES and value is not None else value


def _answer(
    request: HttpRequest,
    form: TargetForm,
    indicator: Indicator,
    save: Callable[[dict[str, Any], int], None],
    title: str,
) -> HttpResponse:
    """Save what was sent, or ask."""
    address = reverse("target_list", args=[indicator.reference])
    if saved(request, form, save):
        return redirect(address)
    context = {"form": form, "indicator": indicator, "cancel_url": address, "page_title": title}
    return render(request, "indicators/target_form.html", context)


def _tell(request: HttpRequest, target: Target) -> None:
    """Say that a target is saved, and what in it contradicts the definition."""
    messages.success(request, "The target is saved.")
    for sentence in warnings_about(target):
        messages.warning(request, sentence)
