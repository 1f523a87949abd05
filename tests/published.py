"""Published agendas for tests of screens: issued as in earnest, but with packs of a few bytes, which is quick."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.urls import reverse

from childservices.choices import Role
from childservices.models import AuditEvent, User
from reports.choices import Audience, ReportState
from reports.models import AgendaEdition, Body, Meeting, Membership, Pack
from reports.operations import keep_packs, publish_agenda
from reports.papers.pack import BuiltPack, PackSource
from reports.papers.packs import gather_packs
from tests.papers import EXEMPT, Office, user_in

PUBLISHED_AT = datetime(2009, 11, 9, 9, 0, tzinfo=UTC)
PASSED: dict[str, Any] = {"pdfua1": True, "findings": []}


def publish(office: Office, meeting: Meeting, *, at: datetime = PUBLISHED_AT) -> AgendaEdition:
    """Publish the agenda of a meeting as the background job does."""
    gathered = gather_packs(meeting, at=at)
    packs = {audience: built(audience, source, at, PASSED) for audience, source in gathered.sources.items()}
    return publish_agenda(gathered=gathered, packs=packs, by=office.clerk, at=at)


def draft_packs(
    office: Office, meeting: Meeting, *, at: datetime = PUBLISHED_AT, findings: Sequence[dict[str, Any]] = ()
) -> dict[Audience, Pack]:
    """Keep draft packs, of which the public one has these findings."""
    gathered = gather_packs(meeting, at=at)
    found = {"pdfua1": not findings, "findings": list(findings)}
    packs = {
        audience: built(audience, source, at, found if audience == Audience.PUBLIC else PASSED)
        for audience, source in gathered.sources.items()
    }
    return dict(keep_packs(gathered=gathered, packs=packs, by=office.clerk, at=at))


def built(audience: Audience, source: PackSource, at: datetime, verdict: dict[str, Any]) -> BuiltPack:
    """A pack in which every paper has two pages after a front sheet of one."""
    rows: list[dict[str, Any]] = []
    page = 2
    for item in (*source.open_agenda.items, *source.exempt_items):
        first, last = (page, page + 1) if item.has_paper else (None, None)
        page += 2 if item.has_paper else 0
        row = {"key": str(item.id), "number": item.number, "title": item.title, "part": item.part}
        rows.append(row | {"first_page": first, "last_page": last})
    data = f"%PDF-1.7 {audience} {at} {rows}".encode()
    return BuiltPack(data=data, pages=page - 1, contents=rows, verdict=verdict, rendered=len(rows), reused=0)


SECRETS = ("Marigold", "Q7X", "1,819,926.00", "Tender for classrooms", "Heliotrope", "Bids by price")
"""Words that stand only in exempt titles, texts, tables and minutes of `meeting_of_every_class`."""


def meeting_of_every_class(office: Office) -> Meeting:
    """Apologies, minutes with an exempt one, a report with an exempt appendix, and an item exempt as a whole."""
    earlier = office.meeting(on=date(2009, 11, 4), state="held")
    office.minutes(earlier)
    report = office.report("Parenting Strategy", state=ReportState.ACCEPTED)
    office.appendix(report)
    office.appendix(report, title="Bids by price", body="<p>Heliotrope</p>", neutral_title="Terms", **EXEMPT)
    secret = office.report("The Marigold report", neutral_title="A family matter", state=ReportState.ACCEPTED)
    secret.sections.update(body="<p>About Q7X.</p>")
    meeting = office.meeting()
    office.item(meeting, title="Apologies")
    office.item(meeting, kind="minutes", title="Minutes of 4 November 2009", minutes_of=earlier)
    office.item(meeting, report)
    office.item(meeting, secret, neutral_title="A family matter", **{**EXEMPT, "exempt_paragraph": 1})
    return meeting


def member_of(body: Body, **fields: Any) -> User:
    """A councillor on a body."""
    user = user_in(Role.MEMBER)
    values = {"role": "member", "starts_on": date(2009, 5, 22), **fields}
    Membership.objects.create(body=body, person=user.person, **values)
    return user


def address_of(name: str, meeting: Meeting, position: int) -> str:
    """The address of a page about the item at a place of an agenda."""
    return reverse(name, args=[meeting.pk, meeting.items.get(position=position).pk])


def sights() -> list[tuple[str, str]]:
    """What exempt was seen so far, and by what right, the earliest first."""
    return list(AuditEvent.objects.filter(verb="exempt_seen").order_by("id").values_list("label", "reason"))
