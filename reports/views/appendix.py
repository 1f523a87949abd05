"""The pages of an appendix: its text and title, and the file behind it."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from childservices.views.downloads import download_response
from reports.forms.appendix_file import AppendixFileForm
from reports.forms.section import AppendixForm
from reports.models import Appendix
from reports.operations import add_component, change_component, keep_appendix_file, remove_appendix_file
from reports.papers.uploads import picture_address, upload_contents
from reports.queries.report_parts import mark_of
from reports.views.editing import Editing, edit, unsaved
from reports.views.report_access import SeenReport, find_part, reports_for, seen_by


def appendix_add(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Add an appendix; its tables and its file follow on its own page."""
    report = reports_for(request).filter(pk=pk).first()
    if report is None:
        return unsaved(request, AppendixForm)
    editing = Editing(
        seen=seen_by(request, report),
        form_class=AppendixForm,
        save=partial(add_component, component_type=Appendix, report=report),
        template="reports/appendix_edit.html",
        title="Add an appendix",
        back=f"{report.get_absolute_url()}#appendix",
        onward=lambda appendix: reverse("appendix_edit", args=[appendix.pk]),
        done="The appendix is added. Give it tables or a file here.",
    )
    return edit(request, editing)


def appendix_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write an appendix, and see its tables and its file."""
    appendix = find_part(request, Appendix, pk)
    if appendix is None:
        return unsaved(request, AppendixForm)
    tables = list(appendix.tables.order_by("position"))
    editing = Editing(
        seen=seen_by(request, appendix.report),
        form_class=AppendixForm,
        save=partial(change_component, component=appendix),
        template="reports/appendix_edit.html",
        title=f"Appendix {appendix.letter}",
        back=f"{appendix.report.get_absolute_url()}#appendix",
        done=f"Appendix {appendix.letter} is saved.",
        row=appendix,
        part=appendix,
        options={"table_keys": [table.key for table in tables]},
        context={"appendix": appendix, "mark": mark_of(appendix), "tables": tables, **_found(appendix)},
    )
    return edit(request, editing)


def appendix_upload(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give an appendix a file, or another one in its place."""
    appendix = find_part(request, Appendix, pk)
    if appendix is None:
        return unsaved(request, AppendixFileForm)
    editing = Editing(
        seen=seen_by(request, appendix.report),
        form_class=AppendixFileForm,
        save=partial(_keep, appendix),
        template="reports/appendix_upload.html",
        title=f"File of appendix {appendix.letter}",
        back=reverse("appendix_edit", args=[appendix.pk]),
        done="The file is kept.",
        row=appendix,
        part=appendix,
        context={"appendix": appendix},
    )
    return edit(request, editing)


def appendix_download(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Send the file behind an appendix: the original to those who prepare the report, what readers get to others.

    An original may hold what its author never meant to publish, and so it is treated like what is exempt.
    """
    seen, appendix = _appendix_with_file(request, pk)
    seen.require_sight(appendix)
    if seen.view.keeps(appendix):
        seen.keep(request, appendix)
    if seen.sight.allowed:
        return download_response(file=appendix.file, name=appendix.file_name)
    upload = upload_contents(appendix)
    if upload is None or upload.file is None:
        raise Http404("What readers get of this file stands in the report.")
    return download_response(file=appendix.cleaned.file, name=upload.file.name)


def appendix_file_remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, then take the file from an appendix; the text and the tables stay."""
    seen, appendix = _appendix_with_file(request, pk)
    seen.require_edit()
    seen.require_sight(appendix)
    back = reverse("appendix_edit", args=[appendix.pk])
    if request.method == "POST":
        remove_appendix_file(
            appendix=appendix, expected=appendix.edit_number, by=seen.user, at=timezone.now()
        )
        messages.success(request, "The file is removed from the appendix.")
        return redirect(back)
    if seen.view.keeps(appendix):
        seen.keep(request, appendix)
    context = {"seen": seen, "report": seen.report, "appendix": appendix, "cancel_url": back}
    title = f"Remove the file of appendix {appendix.letter}"
    return render(request, "reports/appendix_file_remove.html", context | {"page_title": title})


def _keep(appendix: Appendix, *, values: dict[str, Any], expected: int, by: Any, at: Any) -> Appendix:
    return keep_appendix_file(appendix=appendix, expected=expected, by=by, at=at, **values)


def _found(appendix: Appendix) -> dict[str, Any]:
    """What the page of an appendix tells of its file beside what cleaning found."""
    cleaned = appendix.cleaned
    if cleaned is None:
        return {}
    picture = picture_address(cleaned) if appendix.shows_picture else ""
    return {"is_told": cleaned.is_told_by(appendix.file_name), "picture": picture}


def _appendix_with_file(request: HttpRequest, pk: UUID) -> tuple[SeenReport, Any]:
    appendix = find_part(request, Appendix, pk)
    if appendix is None or appendix.file is None:
        raise Http404("There is no such file, or not for you.")
    return seen_by(request, appendix.report), appendix
