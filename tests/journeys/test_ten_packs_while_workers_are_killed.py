"""Ten packs are asked for and two workers build them, one of which is killed every few seconds: each is built, once."""

import io
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from childservices.choices import JobState
from childservices.models import AuditEvent, Job
from childservices.operations.jobs import enqueue_job
from childservices.pdf import check_pdf
from reports.choices import Audience, JobKind, ReportState
from reports.models import Meeting, Pack
from tests.conftest import ROOT
from tests.papers import AT, make_office
from tests.processes import SHORT_LEASES, descendants, kill_if_there, until

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc"),
]
MEETINGS, KILLS, SECONDS_BETWEEN = 10, 4, 3.0
PATIENT = {**SHORT_LEASES, "JOB_MAX_ATTEMPTS": "20", "RENDER_PROCESSES": "1"}
FIRST = date(2009, 11, 18)


class KillableWorker:
    """A worker in a group of processes of its own, which is killed as a whole and started again."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._environment = environment
        self._process = self._started()

    def _started(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, str(ROOT / "manage.py"), "run_worker"]
        return subprocess.Popen(command, env=self._environment, start_new_session=True)

    def kill(self) -> None:
        """Kill it with everything that it has started, of which nothing may be left to finish the work."""
        below = descendants(self._process.pid)
        os.killpg(self._process.pid, signal.SIGKILL)
        for pid in below:
            kill_if_there(pid)
        self._process.wait()

    def kill_and_start_again(self) -> None:
        self.kill()
        self._process = self._started()


@contextmanager
def worker(environment: dict[str, str]) -> Iterator[KillableWorker]:
    """A worker that is gone afterwards."""
    one = KillableWorker(environment)
    try:
        yield one
    finally:
        one.kill()


def meetings_with_their_jobs() -> list[Meeting]:
    """Ten meetings a week apart, each with a paper of its own, and the ten jobs that build their packs."""
    office = make_office()
    meetings = [
        office.meeting(
            office.report(f"Paper {number}", state=ReportState.ACCEPTED),
            on=FIRST + timedelta(weeks=number),
        )
        for number in range(1, MEETINGS + 1)
    ]
    for meeting in meetings:
        enqueue_job(kind=JobKind.BUILD_PACKS, parameters={"meeting": str(meeting.pk)}, by=office.clerk, at=AT)
    return meetings


def running() -> int:
    return Job.objects.filter(state=JobState.RUNNING).count()


def assert_right(pack: Pack, number: int) -> None:
    """The pack is of its own meeting: its pages, its contents, its verdict."""
    data = pack.file.read()
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    assert (len(texts), pack.pages) == (2, 2)
    assert [(row["title"], row["first_page"], row["last_page"]) for row in pack.contents] == [
        (f"Paper {number}", 2, 2)
    ]
    assert f"1 Paper {number} Head of Performance 2 " in " ".join(texts[0].split())
    assert " ".join(texts[1].replace("DRAFT", "").split()).startswith(f"1 Paper {number} ")
    assert pack.verdict == {"pdfua1": True, "findings": []}
    assert check_pdf(data).findings == ()


def test_ten_packs_are_built_once_each_although_workers_are_killed(
    process_environment: dict[str, str],
) -> None:
    meetings = meetings_with_their_jobs()
    environment = process_environment | PATIENT
    with ExitStack() as stack:
        workers = [stack.enter_context(worker(environment)) for _ in range(2)]
        for kill in range(KILLS):
            until(running, "a worker has a pack in hand")
            time.sleep(SECONDS_BETWEEN * (kill > 0))
            workers[kill % 2].kill_and_start_again()
        until(lambda: not Job.objects.exclude(state=JobState.DONE).exists(), "all ten jobs are done")

    assert Job.objects.count() == MEETINGS
    assert Counter(Pack.objects.values_list("meeting", "audience")) == {
        (meeting.pk, audience): 1 for meeting in meetings for audience in Audience
    }
    for number, meeting in enumerate(meetings, start=1):
        for audience in Audience:
            assert_right(Pack.objects.get(meeting=meeting, audience=audience), number)
    assert AuditEvent.objects.filter(verb="pack_made").count() == MEETINGS * 2
    assert Job.objects.filter(attempt__gt=1).exists()  # the kills have hit
