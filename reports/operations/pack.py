"""Packs: kept when they are made, and issued when the agenda is published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from childservices.models import StoredFile, User
from childservices.operations.audit import record_event
from childservices.operations.files import keep_file
from reports.choices import Audience, Classification, MeetingState, ReportState
from reports.domain.workflow import MEETING, next_state
from reports.models import AgendaEdition, IssuedFile, IssuedPaper, Meeting, Pack, Report
from reports.operations.editing import NotAllowed
from reports.permissions import can_build_agenda


@dataclass(frozen=True)
class PaperToIssue:
    """An item's paper as it will be served: its HTML, its pages, and the files behind it."""

    item_key: UUID
    position: int
    number: str
    kind: str
    part: Classification
    title: str
    is_for_decision: bool
    exempt_paragraphs: Sequence[int] = ()
    is_contract_negotiation: bool = False
    html: str = ""
    first_page: int | None = None
    last_page: int | None = None
    files: Sequence[tuple[UUID, str, bytes | str, str]] = field(default=())
    """Source id, file name, bytes (or the SHA-256 of a file that is kept already), media type."""


@transaction.atomic
def keep_pack(
    *,
    meeting: Meeting,
    audience: Audience,
    data: bytes,
    pages: int,
    contents: Sequence[Mapping[str, Any]],
    verdict: Mapping[str, Any],
    gathered_at: datetime,
    by: User,
    at: datetime,
) -> Pack:
    """Will keep a finished pack; the drafts before it stay until they are tidied away."""
    pack = Pack.objects.create(
        meeting=meeting,
        audience=audience,
        file=keep_file(data=data, media_type="application/pdf", at=at),
        pages=pages,
        contents=list(contents),
        verdict=dict(verdict),
        gathered_at=gathered_at,
        made_at=at,
        made_by=by,
    )
    record_event(verb="pack_made", subject=meeting, by=by, at=at, detail={"audience": audience, "pages": pages})
    return pack


@transaction.atomic
def publish_agenda(
    *,
    meeting: Meeting,
    edition_id: UUID,
    public_pack: Pack,
    members_pack: Pack,
    papers: Sequence[PaperToIssue],
    by: User,
    at: datetime,
) -> AgendaEdition:
    """Will publish the agenda as its next edition, with its packs and papers stored as they are.

    The reports under it become published, the files protected, and the meeting convened.
    """
    if not can_build_agenda(by):
        raise NotAllowed("Only democratic services publish agendas.")
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    target = next_state(MEETING, meeting.state, "convene")
    if target is None:
        raise NotAllowed(f"The agenda of a meeting that is {meeting.get_state_display().lower()} is not published.")
    _refuse_unready(meeting)
    edition = AgendaEdition.objects.create(
        pk=edition_id,
        meeting=meeting,
        number=meeting.editions.count() + 1,
        public_pack=public_pack,
        members_pack=members_pack,
        published_at=at,
        published_by=by,
    )
    for paper in papers:
        _issue(edition, paper, at=at)
    _protect(edition)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState(target))
    for report in _reports_of(meeting):
        Report.objects.filter(pk=report.pk).update(state=ReportState.PUBLISHED)
        record_event(verb="report_publish", subject=report, by=by, at=at)
    record_event(verb="agenda_published", subject=meeting, by=by, at=at, detail={"edition": edition.number})
    return edition


def _refuse_unready(meeting: Meeting) -> None:
    ready = {ReportState.ACCEPTED, ReportState.PUBLISHED}
    waiting = [report.reference for report in _reports_of(meeting) if report.state not in ready]
    if waiting:
        raise NotAllowed(f"Accept these reports first, or take them off the agenda: {', '.join(sorted(waiting))}.")


def _reports_of(meeting: Meeting) -> Sequence[Report]:
    return list(Report.objects.filter(item_reports__item__meeting=meeting).distinct().order_by("year", "number"))


def _issue(edition: AgendaEdition, paper: PaperToIssue, *, at: datetime) -> None:
    html = keep_file(data=paper.html.encode(), media_type="text/html", at=at) if paper.html else None
    issued = IssuedPaper.objects.create(
        edition=edition,
        item_key=paper.item_key,
        position=paper.position,
        number=paper.number,
        kind=paper.kind,
        part=paper.part,
        title=paper.title,
        exempt_paragraphs=list(paper.exempt_paragraphs),
        is_contract_negotiation=paper.is_contract_negotiation,
        is_for_decision=paper.is_for_decision,
        html=html,
        first_page=paper.first_page,
        last_page=paper.last_page,
    )
    for source_key, name, data, media_type in paper.files:
        if isinstance(data, bytes):
            stored = keep_file(data=data, media_type=media_type, at=at)
        else:
            stored = StoredFile.objects.get(pk=data)
        IssuedFile.objects.create(paper=issued, source_key=source_key, name=name, file=stored)


def _protect(edition: AgendaEdition) -> None:
    used = {edition.public_pack.file_id, edition.members_pack.file_id}
    used |= set(edition.papers.filter(html__isnull=False).values_list("html", flat=True))
    used |= set(IssuedFile.objects.filter(paper__edition=edition).values_list("file", flat=True))
    StoredFile.objects.filter(pk__in=used).update(protected=True)
