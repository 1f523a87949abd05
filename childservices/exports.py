"""Tables as CSV and as Excel workbooks: what a screen shows, for a spreadsheet or for a program."""

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

BYTE_ORDER_MARK = "\ufeff"
ROWS_AT_A_TIME = 200
FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NEGATIVE_NUMBER = re.compile(r"-\d[\d,]*(\.\d+)?%?")
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NOT_IN_A_FILE_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')

NOT_IN_A_SHEET_NAME = re.compile(r"[\\\[\]:*?/\x00-\x1f]")
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class _Line:
    """A file that hands back each line that is written to it."""

    def write(self, line: str) -> str:
        return line


def csv_response(
    filename: str, header: Sequence[str], rows: Iterable[Sequence[Any]], *, for_spreadsheet: bool = True
) -> StreamingHttpResponse:
    """Send a table as a CSV file, row by row, so that a long one needs no more memory than a short one.

    UTF-8. For a spreadsheet it begins with a byte order mark (without it Excel shows "Â£"); give
    `for_spreadsheet=False` where a program reads it (`?format=csv` of the API). Numbers stay numbers, days
    are ISO, yes and no are words, nothing is an empty cell, and text that a spreadsheet would run as a formula
    is made harmless (see `csv_cell`).
    """
    start = BYTE_ORDER_MARK if for_spreadsheet else ""
    response = StreamingHttpResponse(
        chain([start], _lines(header, rows)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = _attached(filename, ".csv")
    return response


def xlsx_response(
    filename: str, title: str, header: Sequence[str], rows: Iterable[Sequence[Any]]
) -> HttpResponse:
    """Send a table as an Excel workbook of one sheet, its header row in bold; `title` names the sheet."""
    response = HttpResponse(workbook(title, header, rows), content_type=WORKBOOK_TYPE)
    response["Content-Disposition"] = _attached(filename, ".xlsx")
    return response


def workbook(title: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Write a table as an Excel workbook of one sheet.

    Numbers are numbers, everything else is text as in the CSV file; text is never a formula there.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(NOT_IN_A_SHEET_NAME.sub(" ", title)[:31])
    sheet.append([_sheet_cell(sheet, label, is_bold=True) for label in header])
    for row in rows:
        sheet.append([_sheet_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_cell(value: Any) -> str:
    """Write one value as the text of a CSV cell.

    An apostrophe goes before text that begins with = + - @, a tab or a line end, because a spreadsheet would
    calculate it (OWASP, CSV injection). A number keeps its minus, also when it is already text: "-3.20".
    """
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float() | Decimal():
            return f"{value:f}" if isinstance(value, Decimal) else str(value)
        case dt.date():
            return _moment(value) if isinstance(value, dt.datetime) else value.isoformat()
        case _:
            return _harmless(str(value))


def _harmless(text: str) -> str:
    if text.startswith(FORMULA_START) and not NEGATIVE_NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def _moment(at: dt.datetime) -> str:
    """A stored moment as the local time that screens show."""
    local = at if timezone.is_naive(at) else at.astimezone(timezone.get_current_timezone())
    return local.isoformat(sep=" ", timespec="minutes")


def _lines(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """Give the file in pieces of some hundred lines: one piece a line would cost more than the lines do."""
    writer = csv.writer(_Line())
    lines = (str(writer.writerow([csv_cell(value) for value in row])) for row in chain([header], rows))
    while piece := "".join(islice(lines, ROWS_AT_A_TIME)):
        yield piece


def _sheet_cell(sheet: Any, value: Any, *, is_bold: bool = False) -> WriteOnlyCell:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return WriteOnlyCell(sheet, value)
    text = NOT_IN_XML.sub("", value if isinstance(value, str) else csv_cell(value))
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    if is_bold:
        cell.font = Font(bold=True)
    return cell


def _attached(filename: str, ending: str) -> str:
    """Name a file for people, whatever stood in the name."""
    name = NOT_IN_A_FILE_NAME.sub("-", filename).strip(" .-") or "table"
    name = name if name.endswith(ending) else f"{name}{ending}"
    return content_disposition_header(as_attachment=True, filename=name) or ""
