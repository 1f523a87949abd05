"""Tables of figures in sections and appendices, as open or exempt as their holder: added, changed, removed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid, change_row, check_row, renumber
from reports.domain.data_table import faults
from reports.domain.table_text import heading_faults
from reports.models import Appendix, DataTable, Section
from reports.operations.editing import touch_report
from reports.operations.report import refuse_unless_editable
from reports.papers.blocks import block_of


@transaction.atomic
def add_data_table(
    *, holder: Section | Appendix, values: Mapping[str, Any], by: User, at: datetime
) -> DataTable:
    """Will put another table at the end of a section's or an appendix's tables.

    Raises:
        Invalid: a row does not fit the columns, or the holder has a table of that key already.
    """
    report = refuse_unless_editable(report=holder.report, by=by)
    rows = holder.tables.all()
    place = {"section": holder} if isinstance(holder, Section) else {"appendix": holder}
    last = rows.aggregate(last=Max("position"))["last"] or 0
    table = DataTable(position=last + 1, **place, **values)
    if rows.filter(key=table.key).exists():
        raise Invalid(f"There is a table “{table.key}” here already. Choose another name.", field="key")
    _check(table)
    table.save(force_insert=True)
    touch_report(report=report, by=by, at=at)
    record_event(verb="data_table_added", subject=table, by=by, at=at)
    return table


@transaction.atomic
def change_data_table(
    *, table: DataTable, expected: int, values: Mapping[str, Any], by: User, at: datetime
) -> DataTable:
    """Will change a table that nobody else has changed since it was read; its key stays.

    Raises:
        EditConflict: somebody else changed or removed it.
        Invalid: a row does not fit the columns.
    """
    report = refuse_unless_editable(report=table.holder.report, by=by)
    for name, value in values.items():
        setattr(table, name, value)
    _check(table)
    change_row(row=table, expected=expected, values=values)
    touch_report(report=report, by=by, at=at)
    record_event(verb="data_table_changed", subject=table, by=by, at=at)
    return table


@transaction.atomic
def remove_data_table(*, table: DataTable, by: User, at: datetime) -> None:
    """Will remove a table from its section or appendix and close the gap that it leaves among the tables."""
    holder = table.holder
    report = refuse_unless_editable(report=holder.report, by=by)
    record_event(verb="data_table_removed", subject=table, by=by, at=at, detail={"report": str(report.pk)})
    table.delete()
    rows = holder.tables.all()
    renumber(rows=rows, order=list(rows.order_by("position").values_list("pk", flat=True)))
    touch_report(report=report, by=by, at=at)


def freeze_live_tables(*, printed: Mapping[UUID, Sequence[Sequence[str]]], at: datetime) -> None:
    """Will write the figures into the live tables that a pack has printed, for good: part of publishing it.

    Raises:
        Invalid: a figure has moved since the pack was printed.
        NothingToShow: what a table is about is not there any more.
    """
    for table in DataTable.objects.filter(pk__in=printed, frozen_at=None).exclude(block=""):
        block_of(table).put_into(table)
        if table.rows != [list(row) for row in printed[table.pk]]:
            raise Invalid("A figure moved while the packs were being made. Publish again.")
        table.frozen_at = at
        table.save()


def _check(table: DataTable) -> None:
    """Refuse contents that could not be printed as a table that a screen reader can follow."""
    if table.is_live:
        block_of(table)
        table.columns, table.rows = [], []
        check_row(row=table)
        return
    wrong = [*heading_faults(table.columns), *faults(table.columns, table.rows)]
    if wrong:
        raise Invalid(wrong[0], field="contents")
    if table.row_headers > len(table.columns):
        raise Invalid("More columns name the row than the table has. Choose fewer.", field="row_headers")
    if table.totals > len(table.rows):
        raise Invalid("More rows are totals than the table has. Choose fewer.", field="totals")
    check_row(row=table)
