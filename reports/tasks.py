"""Background work on committee papers: packs are built and agendas published here, item by item."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.utils import timezone

from childservices.jobs import JobRun, job_handler
from childservices.models import User
from childservices.pdf import PackItem
from reports.choices import Audience, JobKind
from reports.models import Meeting, Pack
from reports.operations import NotAllowed, keep_pack, publish_agenda
from reports.papers.issue import papers_to_issue
from reports.papers.pack import BuiltPack, PackSource, build_pack, gather_pack


@dataclass(frozen=True)
class _Gathered:
    """What both packs are made from, read at one moment."""

    meeting: Meeting
    at: datetime
    sources: Mapping[Audience, PackSource]


@job_handler(JobKind.BUILD_PACKS, title=JobKind.BUILD_PACKS.label)
def build_packs(run: JobRun) -> None:
    """Build the draft packs of a meeting for the public and for members."""
    gathered = _gather(run)
    packs = _build(run, gathered, is_draft=True)
    with run.accept():
        for audience, built in packs.items():
            _keep(run, gathered, audience, built)


@job_handler(JobKind.PUBLISH_AGENDA, title=JobKind.PUBLISH_AGENDA.label)
def publish(run: JobRun) -> None:
    """Build the final packs of a meeting and publish its agenda with them, all or nothing."""
    gathered = _gather(run)
    packs = _build(run, gathered, is_draft=False)
    with run.accept():
        kept = {audience: _keep(run, gathered, audience, built) for audience, built in packs.items()}
        publish_agenda(
            meeting=gathered.meeting,
            gathered_at=gathered.at,
            edition_id=uuid4(),
            public_pack=kept[Audience.PUBLIC],
            members_pack=kept[Audience.MEMBERS],
            papers=papers_to_issue(gathered.sources[Audience.MEMBERS], packs[Audience.MEMBERS].contents),
            by=_requester(run),
            at=timezone.now(),
        )


def _requester(run: JobRun) -> User:
    if run.job.requested_by is None:
        raise NotAllowed("Nobody asked for this pack, so that nobody can answer for it.")
    return run.job.requested_by


def _gather(run: JobRun) -> _Gathered:
    at = timezone.now()
    meeting = Meeting.objects.select_related("body").get(pk=UUID(run.parameters["meeting"]))
    return _Gathered(meeting, at, {audience: gather_pack(meeting, audience) for audience in Audience})


def _build(run: JobRun, gathered: _Gathered, *, is_draft: bool) -> Mapping[Audience, BuiltPack]:
    made: dict[str, PackItem] = {}
    packs = {}
    for half, (audience, source) in enumerate(gathered.sources.items()):

        def progress(percent: int, message: str, *, half: int = half, label: str = audience.label) -> None:
            run.progress(half * 50 + percent // 2, f"{label} pack: {message}")

        packs[audience] = build_pack(
            gathered.meeting, source, is_draft=is_draft, made=made, progress=progress
        )
    return packs


def _keep(run: JobRun, gathered: _Gathered, audience: Audience, built: BuiltPack) -> Pack:
    return keep_pack(
        meeting=gathered.meeting,
        audience=audience,
        data=built.data,
        pages=built.pages,
        contents=built.contents,
        verdict=built.verdict,
        gathered_at=gathered.at,
        by=_requester(run),
        at=timezone.now(),
    )
