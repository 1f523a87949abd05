"""Tables as CSV or as a spreadsheet: what a screen shows, for people or for a program."""

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

from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

BYTE_ORDER_MARK = "\ufeff"
ROWS_AT_A_TIME = 200
FORMULA_START = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NEGATIVE_NUMBER = re.compile(r"-\d[\d,]*(\.\d+)?%?")
NOT_IN_A_FILE_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
_OFFICE = "http://schemas.openxmlformats.org"
_RELATIONS = f"{_OFFICE}/officeDocument/2006/relationships"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: The parts of a workbook with one sheet but the sheet itself (ECMA-376).
_WORKBOOK = {
    "[Content_Types].xml": f'<Types xmlns="{_OFFICE}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_MAIN_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_MAIN_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
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
    name = NOT_IN_A_FILE_NAME.sub("-", filename).strip(" .-") or "table"
    name = name if name.endswith(".csv") else f"{name}.csv"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def spreadsheet(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Write a table as a workbook (.xlsx) with one sheet; numbers are numbers, everything else is plain text.

    Text in a workbook is never run as a formula, so it stands as it is.
    """
    lines = "".join(
        f"<row>{''.join(_sheet_cell(value) for value in row)}</row>" for row in chain([header], rows)
    )
    main = f"{_OFFICE}/spreadsheetml/2006/main"
    parts = _WORKBOOK | {
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{_RELATIONS}"><sheets>'
        f'<sheet name="{escape(name[:31])}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>',
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in parts.items():
            archive.writestr(path, f"{_XML}{content}")
    return written.getvalue()


def _sheet_cell(value: Any) -> str:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f"<c><v>{value}</v></c>"
    text = value.isoformat() if isinstance(value, dt.date) else "" if value is None else str(value)
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(NOT_IN_XML.sub("", text))}</t></is></c>'


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
