"""A spreadsheet of outputs, read row by row; what is wrong with a row is told beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnerships.domain.doubt import Unreadable, read_figure
from partnerships.domain.measure import MeasureKind

LONGEST_REASON = 300
COLUMNS = ("measure", "actual", "reason or remark")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as it was typed, what was read of it, and what is wrong with it."""

    line: int
    measure: str
    typed: str
    reason: str
    actual: Decimal | None
    fault: str


class NoSuchColumns(ValueError):
    """Says in one sentence which columns the sheet needs."""


def read_sheet(rows: Sequence[Sequence[str]], measures: Mapping[str, MeasureKind]) -> list[SheetRow]:
    """Read a sheet whose first row names its columns; raises NoSuchColumns where one is missing."""
    names = [cell.strip().lower() for cell in rows[0]] if rows else []
    if not {"measure", "actual"} <= set(names):
        raise NoSuchColumns(
            "The first row must name the columns Measure and Actual. Download the list of the return and fill it in."
        )
    places = [names.index(name) if name in names else None for name in COLUMNS]
    found: list[SheetRow] = []
    for line, row in enumerate(rows[1:], start=2):
        cells = ["" if place is None or place >= len(row) else row[place].strip() for place in places]
        if any(cells):
            found.append(_row(line, cells, measures, {each.measure for each in found}))
    return found


def _row(line: int, cells: Sequence[str], measures: Mapping[str, MeasureKind], before: set[str]) -> SheetRow:
    measure, typed, reason = cells
    actual, fault = None, ""
    if measure not in measures:
        fault = f"There is no measure “{measure}” in this return. Use the words of the return."
    elif measure in before:
        fault = f"“{measure}” stands in an earlier row too. Keep one of them."
    elif len(reason) > LONGEST_REASON:
        fault = f"The reason has {len(reason)} characters. Shorten it to {LONGEST_REASON}."
    else:
        try:
            actual = read_figure(measures[measure], typed)
        except Unreadable as problem:
            fault = str(problem)
    return SheetRow(line, measure, typed, reason, actual, fault)
