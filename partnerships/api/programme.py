"""Public programmes as JSON: reconciled, with measures met by all three reckonings."""

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from partnerships.models import Programme
from partnerships.queries.agreement import AgreementSummary
from partnerships.queries.programme import ProgrammeSummary, summary_of

router = Router(tags=["Programmes"])


class PrintedMeasures(Schema):
    """What a printed summary says; null where none is printed."""

    agreed: int | None
    met: int | None


class ReturnedMeasures(Schema):
    """What the returns come to."""

    rows: int
    assessed: int
    met: int
    met_by_printed_totals: int


class ProviderOut(Schema):
    """A provider's money and measures in the programme."""

    name: str
    project: str
    allocation: str
    spend: str
    balance: str
    measures_met: int
    measures_agreed: int
    measures_assessed: int
    printed_met: int | None
    printed_agreed: int | None


class ProgrammeOut(Schema):
    """A programme; sums are in pounds and pence."""

    programme: str
    title: str
    budget: str
    allocated: str
    unallocated: str
    spend: str
    provider_balance: str
    returned: str
    measures_printed: PrintedMeasures
    returns: ReturnedMeasures
    providers: list[ProviderOut]
    notes: list[str]


class Slug(Schema):
    """Names a programme."""

    slug: str = Field(max_length=80, pattern=r"^[-a-zA-Z0-9_]+$")


class Problem(Schema):
    """Why there is no answer, in a sentence."""

    detail: str


@router.get(
    "/programmes/{slug}/summary",
    response={200: ProgrammeOut, 404: Problem, 422: Problem},
    url_name="programme_summary",
    operation_id="get_programme_summary",
    summary="A public programme reconciled, with its providers",
)
def programme_summary(request: HttpRequest, path: Path[Slug]) -> Any:
    """A public programme: the same for everybody who asks, signed in or not."""
    programme = Programme.objects.filter(slug=path.slug, is_public=True).first()
    if programme is None:
        raise Http404
    return _summary(summary_of(programme))


def _summary(found: ProgrammeSummary) -> dict[str, Any]:
    money, counted = found.reconciliation, found.tally
    met, agreed = found.printed or (None, None)
    sums = ("budget", "allocated", "unallocated", "spend", "provider_balance", "returned")
    return {
        "programme": found.programme.slug,
        "title": found.programme.title,
        **{name: f"{getattr(money, name):.2f}" for name in sums},
        "measures_printed": {"agreed": agreed, "met": met},
        "returns": {
            "rows": counted.agreed,
            "assessed": counted.assessed,
            "met": counted.met,
            "met_by_printed_totals": found.met_by_printed_totals,
        },
        "providers": [_provider(row) for row in found.rows if row.agreement.announced_on],
        "notes": list(found.sentences),
    }


def _provider(row: AgreementSummary) -> dict[str, Any]:
    agreement, account, counted = row.agreement, row.account, row.tally
    return {
        "name": agreement.name,
        "project": agreement.project,
        "allocation": f"{account.allocation:.2f}",
        "spend": f"{account.approved:.2f}",
        "balance": f"{account.balance:.2f}",
        "measures_met": counted.met,
        "measures_agreed": counted.agreed,
        "measures_assessed": counted.assessed,
        "printed_met": agreement.printed_met,
        "printed_agreed": agreement.printed_agreed,
    }
