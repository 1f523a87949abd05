"""The rows of a spreadsheet that somebody uploads to have its figures taken over: .xlsx or CSV, as words."""

import csv
import io
import json
from collections.abc import Sequence

from childservices.pdf.confined import Answer, Confined, Limits
from childservices.pdf.errors import UploadRefused
from childservices.uploads.kinds import UploadKind, kind_of
from childservices.uploads.spreadsheets import filled_sheets

MOST_ROWS, MOST_COLUMNS = 100_000, 50
_MODULE = "childservices.uploads.rows"
_ZIP = b"PK"
_confined = Confined(limits=Limits(cpu_seconds=40, wall_seconds=90), modules=frozenset({_MODULE}))

Rows = Sequence[Sequence[str]]


def read_rows(data: bytes, *, name: str) -> Rows:
    """Will give the cells of the only sheet that shows, the row with the headings first; an .xlsx is opened in a child.

    Raises a `PaperError` with a sentence for what is no such spreadsheet, or too large for one.
    """
    if data.startswith(_ZIP):
        answer = _confined.call(f"{_MODULE}:rows_in_child", data=data)
        rows: Rows = [[str(cell) for cell in row] for row in json.loads(answer.payloads[0])]
    elif name.lower().endswith((".xlsx", ".xls")):
        raise UploadRefused(
            "This is no Excel workbook, whatever its name says. Save it again as .xlsx or CSV."
        )
    else:
        rows = _csv_rows(data)
    if not rows:
        raise UploadRefused("This file has no rows. Check that you chose the right one.")
    if len(rows) > MOST_ROWS + 1 or max(map(len, rows)) > MOST_COLUMNS:
        raise UploadRefused(
            f"This file has {len(rows) - 1:,} rows. Split it: {MOST_ROWS:,} rows and {MOST_COLUMNS} columns are "
            "the most."
        )
    return rows


def rows_in_child(*, data: bytes) -> Answer:
    """Will read an .xlsx; for `Confined` alone, since a library may fall for what is in it."""
    kind = kind_of(data)
    if kind is not UploadKind.SPREADSHEET:
        raise UploadRefused(f"This is {kind.words}, not a spreadsheet. Choose an .xlsx or CSV file.")
    sheets, _ = filled_sheets(data)
    if len(sheets) > 1:
        raise UploadRefused(
            f"This workbook has {len(sheets)} sheets with values. Leave one, and hide or delete the others."
        )
    return Answer([json.dumps(sheets[0].rows).encode()])


def _csv_rows(data: bytes) -> Rows:
    if b"\x00" in data:
        raise UploadRefused("This is neither an Excel workbook nor a CSV file. Save it as one of these.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")  # as older Excel saves CSV
    try:
        rows = [
            [cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), strict=True)
        ]
    except csv.Error as error:
        raise UploadRefused(
            "This file cannot be read as CSV: a quotation mark is not closed, or a cell is far too long. "
            "Save it again from the spreadsheet."
        ) from error
    while rows and not any(rows[-1]):
        rows.pop()
    return rows
