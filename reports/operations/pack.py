"""Packs: kept when they are made, and issued when the agenda is published."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from childservices.domain.chain import JSON
from childservices.models import StoredFile, User
from childservices.operations.audit import record_event
from childservices.operations.editing import NotAllowed
from childservices.operations.files import keep_file
from reports.choices import Audience, Classification, MeetingState, ReportState
from reports.domain.workflow import MEETING, next_state
from reports.models import AgendaEdition, IssuedFile, IssuedPaper, Meeting, Pack, Report
from reports.operations.data_table import freeze_live_tables
from reports.papers.issue import PaperToIssue, papers_to_issue
from reports.papers.pack import BuiltPack
from reports.papers.packs import GatheredPacks
from reports.permissions import can_build_agenda
from reports.queries.agenda import readiness, reports_of


@transaction.atomic
def keep_packs(
    *, gathered: GatheredPacks, packs: Mapping[Audience, BuiltPack], by: User, at: datetime
) -> Mapping[Audience, Pack]:
    """Will keep finished packs; the drafts before them stay until they are tidied away."""
    return {
        audience: _keep_pack(gathered, audience, built, by=by, at=at) for audience, built in packs.items()
    }


def _keep_pack(
    gathered: GatheredPacks, audience: Audience, built: BuiltPack, *, by: User, at: datetime
) -> Pack:
    pack = Pack.objects.create(
        meeting=gathered.meeting,
        audience=audience,
        file=keep_file(data=built.data, media_type="application/pdf", at=at),
        pages=built.pages,
        contents=list(built.contents),
        verdict=built.verdict,
        gathered_at=gathered.at,
        made_at=at,
        made_by=by,
    )
    detail: dict[str, JSON] = {"audience": audience.value, "pages": built.pages}
    record_event(verb="pack_made", subject=gathered.meeting, by=by, at=at, detail=detail)
    return pack


@transaction.atomic
def publish_agenda(
    *, gathered: GatheredPacks, packs: Mapping[Audience, BuiltPack], by: User, at: datetime
) -> AgendaEdition:
    """Will publish the agenda as its next edition, with its packs and papers stored as they are.

    The reports under it become published, the files protected, and the meeting convened.
    """
    if not can_build_agenda(by):
        raise NotAllowed("Only democratic services publish agendas.")
    meeting = Meeting.objects.select_for_update().get(pk=gathered.meeting.pk)
    target = next_state(MEETING, meeting.state, "convene")
    if target is None:
        raise NotAllowed(
            f"The agenda of a meeting that is {meeting.get_state_display().lower()} is not published."
        )
    _refuse_unready(meeting, gathered_at=gathered.at)
    kept = keep_packs(gathered=gathered, packs=packs, by=by, at=at)
    _refuse_uneven(kept[Audience.PUBLIC], kept[Audience.MEMBERS])
    edition = AgendaEdition.objects.create(
        meeting=meeting,
        number=meeting.editions.count() + 1,
        public_pack=kept[Audience.PUBLIC],
        members_pack=kept[Audience.MEMBERS],
        published_at=at,
        published_by=by,
    )
    for paper in papers_to_issue(gathered.sources[Audience.MEMBERS], packs[Audience.MEMBERS].contents):
        _issue(edition, paper, at=at)
    _protect(edition)
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState(target))
    printed = [table for paper in gathered.sources[Audience.MEMBERS].papers for table in paper.item.tables]
    freeze_live_tables(printed={table.id: table.csv_rows for table in printed}, at=at)
    for report in reports_of(meeting):
        Report.objects.filter(pk=report.pk).update(state=ReportState.PUBLISHED)
        record_event(verb="report_publish", subject=report, by=by, at=at)
    record_event(verb="agenda_published", subject=meeting, by=by, at=at, detail={"edition": edition.number})
    return edition


def _refuse_unready(meeting: Meeting, *, gathered_at: datetime) -> None:
    waits = readiness(meeting)
    if waits:
        raise NotAllowed(" ".join(waits))
    moved = [report.reference for report in reports_of(meeting) if report.changed_at > gathered_at]
    if moved or meeting.changed_at > gathered_at:
        raise NotAllowed("The agenda or a report changed while the packs were being made. Publish again.")


def _refuse_uneven(public_pack: Pack, members_pack: Pack) -> None:
    """A page that is open has one number: a councillor who says page 47 means the public's page 47."""
    open_rows = [row for row in members_pack.contents if row["part"] == Classification.OPEN]
    if open_rows != public_pack.contents:
        raise NotAllowed("The open pages of the two packs do not have the same numbers. Publish again.")


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
