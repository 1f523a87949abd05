"""Reports to members: the list, a new one, one with all that belongs to it, its moves, its end."""

from functools import partial
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django_tables2 import RequestConfig

from childservices.domain.refusals import Refusal
from childservices.exports import csv_response
from childservices.views.refused import show_refusal
from reports.domain.workflow import REASON_NEEDED
from reports.filters.report import ReportFilter
from reports.forms.report import MoveForm, MoveWithReasonForm, NewReportForm, ReportDetailsForm
from reports.models import Report
from reports.operations import change_report_details, create_report, delete_report, move_report
from reports.permissions import can_delete_report, can_write_reports
from reports.queries.completeness import missing_from_report
from reports.queries.history import history_of, posts_of, reason_of_state
from reports.queries.moves import MOVES, open_moves
from reports.queries.report_parts import parts_as_seen
from reports.queries.templates import offered_templates
from reports.tables.report import ReportTable
from reports.views.access import standing_today
from reports.views.editing import Editing, edit, unsaved
from reports.views.report_access import reports_for, see_report, seen_by

RECENT = 10
ALL = 1000


def report_list(request: HttpRequest) -> HttpResponseBase:
    """List the reports that the person may know of, the latest first, with a filter and as CSV."""
    standing = standing_today(request)
    if not standing.is_staff:
        raise PermissionDenied("Reports are written here by the council's officers.")
    reports = Report.objects.visible_to(request.user).with_shown_titles()
    chosen = ReportFilter(request.GET, queryset=reports.for_lists(), request=request)
    latest_first = chosen.qs.order_by("-year", "-number")
    table = ReportTable(latest_first, csv_url=f"?{urlencode({**request.GET.dict(), 'format': 'csv'})}")
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    if request.GET.get("format") == "csv":
        header, *rows = table.as_values()
        return csv_response("reports.csv", header, rows)
    context = {"table": table, "filter": chosen, "can_write": can_write_reports(request.user)}
    return render(request, "reports/report_list.html", context | {"page_title": "Reports"})


def report_new(request: HttpRequest) -> HttpResponse:
    """Begin a report."""
    if not can_write_reports(request.user):
        raise PermissionDenied("Only an officer who holds a post may begin a report.")
    user: Any = request.user
    initial = {"post_title": posts_of({user.person_id}).get(user.person_id, "")}
    form = NewReportForm(request.POST or None, templates=offered_templates(), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            report = create_report(**form.cleaned_data, by=user, at=timezone.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, f"Report {report.reference} is begun. Write its sections.")
            return redirect(report)
    return render(request, "reports/report_new.html", {"form": form, "page_title": "Write a new report"})


def report_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a report: how far it is, its parts as far as one may see them, what is missing, what happened."""
    seen = see_report(request, pk)
    report = seen.report
    parts = parts_as_seen(report, seen.view)
    if parts.shows_exempt or (seen.view.reads_title and not seen.view.is_title_open):
        seen.keep(request, report)
    context = {
        "seen": seen,
        "report": report,
        "parts": parts,
        "missing": missing_from_report(report),
        "items": report.item_reports.select_related("item__meeting__body").order_by("item__meeting__on"),
        "moves": open_moves(seen.user, report),
        "can_delete": can_delete_report(seen.user, report),
        "page_title": seen.own_title,
    }
    is_whole = request.GET.get("history") == "all"
    return render(request, "reports/report_detail.html", context | _what_happened(report, is_whole=is_whole))


def _what_happened(report: Report, *, is_whole: bool) -> dict[str, Any]:
    history = history_of(report, most=ALL if is_whole else RECENT + 1)
    return {
        "taken_back_because": reason_of_state(report),
        "history": history if is_whole else history[:RECENT],
        "has_more_history": not is_whole and len(history) > RECENT,
    }


def report_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change what a report says about itself at its head."""
    report = reports_for(request).filter(pk=pk).first()
    if report is None:
        return unsaved(request, ReportDetailsForm)
    editing = Editing(
        seen=seen_by(request, report),
        form_class=ReportDetailsForm,
        save=partial(change_report_details, report=report),
        template="reports/report_edit.html",
        title="Title and details",
        back=report.get_absolute_url(),
        done="The details are saved.",
        row=report,
    )
    return edit(request, editing)


def report_move(request: HttpRequest, pk: UUID, verb: str) -> HttpResponse:
    """Ask, then submit, accept, return or withdraw a report."""
    seen = see_report(request, pk)
    if verb not in MOVES:
        raise Http404("Reports make no such move.")
    form_class = MoveWithReasonForm if verb in REASON_NEEDED else MoveForm
    form = form_class(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data.get("reason", "")
        try:
            move_report(report=seen.report, verb=verb, by=seen.user, at=timezone.now(), reason=reason)
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, MOVES[verb].done)
            return redirect(seen.report)
    elif MOVES[verb] not in open_moves(seen.user, seen.report):
        raise PermissionDenied(MOVES[verb].refused)
    return _ask_for_the_move(request, seen, form, verb)


def _ask_for_the_move(request: HttpRequest, seen: Any, form: Any, verb: str) -> HttpResponse:
    context = {
        "form": form,
        "seen": seen,
        "report": seen.report,
        "move": MOVES[verb],
        "missing": missing_from_report(seen.report) if verb == "submit" else (),
        "page_title": f"{MOVES[verb].name} report {seen.report.reference}",
        "cancel_url": seen.report.get_absolute_url(),
    }
    return render(request, "reports/report_move.html", context)


def report_delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, then delete a draft with all its parts."""
    seen = see_report(request, pk)
    if not can_delete_report(seen.user, seen.report):
        raise PermissionDenied(
            "Only a draft may be deleted, and only by its authors or a clerk. Withdraw it instead."
        )
    if request.method == "POST":
        delete_report(report=seen.report, by=seen.user, at=timezone.now())
        messages.success(
            request, f"Report {seen.report.reference} is deleted. The audit log keeps that it existed."
        )
        return redirect("report_list")
    title = f"Delete report {seen.report.reference}"
    context = {
        "seen": seen,
        "report": seen.report,
        "cancel_url": seen.report.get_absolute_url(),
        "page_title": title,
    }
    return render(request, "reports/report_delete.html", context)
