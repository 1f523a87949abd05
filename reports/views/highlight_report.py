"""Highlight reports: computed for a month, shown, and written on section by section."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe

from childservices.domain.refusals import EditConflict, Refusal
from childservices.views.refused import show_conflict, show_refusal
from reports.domain.improvement_plan.due import ONE_DAY
from reports.forms.improvement_plan import HighlightSectionForm, MonthForm
from reports.models import HighlightSection, ImprovementPlan
from reports.operations import generate_highlight_report, save_highlight_section
from reports.permissions import can_keep_plans
from reports.queries.highlight_report import shown_report
from reports.views.plan_access import load_plan, load_report, load_section, require_keeper


def highlight_report_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Compute the highlight report of a month, to be written on."""
    keeper, plan = require_keeper(request), load_plan(request, slug)
    form = MonthForm(request.POST or None, months=_open_months(plan, timezone.localdate()))
    if request.method == "POST" and form.is_valid():
        month = form.cleaned_data["month"]
        try:
            report = generate_highlight_report(plan=plan, month=month, by=keeper, at=timezone.now())
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "The report is computed. Read it, and write on each section.")
            return redirect(report)
    context = {"form": form, "plan": plan, "cancel_url": plan.get_absolute_url()}
    return render(
        request, "reports/highlight_report_new.html", context | {"page_title": "Write a highlight report"}
    )


def highlight_report_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a highlight report as it stands, each section with what was computed."""
    report = load_report(request, pk)
    context = {
        "report": report,
        "plan": report.plan,
        "shown": shown_report(report),
        "is_keeper": can_keep_plans(request.user),
        "page_title": f"Highlight report for {report.month:%B %Y}",
    }
    return render(request, "reports/highlight_report_detail.html", context)


def highlight_section_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write on a section, with what was computed beside it."""
    section = load_section(request, pk)
    initial = {"body": section.body, "edit_number": section.edit_number}
    form = HighlightSectionForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, section, form)
        except EditConflict as conflict:
            show_conflict(form, conflict)
            _show_theirs(form, conflict)
            status = 409
        except Refusal as refusal:
            show_refusal(form, refusal)
        else:
            return redirect(section.report)
    context = {"form": form, "section": section, "report": section.report, "plan": section.report.plan}
    context |= {"cancel_url": section.report.get_absolute_url(), "page_title": section.get_key_display()}
    return render(request, "reports/highlight_section_edit.html", context, status=status)


def _save(request: HttpRequest, section: HighlightSection, form: HighlightSectionForm) -> None:
    user: Any = request.user
    body, expected = form.cleaned_data["body"], form.cleaned_data["edit_number"] or 0
    save_highlight_section(section=section, expected=expected, body=body, by=user, at=timezone.now())
    messages.success(request, f"“{section.get_key_display()}” is saved.")
    for sentence in form.removed:
        messages.warning(request, sentence)


def _show_theirs(form: Any, conflict: EditConflict) -> None:
    """Show the text that somebody else saved as a reader would see it; it was sanitised when it was kept."""
    body = mark_safe(conflict.current.get("body", ""))  # nosec B703
    form.saved_meanwhile = [("Text", body)]


def _open_months(plan: ImprovementPlan, today: date) -> list[date]:
    """The months of a plan's period that have begun and have no report yet, the latest first."""
    taken = set(plan.highlight_reports.values_list("month", flat=True))
    month, months = min(plan.ends_on, today).replace(day=1), []
    while month >= plan.starts_on.replace(day=1):
        months.append(month)
        month = (month - ONE_DAY).replace(day=1)
    return [month for month in months if month not in taken]
