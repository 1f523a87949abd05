"""Commentary: written by whoever enters the value, approved by the director."""

from datetime import date, datetime

from django.db import transaction

from childservices.domain.refusals import EditConflict
from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import NotAllowed, add_row, change_row
from indicators.models import Area, Commentary, Indicator
from indicators.permissions import can_enter_values

MEANWHILE = "Somebody else explained this while you were writing. Compare the two, then save what is right."


@transaction.atomic
def write_commentary(
    *,
    indicator: Indicator,
    area: Area,
    label: str,
    text: str,
    expected: int,
    by: User,
    at: datetime,
    on: date,
) -> Commentary:
    """Will keep what is said of a period's value; words that change need a director's approval again.

    `expected` is the edit number that was read, 0 where nothing had been written yet.
    """
    if not can_enter_values(by, indicator, on=on):
        raise NotAllowed("Only the indicator's manager or a performance officer explains its values.")
    rows = Commentary.objects.filter(indicator=indicator, area=area, period=label)
    return keep_commentary(
        Commentary(indicator=indicator, area=area, period=label) if expected == 0 else rows.first(),
        text=text,
        expected=expected,
        by=by,
        at=at,
    )


def keep_commentary(
    row: Commentary | None, *, text: str, expected: int, by: User, at: datetime
) -> Commentary:
    """Will write the words on a commentary that is new, or as it was read; for operations that checked the person."""
    if row is None:
        raise EditConflict("Somebody took this commentary away. Copy what you typed.", current={})
    values = {
        "text": text.strip(), "changed_at": at, "changed_by": by, "approved_at": None, "approved_by": None,
    }  # fmt: skip
    if row._state.adding:
        row.text, row.changed_at, row.changed_by = text.strip(), at, by
        twins = Commentary.objects.filter(indicator=row.indicator, area=row.area, period=row.period)
        if now := add_row(row, twins=twins):
            raise EditConflict(MEANWHILE, current={"comment": now.text})
    else:
        change_row(row, expected=expected, values=values)
    record_event(verb="commentary_written", subject=row, by=by, at=at)
    return row
