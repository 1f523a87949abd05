"""The life of a background job: asked for, claimed, kept alive, finished, failed, cancelled, taken up again.

The job's row decides. The runner (django-q2) only carries nudges that say "there is something to do".
"""

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django_q.brokers import get_broker
from django_q.tasks import async_task

from childservices.choices import LIVE_JOB_STATES, JobState
from childservices.domain.chain import JSON
from childservices.domain.refusals import Refusal
from childservices.models import Job, User, WorkerHeartbeat
from childservices.operations.audit import record_event

NUDGED = "childservices.tasks.run_next_job"
INTERRUPTED = (
    "The work was interrupted {attempts} times and was given up. Nothing was changed. "
    "Try again, and tell an administrator if it happens again."
)


class JobIsOver(Refusal):
    """The job has already ended, so that there is nothing left to cancel."""


def enqueue_job(*, kind: str, parameters: Mapping[str, JSON], by: User | None, at: datetime) -> Job:
    """Will ask for work in the background; the parameters hold identifiers only, never text."""
    with transaction.atomic():
        job = Job.objects.create(kind=kind, parameters=dict(parameters), requested_by=by, created_at=at)
        record_event(verb="job.requested", subject=job, by=by, at=at, detail={"kind": kind})
        async_task(NUDGED)
    return job


def enqueue_daily_job(*, kind: str, at: datetime) -> Job | None:
    """Will ask for a kind of work that nobody asked for within a day; None when somebody did, or it still runs."""
    of_kind = Job.objects.filter(kind=kind)
    if of_kind.filter(Q(created_at__gt=at - timedelta(days=1)) | Q(state__in=LIVE_JOB_STATES)).exists():
        return None
    return enqueue_job(kind=kind, parameters={}, by=None, at=at)


def claim_next_job(*, at: datetime) -> Job | None:
    """Will start the next attempt of the oldest waiting job and give it; none when nobody else left one."""
    while True:
        waiting = Job.objects.waiting().order_by("created_at", "id").first()
        if waiting is None or start_attempt(job_id=waiting.pk, at=at):
            return waiting and Job.objects.get(pk=waiting.pk)


def start_attempt(*, job_id: uuid.UUID, at: datetime) -> bool:
    """Will make a waiting job run with the next attempt number; false when another worker was faster."""
    claimed = Job.objects.waiting().filter(pk=job_id)
    return bool(
        claimed.update(
            state=JobState.RUNNING,
            attempt=F("attempt") + 1,
            lease_until=_lease_end(at),
            started_at=at,
            percent=0,
            message="",
        )
    )


def renew_lease(
    *, job_id: uuid.UUID, attempt: int, at: datetime, progress: tuple[int, str] | None = None
) -> bool:
    """Will keep an attempt alive and note its progress; false when the attempt is no longer the current one."""
    changes: dict[str, object] = {"lease_until": _lease_end(at)}
    if progress is not None:
        changes |= {"percent": min(max(progress[0], 0), 100), "message": progress[1][:200]}
    return bool(Job.objects.running_attempt(job_id, attempt).update(**changes))


def finish_attempt(*, job_id: uuid.UUID, attempt: int, at: datetime) -> bool:
    """Will mark the job done; false when the attempt is no longer the current one."""
    with transaction.atomic():
        done = Job.objects.running_attempt(job_id, attempt).update(
            state=JobState.DONE, percent=100, lease_until=None, finished_at=at
        )
        return bool(done) and _record(job_id, "job.done", at)


def fail_attempt(*, job_id: uuid.UUID, attempt: int, sentence: str, at: datetime) -> bool:
    """Will end the job with the sentence that the user reads; false when the attempt is not current."""
    with transaction.atomic():
        failed = Job.objects.running_attempt(job_id, attempt).update(
            state=JobState.FAILED, error=sentence[:500], lease_until=None, finished_at=at
        )
        return bool(failed) and _record(job_id, "job.failed", at)


def end_cancelled_attempt(*, job_id: uuid.UUID, attempt: int, at: datetime) -> bool:
    """Will end a running job whose cancelling was asked for; false when the attempt is not current."""
    with transaction.atomic():
        ended = Job.objects.running_attempt(job_id, attempt).update(
            state=JobState.CANCELLED, lease_until=None, finished_at=at
        )
        return bool(ended) and _record(job_id, "job.cancelled", at)


def cancel_job(*, job: Job, by: User, at: datetime) -> Job:
    """Will cancel a waiting job at once and ask a running one to stop; raises JobIsOver when it has ended."""
    with transaction.atomic():
        locked: Job = Job.objects.select_for_update().get(pk=job.pk)
        if not locked.is_live:
            raise JobIsOver("This has already ended: there is nothing left to cancel.")
        if locked.state == JobState.QUEUED:
            locked.state = JobState.CANCELLED
            locked.finished_at = at
        locked.cancel_requested = True
        locked.save(update_fields=["state", "finished_at", "cancel_requested"])
        record_event(verb="job.cancel_requested", subject=locked, by=by, at=at)
    return locked


def requeue_expired_jobs(*, at: datetime) -> int:
    """Will take up again every running job whose worker has gone silent, and give how many there were.

    A job asked to stop ends cancelled; one interrupted too often ends failed; the others wait for a new attempt.
    """
    if not Job.objects.expired(at=at).exists():
        return 0  # asked every few seconds: take no lock for nothing
    with transaction.atomic():
        expired = list(Job.objects.expired(at=at).select_for_update(skip_locked=True).order_by("id"))
        for job in expired:
            _end_silent_attempt(job, at)
    return len(expired)


def nudge_workers(*, waiting: int) -> int:
    """Will send as many nudges as there are waiting jobs without one, and give that number.

    A nudge is lost when a whole worker is killed; a nudge too many finds nothing to do.
    """
    missing = max(0, waiting - int(get_broker().queue_size()))
    for _ in range(missing):
        async_task(NUDGED)
    return missing


def beat(*, name: str, at: datetime) -> None:
    """Will note that a worker is alive, and forget workers not seen for a day."""
    WorkerHeartbeat.objects.update_or_create(name=name[:120], defaults={"seen_at": at})
    WorkerHeartbeat.objects.filter(seen_at__lt=at - timedelta(days=1)).delete()


def _end_silent_attempt(job: Job, at: datetime) -> None:
    job.lease_until = None
    if job.cancel_requested:
        job.state, job.finished_at, verb = JobState.CANCELLED, at, "job.cancelled"
    elif job.attempt >= settings.JOB_MAX_ATTEMPTS:
        job.state, job.finished_at, verb = JobState.FAILED, at, "job.failed"
        job.error = INTERRUPTED.format(attempts=job.attempt)
    else:
        job.state, verb = JobState.QUEUED, "job.requeued"
    job.save(update_fields=["lease_until", "state", "finished_at", "error"])
    record_event(verb=verb, subject=job, by=None, at=at, detail={"attempt": job.attempt})
    if job.state == JobState.QUEUED:
        async_task(NUDGED)


def _lease_end(at: datetime) -> datetime:
    return at + timedelta(seconds=settings.JOB_LEASE_SECONDS)


def _record(job_id: uuid.UUID, verb: str, at: datetime) -> bool:
    job = Job.objects.get(pk=job_id)
    record_event(verb=verb, subject=job, by=None, at=at, detail={"attempt": job.attempt})
    return True
