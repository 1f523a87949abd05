"""Tables as CSV and as Excel workbooks: what a screen shows, for a spreadsheet or for a program."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain, islice
from typing import Any
from xml.sax.saxutils import escape

from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

BYTE_ORDER_MARK = "\ufeff"
ROWS_AT_A_TIME = 200
FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NEGATIVE_NUMBER = re.compile(r"-\d[\d,]*(\.\d+)?%?")
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
NOT_IN_A_FILE_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
OFFICE = "http://schemas.openxmlformats.org"
SHEETS = f"{OFFICE}/spreadsheetml/2006"
RELATED = f"{OFFICE}/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
NOT_IN_A_SHEET_NAME = re.compile(r"[\\\[\]:*?/\x00-\x1f]")
BOOK = (
    f'<workbook xmlns="{SHEETS}/main" xmlns:r="{RELATED}"><sheets>'
    '<sheet name="{title}" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
WORKBOOK = {
    "[Content_Types].xml": (
        f'<Types xmlns="{OFFICE}/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPES}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{OFFICE}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{OFFICE}/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATED}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATED}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{SHEETS}/main"><fonts count="2"><font/><font><b/></font></fonts>'
        '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
        '<cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs></styleSheet>'
    ),
}


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
    """Send a table as an Excel workbook of one sheet, its header row in bold; `title` names the sheet.

    Numbers are numbers, everything else is text as in the CSV file; text is never a formula there.
    """
    lines = (_sheet_row(row, number) for number, row in enumerate(chain([header], rows), start=1))
    sheet = f'{XML}<worksheet xmlns="{SHEETS}/main"><sheetData>{"".join(lines)}</sheetData></worksheet>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in WORKBOOK.items():
            packed.writestr(name, XML + content)
        named = escape(NOT_IN_A_SHEET_NAME.sub(" ", title)[:31], {'"': "&quot;"})
        packed.writestr("xl/workbook.xml", XML + BOOK.format(title=named))
        packed.writestr("xl/worksheets/sheet1.xml", sheet)
    response = HttpResponse(
        out.getvalue(), content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    response["Content-Disposition"] = _attached(filename, ".xlsx")
    return response


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


def _sheet_row(row: Sequence[Any], number: int) -> str:
    style = ' s="1"' if number == 1 else ""
    return f'<row r="{number}">{"".join(_sheet_cell(value, style) for value in row)}</row>'


def _sheet_cell(value: Any, style: str) -> str:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f"<c{style}><v>{csv_cell(value)}</v></c>"
    text = escape(NOT_IN_XML.sub("", value if isinstance(value, str) else csv_cell(value)))
    return f'<c{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _attached(filename: str, ending: str) -> str:
    """Name a file for people, whatever stood in the name."""
    name = NOT_IN_A_FILE_NAME.sub("-", filename).strip(" .-") or "table"
    name = name if name.endswith(ending) else f"{name}{ending}"
    return content_disposition_header(as_attachment=True, filename=name) or ""
