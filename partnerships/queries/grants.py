"""A programme's grants as open data: 360Giving 1.4, and the transparency list; organisations only, never a person."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from partnerships.choices import DECIDED, AgreementKind
from partnerships.domain.reconciliation import NOTHING
from partnerships.models import Agreement, Programme, Provider

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
SHEET = (
    "Identifier", "Title", "Description", "Currency", "Amount Awarded", "Amount Disbursed", "Award Date",
    "Planned Dates:Start Date", "Planned Dates:End Date", "Recipient Org:Identifier", "Recipient Org:Name",
    "Recipient Org:Charity Number", "Recipient Org:Company Number", "Funding Org:Identifier", "Funding Org:Name",
    "Grant Programme:Code", "Grant Programme:Title", "From An Open Call?", "Last Modified",
)  # fmt: skip
TRANSPARENCY = (
    "Date awarded", "Time period", "Department", "Beneficiary", "Registration number", "Summary of purpose", "Amount",
)  # fmt: skip


def grants_of(programme: Programme) -> Sequence[Agreement]:
    """The announced grants of a programme to organisations outside the council, with what was approved of each."""
    rows = programme.agreements.filter(kind=AgreementKind.GRANT).exclude(announced_on=None)
    found = rows.for_lists().select_related("bid__round").prefetch_related("returns").order_by("number")
    return [row for row in found if not row.provider.is_council]


def giving_package(programme: Programme, *, at: datetime) -> dict[str, Any]:
    """Give a programme's grants as a 360Giving package."""
    return {
        "version": "1.4",
        "title": f"Grants of {programme}",
        "license": LICENCE,
        "issued": at.date().isoformat(),
        "grants": [_grant(row, at) for row in grants_of(programme)],
    }


def giving_rows(programme: Programme, *, at: datetime) -> list[Sequence[Any]]:
    """Give the same grants as the lines of the standard's spreadsheet, without its header."""
    return [_line(_grant(row, at)) for row in grants_of(programme)]


def transparency_rows(programme: Programme) -> list[Sequence[Any]]:
    """Give the grants as the Local Government Transparency Code 2015 (paragraph 40) asks for them."""
    return [
        (
            row.announced_on,
            f"{row.starts_on.isoformat()} to {row.ends_on.isoformat()}",
            settings.COUNCIL_NAME,
            str(row.provider),
            row.provider.charity_number or row.provider.company_number,
            f"{row.project}: {programme}",
            row.allocation,
        )
        for row in grants_of(programme)
    ]


def _grant(row: Agreement, at: datetime) -> dict[str, Any]:
    spent = [
        each.approved for each in row.returns.all() if each.approved is not None and each.state in DECIDED
    ]
    bid = row.bid
    return {
        "id": f"360G-{_council()}-{row.pk}",
        "title": row.project,
        "description": f"{row.project}, part of {row.programme}.",
        "currency": "GBP",
        "amountAwarded": _number(row.allocation),
        "amountDisbursed": _number(sum(spent, NOTHING)),
        "awardDate": (row.announced_on or row.starts_on).isoformat(),
        "plannedDates": [{"startDate": row.starts_on.isoformat(), "endDate": row.ends_on.isoformat()}],
        "recipientOrganization": [_recipient(row.provider)],
        "fundingOrganization": [{"id": f"GB-LAE-{_council()}", "name": settings.COUNCIL_NAME}],
        "grantProgramme": [{"code": row.programme.slug, "title": row.programme.title}],
        "fromOpenCall": "Yes" if bid and bid.round.is_open_call else "No",
        "dateModified": at.isoformat(timespec="seconds"),
    }


def _recipient(provider: Provider) -> dict[str, str]:
    found = {"id": _identifier(provider), "name": str(provider)}
    if provider.charity_number:
        found["charityNumber"] = provider.charity_number
    if provider.company_number:
        found["companyNumber"] = provider.company_number
    return found


def _identifier(provider: Provider) -> str:
    """The identifier of an organisation by the lists of org-id.guide, else one of our own."""
    if provider.charity_number:
        return f"GB-CHC-{provider.charity_number}"
    if provider.company_number:
        return f"GB-COH-{provider.company_number}"
    return f"360G-{_council()}-ORG:{provider.organisation.slug}"


def _council() -> str:
    return slugify(settings.COUNCIL_NAME)


def _number(sum_: Decimal) -> int | float:
    """JSON has no decimal: pounds as a whole number where they are one."""
    return int(sum_) if sum_ == sum_.to_integral_value() else float(sum_)


def _line(grant: dict[str, Any]) -> Sequence[Any]:
    recipient, funder = grant["recipientOrganization"][0], grant["fundingOrganization"][0]
    dates, programme = grant["plannedDates"][0], grant["grantProgramme"][0]
    return (
        grant["id"], grant["title"], grant["description"], grant["currency"], grant["amountAwarded"],
        grant["amountDisbursed"], grant["awardDate"], dates["startDate"], dates["endDate"], recipient["id"],
        recipient["name"], recipient.get("charityNumber", ""), recipient.get("companyNumber", ""), funder["id"],
        funder["name"], programme["code"], programme["title"], grant["fromOpenCall"], grant["dateModified"],
    )  # fmt: skip
