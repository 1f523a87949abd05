"""Published agendas for tests of screens: issued as in earnest, but with packs of a few bytes, which is quick."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from reports.choices import Audience
from reports.models import AgendaEdition, Meeting, Pack
from reports.operations import keep_packs, publish_agenda
from reports.papers.pack import BuiltPack, PackSource
from reports.papers.packs import gather_packs
from tests.papers import Office

PUBLISHED_AT = datetime(2009, 11, 9, 9, 0, tzinfo=UTC)
PASSED: dict[str, Any] = {"pdfua1": True, "findings": []}


def publish(office: Office, meeting: Meeting, *, at: datetime = PUBLISHED_AT) -> AgendaEdition:
    """Publish the agenda of a meeting as the background job does."""
    gathered = gather_packs(meeting, at=at)
    packs = {audience: _built(audience, source, at, PASSED) for audience, source in gathered.sources.items()}
    return publish_agenda(gathered=gathered, packs=packs, by=office.clerk, at=at)


def draft_packs(
    office: Office, meeting: Meeting, *, at: datetime = PUBLISHED_AT, findings: Sequence[dict[str, Any]] = ()
) -> dict[Audience, Pack]:
    """Keep draft packs, of which the public one has these findings."""
    gathered = gather_packs(meeting, at=at)
    found = {"pdfua1": not findings, "findings": list(findings)}
    packs = {
        audience: _built(audience, source, at, found if audience == Audience.PUBLIC else PASSED)
        for audience, source in gathered.sources.items()
    }
    return dict(keep_packs(gathered=gathered, packs=packs, by=office.clerk, at=at))


def _built(audience: Audience, source: PackSource, at: datetime, verdict: dict[str, Any]) -> BuiltPack:
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
