"""Plans: the list, one plan as it stood on a day, and what was overdue on several days."""

from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django_tables2 import RequestConfig

from childservices.exports import csv_response, xlsx_response
from reports.choices import ActionStatus, HighlightKey
from reports.domain.improvement_plan.action import COUNTED
from reports.domain.improvement_plan.chart import burn_up_chart
from reports.domain.improvement_plan.summary import Tally
from reports.filters.improvement_plan import PlanActionFilter
from reports.forms.improvement_plan import DaysForm
from reports.models import HighlightReport, ImprovementPlan
from reports.permissions import can_keep_plans, can_read_plan_updates
from reports.queries.highlight_report import latest_report_to, shown_report
from reports.queries.improvement_plan import PlanSummary, plan_summary
from reports.queries.plan_overdue import OverdueOnDays, overdue_on, usual_days
from reports.tables.improvement_plan import PlanActionTable, PlanTable
from reports.views.plan_access import load_plan, require_staff

LABELS = [ActionStatus(status).label for status in COUNTED]
SUMMARY_HEADER = ["Theme", "Priority", "Actions", *LABELS, *(f"{label} %" for label in LABELS)]


@login_not_required
def plan_list(request: HttpRequest) -> HttpResponseBase:
    """List the plans that the person may read, and as CSV."""
    plans = ImprovementPlan.objects.visible_to(request.user).select_related("body")
    rows = plans.annotate(action_count=Count("actions")).order_by("-starts_on", "title")
    table = PlanTable(rows, csv_url=_with_format(request, "csv"))
    if request.GET.get("format") == "csv":
        header, *lines = table.as_values()
        return csv_response("improvement-plans.csv", header, lines)
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    context = {"table": table, "is_staff": can_read_plan_updates(request.user)}
    return render(request, "reports/plan_list.html", context | {"page_title": "Plans"})


@login_not_required
def plan_detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show how far a plan had come on a day, with its actions; each table also as a file."""
    plan, is_staff = load_plan(request, slug), can_read_plan_updates(request.user)
    chosen = PlanActionFilter(
        request.GET, queryset=plan.actions.for_lists(), plan=plan, today=timezone.localdate()
    )
    rows = chosen.qs.order_by("position")
    day = chosen.day
    table = PlanActionTable(rows.counted(), as_at=day, links=is_staff, csv_url=_with_format(request, "csv"))
    summary = plan_summary(plan, as_at=day)
    if sent := _file(request.GET.get("format", ""), plan, summary, table):
        return sent
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    apart = PlanActionTable(
        rows.left_out(), as_at=day, links=is_staff, caption="Cancelled and merged", prefix="apart-"
    )
    context = {"plan": plan, "summary": summary, "table": table, "filter": chosen, "apart": apart}
    return render(request, "reports/plan_detail.html", context | _about(request, plan, summary))


def _about(request: HttpRequest, plan: ImprovementPlan, summary: PlanSummary) -> dict[str, Any]:
    """What the page says beside the figures, and for whom."""
    is_staff = can_read_plan_updates(request.user)
    return {
        "chart": burn_up_chart(summary.burn_up, as_at=summary.as_at),
        "labels": LABELS,
        "is_staff": is_staff,
        "is_keeper": can_keep_plans(request.user),
        "highlight_reports": list(plan.highlight_reports.order_by("-month")) if is_staff else (),
        "xlsx_url": _with_format(request, "xlsx"),
        "summary_url": _with_format(request, "summary"),
        "burn_up_url": _with_format(request, "burn-up"),
        "page_title": plan.title,
    }


def plan_overdue(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show what was overdue on several days, beside what the latest highlight report lists."""
    require_staff(request)
    plan = load_plan(request, slug)
    report = latest_report_to(plan)
    asked = DaysForm(request.GET if any(name.startswith("first") for name in request.GET) else None)
    days = usual_days(plan, report, today=timezone.localdate())
    days = sorted(set(asked.cleaned_data.values())) if asked.is_bound and asked.is_valid() else days
    found = overdue_on(plan, days=days)
    if request.GET.get("format") == "csv":
        return _overdue_file(plan, found)
    context = {
        "plan": plan,
        "form": asked if asked.is_bound else DaysForm(initial=dict(zip(asked.fields, days, strict=False))),
        "found": found,
        "csv_url": _with_format(request, "csv"),
        "page_title": "What was overdue",
    }
    return render(request, "reports/plan_overdue.html", context | _listed(report))


def _listed(report: HighlightReport | None) -> dict[str, Any]:
    """What a highlight report lists as overdue."""
    shown = shown_report(report) if report else None
    return {"listed": shown, "listed_words": shown.body_of(HighlightKey.OVERDUE) if shown else ""}


def _file(kind: str, plan: ImprovementPlan, summary: PlanSummary, table: Any) -> HttpResponseBase | None:
    """The file that was asked for instead of the page, if one was."""
    name = f"{plan.slug}-{summary.as_at:%Y-%m-%d}"
    if kind in {"csv", "xlsx"}:
        header, *rows = table.as_values()
        if kind == "csv":
            return csv_response(f"{name}.csv", header, rows)
        return xlsx_response(f"{name}.xlsx", f"Actions {summary.as_at:%Y-%m-%d}", header, rows)
    if kind == "summary":
        return csv_response(f"{name}-summary.csv", SUMMARY_HEADER, _summary_lines(summary))
    if kind == "burn-up":
        lines = ([point.on, point.planned, point.due, point.completed] for point in summary.burn_up)
        return csv_response(f"{name}-burn-up.csv", ["Day", "In the plan", "Due", "Completed"], lines)
    return None


def _summary_lines(summary: PlanSummary) -> Iterable[Sequence[Any]]:
    """The whole plan, each theme, each priority, and each priority of each theme."""
    yield _line("", "", summary.overall)
    for theme in summary.themes:
        yield _line(theme.reference, "", theme.tally)
    for priority in summary.priorities:
        yield _line("", priority.number, priority.tally)
    for theme in summary.themes:
        for number, tally in theme.by_priority.items():
            yield _line(theme.reference, number, tally)


def _line(theme: str, priority: int | str, tally: Tally) -> Sequence[Any]:
    return [theme, priority, tally.total, *tally.counts.values(), *tally.shares.values()]


def _overdue_file(plan: ImprovementPlan, found: OverdueOnDays) -> HttpResponseBase:
    header = ["No.", "Action", "Due", *(f"Overdue on {day:%Y-%m-%d}" for day in found.days)]
    rows = (
        [line.action.reference, line.action.title, str(line.action.due), *line.is_overdue]
        for line in found.lines
    )
    return csv_response(f"{plan.slug}-overdue.csv", header, rows)


def _with_format(request: HttpRequest, kind: str) -> str:
    return f"?{urlencode({**request.GET.dict(), 'format': kind})}"
