"""Programmes: the list, one reconciled, its localities, its projects; and what a provider comes to first."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django_tables2 import RequestConfig

from childservices.choices import Role
from childservices.exports import csv_response
from partnerships.models import Programme, Project, QuarterlyReturn
from partnerships.permissions import can_commission
from partnerships.queries.locality import localities_of
from partnerships.queries.programme import spend_by_quarter, spend_chart, summary_of
from partnerships.tables.commissioning import AgreementTable, ProgrammeTable
from partnerships.views.access import load_programme, require_reader


def programme_list(request: HttpRequest) -> HttpResponseBase:
    """List programmes; a provider is led to its own returns."""
    user: Any = request.user
    if user.has_role(Role.PROVIDER) and not user.is_council_staff:
        return redirect("return_list")
    require_reader(request)
    table = ProgrammeTable(Programme.objects.order_by("-starts_on", "title"), csv_url="?format=csv")
    return show_table(request, table, "partnerships/programme_list.html", "Programmes", "programmes.csv")


def programme_detail(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show a programme: money reconciled, providers with spend and measures met, and what is to be known of it."""
    require_reader(request)
    programme = load_programme(request, slug)
    summary = summary_of(programme)
    quarters = spend_by_quarter(programme)
    table = AgreementTable(summary.rows, csv_url="?format=csv")
    returns = QuarterlyReturn.objects.filter(agreement__programme=programme).for_lists().order_by("due_on")
    context = {
        "programme": programme,
        "summary": summary,
        "quarters": quarters,
        "chart": spend_chart(quarters),
        "late": returns.late(on=timezone.localdate())[:10],
        "queried": returns.in_state("queried")[:10],
        "rounds": programme.rounds.order_by("-opens_on"),
        "projects": programme.projects.order_by("title"),
        "has_localities": programme.localities.exists(),
    }
    template = "partnerships/programme_detail.html"
    return show_table(request, table, template, str(programme), f"{slug}.csv", **context)


def locality_list(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show the localities of a programme: devolved budget and spend beside need, needs, projects and centres."""
    require_reader(request)
    programme = load_programme(request, slug)
    rows = localities_of(programme)
    if request.GET.get("format") == "csv":
        header = (
            "Locality",
            "Budget",
            "Spend in projects",
            "Per cent of budget",
            "Children under five",
            "Per cent deprived",
        )
        return csv_response(f"{slug}-localities.csv", header, [row.cells for row in rows])
    context = {"programme": programme, "rows": rows, "is_manager": can_commission(request.user)}
    title = f"Localities of {programme}"
    return render(request, "partnerships/locality_list.html", context | {"page_title": title})


def project_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a project: who takes part with which share of the funding, milestones, benefits, risks and figures."""
    require_reader(request)
    project = get_object_or_404(Project.objects.select_related("programme", "locality", "need"), pk=pk)
    participants = list(
        project.participants.select_related("organisation").order_by("role", "organisation__name")
    )
    funded = [row.funding for row in participants if row.funding is not None]
    context = {
        "project": project,
        "programme": project.programme,
        "participants": participants,
        "funded": sum(funded) if funded else None,
        "facts": list(project.facts.order_by("kind", "due_on", "text")),
        "is_manager": can_commission(request.user),
        "page_title": str(project),
    }
    return render(request, "partnerships/project_detail.html", context)


def show_table(
    request: HttpRequest, table: Any, template: str, title: str, csv_name: str, **context: Any
) -> HttpResponseBase:
    """Show a page with one table, or give the table as a file with ?format=csv."""
    if request.GET.get("format") == "csv":
        header, *rows = table.as_values()
        return csv_response(csv_name, header, rows)
    RequestConfig(request, paginate={"per_page": 25}).configure(table)
    context |= {"table": table, "page_title": title, "is_manager": can_commission(request.user)}
    return render(request, template, context)


def csv_address(request: HttpRequest) -> str:
    """Where the same rows download."""
    return f"?{urlencode({**request.GET.dict(), 'format': 'csv'})}"
