"""The pages of a table of figures: added, changed with a preview, removed, downloaded."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from childservices.exports import csv_response
from reports.domain.data_table import csv_header
from reports.forms.data_table import DataTableForm, NewDataTableForm
from reports.forms.live_table import LiveTableForm, NewLiveTableForm
from reports.forms.part import EditedForm
from reports.models import Appendix, DataTable, Section
from reports.operations import add_data_table, change_data_table, remove_data_table
from reports.papers.blocks import fill_live_tables
from reports.papers.parts import table_contents
from reports.views.editing import Editing, edit, unsaved
from reports.views.report_access import find_part, seen_by

HOLDERS: dict[str, type[Any]] = {"section": Section, "appendix": Appendix}


def data_table_add(request: HttpRequest, holder: str, pk: UUID) -> HttpResponse:
    """Add a table to a section or an appendix, whose figures are typed."""
    return _add(request, holder, pk, NewDataTableForm, "Add a table")


def live_table_add(request: HttpRequest, holder: str, pk: UUID) -> HttpResponse:
    """Add a table whose figures come from the data until the report is published."""
    return _add(request, holder, pk, NewLiveTableForm, "Add live figures")


def _add(
    request: HttpRequest, holder: str, pk: UUID, form_class: type[EditedForm], title: str
) -> HttpResponse:
    if holder not in HOLDERS:
        raise Http404("Tables stand in sections and appendices.")
    part = find_part(request, HOLDERS[holder], pk)
    if part is None:
        return unsaved(request, form_class)
    editing = Editing(
        seen=seen_by(request, part.report),
        form_class=form_class,
        save=partial(add_data_table, holder=part),
        template=_template_of(form_class is NewLiveTableForm),
        title=title,
        back=_page_of(part),
        done="The table is added. It prints after the text until the text names its place.",
        part=part,
        context=_around(part),
    )
    return edit(request, editing)


def data_table_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change a table's caption, contents and layout, or what a live table shows, with a preview."""
    table = _find(pk)
    part = find_part(request, type(table.holder), table.holder.pk) if table else None
    if table is None or part is None:
        return unsaved(request, DataTableForm)
    editing = Editing(
        seen=seen_by(request, part.report),
        form_class=LiveTableForm if table.block else DataTableForm,
        save=partial(change_data_table, table=table),
        template=_template_of(table.block),
        title=f"Table “{table.key}”",
        back=_page_of(part),
        done=f"The table “{table.key}” is saved.",
        row=table,
        part=part,
        options={} if table.block else {"known": table.columns},
        context=_around(part) | {"table": table, "current": table_contents(table)},
    )
    return edit(request, editing)


def data_table_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, then remove a table; the line that names its place in the text has to be taken out by hand."""
    table, part = _table_and_part(request, pk)
    seen = seen_by(request, part.report)
    seen.require_edit()
    seen.require_sight(part)
    if request.method == "POST":
        remove_data_table(table=table, by=seen.user, at=timezone.now())
        messages.success(request, "The table is removed. Take the line with its name out of the text too.")
        return redirect(_page_of(part))
    if seen.view.keeps(part):
        seen.keep(request, part)
    context = {"seen": seen, "report": seen.report, "table": table, "cancel_url": _page_of(part)}
    return render(request, "reports/data_table_remove.html", context | {"page_title": "Remove a table"})


def draft_table_csv(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Send a table as CSV to whoever may read the part that it stands in."""
    table, part = _table_and_part(request, pk)
    seen = seen_by(request, part.report)
    seen.require_sight(part)
    if seen.view.keeps(part):
        seen.keep(request, part)
    return csv_response(f"{table.key}.csv", csv_header(table.columns), table.rows)


def _template_of(is_live: object) -> str:
    return "reports/live_table_edit.html" if is_live else "reports/data_table_edit.html"


def _find(pk: UUID) -> DataTable | None:
    table = DataTable.objects.select_related("section", "appendix").filter(pk=pk).first()
    if table is not None:
        fill_live_tables([table])
    return table


def _table_and_part(request: HttpRequest, pk: UUID) -> tuple[DataTable, Any]:
    table = _find(pk)
    part = find_part(request, type(table.holder), table.holder.pk) if table else None
    if table is None or part is None:
        raise Http404("There is no such table, or not for you.")
    return table, part


def _page_of(part: Any) -> str:
    name = "section_edit" if isinstance(part, Section) else "appendix_edit"
    return f"{reverse(name, args=[part.pk])}#tables"


def _around(part: Any) -> dict[str, Any]:
    """What the page says about the section or appendix in which the table stands."""
    is_section = isinstance(part, Section)
    name = part.heading.heading if is_section else f"Appendix {part.letter}"
    return {"holder_name": name, "holder_url": _page_of(part)}
