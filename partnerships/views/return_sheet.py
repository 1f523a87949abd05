"""A return's outputs as a file, and from a file."""

import csv
import io
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from childservices.domain.refusals import Refusal
from childservices.exports import csv_response
from childservices.operations.uploads import cleaned_upload
from childservices.pdf import PaperError
from childservices.uploads import UploadKind
from childservices.views.refused import show_refusal
from partnerships.domain.measure import MeasureKind
from partnerships.domain.sheet import NoSuchColumns, SheetRow, read_sheet
from partnerships.forms.quarterly_return import SheetForm, typed
from partnerships.models import OutputFigure, QuarterlyReturn
from partnerships.operations import TypedOutput, save_return
from partnerships.queries.returns import figures_before, figures_of
from partnerships.views.access import load_return
from partnerships.views.quarterly_return import load_to_fill

COLUMNS = ("Measure", "Last quarter", "Forecast", "Actual", "Reason or remark")


def return_csv(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Send a return's outputs as a file, which can be filled in and sent back."""
    row = load_return(request, pk)
    before = figures_before(row)
    lines = [_line(figure, before.get(figure.measure_id)) for figure in figures_of(row)]
    return csv_response(f"return-{row.period.label}.csv", COLUMNS, lines)


def return_sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Fill the outputs of a draft from a file; one wrong row, and nothing of it is kept."""
    row = load_to_fill(request, pk)
    figures = figures_of(row)
    form = SheetForm(request.POST or None, request.FILES or None, initial={"edit_number": row.edit_number})
    rows: Sequence[SheetRow] = ()
    if request.method == "POST" and form.is_valid():
        rows = _read(form, figures)
        if rows and not any(each.fault for each in rows) and _save(request, row, figures, rows, form):
            messages.success(request, f"{len(rows)} outputs are taken from the file. Check them, then send.")
            return redirect("return_edit", pk=row.pk)
    context = {"form": form, "rows": rows, "row": row, "agreement": row.agreement}
    context |= {"cancel_url": row.get_absolute_url(), "page_title": "Fill in from a spreadsheet"}
    return render(request, "partnerships/return_sheet.html", context)


def _read(form: forms.Form, figures: Sequence[OutputFigure]) -> Sequence[SheetRow]:
    """The rows of the file; what is wrong with the file itself stands beside its field."""
    file = form.cleaned_data["sheet"]
    kinds = {str(figure.measure): MeasureKind(figure.measure.kind) for figure in figures}
    try:
        rows = read_sheet(_cells(file.name, file.read()), kinds)
    except PaperError as refusal:
        form.add_error("sheet", refusal.sentence)
    except NoSuchColumns as problem:
        form.add_error("sheet", str(problem))
    else:
        if not rows:
            form.add_error("sheet", "The file has no rows under its first one. Fill in at least one.")
        for each in rows:
            if each.fault:
                form.add_error("sheet", f"Row {each.line}: {each.fault}")
        return rows
    return ()


def _cells(name: str, data: bytes) -> list[list[str]]:
    """A CSV file as it is; a workbook as cleaning reads it, in a process of its own."""
    if not name.lower().endswith(".csv"):
        upload = cleaned_upload(data=data, at=timezone.now())
        if upload.kind != UploadKind.SPREADSHEET or upload.file is None:
            raise NoSuchColumns("Choose a spreadsheet (.xlsx) or a CSV file.")
        data = upload.file.read()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    try:
        return list(csv.reader(io.StringIO(text.replace("\x00", ""))))
    except csv.Error:
        raise NoSuchColumns("This file cannot be read as CSV. Save it again as CSV or .xlsx.") from None


def _save(
    request: HttpRequest,
    row: QuarterlyReturn,
    figures: Sequence[OutputFigure],
    rows: Sequence[SheetRow],
    form: forms.Form,
) -> bool:
    by_measure = {str(figure.measure): figure.pk for figure in figures}
    outputs = {by_measure[each.measure]: TypedOutput(each.actual, reason=each.reason) for each in rows}
    kept: dict[str, Any] = {"claimed": row.claimed, "claim_note": row.claim_note}
    user: Any = request.user
    expected = form.cleaned_data["edit_number"] or 0
    try:
        save_return(
            quarterly_return=row, expected=expected, outputs=outputs, by=user, at=timezone.now(), **kept
        )
    except Refusal as refusal:
        show_refusal(form, refusal)
        return False
    return True


def _line(figure: OutputFigure, last: OutputFigure | None) -> Sequence[str]:
    kind = figure.measure.kind
    before = typed(kind, last.actual) if last else ""
    return (
        str(figure.measure),
        before,
        typed(kind, figure.forecast),
        typed(kind, figure.actual),
        figure.reason,
    )
