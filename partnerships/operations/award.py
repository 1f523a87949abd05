"""Bids scored and decided, agreements announced to their providers, forecasts agreed."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction

from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid, change_row
from partnerships.choices import AgreementKind, BidDecision, ReturnState
from partnerships.models import Agreement, Bid, BidScore, OutputFigure, Round
from partnerships.operations.part import add_part, refuse_unless_manager
from partnerships.operations.refusals import StillNeeded
from partnerships.queries.part_kinds import PART_KINDS


@transaction.atomic
def score_bid(
    *, bid: Bid, expected: int, scores: Mapping[UUID, Decimal | None], by: User, at: datetime
) -> Bid:
    """Will keep what a bid scores on each criterion; totals and ranks are always computed from these."""
    refuse_unless_manager(by)
    for criterion in bid.round.criteria.all():
        score = scores.get(criterion.pk)
        if score is not None and not 0 <= score <= criterion.maximum:
            raise Invalid(f"Enter a score from 0 to {criterion.maximum}.", field=str(criterion.pk))
    change_row(bid, expected=expected, values={})
    bid.scores.all().delete()
    BidScore.objects.bulk_create(
        BidScore(bid=bid, criterion_id=key, score=score) for key, score in scores.items() if score is not None
    )
    record_event(verb="bid_scored", subject=bid, by=by, at=at)
    return bid


@transaction.atomic
def decide_bid(
    *, bid: Bid, decision: str, reason: str, by: User, at: datetime, terms: Mapping[str, Any] | None = None
) -> Bid:
    """Will decline a bid, or award it as a drafted agreement of which its provider learns when it is announced.

    The terms of an award are `kind`, `allocation`, `starts_on`, `ends_on` and `can_roll_over`.
    """
    refuse_unless_manager(by)
    bid = Bid.objects.select_for_update().select_related("round__programme", "provider").get(pk=bid.pk)
    if bid.decision == BidDecision.AWARDED:
        raise StillNeeded("This bid is awarded already. Change the agreement instead.")
    bid.decision, bid.decision_reason = decision, reason
    bid.save(update_fields=["decision", "decision_reason"])
    if decision == BidDecision.AWARDED:
        values = {"provider": bid.provider, "project": bid.project, "kind": AgreementKind.GRANT, "bid": bid}
        values |= terms or {}
        add_part(kind=PART_KINDS["agreement"], whole=bid.round.programme, values=values, by=by, at=at)
    record_event(verb="bid_decided", subject=bid, by=by, at=at, detail={"decision": decision})
    return bid


@transaction.atomic
def announce_round(*, round: Round, on: date, by: User, at: datetime) -> Round:  # noqa: A002  (a council noun)
    """Will tell every bidder of a round what was decided, and announce its agreements; refused while a bid is open."""
    refuse_unless_manager(by)
    if round.bids.filter(decision=BidDecision.OPEN).exists():
        raise Invalid("A bid of this round is not decided yet. Award or decline it first.")
    Round.objects.filter(pk=round.pk, announced_on=None).update(announced_on=on)
    for agreement in Agreement.objects.filter(bid__round=round, announced_on=None):
        announce_agreement(agreement=agreement, on=on, by=by, at=at)
    record_event(verb="round_announced", subject=round, by=by, at=at)
    round.refresh_from_db()
    return round


@transaction.atomic
def announce_agreement(*, agreement: Agreement, on: date, by: User, at: datetime) -> Agreement:
    """Will let a provider know of its agreement and open its returns to it; refused without measures."""
    refuse_unless_manager(by)
    if not agreement.measures.exists():
        raise Invalid("Agree at least one measure before the provider is told.")
    Agreement.objects.filter(pk=agreement.pk, announced_on=None).update(announced_on=on)
    record_event(verb="agreement_announced", subject=agreement, by=by, at=at)
    agreement.refresh_from_db()
    return agreement


@transaction.atomic
def agree_forecasts(
    *, agreement: Agreement, expected: int, forecasts: Mapping[UUID, Decimal | None], by: User, at: datetime
) -> Agreement:
    """Will keep what is forecast of each output, by its row, in the returns that were not sent yet."""
    refuse_unless_manager(by)
    change_row(agreement, expected=expected, values={})
    rows = OutputFigure.objects.filter(
        pk__in=forecasts, quarterly_return__agreement=agreement, quarterly_return__state=ReturnState.DRAFT
    )
    changed = list(rows)
    for row in changed:
        row.forecast = forecasts[row.pk]
    OutputFigure.objects.bulk_update(changed, ["forecast"])
    record_event(verb="forecasts_agreed", subject=agreement, by=by, at=at)
    return agreement
