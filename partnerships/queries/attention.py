"""What a commissioning manager has to look at: late, queried, to approve, over profile, due for renewal."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import F, QuerySet, Sum

from partnerships.choices import ReturnState
from partnerships.domain.claim import is_over_profile
from partnerships.models import Agreement, QuarterlyReturn
from partnerships.queries.agreement import AgreementSummary, summaries_of


def returns_by_need(*, on: date) -> Mapping[str, QuerySet[Any]]:
    """The returns that want somebody: late ones, queried ones, and those to approve or pay."""
    rows = QuarterlyReturn.objects.for_lists().order_by("due_on", "pk")
    return {
        "late": rows.late(on=on),
        "queried": rows.in_state(ReturnState.QUERIED),
        "submitted": rows.in_state(ReturnState.SUBMITTED),
    }


def over_profile(*, on: date) -> Sequence[AgreementSummary]:
    """Running agreements whose claims so far are more than a tenth beyond what was planned by then."""
    sent = QuarterlyReturn.objects.exclude(claimed=None).filter(agreement__ends_on__gte=on)
    sums = sent.values("agreement").annotate(claims=Sum("claimed"), plans=Sum("planned"))
    # The database narrows with its own arithmetic; what is shown is judged to the penny below.
    likely = sums.filter(claims__gt=F("plans")).values("agreement")
    agreements = Agreement.objects.filter(pk__in=likely).for_lists().order_by("ends_on", "pk")
    return [row for row in summaries_of(list(agreements)) if is_over_profile(row.claimed, row.planned)]


def due_for_renewal(*, on: date) -> Sequence[AgreementSummary]:
    """Agreements that end soon, with what is known of them."""
    agreements = Agreement.objects.due_for_renewal(on=on).for_lists().order_by("ends_on", "pk")
    return summaries_of(list(agreements))
