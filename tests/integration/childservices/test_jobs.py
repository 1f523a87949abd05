"""Background jobs: the row decides who works, whose output counts, and what the user reads."""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django_q.models import OrmQ

from childservices import jobs as registry
from childservices.choices import JobState, Role
from childservices.domain.refusals import Refusal
from childservices.jobs import JobCancelled, JobRun, JobSuperseded, job_handler
from childservices.models import AuditEvent, Job, OfficeClosure, User
from childservices.operations.jobs import (
    cancel_job,
    claim_next_job,
    enqueue_job,
    fail_attempt,
    finish_attempt,
    nudge_workers,
    renew_lease,
    requeue_expired_jobs,
)
from childservices.tasks import run_next_job

AT = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)
LATER = AT + timedelta(minutes=1)
pytestmark = pytest.mark.django_db

Handle = Callable[[Callable[[JobRun], None]], None]


@pytest.fixture
def handle(monkeypatch: pytest.MonkeyPatch) -> Handle:
    """Makes a function the handler of the job `test`, for this test."""
    monkeypatch.setattr(registry, "_handlers", {})
    monkeypatch.setattr(registry, "_titles", {})
    return lambda function: job_handler("test", title="Test the machine")(function) and None


def enqueue(by: User | None = None) -> Job:
    return enqueue_job(kind="test", parameters={}, by=by, at=AT)


def running(attempt_at: datetime = AT) -> Job:
    enqueue()
    job = claim_next_job(at=attempt_at)
    assert job is not None
    return job


def run_of(job: Job) -> JobRun:
    return JobRun(job, clock=lambda: AT)


class TestAttempts:
    def test_the_oldest_job_is_claimed_first_and_once(self) -> None:
        first, second = enqueue(), enqueue_job(kind="test", parameters={}, by=None, at=LATER)

        claimed = [claim_next_job(at=LATER) for _ in range(3)]

        assert [job and job.pk for job in claimed] == [first.pk, second.pk, None]
        assert claimed[0] is not None
        assert (claimed[0].state, claimed[0].attempt, claimed[0].started_at) == (JobState.RUNNING, 1, LATER)
        assert claimed[0].lease_until == LATER + timedelta(seconds=18)

    def test_asking_for_work_wakes_a_worker_and_stands_in_the_log(self) -> None:
        enqueue()

        assert OrmQ.objects.count() == 1
        assert AuditEvent.objects.get().verb == "job.requested"

    def test_renewing_keeps_the_lease_and_notes_progress(self) -> None:
        job = running()

        renewed = renew_lease(job_id=job.pk, attempt=1, at=LATER, progress=(140, "x" * 300))

        job.refresh_from_db()
        assert (renewed, job.lease_until) == (True, LATER + timedelta(seconds=18))
        assert (job.percent, len(job.message)) == (100, 200)

    def test_an_old_attempt_can_neither_renew_finish_nor_fail(self) -> None:
        job = running()
        requeue_expired_jobs(at=LATER)
        claim_next_job(at=LATER)

        answers = [
            renew_lease(job_id=job.pk, attempt=1, at=LATER),
            finish_attempt(job_id=job.pk, attempt=1, at=LATER),
            fail_attempt(job_id=job.pk, attempt=1, sentence="No.", at=LATER),
        ]

        job.refresh_from_db()
        assert answers == [False, False, False]
        assert (job.state, job.attempt) == (JobState.RUNNING, 2)


class TestRequeue:
    def test_leaves_those_whose_lease_stands(self) -> None:
        running()

        assert requeue_expired_jobs(at=AT + timedelta(seconds=18)) == 0
        assert requeue_expired_jobs(at=AT + timedelta(seconds=19)) == 1

    def test_makes_them_wait_for_the_next_attempt(self) -> None:
        job = running()
        OrmQ.objects.all().delete()

        requeue_expired_jobs(at=LATER)

        job.refresh_from_db()
        assert (job.state, job.lease_until) == (JobState.QUEUED, None)
        assert OrmQ.objects.count() == 1
        assert AuditEvent.objects.filter(verb="job.requeued").count() == 1

    def test_gives_up_after_the_last_attempt(self, settings: Any) -> None:
        settings.JOB_MAX_ATTEMPTS = 1
        job = running()

        requeue_expired_jobs(at=LATER)

        job.refresh_from_db()
        assert (job.state, job.finished_at) == (JobState.FAILED, LATER)
        assert job.error.startswith("The work was interrupted 1 times and was given up.")

    def test_ends_what_was_to_be_cancelled(self, user_with_role: Callable[..., User]) -> None:
        job = running()
        cancel_job(job=job, by=user_with_role(Role.CLERK), at=AT)

        requeue_expired_jobs(at=LATER)

        job.refresh_from_db()
        assert (job.state, job.finished_at) == (JobState.CANCELLED, LATER)


