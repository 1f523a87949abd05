"""What a commissioning manager has to look at: late, queried, to approve, over profile, due for renewal."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, Sum

from partnerships.choices import ReturnState
from partnerships.domain.claim import is_over_profile
from partnerships.domain.reconciliation import NOTHING
from partnerships.models import Agreement, QuarterlyReturn


@dataclass(frozen=True)
class FastAgreement:
    """An agreement with what was planned by now and what was claimed."""

    agreement: Agreement
    planned: Decimal
    claimed: Decimal


def returns_by_need(*, on: date) -> Mapping[str, QuerySet[Any]]:
    """The returns that want somebody: late ones, queried ones, and those to approve or pay."""
    rows = QuarterlyReturn.objects.for_lists().order_by("due_on", "pk")
    return {
        "late": rows.late(on=on),
        "queried": rows.in_state(ReturnState.QUERIED),
        "submitted": rows.in_state(ReturnState.SUBMITTED),
    }


def over_profile(*, on: date) -> Sequence[FastAgreement]:
    """Running agreements whose claims so far are more than a tenth beyond what was planned by then."""
    sent = QuarterlyReturn.objects.exclude(claimed=None).filter(agreement__ends_on__gte=on)
    sums = sent.values("agreement").annotate(claims=Sum("claimed"), plans=Sum("planned"))
    # The database narrows with its own arithmetic, a little wide; what is shown is judged to the penny here.
    likely = sums.filter(claims__gt=F("plans") * Decimal("1.09")).values("agreement")
    claimed: dict[UUID, Decimal] = defaultdict(Decimal)
    planned: dict[UUID, Decimal] = defaultdict(Decimal)
    for key, claim, plan in sent.filter(agreement__in=likely).values_list("agreement", "claimed", "planned"):
        claimed[key] += claim
        planned[key] += plan or NOTHING
    over = [key for key, claim in claimed.items() if is_over_profile(claim, planned[key])]
    agreements = Agreement.objects.filter(pk__in=over).for_lists().order_by("ends_on", "pk")
    return [FastAgreement(row, planned[row.pk], claimed[row.pk]) for row in agreements]


def due_for_renewal(*, on: date) -> QuerySet[Any]:
    """Agreements that end soon and of which nothing is decided, the next first."""
    return Agreement.objects.due_for_renewal(on=on).for_lists().order_by("ends_on", "pk")
