"""Bids of a round with their scores; totals and ranks are computed whenever they are asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from partnerships.domain.award import bid_total, ranks
from partnerships.models import Bid, Criterion, Round
from partnerships.querysets.agreement import organisations_of


@dataclass(frozen=True)
class ScoredBid:
    """A bid with its scores in the order of the criteria, its total and its rank."""

    bid: Bid
    scores: Sequence[Decimal | None]
    total: Decimal
    rank: int

    @property
    def cells(self) -> Sequence[Any]:
        """Its line in the CSV file."""
        bid = self.bid
        decision = bid.get_decision_display()
        return (self.rank, str(bid.provider), bid.project, bid.amount, *self.scores, self.total, decision)


def announced_bids(user: Any, *, on: date) -> QuerySet[Any]:
    """A provider's own bids of which it knows what was decided: those of rounds that are announced."""
    own = Bid.objects.filter(
        round__announced_on__lte=on, provider__organisation__in=organisations_of(user, on=on)
    )
    return own.select_related("round").order_by("-round__announced_on", "project")


def bid_columns(criteria: Sequence[Criterion]) -> Sequence[str]:
    """The head of the CSV file of bids."""
    return ("Rank", "Provider", "Project", "Amount", *(str(each) for each in criteria), "Total", "Decision")


def scored_bids(round_: Round, criteria: Sequence[Criterion]) -> Sequence[ScoredBid]:
    """The bids of a round by rank."""
    bids = list(round_.bids.select_related("provider__organisation").prefetch_related("scores"))
    weights = {str(each.pk): each.weight for each in criteria}
    scores = [{str(row.criterion_id): row.score for row in bid.scores.all()} for bid in bids]
    totals = [bid_total(weights, each) for each in scores]
    found = [
        ScoredBid(bid, [each.get(key) for key in weights], total, rank)
        for bid, each, total, rank in zip(bids, scores, totals, ranks(totals), strict=True)
    ]
    return sorted(found, key=lambda row: (row.rank, row.bid.project))
