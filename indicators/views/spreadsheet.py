"""Spreadsheets of values: upload, look at what the rows come to, load, take back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_tables2 import RequestConfig

from childservices.domain.refusals import Refusal
from childservices.exports import csv_response
from childservices.operations.jobs import enqueue_job
from indicators.choices import LOAD_SPREADSHEET
from indicators.forms.spreadsheet import SpreadsheetForm
from indicators.models import Indicator, StatisticsImport
from indicators.operations.spreadsheet import (
    COLUMNS,
    check_again,
    confirm_spreadsheet,
    stage_spreadsheet,
    undo_spreadsheet,
)
from indicators.permissions import can_define_indicators, can_load_values, can_use_import
from indicators.tables.spreadsheet import SpreadsheetTable, fault_lines, fault_table

PAGE = 25
MOST_AT_ONCE = 2_000  # values; more take longer than a page may
LIST_COLUMNS = ("File", "State", "Rows", "New values", "Restated", "As before", "Rows with faults", "When")


@require_safe
def spreadsheet_list(request: HttpRequest) -> HttpResponseBase:
    """Show the spreadsheets that the person may use, the latest first."""
    user = _require_loader(request)
    rows = StatisticsImport.objects.filter(file__isnull=False).order_by("-at")
    rows = rows if can_define_indicators(user) else rows.filter(by=user)
    if request.GET.get("format") == "csv":
        return csv_response("spreadsheets", LIST_COLUMNS, map(_line, rows.iterator(chunk_size=500)))
    table = SpreadsheetTable(rows, csv_url="?format=csv")
    RequestConfig(request, paginate={"per_page": PAGE}).configure(table)
    return render(
        request, "indicators/spreadsheet_list.html", {"page_title": "Spreadsheets of values", "table": table}
    )


def spreadsheet_new(request: HttpRequest) -> HttpResponse:
    """Take a spreadsheet, and show what its rows come to."""
    user = _require_loader(request)
    form = SpreadsheetForm(request.POST, request.FILES) if request.method == "POST" else SpreadsheetForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            row = stage_spreadsheet(
                name=file.name, data=file.read(), by=user, at=timezone.now(), on=timezone.localdate()
            )
        except Refusal as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return redirect(row)
    context = {"page_title": "Upload a spreadsheet of values", "form": form, "columns": COLUMNS}
    return render(
        request, "indicators/spreadsheet_new.html", context | {"cancel_url": reverse("spreadsheet_list")}
    )


@require_safe
def spreadsheet_detail(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Show what the rows of a spreadsheet come to, and offer what can be done with it."""
    row = _load(request, pk)
    if request.GET.get("format") == "csv":
        name = f"{row.file_name} rows with faults"
        return csv_response(name, ("Row", "Column", "Typed", "What to do"), fault_lines(row.refused))
    table = fault_table(row.refused, csv_url="?format=csv")
    RequestConfig(request, paginate={"per_page": PAGE}).configure(table)
    context = {"page_title": row.file_name, "row": row, "table": table, "to_load": row.created + row.updated}
    return render(request, "indicators/spreadsheet_detail.html", context)


@require_POST
def spreadsheet_confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Load the rows that are right; very many of them in the background."""
    user: Any = request.user
    row = _load(request, pk)
    if row.created + row.updated > MOST_AT_ONCE:
        job = enqueue_job(
            kind=LOAD_SPREADSHEET, parameters={"spreadsheet": str(pk)}, by=user, at=timezone.now()
        )
        return redirect(reverse("job_detail", args=[job.pk], query={"next": row.get_absolute_url()}))
    checked = check_again(row, by=user, on=timezone.localdate())
    row = confirm_spreadsheet(spreadsheet=row, checked=checked, by=user, at=timezone.now())
    loaded = row.created + row.updated
    what = "1 value is entered as a draft" if loaded == 1 else f"{loaded:,} values are entered as drafts"
    messages.success(request, f"{what}, to be submitted and approved.")
    return redirect(row)


def spreadsheet_undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, then take back what a spreadsheet entered."""
    row, user = _load(request, pk), request.user
    if request.method == "POST":
        assert user.is_authenticated
        undone = undo_spreadsheet(spreadsheet=row, by=user, at=timezone.now())
        kept = f" {undone.kept:,} were changed meanwhile and stay." if undone.kept else ""
        messages.success(request, f"The drafts of “{row.file_name}” are taken back.{kept}")
        return redirect(row)
    context = {"page_title": f"Take back {row.file_name}", "row": row, "cancel_url": row.get_absolute_url()}
    return render(request, "indicators/spreadsheet_undo.html", context)


@require_safe
def spreadsheet_template(request: HttpRequest) -> HttpResponseBase:
    """Send a file with the columns and a row for each indicator that the person enters values of."""
    user = _require_loader(request)
    mine = Indicator.objects.entered_by(user, on=timezone.localdate()).in_use(on=timezone.localdate())
    references = mine.order_by("reference").values_list("reference", flat=True)
    empty = [""] * (len(COLUMNS) - 1)
    return csv_response("values to enter", COLUMNS, ([reference, *empty] for reference in references))


def _require_loader(request: HttpRequest) -> Any:
    if not can_load_values(request.user, on=timezone.localdate()):
        raise PermissionDenied("Values are loaded by performance officers and by managers of indicators.")
    return request.user


def _load(request: HttpRequest, pk: UUID) -> StatisticsImport:
    row = StatisticsImport.objects.filter(pk=pk, file__isnull=False).first()
    if row is None or not can_use_import(request.user, row):
        raise Http404("There is no such spreadsheet, or it is not yours.")
    return row


def _line(row: StatisticsImport) -> list[Any]:
    state = row.get_state_display()
    return [row.file_name, state, row.read, row.created, row.updated, row.unchanged, row.refused_rows, row.at]
