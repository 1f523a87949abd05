"""A table of figures as text: read from what was typed, pasted from a spreadsheet or uploaded, and written back."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MOST_COLUMNS, MOST_ROWS = 60, 2_000
FIGURE = re.compile(r"[(<>~]?[£+−–-]?£?\d[\d,. ]*(%|p|m|bn|k)?\)?", re.IGNORECASE)
NOTHING = frozenset({"", "-", "–", "—", "*", ".", "..", "c", "x", "z", "n/a", "na", "nil", "none"})
MADE_HARMLESS = re.compile(r"^'(?=[=+\-@＝＋－＠])")


@dataclass(frozen=True)
class TableText:
    """Columns as {label, group, numeric}, and rows of texts, as far as the text gave them."""

    columns: Sequence[Mapping[str, Any]]
    rows: Sequence[Sequence[str]]


class UnreadableTable(ValueError):
    """Says in one sentence what to do so that a text can be read as a table."""


def decoded(data: bytes) -> str:
    """Read the bytes of an uploaded file as text: UTF-8 as programs write it, or Windows-1252 as older Excel does."""
    if b"\x00" in data:
        raise UnreadableTable(
            "This is not a text file. Save the table as CSV (comma separated) and upload that."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_table(text: str, *, header_lines: int, known: Iterable[Mapping[str, Any]] = ()) -> TableText:
    """Read CSV, or cells pasted from a spreadsheet, whose first one or two lines are headings.

    With two lines, the first names the group over each column. With one, neighbours that are written "group: label"
    under the same group share it. A column that `known` has under the same heading keeps whether it holds figures.
    Empty lines, and columns without a heading and without a cell, are left out.

    Raises:
        UnreadableTable: it has no headings, no rows, or too many of them.
    """
    lines = _lines(text)
    if len(lines) <= header_lines:
        raise UnreadableTable("Enter the headings, and below them a line for each row of the table.")
    headings = _headings(lines[:header_lines])
    rows = [line[: max(len(headings), _length(line))] for line in lines[header_lines:]]
    _refuse_sizes(headings, rows)
    figures = {(c.get("group") or "", c["label"]): bool(c.get("numeric")) for c in known}
    columns = [
        {"label": label, "group": group, "numeric": figures.get((group, label), _holds_figures(rows, place))}
        for place, (group, label) in enumerate(headings)
    ]
    return TableText(columns, rows)


def write_table(columns: Sequence[Mapping[str, Any]], rows: Sequence[Sequence[str]]) -> str:
    """Write a table as CSV that `read_table` reads back: a line of groups where there are any, labels, rows."""
    groups = [str(column.get("group") or "") for column in columns]
    header = [groups] if any(groups) else []
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [*header, [str(column["label"]) for column in columns], *rows]
    )
    return out.getvalue()


def header_lines_of(columns: Sequence[Mapping[str, Any]]) -> int:
    """Count the lines of headings that a table has: two where columns stand in groups."""
    return 2 if any(column.get("group") for column in columns) else 1


def heading_faults(columns: Sequence[Mapping[str, Any]]) -> Sequence[str]:
    """Say which columns nobody could name, a sentence each."""
    return [
        f"Column {number} has no heading. Write what stands in it."
        for number, column in enumerate(columns, start=1)
        if not column["label"]
    ]


def _lines(text: str) -> list[list[str]]:
    text = "\n".join(text.replace("\x00", "").lstrip("\ufeff").splitlines())
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        lines = [[_cell(cell) for cell in line] for line in reader]
    except csv.Error as error:
        raise UnreadableTable(
            "A quotation mark is out of place, or a cell is too long. Put a cell that holds a comma or a "
            "quotation mark between quotation marks, and write one that is meant twice."
        ) from error
    return [line for line in lines if any(line)]


def _cell(text: str) -> str:
    """One line of text; the apostrophe that a download puts before = + - @ goes again."""
    cell = " ".join(text.split())
    return MADE_HARMLESS.sub("", cell)


def _headings(lines: Sequence[Sequence[str]]) -> Sequence[tuple[str, str]]:
    """Give group and label of each column."""
    width = max(_length(line) for line in lines)
    *above, labels = [[*line, *[""] * width][:width] for line in lines]
    if above:
        return list(zip(above[0], labels, strict=True))
    parted = [tuple(label.split(": ", 1)) if ": " in label else ("", label) for label in labels]
    return [
        (group, label) if group and _has_neighbour(parted, place) else ("", whole)
        for place, ((group, label), whole) in enumerate(zip(parted, labels, strict=True))
    ]


def _has_neighbour(parted: Sequence[tuple[str, ...]], place: int) -> bool:
    around = [*parted[max(place - 1, 0) : place], *parted[place + 1 : place + 2]]
    return any(other[0] == parted[place][0] for other in around)


def _length(line: Sequence[str]) -> int:
    """How many cells a line has up to its last that is not empty."""
    return max((place for place, cell in enumerate(line, start=1) if cell), default=0)


def _refuse_sizes(headings: Sequence[tuple[str, str]], rows: Sequence[Sequence[str]]) -> None:
    if len(headings) > MOST_COLUMNS:
        raise UnreadableTable(
            f"The table has {len(headings)} columns. Keep the {MOST_COLUMNS} that members need."
        )
    if len(rows) > MOST_ROWS:
        raise UnreadableTable(f"The table has {len(rows):,} rows. Keep the {MOST_ROWS:,} that members need.")


def _holds_figures(rows: Sequence[Sequence[str]], place: int) -> bool:
    cells = [row[place] for row in rows if place < len(row) and row[place].lower() not in NOTHING]
    return bool(cells) and all(FIGURE.fullmatch(cell) for cell in cells)
