"""The agenda builder: items added, changed, moved and removed, and reports put under them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from childservices.domain.refusals import EditConflict, Refusal
from childservices.views.refused import show_conflict, show_refusal
from reports.domain.exemption import Sight
from reports.forms.meeting import ItemForm, PlaceReportForm, item_values
from reports.models import AgendaItem, Meeting, Report
from reports.operations import (
    add_item,
    change_item,
    move_item,
    place_report,
    remove_item,
    remove_report_from_item,
)
from reports.permissions import sight_of_item, title_for
from reports.queries.issued import latest_edition
from reports.queries.preparation import preparation_of
from reports.views.access import keep_sight, load_meeting, require_clerk, standing_today

MOVES = {"up": -1, "down": 1}


def agenda_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the agenda to its clerk with everything that can be done to it."""
    require_clerk(request)
    meeting = load_meeting(request, pk)
    edition = latest_edition(meeting)
    context = {
        "meeting": meeting,
        "edition": edition,
        "preparation": preparation_of(meeting, standing_today(request), edition),
        "page_title": "Edit the agenda",
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
    return _show_form(request, meeting, form, "Add an agenda item")


def item_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change an item of the agenda."""
    clerk = require_clerk(request)
    item = _load_item(pk)
    if not item.is_open:
        keep_sight(request, [(item, _sight(request, item))])
    form = ItemForm(request.POST or None, meeting=item.meeting, initial=item_values(item))
    if request.method == "POST" and form.is_valid():
        expected = form.cleaned_data["edit_number"] or 0
        try:
            change_item(item=item, expected=expected, values=_values(form), by=clerk, at=timezone.now())
        except EditConflict as conflict:
            show_conflict(form, conflict)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("agenda_edit", pk=item.meeting_id)
    return _show_form(request, item.meeting, form, "Change the agenda item")


@require_POST
def item_move(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Move an item one place up or down."""
    clerk = require_clerk(request)
    item = _load_item(pk)
    places = MOVES.get(request.POST.get("direction", ""))
    if places is None:
        raise BadRequest("An item moves up or down.")
    move_item(item=item, places=places, by=clerk, at=timezone.now())
    return redirect(f"{reverse('agenda_edit', args=[item.meeting_id])}#item-{item.pk}")


def item_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, then take an item off the agenda."""
    clerk = require_clerk(request)
    item = _load_item(pk)
    if request.method == "POST":
        remove_item(item=item, by=clerk, at=timezone.now())
        messages.success(request, "The item was taken off the agenda. Its reports were kept.")
        return redirect("agenda_edit", pk=item.meeting_id)
    return render(request, "reports/item_remove.html", _about(item, "Take this item off the agenda"))


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
    context = _about(item, "Put a report under this item") | {"form": form}
    return render(request, "reports/item_place_report.html", context)


@require_POST
def item_remove_report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a report off an item; the report itself stays."""
    clerk = require_clerk(request)
    item = _load_item(pk)
    under = Report.objects.filter(item_reports__item=item)
    report = next((one for one in under if str(one.pk) == request.POST.get("report")), None)
    if report is None:
        raise Http404("This report is not under the item.")
    remove_report_from_item(item=item, report=report, by=clerk, at=timezone.now())
    messages.success(request, f"Report {report.reference} was taken off the item. It can be put on another.")
    return redirect("agenda_edit", pk=item.meeting_id)


def _load_item(pk: UUID) -> AgendaItem:
    return get_object_or_404(AgendaItem.objects.select_related("meeting__body"), pk=pk)


def _sight(request: HttpRequest, item: AgendaItem) -> Sight:
    reports = item.item_reports.values_list("report", flat=True)
    return sight_of_item(standing_today(request), item, reports=reports)


def _about(item: AgendaItem, title: str) -> dict[str, Any]:
    """What a page about one item shows of it, by the title that lists call it by."""
    return {
        "item": item,
        "item_title": item.open_title,
        "meeting": item.meeting,
        "cancel_url": reverse("agenda_edit", args=[item.meeting_id]),
        "page_title": title,
    }


def _show_form(request: HttpRequest, meeting: Meeting, form: ItemForm, title: str) -> HttpResponse:
    cancel_url = reverse("agenda_edit", args=[meeting.pk])
    context = {"form": form, "meeting": meeting, "cancel_url": cancel_url, "page_title": title}
    return render(request, "reports/item_form.html", context)


def _values(form: ItemForm) -> dict[str, Any]:
    return {name: value for name, value in form.cleaned_data.items() if name != "edit_number"}
