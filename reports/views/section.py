"""The page on which one section of a report is written."""

from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from reports.forms.section import SectionForm
from reports.models import Section
from reports.operations import save_section
from reports.queries.report_parts import lists_under, mark_of
from reports.views.editing import Editing, edit, unsaved
from reports.views.report_access import SeenReport, find_part, seen_by


def section_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the text under a heading, say whether it is open or exempt, and see what belongs to it."""
    section = find_part(request, Section, pk)
    if section is None:
        return unsaved(request, SectionForm)
    return edit(request, _editing(section, seen_by(request, section.report)))


def _editing(section: Section, seen: SeenReport) -> Editing:
    context = _around(section, seen)
    return Editing(
        seen=seen,
        form_class=SectionForm,
        save=partial(save_section, section=section),
        template="reports/section_edit.html",
        title=section.heading.heading,
        back=section.report.get_absolute_url(),
        done=f"“{section.heading.heading}” is saved.",
        row=section,
        part=section,
        lists_exempt=any(listed.shows_exempt for listed in context["lists"]),
        options={"table_keys": [table.key for table in context["tables"]]},
        context=context,
    )


def _around(section: Section, seen: SeenReport) -> dict[str, Any]:
    """What the page shows beside the form: the tables, and the parts that print under the heading."""
    return {
        "section": section,
        "mark": mark_of(section),
        "tables": list(section.tables.order_by("position")),
        "lists": lists_under(section, seen.view),
    }
