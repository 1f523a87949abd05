"""A spreadsheet as tables of a paper, and as CSV: the values that show, without formulas and hidden sheets."""

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import python_calamine

from childservices.exports import csv_cell
from childservices.pdf.errors import UploadRefused

MOST_ROWS, MOST_COLUMNS = 200, 20
_HIDDEN = re.compile(rb"<(?:\w+:)?(?:row|col)\b[^>]*\bhidden=\"(?:1|true)\"")
_COMMENTS = re.compile(r"xl/(?:comments\d*|threadedComments/.*)\.xml")
_PLAIN = "Percentages and amounts show as plain numbers: write the unit into the heading of the column."

Row = Sequence[str]


@dataclass(frozen=True)
class SpreadsheetTables:
    """The tables of a spreadsheet as HTML, all its values as CSV, and what its author should know."""

    html: str
    csv: bytes
    flags: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """A sheet and the words of its cells."""

    name: str
    rows: Sequence[Row]

    @property
    def is_printed(self) -> bool:
        """Whether it is short and narrow enough for paper."""
        return len(self.rows) <= MOST_ROWS + 1 and len(self.rows[0]) <= MOST_COLUMNS


def read_spreadsheet(data: bytes) -> SpreadsheetTables:
    """Will turn each sheet that shows into a table whose first row is its header.

    Raises `UploadRefused` for one with hidden rows or columns, which may hold what nobody means to publish, and for one
    without values.
    """
    _refuse_hidden(data)
    filled, hidden = filled_sheets(data)
    html = "".join(_table(sheet) if sheet.is_printed else _too_long(sheet) for sheet in filled)
    return SpreadsheetTables(html, _csv(filled), tuple(_flags(filled, hidden, data)))


def filled_sheets(data: bytes) -> tuple[list[Sheet], int]:
    """Will read the sheets that show and hold something, and count those that are hidden."""
    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            shown = [sheet for sheet in book.sheets_metadata if _is_shown(sheet)]
            hidden = len(book.sheets_metadata) - len(shown)
            sheets = [
                Sheet(sheet.name, _rows(book.get_sheet_by_name(sheet.name).to_python())) for sheet in shown
            ]
    except (python_calamine.CalamineError, ValueError, OSError) as error:
        raise UploadRefused("This spreadsheet is damaged. Save it again as .xlsx, then upload it.") from error
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise UploadRefused("This spreadsheet has no values. Check that you chose the right one.")
    return filled, hidden


def _refuse_hidden(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/worksheets/")]
        if any(_HIDDEN.search(archive.read(name)) for name in names if name.endswith(".xml")):
            raise UploadRefused(
                "This spreadsheet has hidden rows or columns. Show or delete them, take off filters, and "
                "upload it again."
            )


def _is_shown(sheet: python_calamine.SheetMetadata) -> bool:
    is_table = sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
    return is_table and sheet.visible == python_calamine.SheetVisibleEnum.Visible


def _rows(values: Sequence[Sequence[object]]) -> Sequence[Row]:
    """Give the words of all cells, without the empty rows at the end."""
    rows = [[_words(value) for value in row] for row in values]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _words(value: object) -> str:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return f"{_day(value)}, {value:%H:%M}"
    if isinstance(value, dt.date):
        return _day(value)
    return str(value).strip()


def _day(value: dt.date) -> str:
    return f"{value.day} {value:%B %Y}"


def _table(sheet: Sheet) -> str:
    """A sheet as a table, on paper that lies on its side where it is wide."""
    header, *body = sheet.rows
    names = [name or f"Column {number}" for number, name in enumerate(header, start=1)]
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    rows = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in body)
    lies = " landscape" if len(header) > MOST_COLUMNS // 3 else ""
    return (
        f'<div class="table-block{lies}"><table class="figures"><caption>{escape(sheet.name)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _too_long(sheet: Sheet) -> str:
    return (
        f"<p>The sheet “{escape(sheet.name)}” has {len(sheet.rows) - 1:,} rows and {len(sheet.rows[0])} columns, "
        "too many to be printed. It is in the file that is published beside this paper.</p>"
    )


def _csv(sheets: Sequence[Sheet]) -> bytes:
    """One sheet after another; where there are several, each under its name."""
    out = io.StringIO()
    writer = csv.writer(out)
    for sheet in sheets:
        if len(sheets) > 1:
            writer.writerow([csv_cell(sheet.name)])
        writer.writerows([csv_cell(cell) for cell in row] for row in sheet.rows)
        if sheet is not sheets[-1]:
            writer.writerow([])
    return out.getvalue().encode()


def _flags(sheets: Sequence[Sheet], hidden: int, data: bytes) -> Sequence[str]:
    flags = []
    if hidden:
        noun = "1 hidden sheet is" if hidden == 1 else f"{hidden} hidden sheets are"
        flags.append(f"{noun} not published. Charts are not either: attach them as pictures.")
    long = sum(not sheet.is_printed for sheet in sheets)
    if long:
        noun = "1 sheet is" if long == 1 else f"{long} sheets are"
        flags.append(
            f"{noun} too long to print, and published beside the paper: {MOST_ROWS} rows and {MOST_COLUMNS} columns "
            "are the most."
        )
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if any(_COMMENTS.fullmatch(name) for name in archive.namelist()):
            flags.append("Its notes and comments are not published.")
    return [*flags, _PLAIN]
