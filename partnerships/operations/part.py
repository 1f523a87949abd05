"""Programmes and their parts: added, changed and taken away by commissioning managers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid, NotAllowed, change_row, check_row
from partnerships.models import AgreedMeasure, Agreement, RenewalDecision
from partnerships.operations.guards import guard_removal, guard_saving, next_number
from partnerships.operations.opening import open_figures, open_returns
from partnerships.operations.refusals import StillNeeded
from partnerships.permissions import can_commission
from partnerships.queries.agreement import summaries_of
from partnerships.queries.part_kinds import PartKind, kind_of


@transaction.atomic
def add_part(*, kind: PartKind, whole: Any, values: Mapping[str, Any], by: User, at: datetime) -> Any:
    """Will add a programme, a provider, or a part of one; an agreement comes with its returns.

    Refuses what its rules do not allow: over the budget, a year not agreed, a one-year award renewed.
    """
    refuse_unless_manager(by)
    row = kind.model(**values)
    if kind.whole_field:
        setattr(row, kind.whole_field, whole)
    _complete(row, by=by, at=at)
    _save_checked(row)
    if isinstance(row, Agreement):
        open_returns(row)
    elif isinstance(row, AgreedMeasure):
        open_figures(row)
    record_event(verb=f"{row._meta.model_name}_added", subject=row, by=by, at=at)
    return row


@transaction.atomic
def change_part(*, row: Any, expected: int, values: Mapping[str, Any], by: User, at: datetime) -> Any:
    """Will change a part that still has the expected edit number, and plan an agreement's quarters anew."""
    refuse_unless_manager(by)
    for name, value in values.items():
        setattr(row, name, value)
    guard_saving(row)
    _refuse_twin(row)
    change_row(row, expected=expected, values=values)
    if isinstance(row, Agreement):
        open_returns(row)
    elif isinstance(row, AgreedMeasure):
        row.figures.exclude(quarterly_return__year=row.year).delete()
        open_figures(row)
    record_event(verb=f"{row._meta.model_name}_changed", subject=row, by=by, at=at)
    return row


@transaction.atomic
def remove_part(*, row: Any, by: User, at: datetime) -> None:
    """Will take away a part that nothing rests on; the audit log keeps that it was there."""
    refuse_unless_manager(by)
    guard_removal(row)
    record_event(verb=f"{row._meta.model_name}_removed", subject=row, by=by, at=at)
    try:
        row.delete()
    except ProtectedError as error:
        raise StillNeeded("Other parts rest on this one. Take those away first.") from error


def refuse_unless_manager(by: User) -> None:
    """Will refuse everybody but commissioning managers."""
    if not can_commission(by):
        raise NotAllowed("Only commissioning managers change programmes. Ask one of them.")


def _complete(row: Any, *, by: User, at: datetime) -> None:
    """Fill in what nobody types: numbers, and what was known when a renewal was decided."""
    if isinstance(row, Agreement):
        row.number = next_number(row.programme.agreements)
    elif isinstance(row, AgreedMeasure):
        row.number = next_number(row.agreement.measures.filter(year=row.year))
    elif isinstance(row, RenewalDecision):
        row.decided_at, row.decided_by = at, by
        row.known = known_of(row.agreement)


def known_of(agreement: Agreement) -> dict[str, Any]:
    """What is known of an agreement now: measures met, spend, and the grade of the last visit."""
    (summary,) = summaries_of([agreement])
    last = agreement.visits.order_by("-on").first()
    found = summary.tally
    return {
        "measures_met": found.met,
        "measures_assessed": found.assessed,
        "measures_agreed": found.agreed,
        "spend": str(summary.account.approved),
        "grade": last.get_grade_display() if last else "",
    }


def _save_checked(row: Any) -> None:
    check_row(row)
    guard_saving(row)
    _refuse_twin(row)
    row.save(force_insert=True)


def _refuse_twin(row: Any) -> None:
    """Refuse a row that is to be unique and is not, with the words of its model."""
    for field in row._meta.fields:
        if not field.unique or field.primary_key:
            continue
        same = type(row)._default_manager.filter(**{field.name: getattr(row, field.name)}).exclude(pk=row.pk)
        if getattr(row, field.attname) is not None and same.exists():
            name = kind_of(row).name
            raise Invalid(f"There is a {name} with this {field.verbose_name} already.", field=field.name)
