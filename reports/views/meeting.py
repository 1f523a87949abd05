"""Meetings: the list, one meeting, a new one, a change."""

from datetime import date
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django_tables2 import RequestConfig

from childservices.domain.refusals import Refusal
from childservices.exports import csv_response
from reports.filters.meeting import MeetingFilter
from reports.forms.meeting import ChangeMeetingForm, NewMeetingForm
from reports.models import Body, Meeting
from reports.operations import change_meeting, create_meeting
from reports.permissions import can_build_agenda, can_read_agenda_drafts
from reports.queries.clock import deadlines_of
from reports.queries.issued import draft_packs, exempt_answers, latest_edition, open_papers
from reports.queries.preparation import preparation_of
from reports.tables.meeting import MeetingTable
from reports.views.access import load_meeting, require_clerk, standing_today
from reports.views.refused import show_refusal


@login_not_required
def meeting_list(request: HttpRequest) -> HttpResponse:
    """List the meetings that the person may know of, the latest first, with a filter and as CSV."""
    meetings = Meeting.objects.visible_to(request.user).for_lists().latest_first()
    chosen = MeetingFilter(request.GET, queryset=meetings)
    table = MeetingTable(chosen.qs, csv_url=f"?{urlencode({**request.GET.dict(), 'format': 'csv'})}")
    if request.GET.get("format") == "csv":
        header, *rows = table.as_values()
        return csv_response("meetings.csv", header, rows)
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    context = {
        "table": table,
        "filter": chosen,
        "is_clerk": can_build_agenda(request.user),
        "page_title": "Meetings",
    }
    return render(request, "reports/meeting_list.html", context)


@login_not_required
def meeting_by_day(request: HttpRequest, body: str, on: str) -> HttpResponse:
    """Lead from a body and a day, as a person would type them, to the meeting's page."""
    try:
        day = date.fromisoformat(on)
    except ValueError as error:
        raise Http404("This is not a date.") from error
    meetings = Meeting.objects.visible_to(request.user).filter(body__slug=body, on=day)
    return redirect(get_object_or_404(meetings.order_by("kind")[:1]))


@login_not_required
def meeting_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a meeting: agenda, packs, clock and what stands in the way of publication, as far as one may see."""
    meeting = load_meeting(request, pk)
    edition = latest_edition(meeting)
    is_staff = can_read_agenda_drafts(request.user)
    answers = exempt_answers(edition, standing_today(request)) if edition else []
    context = {
        "meeting": meeting,
        "edition": edition,
        "papers": open_papers(edition) if edition else [],
        "exempt_answers": {answer.paper.item_key: answer for answer in answers if answer.is_allowed},
        "members_pack_allowed": bool(edition)
        and request.user.is_authenticated
        and all(a.is_allowed for a in answers),
        "deadlines": deadlines_of(meeting, on=timezone.localdate()),
        "preparation": preparation_of(meeting, standing_today(request)) if is_staff else None,
        "draft_packs": draft_packs(meeting) if is_staff else [],
        "is_clerk": can_build_agenda(request.user),
        "page_title": str(meeting),
    }
    return render(request, "reports/meeting_detail.html", context)


def meeting_new(request: HttpRequest) -> HttpResponse:
    """Plan a meeting of a body."""
    clerk = require_clerk(request)
    bodies = Body.objects.active(on=timezone.localdate()).order_by("name")
    form = NewMeetingForm(request.POST or None, bodies=bodies, initial={"kind": "ordinary"})
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        try:
            meeting = create_meeting(body=values.pop("body"), values=values, by=clerk, at=timezone.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("agenda_edit", pk=meeting.pk)
    return render(request, "reports/meeting_form.html", {"form": form, "page_title": "Plan a meeting"})


def meeting_change(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change the day, time or place of a meeting."""
    clerk = require_clerk(request)
    meeting = load_meeting(request, pk)
    names = ("on", "starts", "venue", "kind", "edit_number")
    form = ChangeMeetingForm(request.POST or None, initial={name: getattr(meeting, name) for name in names})
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        expected = values.pop("edit_number")
        try:
            change_meeting(meeting, expected=expected, values=values, by=clerk, at=timezone.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return redirect(meeting)
    return render(
        request,
        "reports/meeting_form.html",
        {"form": form, "page_title": "Change the meeting", "meeting": meeting},
    )
