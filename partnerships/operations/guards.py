"""What must hold before a part of commissioning is added, changed or taken away."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Max

from partnerships.choices import PotKind, ReturnState
from partnerships.domain.award import renewal_fault, year_fault
from partnerships.domain.claim import pounds
from partnerships.domain.reconciliation import NOTHING
from partnerships.models import AgreedMeasure, Agreement, Bid, Pot, Programme, Project, RenewalDecision, Round
from partnerships.operations.refusals import (
    CannotRollOver,
    MeasuresFixed,
    OverBudget,
    StillNeeded,
    YearNotAgreed,
)
from partnerships.queries.agreement import approved_sum


def guard_saving(row: Any) -> None:
    """Will refuse what a rule of the part does not allow; the row carries the new values."""
    if guard := SAVING.get(type(row)):
        guard(row)


def guard_removal(row: Any) -> None:
    """Will refuse to take away what others rest on."""
    if guard := REMOVAL.get(type(row)):
        guard(row)


def next_number(rows: Any) -> int:
    """The number after the highest of some rows."""
    return int(rows.aggregate(highest=Max("number"))["highest"] or 0) + 1


def _within_budget(row: Agreement | Pot | Project) -> None:
    """Agreements and unallocated pots never come to more than the budget, whoever else writes at the same time."""
    programme = Programme.objects.select_for_update().get(pk=row.programme_id)
    allocated = programme.agreements.exclude(pk=row.pk).values_list("allocation", flat=True)
    pots = programme.pots.filter(kind=PotKind.UNALLOCATED).exclude(pk=row.pk).values_list("amount", flat=True)
    projects = programme.projects.exclude(pk=row.pk).values_list("funding", flat=True)
    taken = sum((amount or NOTHING for amount in (*allocated, *pots, *projects)), NOTHING)
    left = programme.budget - taken
    field = {Agreement: "allocation", Pot: "amount", Project: "funding"}[type(row)]
    wanted = getattr(row, field)
    if wanted is not None and wanted > left:
        raise OverBudget(
            f"This is {pounds(wanted - left)} over what is left of the budget ({pounds(max(left, Decimal(0)))}). "
            "Enter less, or change the budget first.",
            field=field,
        )


def _pot(row: Pot) -> None:
    if row.kind == PotKind.UNALLOCATED:
        _within_budget(row)


def _agreement(row: Agreement) -> None:
    _within_budget(row)
    approved = approved_sum(row.returns.all())
    if row.allocation < approved:
        raise OverBudget(
            f"{pounds(approved)} of claims is approved already. Enter at least that.", field="allocation"
        )


def _measure(row: AgreedMeasure) -> None:
    agreement = row.agreement
    if fault := year_fault(row.year, agreement.starts_on, agreement.ends_on):
        raise YearNotAgreed(fault, field="year")
    stored = AgreedMeasure.objects.filter(pk=row.pk).first()
    if stored is None or (stored.year, stored.kind) != (row.year, row.kind):
        _not_reported_yet(row)


def _not_reported_yet(row: AgreedMeasure) -> None:
    if row.agreement.returns.filter(year=row.year).exclude(state=ReturnState.DRAFT).exists():
        raise MeasuresFixed(
            f"A return of {row.year_text} was sent, so the measures agreed for that year stand. "
            "Agree this one for the next year.",
            field="year",
        )


def _renewal(row: RenewalDecision) -> None:
    agreement = row.agreement
    fault = renewal_fault(row.decision, can_roll_over=agreement.can_roll_over, ends_on=agreement.ends_on)
    if fault:
        raise CannotRollOver(fault, field="decision")


def _no_announced_agreement(row: Agreement) -> None:
    if row.announced_on or row.returns.exclude(state=ReturnState.DRAFT).exists():
        raise StillNeeded("The provider knows of this agreement, so it stays. Change its last day instead.")


def _no_bids_decided(row: Round | Bid) -> None:
    agreements = (
        Agreement.objects.filter(bid=row)
        if isinstance(row, Bid)
        else Agreement.objects.filter(bid__round=row)
    )
    if agreements.exists():
        raise StillNeeded("An agreement was awarded on it, so it stays. Remove the drafted agreement first.")


def _programme(row: Programme) -> None:
    if row.agreements.exists() or row.rounds.exists():
        raise StillNeeded("This programme has agreements or rounds, so it stays.")


SAVING: Mapping[type[Any], Callable[[Any], None]] = {
    Agreement: _agreement,
    Pot: _pot,
    Project: _within_budget,
    AgreedMeasure: _measure,
    RenewalDecision: _renewal,
}
REMOVAL: Mapping[type[Any], Callable[[Any], None]] = {
    Agreement: _no_announced_agreement,
    AgreedMeasure: _not_reported_yet,
    Round: _no_bids_decided,
    Bid: _no_bids_decided,
    Programme: _programme,
}
