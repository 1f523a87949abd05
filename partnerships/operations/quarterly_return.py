"""Quarterly returns: filled in, sent, queried, answered, approved, paid."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import get_current_timezone

from childservices.domain.refusals import EditConflict
from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid, NotAllowed, change_row
from childservices.operations.notices import send_notice
from partnerships.choices import ReturnState
from partnerships.domain.claim import Claim, claim_faults, pounds
from partnerships.domain.doubt import stopping_doubts
from partnerships.domain.measure import MeasureKind
from partnerships.domain.reconciliation import NOTHING
from partnerships.domain.workflow import next_return_state
from partnerships.models import Agreement, OutputFigure, QuarterlyReturn, ReturnQuestion
from partnerships.operations.refusals import ClaimStopped, FigureStopped
from partnerships.permissions import can_decide_return, can_fill_return, can_submit_return
from partnerships.queries.agreement import left_before
from partnerships.queries.people import managers, people_of


@dataclass(frozen=True)
class TypedOutput:
    """What a provider typed of one output."""

    actual: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    reason: str = ""


@transaction.atomic
def save_return(
    *,
    quarterly_return: QuarterlyReturn,
    expected: int,
    claimed: Decimal | None,
    claim_note: str,
    outputs: Mapping[UUID, TypedOutput],
    by: User,
    at: datetime,
) -> QuarterlyReturn:
    """Will keep what a provider typed so far, complete or not; nothing of it is sent to the council."""
    if not can_fill_return(by, quarterly_return, on=_day(at)):
        raise NotAllowed("This return was sent, or is another provider's. Open your list of returns.")
    change_row(quarterly_return, expected=expected, values={"claimed": claimed, "claim_note": claim_note})
    rows = list(quarterly_return.figures.filter(pk__in=outputs))
    for row in rows:
        typed = outputs[row.pk]
        row.actual, row.reason = typed.actual, typed.reason
        row.numerator, row.denominator = typed.numerator, typed.denominator
    OutputFigure.objects.bulk_update(rows, ["actual", "numerator", "denominator", "reason"])
    record_event(verb="return_saved", subject=quarterly_return, by=by, at=at)
    return quarterly_return


@transaction.atomic
def submit_return(
    *, quarterly_return: QuarterlyReturn, expected: int, by: User, at: datetime
) -> QuarterlyReturn:
    """Will send a return in, unless a figure cannot be so or the claim is stopped; managers are told by e-mail."""
    row = _moved(quarterly_return, "submit", allowed=can_submit_return, by=by, at=at)
    if row.edit_number != expected:
        raise EditConflict("This return was changed after you checked it. Check it again, then send it.", {})
    _refuse_faults(row)
    _keep(row, "submit", by=by, at=at, submitted_at=at, submitted_by=by)
    send_notice(
        to=managers(),
        subject="A quarterly return was sent in",
        sentences=("It waits to be approved. Sign in and open what needs you.",),
    )
    return row


@transaction.atomic
def query_return(*, quarterly_return: QuarterlyReturn, text: str, by: User, at: datetime) -> QuarterlyReturn:
    """Will ask the provider about a return, which then can be changed again; the provider is told by e-mail."""
    row = _moved(quarterly_return, "query", allowed=can_decide_return, by=by, at=at)
    if not text.strip():
        raise Invalid("Write what you want to know.", field="text")
    ReturnQuestion.objects.create(quarterly_return=row, text=text.strip(), asked_at=at, asked_by=by)
    _keep(row, "query", by=by, at=at)
    send_notice(
        to=people_of(row.agreement, on=_day(at)),
        subject="The council asks about a return",
        sentences=("Sign in and open the return: its page gives the question.",),
    )
    return row


@transaction.atomic
def answer_return(
    *, quarterly_return: QuarterlyReturn, answer: str, by: User, at: datetime
) -> QuarterlyReturn:
    """Will answer the open question about a return and send it in again, by the same rules as the first time."""
    row = _moved(quarterly_return, "answer", allowed=can_submit_return, by=by, at=at)
    if not answer.strip():
        raise Invalid("Write your answer.", field="answer")
    _refuse_faults(row)
    row.questions.filter(answered_at=None).update(answer=answer.strip(), answered_at=at, answered_by=by)
    _keep(row, "answer", by=by, at=at, submitted_at=at, submitted_by=by)
    send_notice(
        to=managers(),
        subject="A question about a return was answered",
        sentences=("Sign in and open the return.",),
    )
    return row


@transaction.atomic
def approve_return(
    *,
    quarterly_return: QuarterlyReturn,
    eligible: Decimal,
    approved: Decimal,
    reason: str,
    by: User,
    at: datetime,
) -> QuarterlyReturn:
    """Will approve a claim in whole or in part; less than was claimed needs a reason, more is refused."""
    row = _moved(quarterly_return, "approve", allowed=can_decide_return, by=by, at=at)
    claimed, left = row.claimed or NOTHING, left_before(row)
    if approved > min(eligible, claimed, left):
        most = min(eligible, claimed, left)
        raise ClaimStopped(
            f"At most {pounds(most)} can be approved of this claim. Enter less.", field="approved"
        )
    if approved < claimed and not reason.strip():
        raise Invalid(
            "Give the reason: the provider reads why less is approved than it claimed.", field="reason"
        )
    _keep(row, "approve", by=by, at=at, eligible=eligible, approved=approved, reason=reason.strip())
    return row


@transaction.atomic
def pay_return(*, quarterly_return: QuarterlyReturn, on: date, by: User, at: datetime) -> QuarterlyReturn:
    """Will note the day on which an approved claim was paid."""
    row = _moved(quarterly_return, "pay", allowed=can_decide_return, by=by, at=at)
    if on > _day(at):
        raise Invalid("Enter a day that is not in the future.", field="on")
    _keep(row, "pay", by=by, at=at, paid_on=on)
    return row


def faults_of(row: QuarterlyReturn) -> list[tuple[str, str]]:
    """Say what stops a return: the field or output that it is about, and a sentence."""
    figures = list(row.figures.select_related("measure").order_by("measure__number"))
    missing = [str(each.measure) for each in figures if each.forecast and each.actual is None]
    agreement = row.agreement
    claim = Claim(
        claimed=row.claimed or NOTHING,
        left=left_before(row),
        quarter=row.period,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        missing=missing,
    )
    found = [] if row.claimed is not None else [("claimed", "Enter the claim; 0 if there is none.")]
    found += claim_faults(claim)
    for each in figures:
        doubts = stopping_doubts(MeasureKind(each.measure.kind), each.actual, each.reason)
        found += [(str(each.pk), doubt) for doubt in doubts]
    return found


def _refuse_faults(row: QuarterlyReturn) -> None:
    for field, sentence in faults_of(row):
        raise (ClaimStopped if field in ("", "claimed") else FigureStopped)(sentence, field=field)


def _moved(
    quarterly_return: QuarterlyReturn, verb: str, *, allowed: Any, by: User, at: datetime
) -> QuarterlyReturn:
    """Lock the return, and refuse the verb where the lifecycle or the person's rights do not allow it."""
    # The agreement is locked too: two claims sent at once may not both take what is left.
    Agreement.objects.select_for_update().get(pk=quarterly_return.agreement_id)
    row: QuarterlyReturn = QuarterlyReturn.objects.select_for_update().get(pk=quarterly_return.pk)
    if not allowed(by, row, on=_day(at)):
        raise NotAllowed("You may not do this with this return. Ask a commissioning manager.")
    if next_return_state(row.state, verb) is None:
        raise NotAllowed(
            f"This return is {row.get_state_display().lower()} and cannot be changed so. Open it again."
        )
    return row


def _keep(row: QuarterlyReturn, verb: str, *, by: User, at: datetime, **values: Any) -> None:
    values["state"] = ReturnState(next_return_state(row.state, verb) or row.state)
    change_row(row, expected=row.edit_number, values=values)
    record_event(verb=f"return_{verb}", subject=row, by=by, at=at, detail={"state": str(values["state"])})


def _day(at: datetime) -> date:
    return at.astimezone(get_current_timezone()).date()
