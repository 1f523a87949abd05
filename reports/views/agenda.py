"""The agenda builder: items added, changed, moved and removed, and reports put under them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from childservices.domain.refusals import Refusal
from reports.forms.meeting import ItemForm, PlaceReportForm, item_values
from reports.models import AgendaItem, Report
from reports.operations import (
    add_item,
    change_item,
    move_item,
    place_report,
    remove_item,
    remove_report_from_item,
)
from reports.permissions import title_for
from reports.queries.preparation import preparation_of
from reports.views.access import load_meeting, require_clerk, standing_today
from reports.views.refused import show_refusal

MOVES = {"up": -1, "down": 1}


def agenda_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the agenda to its clerk with everything that can be done to it."""
    require_clerk(request)
    meeting = load_meeting(request, pk)
    context = {
        "meeting": meeting,
        "preparation": preparation_of(meeting, standing_today(request)),
        "page_title": f"Agenda: {meeting}",
    }
    return render(request, "reports/agenda_edit.html", context)


def item_new(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add an item to the agenda."""
    clerk = require_clerk(request)
    meeting = load_meeting(request, pk)
    form = ItemForm(
        request.POST or None, meeting=meeting, initial={"kind": "report", "classification": "open"}
    )
    if request.method == "POST" and form.is_valid():
        try:
            add_item(meeting=meeting, values=_values(form), by=clerk, at=timezone.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("agenda_edit", pk=meeting.pk)
    return render(
        request,
        "reports/item_form.html",
        {"form": form, "meeting": meeting, "page_title": "Add an agenda item"},
    )


def item_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change an item of the agenda."""
    clerk = require_clerk(request)
    item = _load_item(pk)
    form = ItemForm(request.POST or None, meeting=item.meeting, initial=item_values(item))
    if request.method == "POST" and form.is_valid():
        expected = form.cleaned_data["edit_number"] or 0
        try:
            change_item(item, expected=expected, values=_values(form), by=clerk, at=timezone.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("agenda_edit", pk=item.meeting_id)
    context = {"form": form, "meeting": item.meeting, "page_title": "Change the agenda item"}
    return render(request, "reports/item_form.html", context)


@require_POST
def item_move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move an item one place up or down."""
    clerk = require_clerk(request)
    item = _load_item(pk)
    move_item(item, places=MOVES.get(request.POST.get("direction", ""), 0), by=clerk, at=timezone.now())
    return redirect(f"{_builder(item)}#item-{item.pk}")


def item_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, then take an item off the agenda."""
    clerk = require_clerk(request)
    item = _load_item(pk)
    if request.method == "POST":
        remove_item(item, by=clerk, at=timezone.now())
        messages.success(request, "The item was taken off the agenda. Its reports were kept.")
        return redirect("agenda_edit", pk=item.meeting_id)
    context = {"item": item, "meeting": item.meeting, "page_title": "Take this item off the agenda"}
    return render(request, "reports/item_remove.html", context)


def item_place_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put a report under an item."""
    clerk = require_clerk(request)
    item = _load_item(pk)
    standing = standing_today(request)

    def label(report: Report) -> str:
        return f"{report.reference} {title_for(standing, report)} ({report.get_state_display().lower()})"

    form = PlaceReportForm(request.POST or None, item=item, label=label)
    if request.method == "POST" and form.is_valid():
        place_report(item=item, report=form.cleaned_data["report"], by=clerk, at=timezone.now())
        return redirect("agenda_edit", pk=item.meeting_id)
    context = {"form": form, "meeting": item.meeting, "page_title": "Put a report under this item"}
    return render(request, "reports/item_place_report.html", context)


@require_POST
def item_remove_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a report off an item; the report itself stays."""
    clerk = require_clerk(request)
    item = _load_item(pk)
    report = get_object_or_404(Report, item_reports__item=item, pk=request.POST.get("report"))
    remove_report_from_item(item=item, report=report, by=clerk, at=timezone.now())
    messages.success(request, f"Report {report.reference} was taken off the item. It can be put on another.")
    return redirect("agenda_edit", pk=item.meeting_id)


def _load_item(pk: UUID) -> AgendaItem:
    return get_object_or_404(AgendaItem.objects.select_related("meeting__body"), pk=pk)


def _values(form: ItemForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "edit_number"}


def _builder(item: AgendaItem) -> str:
    return f"{item.meeting.get_absolute_url()}agenda/"
