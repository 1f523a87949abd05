"""A worker is killed while it builds a pack: the building goes on within a minute and ends right, once."""

import io
import os
import signal
import sys
import time
from pathlib import Path

import pypdf
import pytest

from childservices.choices import JobState
from childservices.models import Job
from childservices.operations.jobs import enqueue_job
from reports.choices import Audience, JobKind, ReportState
from reports.models import Meeting, Pack, Section
from tests.papers import AT, make_office
from tests.processes import SHORT_LEASES, children, descendants, until, worker

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc"),
]
REPORTS = 8


def meeting_with_long_papers() -> tuple[Meeting, Job]:
    """A meeting whose pack takes some seconds to build, and the job that builds it."""
    office = make_office()
    reports = [
        office.report(f"Paper {number}", state=ReportState.ACCEPTED) for number in range(1, REPORTS + 1)
    ]
    meeting = office.meeting(*reports)
    Section.objects.filter(heading__key="finance").update(body="<p>A long paragraph about money.</p>" * 150)
    job = enqueue_job(
        kind=JobKind.BUILD_PACKS, parameters={"meeting": str(meeting.pk)}, by=office.clerk, at=AT
    )
    return meeting, job


def percent(job: Job) -> int:
    return Job.objects.get(pk=job.pk).percent


def ticks(pid: int) -> int:
    """How much of the processor a process has used."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    except FileNotFoundError:
        return 0
    return int(fields[11]) + int(fields[12])


def builder_below(process_id: int, job: Job) -> int:
    """The worker, two levels below the command, that used the processor most with those that set papers for it."""
    until(lambda: percent(job) >= 10, "the building is seen to go on")
    workers = [worker for guard in children(process_id) for worker in children(guard)]
    return max(workers, key=lambda pid: ticks(pid) + sum(map(ticks, descendants(pid))))


def test_a_pack_whose_builder_is_killed_is_built_within_a_minute_and_once(
    process_environment: dict[str, str],
) -> None:
    meeting, job = meeting_with_long_papers()
    with worker(process_environment | SHORT_LEASES) as process:
        victim = builder_below(process.pid, job)

        os.kill(victim, signal.SIGKILL)
        killed_at = time.monotonic()
        until(lambda: Job.objects.get(pk=job.pk).attempt == 2, "another attempt begins")
        assert time.monotonic() - killed_at < 60
        until(lambda: Job.objects.get(pk=job.pk).state == JobState.DONE, "the packs are built")

    assert Job.objects.get().attempt == 2
    assert sorted(Pack.objects.values_list("audience", flat=True)) == [Audience.MEMBERS, Audience.PUBLIC]
    pack = Pack.objects.get(audience=Audience.PUBLIC, meeting=meeting)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pack.file.read())).pages)
    assert all(f"Paper {number}" in text for number in range(1, REPORTS + 1))
    assert [row["title"] for row in pack.contents] == [f"Paper {number}" for number in range(1, REPORTS + 1)]
