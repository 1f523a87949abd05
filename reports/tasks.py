"""Background work on committee papers: packs are built and agendas published, and once a day files are tidied."""

from uuid import UUID

from django.utils import timezone

from childservices.jobs import JobRun, job_handler
from childservices.models import User
from childservices.operations.renderings import KeptRenderings
from reports.choices import JobKind
from reports.models import Meeting
from reports.operations import NotAllowed, keep_packs, publish_agenda, tidy_files
from reports.papers.packs import build_packs, gather_packs
from reports.papers.typesetting import Typesetter


@job_handler(JobKind.BUILD_PACKS, title=JobKind.BUILD_PACKS.label)
def build(run: JobRun) -> None:
    """Build the draft packs of a meeting for the public and for members."""
    gathered = gather_packs(_meeting(run), at=timezone.now())
    packs = build_packs(gathered, is_draft=True, typesetter=_typesetter(), progress=run.progress)
    with run.accept():
        keep_packs(gathered=gathered, packs=packs, by=_requester(run), at=timezone.now())


@job_handler(JobKind.PUBLISH_AGENDA, title=JobKind.PUBLISH_AGENDA.label)
def publish(run: JobRun) -> None:
    """Build the final packs of a meeting and publish its agenda with them, all or nothing."""
    gathered = gather_packs(_meeting(run), at=timezone.now())
    packs = build_packs(gathered, is_draft=False, typesetter=_typesetter(), progress=run.progress)
    with run.accept():
        publish_agenda(gathered=gathered, packs=packs, by=_requester(run), at=timezone.now())


@job_handler("tidy_files", title="Tidying files", is_daily=True)
def tidy(run: JobRun) -> None:
    """Remove what was only kept to save work; safe to do again after an interruption."""
    tidy_files(by=run.job.requested_by, at=timezone.now())


def _typesetter() -> Typesetter:
    return Typesetter(KeptRenderings(clock=timezone.now))


def _meeting(run: JobRun) -> Meeting:
    return Meeting.objects.select_related("body").get(pk=UUID(run.parameters["meeting"]))


def _requester(run: JobRun) -> User:
    if run.job.requested_by is None:
        raise NotAllowed("Nobody asked for this pack, so that nobody can answer for it.")
    return run.job.requested_by
