"""The page on which one section of a report is written."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from reports.forms.section import SectionForm
from reports.models import Section
from reports.operations import save_section
from reports.queries.part_kinds import PART_KINDS
from reports.queries.report_parts import mark_of, part_list
from reports.views.editing import Editing, edit, unsaved
from reports.views.report_access import find_part, seen_by


def section_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write the text under a heading, say whether it is open or exempt, and see what belongs to it."""
    section = find_part(request, Section, pk)
    if section is None:
        return unsaved(request, SectionForm)
    seen, tables = seen_by(request, section.report), list(section.tables.order_by("position"))
    kinds = [kind for kind in PART_KINDS.values() if kind.section == section.heading.kind]
    lists = [part_list(section.report, kind, sees_exempt=seen.sight.allowed) for kind in kinds]
    editing = Editing(
        seen=seen,
        form_class=SectionForm,
        save=partial(save_section, section=section),
        template="reports/section_edit.html",
        title=section.heading.heading,
        back=section.report.get_absolute_url(),
        done=f"“{section.heading.heading}” is saved.",
        row=section,
        part=section,
        options={"table_keys": [table.key for table in tables]},
        lists_exempt=any(listed.shows_exempt for listed in lists),
        context={"section": section, "mark": mark_of(section), "tables": tables, "lists": lists},
    )
    return edit(request, editing)
