"""Meetings: the list, one meeting, a new one, a change."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django_tables2 import RequestConfig

from childservices.domain.refusals import EditConflict, Refusal
from childservices.exports import csv_response
from childservices.views.refused import show_conflict, show_refusal
from reports.filters.meeting import MeetingFilter
from reports.forms.meeting import ChangeMeetingForm, NewMeetingForm, WhatIfForm
from reports.models import AgendaEdition, Body, Meeting
from reports.operations import change_meeting, create_meeting
from reports.permissions import Standing, can_build_agenda, can_read_agenda_drafts, sight_of_drafts
from reports.queries.clock import deadlines_of
from reports.queries.issued import latest_edition, published_agenda
from reports.queries.minutes import attendance_of, visible_minutes
from reports.queries.preparation import preparation_of
from reports.tables.meeting import MeetingTable
from reports.views.access import load_meeting, require_clerk, standing_today


@login_not_required
def meeting_list(request: HttpRequest) -> HttpResponseBase:
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
        "forms": [chosen.form],
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
    standing = standing_today(request)
    minutes = visible_minutes(meeting, with_drafts=can_read_agenda_drafts(request.user))
    context = {
        "meeting": meeting,
        "published": published_agenda(edition, standing) if edition else None,
        "next_meeting": Meeting.objects.visible_to(request.user).after(meeting).first()
        if meeting.on
        else None,
        "minutes": minutes,
        "attendance": attendance_of(minutes),
        "page_title": str(meeting),
    }
    if can_read_agenda_drafts(request.user):
        context |= _prepared(request, meeting, standing, edition)
    return render(request, "reports/meeting_detail.html", context)


def _prepared(
    request: HttpRequest, meeting: Meeting, standing: Standing, edition: AgendaEdition | None
) -> dict[str, Any]:
    """What the council's staff see besides: the agenda in preparation, and the clock, for its clerk also what if."""
    today, is_clerk = timezone.localdate(), can_build_agenda(request.user)
    asked = is_clerk and any(name.partition("_")[0] == "if" for name in request.GET)
    what_if = WhatIfForm(request.GET if asked else None)
    day = what_if.cleaned_data["if"] if asked and what_if.is_valid() else None
    return {
        "is_staff": True,
        "is_clerk": is_clerk,
        "preparation": preparation_of(meeting, standing, edition),
        "opens_members_drafts": sight_of_drafts(standing).allowed,
        "deadlines": deadlines_of(meeting, on=today),
        "what_if": what_if if is_clerk else None,
        "if_on": day,
        "if_caption": f"The clock if the meeting were on {day:%A} {day.day} {day:%B %Y}" if day else "",
        "if_deadlines": deadlines_of(meeting, on=today, if_on=day) if day else (),
        "forms": [what_if],
    }


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
    context = {"form": form, "cancel_url": reverse("meeting_list"), "page_title": "Plan a meeting"}
    return render(request, "reports/meeting_form.html", context)


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
            change_meeting(meeting=meeting, expected=expected, values=values, by=clerk, at=timezone.now())
        except EditConflict as conflict:
            show_conflict(form, conflict)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return redirect(meeting)
    cancel_url = meeting.get_absolute_url()
    context = {"form": form, "meeting": meeting, "cancel_url": cancel_url, "page_title": "Change the meeting"}
    return render(request, "reports/meeting_form.html", context)
