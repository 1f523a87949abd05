"""Whether a table's own figures agree: totals with their parts, percentages with their counts, one unit a row."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from reports.domain.figure_check.arithmetic import WHOLE, plain, share_faults
from reports.domain.figure_check.fact import Table, is_total
from reports.domain.figure_check.finding import Finding
from reports.domain.figure_check.token import Kind, Token, agree, cell_figure, percentage, read, rounded
from reports.domain.flag import Flag, Place

NOT_ADDED = re.compile(
    r"\b(?:average|mean|median|rate|ratio|rank|score per|year|ref|reference|no\.?|index|target|per)\b",
    re.IGNORECASE,
)
"""Headings of columns whose total, if there is one, is no sum."""
NOT_A_PART = re.compile(r"^\W*(?:of which|including|average|mean|target|england|national)", re.IGNORECASE)
NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "nil", "none"})
NEAR = Decimal("0.1")
SIGNS = ((Kind.AMOUNT, "£"), (Kind.PERCENT, "%"))
WHAT_TO_DO = "Correct the part or the total that is wrong, or say why they differ."

Line = Sequence[tuple[int, int, Token]]
"""Figures with their row and column."""


def sum_flags(table: Table) -> Iterator[Flag]:
    """Flag what does not add up in a table."""
    rows = [place for place, row in enumerate(table.rows) if len(row) == len(table.columns)]
    yield from _cell_flags(table)
    yield from _down(table, rows)
    for row in rows:
        yield from _across(table, row)
    yield from _shares_below(table, rows)


def _cell_flags(table: Table) -> Iterator[Flag]:
    """A count and a percentage in one cell: 57% (2270/3940)."""
    for row, cells in enumerate(table.rows, start=1):
        for column, cell in enumerate(cells, start=1):
            for fault in share_faults(read(cell)) if "%" in cell else ():
                place = Place(table.id, fault.start, cell[fault.start : fault.end], row, column)
                yield Flag(Finding.SHARE, place, fault.reason)


def _down(table: Table, rows: Sequence[int]) -> Iterator[Flag]:
    for column in range(table.row_headers, len(table.columns)):
        if not NOT_ADDED.search(table.labels[column]):
            yield from _column(table, rows, column)


def _column(table: Table, rows: Sequence[int], column: int) -> Iterator[Flag]:
    """Hold each total of a column against the parts since the one before it, all parts, and the totals before it."""
    everything: list[Token] = []
    since: list[Token] = []
    subtotals: list[Token] = []
    for row in rows:
        cell = table.rows[row][column]
        figure = cell_figure(cell)
        if figure is None:
            if not _is_nothing(cell):
                return
        elif table.is_total_row(row):
            candidates = [parts for parts in (since, everything, subtotals) if len(parts) > 1]
            if candidates and not any(_adds_up(parts, figure) for parts in candidates):
                yield from _total_flag(table, row, column, candidates[0], figure)
            subtotals.append(figure)
            since = []
        elif not NOT_A_PART.search(table.row_label(table.rows[row])):
            everything.append(figure)
            since.append(figure)


def _is_nothing(cell: str) -> bool:
    return cell.strip().lower() in NOTHING or is_total(cell)


def _across(table: Table, row: int) -> Iterator[Flag]:
    """Hold a total column against the columns of its kind: those under the same label, where columns have groups."""
    for column in range(table.row_headers, len(table.columns)):
        parts = _parts_of(table, column)
        total = cell_figure(table.rows[row][column])
        found = [figure for part in parts if (figure := cell_figure(table.rows[row][part])) is not None]
        if total is None or len(found) < 2:
            continue
        if table.columns[column].get("group") and _mixes_units([*found, total]):
            reason = (
                "This row has percentages beside plain numbers. Give every figure of it in one unit, "
                "or say why they differ."
            )
            yield _cell_flag(Finding.UNITS, table, row, column, reason)
        elif not _adds_up(found, total) and (_is_near(found, total) or table.columns[column].get("group")):
            yield from _total_flag(table, row, column, found, total)


def _parts_of(table: Table, column: int) -> Sequence[int]:
    """Give the columns that a total column adds up; none where it is no total."""
    group, label = table.columns[column].get("group") or "", str(table.columns[column]["label"])
    others = [place for place in range(table.row_headers, len(table.columns)) if place != column]
    if group and is_total(group):
        return [
            place
            for place in others
            if table.columns[place]["label"] == label
            and not is_total(table.columns[place].get("group") or "")
        ]
    if is_total(label) and not group:
        return [place for place in others if not is_total(table.labels[place])]
    return []


def _mixes_units(figures: Sequence[Token]) -> bool:
    kinds = {figure.kind for figure in figures if figure.value}
    return {Kind.PERCENT, Kind.NUMBER} <= kinds


def _adds_up(parts: Sequence[Token], total: Token) -> bool:
    """Say whether parts make a total exactly; shares of a whole only as nearly as their rounding lets them."""
    found = _sum(parts)
    if total.kind is Kind.PERCENT and total.value == WHOLE:
        return abs(found - WHOLE) <= max(part.step for part in parts) * len(parts) / 2
    return found == total.value


def _sum(parts: Sequence[Token]) -> Decimal:
    return sum((part.value for part in parts), start=Decimal(0))


def _is_near(parts: Sequence[Token], total: Token) -> bool:
    return abs(_sum(parts) - total.value) <= abs(total.value) * NEAR


def _total_flag(table: Table, row: int, column: int, parts: Sequence[Token], total: Token) -> Iterator[Flag]:
    """Flag a total; one of percentages or of unlike things only where it evidently was meant to be their sum."""
    kinds = {part.kind for part in parts if part.value} | {total.kind}
    is_sum = len(kinds - {Kind.SHARE}) <= 1 and total.kind is not Kind.PERCENT
    if is_sum or _is_near(parts, total):
        pound, percent = (sign if total.kind is kind else "" for kind, sign in SIGNS)
        found = f"{pound}{plain(_sum(parts))}{percent}"
        reason = f"The parts add up to {found}, the total printed is {total.text}. {WHAT_TO_DO}"
        yield _cell_flag(Finding.TOTAL, table, row, column, reason)


def _shares_below(table: Table, rows: Sequence[int]) -> Iterator[Flag]:
    """Hold a row of percentages against the row of counts above it and the count in the total column."""
    totals = [column for column, label in enumerate(table.labels) if is_total(label)]
    for above, below in pairwise(rows) if len(totals) == 1 else ():
        counts, shares = (_figures(table, row) for row in (above, below))
        whole = counts.get(totals[0])
        if (
            whole is None
            or not whole.value
            or not _are_all(Kind.NUMBER, counts)
            or not _are_all(Kind.PERCENT, shares)
        ):
            continue
        for column in sorted(counts.keys() & shares.keys()):
            yield from _share_flag(table, (below, column), counts[column], whole, shares[column])


def _figures(table: Table, row: int) -> Mapping[int, Token]:
    cells = enumerate(table.rows[row][table.row_headers :], start=table.row_headers)
    return {column: figure for column, cell in cells if (figure := cell_figure(cell)) is not None}


def _are_all(kind: Kind, figures: Mapping[int, Token]) -> bool:
    return all(figure.kind is kind for figure in figures.values())


def _share_flag(
    table: Table, place: tuple[int, int], count: Token, whole: Token, share: Token
) -> Iterator[Flag]:
    exact = percentage(count.value, whole.value)
    if not agree(exact, share.value, step=share.step):
        reason = (
            f"{count.text} of {whole.text} is {rounded(exact, share.step)}%, not {share.text}. "
            "Correct the one that is wrong, or say why both stand."
        )
        yield _cell_flag(Finding.SHARE, table, *place, reason)


def _cell_flag(kind: Finding, table: Table, row: int, column: int, reason: str) -> Flag:
    """Flag a cell, its row and column counted from 0."""
    return Flag(kind, Place(table.id, 0, table.rows[row][column], row + 1, column + 1), reason)
