"""Spreadsheets of values as somebody uploads them, and what came of their rows."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from childservices.models import User
from indicators.models import StatisticsImport
from indicators.operations.spreadsheet import check_again, confirm_spreadsheet, stage_spreadsheet

AT, ON = datetime(2009, 10, 20, 9, 0, tzinfo=UTC), date(2009, 10, 20)
HEADER = ["reference", "period", "numerator", "denominator", "value", "note", "comment"]
QUARTER = "2009-10-Q2"


def sheet(*rows: Sequence[Any], header: Sequence[str] = HEADER) -> bytes:
    """A CSV file."""
    out = io.StringIO()
    csv.writer(out).writerows([header, *rows])
    return out.getvalue().encode()


def stage(by: User, data: bytes, name: str = "values.csv", on: date = ON) -> StatisticsImport:
    """Upload a file."""
    return stage_spreadsheet(name=name, data=data, by=by, at=AT, on=on)


def load(by: User, data: bytes) -> StatisticsImport:
    """Upload a file and load what is right."""
    return confirm(stage(by, data), by)


def confirm(row: StatisticsImport, by: User) -> StatisticsImport:
    """Load what is right in a file that was uploaded."""
    return confirm_spreadsheet(spreadsheet=row, checked=check_again(row, by=by, on=ON), by=by, at=AT)


def faults(row: StatisticsImport) -> list[tuple[int, str, str]]:
    """What is wrong: row, column, sentence."""
    return [(one["row"], column, said) for one in row.refused for column, said in one["faults"].items()]


def counts(row: StatisticsImport) -> tuple[int, int, int, int, int]:
    """Rows read, new, restating, held already, and with faults."""
    return row.read, row.created, row.updated, row.unchanged, row.refused_rows