def test_a_lost_nudge_is_sent_again_and_no_more() -> None:
    enqueue()
    OrmQ.objects.all().delete()

    sent = [nudge_workers(waiting=Job.objects.waiting().count()) for _ in range(2)]

    assert sent == [1, 0]


class TestAccept:
    def test_stores_the_output_and_ends_the_job(self) -> None:
        job = running()

        with run_of(job).accept():
            OfficeClosure.objects.create(on=date(2009, 12, 24), reason="Snow")

        job.refresh_from_db()
        assert (job.state, job.percent, job.finished_at) == (JobState.DONE, 100, AT)
        assert OfficeClosure.objects.count() == 1

    def test_refuses_the_output_of_an_old_attempt(self) -> None:
        job = running()
        requeue_expired_jobs(at=LATER)
        claim_next_job(at=LATER)

        with pytest.raises(JobSuperseded), run_of(job).accept():
            OfficeClosure.objects.create(on=date(2009, 12, 24), reason="Snow")

        assert not OfficeClosure.objects.exists()

    def test_refuses_a_second_output(self) -> None:
        job = running()
        with run_of(job).accept():
            pass

        with pytest.raises(JobSuperseded), run_of(job).accept():
            OfficeClosure.objects.create(on=date(2009, 12, 24), reason="Snow")

        assert not OfficeClosure.objects.exists()

    def test_refuses_the_output_of_a_cancelled_job(self, user_with_role: Callable[..., User]) -> None:
        job = running()
        cancel_job(job=job, by=user_with_role(Role.CLERK), at=AT)

        with pytest.raises(JobCancelled), run_of(job).accept():
            pass

    def test_takes_back_the_output_of_a_failure(self) -> None:
        job = running()

        with pytest.raises(ValueError, match="broken"), run_of(job).accept():
            OfficeClosure.objects.create(on=date(2009, 12, 24), reason="Snow")
            raise ValueError("broken")

        job.refresh_from_db()
        assert job.state == JobState.RUNNING
        assert not OfficeClosure.objects.exists()


class TestProgress:
    def test_writes_at_most_once_a_second(self) -> None:
        job = running()
        moments = iter([AT, AT, AT + timedelta(milliseconds=900), AT + timedelta(seconds=1)])
        run = JobRun(job, clock=lambda: next(moments))

        seen = []
        for percent in (10, 20, 30):
            run.progress(percent, f"{percent}")
            job.refresh_from_db()
            seen.append((job.percent, job.message))

        assert seen == [(10, "10"), (10, "10"), (30, "30")]

    def test_stops_an_old_attempt(self) -> None:
        job = running()
        requeue_expired_jobs(at=LATER)

        with pytest.raises(JobSuperseded):
            run_of(job).progress(10, "too late")

    def test_stops_when_asked_to(self, user_with_role: Callable[..., User]) -> None:
        job = running()
        cancel_job(job=job, by=user_with_role(Role.CLERK), at=AT)

        with pytest.raises(JobCancelled):
            run_of(job).progress(10)


