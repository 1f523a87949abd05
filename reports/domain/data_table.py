"""How a table of figures is laid out: header rows, row groups and totals from its columns and rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any


@dataclass(frozen=True)
class LaidCell:
    """A cell with its place: a heading has a scope, and spans what it heads."""

    text: str
    scope: str = ""
    colspan: int = 1
    rowspan: int = 1
    is_numeric: bool = False


@dataclass(frozen=True)
class Layout:
    """A table ready to print: header rows, groups of rows, and the totals at its end."""

    header: Sequence[Sequence[LaidCell]]
    groups: Sequence[Sequence[Sequence[LaidCell]]]
    totals: Sequence[Sequence[LaidCell]]


def lay_out(
    columns: Sequence[Mapping[str, Any]],
    rows: Sequence[Sequence[str]],
    *,
    row_headers: int,
    is_grouped: bool,
    totals: int,
) -> Layout:
    """Lay a table out; equal neighbours of the first column become one heading where it is grouped."""
    end = len(rows) - totals
    body, last = rows[:end], rows[end:]
    if is_grouped:
        groups = [
            _group(columns, list(part), row_headers) for _, part in groupby(body, key=lambda row: row[0])
        ]
    else:
        groups = [[_row(columns, row, row_headers) for row in body]] if body else []
    return Layout(_header(columns), groups, [_row(columns, row, max(row_headers, 1)) for row in last])


def csv_header(columns: Sequence[Mapping[str, Any]]) -> Sequence[str]:
    """Name each column in one line: its group, then its label."""
    return [f"{c['group']}: {c['label']}" if c.get("group") else str(c["label"]) for c in columns]


def faults(columns: Sequence[Mapping[str, Any]], rows: Sequence[Sequence[str]]) -> Sequence[str]:
    """Say which rows do not fit the columns, a sentence each."""
    return list(faults_by_row(columns, rows).values())


def faults_by_row(columns: Sequence[Mapping[str, Any]], rows: Sequence[Sequence[str]]) -> Mapping[int, str]:
    """Say of each row that does not fit the columns, by its number from 1, what to do."""
    wanted = len(columns)
    return {
        number: f"Row {number} has {len(row)} cells. Give it {wanted}, one for each column."
        for number, row in enumerate(rows, start=1)
        if len(row) != wanted
    }


def _header(columns: Sequence[Mapping[str, Any]]) -> Sequence[Sequence[LaidCell]]:
    if not any(column.get("group") for column in columns):
        return [[LaidCell(c["label"], scope="col", is_numeric=bool(c.get("numeric"))) for c in columns]]
    top: list[LaidCell] = []
    below: list[LaidCell] = []
    for group, part in groupby(columns, key=lambda column: column.get("group") or ""):
        members = list(part)
        if group:
            top.append(LaidCell(group, scope="colgroup", colspan=len(members)))
            below += [LaidCell(c["label"], scope="col", is_numeric=bool(c.get("numeric"))) for c in members]
        else:
            top += [
                LaidCell(c["label"], scope="col", rowspan=2, is_numeric=bool(c.get("numeric")))
                for c in members
            ]
    return [top, below]


def _row(columns: Sequence[Mapping[str, Any]], row: Sequence[str], row_headers: int) -> Sequence[LaidCell]:
    return [
        LaidCell(
            text,
            scope="row" if place < row_headers else "",
            is_numeric=bool(columns[place].get("numeric")),
        )
        for place, text in enumerate(row)
    ]


def _group(
    columns: Sequence[Mapping[str, Any]], rows: Sequence[Sequence[str]], row_headers: int
) -> Sequence[Sequence[LaidCell]]:
    heading = LaidCell(rows[0][0], scope="rowgroup" if len(rows) > 1 else "row", rowspan=len(rows))
    laid = [_row(columns, row, row_headers)[1:] for row in rows]
    return [[heading, *laid[0]], *laid[1:]]
