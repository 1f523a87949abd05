"""The worker as a process, killed in the middle: the job goes on within a minute and its output counts once."""

import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django_q.models import OrmQ

from childservices.choices import JobState
from childservices.management.commands.run_worker import Supervisor
from childservices.models import AuditSeal, Job, OfficeClosure, WorkerHeartbeat
from childservices.operations.jobs import cancel_job, claim_next_job, enqueue_job
from childservices.queries.audit import chain_verdict
from tests.factories import UserFactory
from tests.processes import SHORT_LEASES, WITHIN, descendants, is_alive, kill_if_there, until, worker

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc"),
]
AT = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)


@pytest.fixture
def environment(process_environment: dict[str, str]) -> dict[str, str]:
    """Short leases, so that a test need not wait as long as a user."""
    return process_environment | {
        "DJANGO_SETTINGS_MODULE": "tests.integration.childservices.worker.settings",
        **SHORT_LEASES,
    }


def count_slowly(steps: int) -> Job:
    return enqueue_job(kind="count_slowly", parameters={"steps": steps}, by=None, at=AT)


def worker_of(job: Job, attempt: int) -> int:
    """Wait until an attempt runs and give the number of its process."""
    note = Path(settings.DATA_DIR, f"pid-{job.pk}-{attempt}")
    until(lambda: note.exists() and note.read_text(), f"attempt {attempt} runs")
    return int(note.read_text())


def has_reached(job: Job, percent: int) -> bool:
    return Job.objects.get(pk=job.pk).percent >= percent


def is_in(job: Job, state: JobState) -> bool:
    return Job.objects.get(pk=job.pk).state == state


@pytest.mark.alone
def test_one_round_takes_up_silent_jobs_seals_and_gives_a_sign_of_life() -> None:
    job = count_slowly(steps=0)
    claim_next_job(at=AT)
    OrmQ.objects.all().delete()
    supervisor = Supervisor()

    for _ in range(2):
        supervisor.look_after()

    assert is_in(job, JobState.QUEUED)
    assert OrmQ.objects.count() == 1
    assert (chain_verdict().events, chain_verdict().sealed) == (2, 2)
    assert WorkerHeartbeat.objects.get().name == supervisor.name


def test_a_round_that_fails_is_logged_and_tried_again(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    supervisor = Supervisor()
    with monkeypatch.context() as patch:
        patch.setattr(Job._meta, "db_table", "away")
        supervisor.look_after()

    supervisor.look_after()

    assert [record.getMessage() for record in caplog.records] == [
        "the worker's rounds failed; they are tried again"
    ]
    assert WorkerHeartbeat.objects.exists()


def test_a_killed_worker_child_is_replaced_and_its_job_goes_on_once(environment: dict[str, str]) -> None:
    job = count_slowly(steps=30)
    with worker(environment):
        pid = worker_of(job, attempt=1)
        until(lambda: has_reached(job, 20), "progress is seen while it runs")

        os.kill(pid, signal.SIGKILL)

        until(lambda: is_in(job, JobState.DONE), "the job is done")
    assert Job.objects.get().attempt == 2
    assert [closure.reason for closure in OfficeClosure.objects.all()] == ["attempt 2"]


def test_a_killed_worker_takes_its_children_along_and_the_next_one_goes_on(
    environment: dict[str, str],
) -> None:
    job = count_slowly(steps=40)
    with worker(environment) as process:
        worker_of(job, attempt=1)
        until(lambda: has_reached(job, 10), "it has begun")
        below = descendants(process.pid)

        process.kill()

        until(lambda: not any(is_alive(pid) for pid in below), "nothing of it is left")
    assert len(below) >= 5
    with worker(environment):
        until(lambda: is_in(job, JobState.DONE), "the job is done")
    assert [closure.reason for closure in OfficeClosure.objects.all()] == ["attempt 2"]


def test_killed_idle_workers_do_not_stop_the_queue(environment: dict[str, str]) -> None:
    first = count_slowly(steps=0)
    with worker(environment) as process:
        until(lambda: is_in(first, JobState.DONE), "the worker works")
        guard = descendants(process.pid)[0]
        OfficeClosure.objects.all().delete()

        for pid in descendants(guard):
            kill_if_there(pid)
        second = count_slowly(steps=0)

        until(lambda: is_in(second, JobState.DONE), "the second job is done")
        assert process.poll() is None


def test_a_stopped_worker_ends_soon_and_leaves_its_job_to_the_next(environment: dict[str, str]) -> None:
    job = count_slowly(steps=3000)
    with worker(environment) as process:
        worker_of(job, attempt=1)
        below = descendants(process.pid)

        process.terminate()

        assert process.wait(timeout=WITHIN) == 0
        until(lambda: not any(is_alive(pid) for pid in below), "nothing of it is left")
    assert is_in(job, JobState.RUNNING)


def test_a_running_job_stops_when_asked_to(environment: dict[str, str]) -> None:
    job = count_slowly(steps=3000)
    with worker(environment):
        worker_of(job, attempt=1)

        cancel_job(job=job, by=UserFactory(), at=AT)

        until(lambda: is_in(job, JobState.CANCELLED), "the job has stopped")
    assert not OfficeClosure.objects.exists()


@pytest.mark.alone
def test_the_worker_seals_the_audit_log_and_gives_a_sign_of_life(environment: dict[str, str]) -> None:
    before = datetime.now(UTC)  # noqa: TID251  (the worker's own clock runs on)
    count_slowly(steps=0)
    with worker(environment):
        until(lambda: chain_verdict().sealed >= 2, "the events are sealed")

    assert chain_verdict().ok
    assert AuditSeal.objects.exists()
    assert before <= WorkerHeartbeat.objects.get().seen_at
