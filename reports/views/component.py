"""The parts that a report lists: added, changed, moved and removed by the same four pages, whatever their kind."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from reports.choices import Classification
from reports.forms.component import COMPONENT_FORMS
from reports.forms.part import EditedForm
from reports.models import Report
from reports.operations import add_component, change_component, move_component, remove_component
from reports.queries.part_kinds import PART_KINDS, PartKind
from reports.views.editing import Editing, edit, unsaved
from reports.views.report_access import SeenReport, find_part, reports_for, seen_by

MOVES = {"up": -1, "down": 1}


def component_add(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
    """Add a recommendation, risk, background paper, consultee or contact to a report."""
    part_kind, form_class = _kind(kind), _form(kind)
    report = reports_for(request).filter(pk=pk).first()
    if report is None:
        return unsaved(request, form_class)
    editing = Editing(
        seen=seen_by(request, report),
        form_class=form_class,
        save=partial(add_component, component_type=part_kind.model, report=report),
        template="reports/component_form.html",
        title=f"Add a {part_kind.one}",
        back=f"{report.get_absolute_url()}#{kind}",
        done=f"The {part_kind.one} is added.",
        initial={"classification": usual_class(report, part_kind)},
        context={"kind": part_kind},
    )
    return edit(request, editing)


def component_edit(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Change one of the parts that a report lists."""
    part_kind, form_class = _kind(kind), _form(kind)
    part = find_part(request, part_kind.model, pk)
    if part is None:
        return unsaved(request, form_class)
    editing = Editing(
        seen=seen_by(request, part.report),
        form_class=form_class,
        save=partial(change_component, component=part),
        template="reports/component_form.html",
        title=f"{part_kind.one.capitalize()} {part.position}",
        back=f"{part.report.get_absolute_url()}#{kind}",
        done=f"{part_kind.one.capitalize()} {part.position} is saved.",
        row=part,
        part=part,
        context={"kind": part_kind},
    )
    return edit(request, editing)


@require_POST
def component_move(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Move a part one place up or down among its kind."""
    seen, part = _part(request, kind, pk)
    seen.require_edit()
    places = MOVES.get(request.POST.get("direction", ""), 0)
    move_component(component=part, places=places, by=seen.user, at=timezone.now())
    return redirect(f"{part.report.get_absolute_url()}#{kind}")


def component_remove(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """Ask, then remove a part from its report."""
    seen, part = _part(request, kind, pk)
    part_kind = _kind(kind)
    seen.require_edit()
    seen.require_sight(part)
    back = f"{part.report.get_absolute_url()}#{kind}"
    if request.method == "POST":
        remove_component(component=part, by=seen.user, at=timezone.now())
        messages.success(request, f"The {part_kind.one} is removed.")
        return redirect(back)
    if seen.view.keeps(part):
        seen.keep(request, part)
    context = {"seen": seen, "report": seen.report, "line": part_kind.line(part), "cancel_url": back}
    title = f"Remove {part_kind.one} {part.position}"
    return render(request, "reports/component_remove.html", context | {"page_title": title})


def usual_class(report: Report, kind: PartKind) -> str:
    """The class that a new part is offered: its section's, as the template says; appendices are asked for."""
    headings = report.template_version.sections.filter(kind=kind.section)
    usual = headings.values_list("default_classification", flat=True).first()
    return usual or Classification.UNCLASSIFIED


def _part(request: HttpRequest, kind: str, pk: UUID) -> tuple[SeenReport, Any]:
    part = find_part(request, _kind(kind).model, pk)
    if part is None:
        raise Http404("There is no such part of a report, or not for you.")
    return seen_by(request, part.report), part


def _kind(kind: str) -> PartKind:
    if kind not in PART_KINDS:
        raise Http404("Reports list no such parts.")
    return PART_KINDS[kind]


def _form(kind: str) -> type[EditedForm]:
    if kind not in COMPONENT_FORMS:
        raise Http404("Reports list no such parts.")
    return COMPONENT_FORMS[kind]
