"""A council's own spreadsheet of values: kept and checked, then loaded as drafts, and taken back while they are."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from childservices.domain.refusals import Refusal
from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import NotAllowed
from childservices.operations.files import keep_file
from childservices.pdf.errors import PaperError
from childservices.uploads.rows import read_rows
from indicators.choices import ImportState, ValueState
from indicators.models import Commentary, IndicatorValue, StatisticsImport
from indicators.operations.spreadsheet.checking import Checked, SheetRow, check_rows
from indicators.permissions import can_load_values, can_use_import

MOST_KEPT = 1_000  # rows with faults; whoever has more corrects these first
LONGEST_CELL = 200
AT_A_TIME = 500
MEDIA_TYPES = {True: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False: "text/csv"}


class UnreadableSpreadsheet(Refusal):
    """A file that is no spreadsheet, or one that must not be opened."""


class Overtaken(Refusal):
    """A spreadsheet of which somebody enters a value by hand while it is loaded."""


class AlreadyDecided(Refusal):
    """A spreadsheet that somebody has loaded or taken back meanwhile."""


def stage_spreadsheet(*, name: str, data: bytes, by: User, at: datetime, on: date) -> StatisticsImport:
    """Will keep a spreadsheet with what its rows come to, and load nothing yet.

    Raises:
        NotAllowed: the person enters no values.
        UnreadableSpreadsheet: it is no spreadsheet, or too large.
        WrongColumns: its first row does not name the columns.
    """
    if not can_load_values(by, on=on):
        raise NotAllowed("Values are loaded by performance officers and by managers of indicators.")
    checked = _checked(data, name, by=by, on=on)
    with transaction.atomic():
        media_type = MEDIA_TYPES[data.startswith(b"PK")]
        stored = keep_file(data=data, media_type=media_type, at=at)
        row = StatisticsImport.objects.create(
            file=stored, file_name=name[:200], sha256=stored.sha256, state=ImportState.STAGED, at=at, by=by,
            **_counts(checked),
        )  # fmt: skip
        _record("spreadsheet.checked", row, by=by, at=at)
    return row


def check_again(spreadsheet: StatisticsImport, *, by: User, on: date) -> Checked:
    """Check the rows of a kept spreadsheet against what is held now, before they are loaded; without writing."""
    assert spreadsheet.file is not None
    return _checked(spreadsheet.file.read(), spreadsheet.file_name, by=by, on=on)


@transaction.atomic
def confirm_spreadsheet(
    *, spreadsheet: StatisticsImport, checked: Checked, by: User, at: datetime
) -> StatisticsImport:
    """Will load the rows that are right as drafts; the others stay out.

    A figure that differs from an approved one becomes a draft that restates it; the approved one stands until then.

    Raises:
        NotAllowed: the person may not use this spreadsheet.
        AlreadyDecided: it was loaded or taken back before.
        Overtaken: somebody has entered one of the values since the rows were checked.
    """
    row = _locked(spreadsheet, ImportState.STAGED, by=by)
    values = [_value(one, checked, row, by=by, at=at) for one in checked.right]
    try:
        with transaction.atomic():
            IndicatorValue.objects.bulk_create(values, batch_size=AT_A_TIME)
    except IntegrityError as error:
        raise Overtaken(
            "Somebody entered one of these values just now. Load the spreadsheet again."
        ) from error
    said = [one for one in checked.right if one.cells.get("comment")]
    Commentary.objects.bulk_create(
        [_commentary(one, checked, by=by, at=at) for one in said], batch_size=AT_A_TIME, ignore_conflicts=True
    )
    for name, value in _counts(checked).items():
        setattr(row, name, value)
    row.state, row.at, row.by = ImportState.CONFIRMED, at, by
    row.save()
    _record("spreadsheet.loaded", row, by=by, at=at)
    return row


@transaction.atomic
def undo_spreadsheet(*, spreadsheet: StatisticsImport, by: User, at: datetime) -> StatisticsImport:
    """Will take back the drafts that a spreadsheet made and nobody has touched since, with their comments.

    What was changed, submitted or approved meanwhile stays, and is counted as kept.

    Raises:
        NotAllowed: the person may not use this spreadsheet.
        AlreadyDecided: it was not loaded, or was taken back before.
    """
    row = _locked(spreadsheet, ImportState.CONFIRMED, by=by)
    values = IndicatorValue.objects.filter(loaded_from=row)
    untouched = values.filter(state=ValueState.DRAFT, edit_number=1)
    row.kept = values.count() - untouched.count()
    comments = Commentary.objects.filter(
        changed_at=row.at, changed_by=row.by, edit_number=1, approved_at=None,
        indicator__in=untouched.values("indicator"), period__in=untouched.values("period"),
    )  # fmt: skip
    comments.delete()
    untouched.delete()
    row.state = ImportState.UNDONE
    row.save()
    _record("spreadsheet.undone", row, by=by, at=at)
    return row


def _checked(data: bytes, name: str, *, by: User, on: date) -> Checked:
    try:
        rows = read_rows(data, name=name)
    except PaperError as error:
        raise UnreadableSpreadsheet(error.sentence, "file") from error
    return check_rows(rows, by=by, on=on)


def _locked(spreadsheet: StatisticsImport, state: ImportState, *, by: User) -> StatisticsImport:
    row = StatisticsImport.objects.select_for_update().get(pk=spreadsheet.pk)
    if not can_use_import(by, row):
        raise NotAllowed("Only whoever uploaded it or a performance officer does this.")
    if row.state != state:
        raise AlreadyDecided(
            f"This spreadsheet is {row.get_state_display().lower()} already. Upload it again."
        )
    return row


def _counts(checked: Checked) -> dict[str, Any]:
    more = len(checked.wrong) - MOST_KEPT
    notes = (
        [f"{more:,} more rows have faults. Correct these first, then upload the file again."]
        if more > 0
        else []
    )
    return {
        "read": checked.read,
        "created": len(checked.right) - checked.restated,
        "updated": checked.restated,
        "unchanged": len(checked.unchanged),
        "refused": [_fault(row) for row in checked.wrong[:MOST_KEPT]],
        "notes": notes,
    }


def _fault(row: SheetRow) -> dict[str, Any]:
    cells = {name: cell[:LONGEST_CELL] for name, cell in row.cells.items()}
    return {"row": row.number, "cells": cells, "faults": row.faults}


def _value(
    row: SheetRow, checked: Checked, source: StatisticsImport, *, by: User, at: datetime
) -> IndicatorValue:
    assert row.period is not None
    assert row.figures is not None
    return IndicatorValue(
        indicator=row.indicator, area=checked.area, period=row.label, ends_on=row.period.ends_on,
        numerator=row.figures.numerator, denominator=row.figures.denominator, value=row.figures.value,
        note=row.cells.get("note", ""), supersedes=checked.settled.get(row.key), loaded_from=source,
        entered_at=at, entered_by=by,
    )  # fmt: skip


def _commentary(row: SheetRow, checked: Checked, *, by: User, at: datetime) -> Commentary:
    assert row.period is not None
    return Commentary(
        indicator=row.indicator, area=checked.area, period=row.label, text=row.cells["comment"],
        changed_at=at, changed_by=by,
    )  # fmt: skip


def _record(verb: str, row: StatisticsImport, *, by: User, at: datetime) -> None:
    counts: Sequence[str] = ("read", "created", "updated", "unchanged", "kept")
    record_event(verb=verb, subject=row, by=by, at=at, detail={name: getattr(row, name) for name in counts})