@pytest.mark.django_db(transaction=True)
class TestLease:
    """An attempt in a worker, whose lease a thread of its own keeps."""

    @pytest.fixture(autouse=True)
    def _short(self, settings: Any) -> None:
        settings.JOB_LEASE_SECONDS = 1

    def wait_until(self, condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + 20
        while not condition():
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def test_is_kept_and_progress_is_written_while_the_handler_is_busy(self, handle: Handle) -> None:
        seen: list[int] = []

        def busy(run: JobRun) -> None:
            first = run.job.lease_until
            assert first is not None
            run.progress(40, "Item 4 of 11")
            self.wait_until(lambda: Job.objects.get().lease_until > first + timedelta(seconds=1))
            seen.extend([requeue_expired_jobs(at=first + timedelta(seconds=0.5)), Job.objects.get().percent])

        handle(busy)
        enqueue()

        assert run_next_job()
        assert seen == [0, 40]
        assert Job.objects.get().state == JobState.DONE

    def test_tells_the_handler_that_another_attempt_has_begun(self, handle: Handle) -> None:
        def slow(run: JobRun) -> None:
            Job.objects.update(attempt=2)
            self.wait_until(lambda: run.progress(10))

        handle(slow)
        enqueue()

        run_next_job()

        job = Job.objects.get()
        assert (job.state, job.attempt) == (JobState.RUNNING, 2)

    def test_tells_the_handler_to_stop(self, handle: Handle, user_with_role: Callable[..., User]) -> None:
        clerk = user_with_role(Role.CLERK)

        def slow(run: JobRun) -> None:
            cancel_job(job=run.job, by=clerk, at=AT)
            self.wait_until(lambda: run.progress(10))

        handle(slow)
        enqueue()

        run_next_job()

        assert Job.objects.get().state == JobState.CANCELLED

    def test_there_is_nothing_to_do(self) -> None:
        assert run_next_job() is False


class TestEnds:
    def ended(self, run_jobs: Callable[[], int]) -> Job:
        job = enqueue()
        assert run_jobs() == 1
        job.refresh_from_db()
        return job

    def test_a_handler_that_returns_is_done(self, handle: Handle, run_jobs: Callable[[], int]) -> None:
        handle(lambda run: run.progress(50, "halfway"))

        job = self.ended(run_jobs)

        assert (job.state, job.percent, job.message) == (JobState.DONE, 100, "halfway")

    def test_a_refusal_is_shown_as_it_is(self, handle: Handle, run_jobs: Callable[[], int]) -> None:
        def refuse(run: JobRun) -> None:
            raise Refusal("The meeting is over: build the pack of the next one.")

        handle(refuse)

        assert self.ended(run_jobs).error == "The meeting is over: build the pack of the next one."

    @pytest.mark.parametrize("error", [ValueError("tender £1,819,926.00"), BaseException("tender")])
    def test_an_error_is_a_sentence_and_its_words_stay_inside(
        self, handle: Handle, run_jobs: Callable[[], int], error: BaseException
    ) -> None:
        def fail(run: JobRun) -> None:
            raise error

        handle(fail)

        job = self.ended(run_jobs)

        assert job.state == JobState.FAILED
        assert job.error.startswith("Something went wrong and nothing was changed.")
        assert str(job.pk)[:8] in job.error
        assert "tender" not in job.error

    def test_a_full_disk_has_its_sentence(self, handle: Handle, run_jobs: Callable[[], int]) -> None:
        def fail(run: JobRun) -> None:
            raise OperationalError("database or disk is full")

        handle(fail)

        assert self.ended(run_jobs).error.startswith("The disk is full, nothing was lost.")

    def test_an_unknown_kind_says_so(self, handle: Handle, run_jobs: Callable[[], int]) -> None:
        assert "does not know how to do “test”" in self.ended(run_jobs).error

    def test_a_cancelled_job_ends_cancelled(
        self, handle: Handle, run_jobs: Callable[[], int], user_with_role: Callable[..., User]
    ) -> None:
        clerk = user_with_role(Role.CLERK)

        def cancelled(run: JobRun) -> None:
            cancel_job(job=run.job, by=clerk, at=AT)
            run.progress(10)

        handle(cancelled)

        assert self.ended(run_jobs).state == JobState.CANCELLED

    def test_a_stop_of_the_worker_leaves_it_to_the_lease(
        self, handle: Handle, run_jobs: Callable[[], int]
    ) -> None:
        def stopped(run: JobRun) -> None:
            raise SystemExit

        handle(stopped)

        with pytest.raises(SystemExit):
            self.ended(run_jobs)
        assert Job.objects.get().state == JobState.RUNNING


def test_two_handlers_for_one_kind_are_refused(handle: Handle) -> None:
    handle(lambda run: None)

    with pytest.raises(ValueError, match="Two handlers"):
        handle(lambda run: None)
