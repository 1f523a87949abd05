"""Where background work begins: a nudge arrives and the oldest waiting job is done."""

import logging
from contextlib import nullcontext

from django.db import connection
from django.utils import timezone

from childservices.domain.refusals import Refusal
from childservices.domain.tracing import request_id
from childservices.jobs import JobCancelled, JobRun, JobSuperseded, LeasedJobRun, handler_of
from childservices.models import Job
from childservices.operations.jobs import (
    claim_next_job,
    end_cancelled_attempt,
    fail_attempt,
    finish_attempt,
)
from childservices.storage import is_disk_full

logger = logging.getLogger(__name__)
UNKNOWN = "This installation does not know how to do “{kind}”. Tell an administrator."
BROKEN = (
    "Something went wrong and nothing was changed. Try again; if it fails again, give an administrator "
    "the number {number}, under which the log tells what happened."
)
FULL = "The disk is full, nothing was lost. Ask an administrator to make room, then try again."


def run_next_job() -> bool:
    """Will do the oldest waiting job in a worker; false when another worker has taken it."""
    return _run_next(leased=True)


def run_waiting_jobs() -> int:
    """Will do every waiting job here and now, one after another, and give their number: for commands and tests."""
    done = 0
    while _run_next(leased=False):
        done += 1
    return done


def _run_next(*, leased: bool) -> bool:
    job = claim_next_job(at=timezone.now())
    if job is None:
        return False
    run = LeasedJobRun(job, clock=timezone.now) if leased else JobRun(job, clock=timezone.now)
    with request_id(job.pk.hex), run if isinstance(run, LeasedJobRun) else nullcontext():
        _attempt(run)
    return True


def _attempt(run: JobRun) -> None:
    """Do one attempt and note how it ended; a kill or a stop of the worker leaves it to the lease."""
    job, attempt = run.job, run.attempt
    logger.info("job %s attempt %s started", job.kind, attempt)
    try:
        _handle(run)
    except JobSuperseded:
        logger.warning("job %s attempt %s was superseded", job.kind, attempt)
    except JobCancelled:
        end_cancelled_attempt(job_id=job.pk, attempt=attempt, at=timezone.now())
    except Refusal as refusal:
        fail_attempt(job_id=job.pk, attempt=attempt, sentence=refusal.sentence, at=timezone.now())
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # the PDF engine's fatal errors are not Exceptions
        logger.exception("job %s attempt %s failed", job.kind, attempt)
        if not connection.in_atomic_block:
            connection.close_if_unusable_or_obsolete()
        fail_attempt(job_id=job.pk, attempt=attempt, sentence=_sentence(job, error), at=timezone.now())
    else:
        finish_attempt(job_id=job.pk, attempt=attempt, at=timezone.now())


def _handle(run: JobRun) -> None:
    handler = handler_of(run.job.kind)
    if handler is None:
        raise Refusal(UNKNOWN.format(kind=run.job.kind))
    handler(run)


def _sentence(job: Job, error: BaseException) -> str:
    return FULL if is_disk_full(error) else BROKEN.format(number=str(job.pk)[:8])
