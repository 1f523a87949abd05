"""Where a director approves what was submitted, many with one action, or returns one with a reason."""

from collections.abc import Collection, Iterable
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from childservices.domain.refusals import Refusal
from childservices.exports import csv_response
from childservices.operations.editing import NotAllowed
from childservices.views.refused import show_refusal
from indicators.forms.approval import ReturnForm
from indicators.models import Indicator, IndicatorValue
from indicators.operations import Read, approve_values, return_value
from indicators.queries.waiting import waiting_for_director
from indicators.tables.approval import ApprovalTable
from indicators.views.access import load_period, require_staff


def values_approve(request: HttpRequest, period: str) -> HttpResponseBase:
    """Show what waits for a director, and approve what is ticked."""
    user = require_staff(request)
    about = load_period(period)
    if request.method == "POST":
        return _approve(request, about.label)
    waiting = waiting_for_director(user, about.label, on=timezone.localdate())
    table = ApprovalTable(waiting, csv_url=f"?{urlencode({'format': 'csv'})}")
    if request.GET.get("format") == "csv":
        header, *rows = table.as_values()
        return csv_response(f"to-approve-{about.label}.csv", header, rows)
    context = {
        "about": about,
        "table": table,
        "waiting": waiting,
        "page_title": f"Approve values of {about.title}",
    }
    return render(request, "indicators/values_approve.html", context)


def _approve(request: HttpRequest, label: str) -> HttpResponse:
    user = require_staff(request)
    read = _read(request.POST.getlist("read"))
    if not read:
        messages.warning(request, "Nothing was ticked, so nothing was approved.")
        return redirect(request.path)
    try:
        moved = approve_values(label=label, read=read, by=user, at=timezone.now(), on=timezone.localdate())
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.sentence) from refusal
    if moved.done:
        messages.success(request, f"Approved: {', '.join(moved.done)}.")
    for reference, sentence in moved.left.items():
        messages.warning(request, f"{reference} is not approved. {sentence}")
    return redirect(request.path)


def _read(keys: Iterable[str]) -> Collection[Read]:
    """What the ticked boxes say was read; anything else is passed over."""
    parts = [key.split(".") for key in keys]
    return [
        Read(*(int(part) for part in three))
        for three in parts
        if len(three) == 3 and all(part.isascii() and part.isdigit() and len(part) < 10 for part in three)
    ]


def value_return(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask why, then give a submitted value back to whoever entered it."""
    user = require_staff(request)
    value = get_object_or_404(IndicatorValue.objects.select_related("indicator"), pk=pk)
    today = timezone.localdate()
    if not Indicator.objects.directed_by(user, on=today).filter(pk=value.indicator_id).exists():
        raise PermissionDenied("Only the indicator's director returns its values.")
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            return_value(value=value, reason=reason, by=user, at=timezone.now(), on=today)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"{value.indicator.reference} is returned.")
            return redirect("values_approve", value.period)
    context = {"form": form, "value": value, "page_title": f"Return {value.indicator.reference}"}
    return render(request, "indicators/value_return.html", context)
