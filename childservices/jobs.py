"""What a background handler is given: its job, a way to tell its progress, and a door for its output."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import Event, Thread
from typing import Any, Self

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from childservices.choices import JobState
from childservices.models import Job
from childservices.operations.jobs import finish_attempt, renew_lease

Clock = Callable[[], datetime]


class JobSuperseded(Exception):
    """Another attempt has taken the job over, or it has ended: stop quietly, change nothing."""


class JobCancelled(Exception):
    """Somebody asked the job to stop: stop quietly, change nothing."""


class JobRun:
    """One attempt at a job, handed to its handler."""

    def __init__(self, job: Job, *, clock: Clock) -> None:
        self.job = job
        self.attempt = job.attempt
        self.parameters: Mapping[str, Any] = job.parameters
        self._clock = clock
        self._written_at = datetime.min.replace(tzinfo=clock().tzinfo)

    def progress(self, percent: int, message: str = "") -> None:
        """Will tell the user how far it is (at most one write a second); raises when the attempt must stop."""
        now = self._clock()
        if now - self._written_at >= timedelta(seconds=1):
            self._written_at = now
            self._write(percent, message, now)
        self._stop_if_asked()

    @contextmanager
    def accept(self) -> Iterator[Job]:
        """Open the one transaction in which output is stored; the job is done when it is left.

        Raises JobSuperseded or JobCancelled, storing nothing, when this attempt may no longer deliver.
        """
        with transaction.atomic():
            job = Job.objects.select_for_update().get(pk=self.job.pk)
            if job.state != JobState.RUNNING or job.attempt != self.attempt:
                raise JobSuperseded
            if job.cancel_requested:
                raise JobCancelled
            yield job
            finish_attempt(job_id=job.pk, attempt=self.attempt, at=self._clock())

    def _write(self, percent: int, message: str, now: datetime) -> None:
        renew_lease(job_id=self.job.pk, attempt=self.attempt, at=now, progress=(percent, message))

    def _stop_if_asked(self) -> None:
        stopped_because(Job.objects.filter(pk=self.job.pk).first(), self.attempt)


class LeasedJobRun(JobRun):
    """An attempt in a worker: a thread with a connection of its own keeps it alive and writes its progress.

    So progress is seen while the handler's own transaction is open, and a long step does not lose the lease.
    """

    def __init__(self, job: Job, *, clock: Clock) -> None:
        super().__init__(job, clock=clock)
        self._ended = Event()
        self._pending: tuple[int, str] | None = None
        self._seen: Job | None = job
        self._thread = Thread(target=self._keep, name=f"lease-{job.pk}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._ended.set()
        self._thread.join(timeout=10)

    def _write(self, percent: int, message: str, now: datetime) -> None:
        self._pending = (percent, message)

    def _stop_if_asked(self) -> None:
        stopped_because(self._seen, self.attempt)

    def _keep(self) -> None:
        renew_every = timedelta(seconds=settings.JOB_LEASE_SECONDS / 4)
        renewed_at = self._clock()
        try:
            while not self._ended.wait(min(0.5, renew_every.total_seconds())):
                now = self._clock()
                if self._pending is None and now - renewed_at < renew_every:
                    continue
                pending, self._pending = self._pending, None
                if self._renew(pending, now):
                    renewed_at = now
        finally:
            connection.close()

    def _renew(self, pending: tuple[int, str] | None, now: datetime) -> bool:
        try:
            renew_lease(job_id=self.job.pk, attempt=self.attempt, at=now, progress=pending)
            self._seen = Job.objects.filter(pk=self.job.pk).first()
        except DatabaseError:  # a lock or a lost connection: try again at the next turn, the lease is longer
            self._pending = self._pending or pending
            connection.close()
            return False
        return True


Handler = Callable[[JobRun], None]
_handlers: dict[str, Handler] = {}
_titles: dict[str, str] = {}
_daily: list[str] = []


def job_handler(kind: str, *, title: str = "", is_daily: bool = False) -> Callable[[Handler], Handler]:
    """Will make the decorated function the one that does jobs of a kind; the title heads their page.

    A daily one is asked for once a day by the workers themselves.
    """

    def register(handler: Handler) -> Handler:
        if kind in _handlers:
            raise ValueError(f"Two handlers for the job {kind}.")
        _handlers[kind] = handler
        _titles[kind] = title
        _daily.extend([kind] if is_daily else [])
        return handler

    return register


def handler_of(kind: str) -> Handler | None:
    """Give the handler of a kind of job, if one is registered."""
    return _handlers.get(kind)


def daily_kinds() -> Sequence[str]:
    """Give the kinds of job that are done once a day without being asked for."""
    return tuple(_daily)


def title_of(kind: str) -> str:
    """Give the words for a kind of job, such as "Build the pack"."""
    return _titles.get(kind) or kind.replace("_", " ").capitalize()


def stopped_because(job: Job | None, attempt: int) -> None:
    """Raise JobSuperseded or JobCancelled when the attempt of this job must stop; else do nothing."""
    if job is None or job.state != JobState.RUNNING or job.attempt != attempt:
        raise JobSuperseded
    if job.cancel_requested:
        raise JobCancelled
