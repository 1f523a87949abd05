"""Tidying: old drafts, then what nothing needs any more; issued papers stay for ever."""

import io
import json
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command

from childservices.choices import JobState
from childservices.jobs import daily_kinds
from childservices.management.commands.run_worker import Supervisor
from childservices.models import AuditEvent, Job, StoredFile
from childservices.operations.jobs import enqueue_daily_job
from reports.choices import Audience, ReportState
from reports.models import IssuedPaper, Meeting, Pack
from reports.operations import tidy_files
from tests.papers import Office
from tests.published import PUBLISHED_AT, draft_packs, publish

pytestmark = pytest.mark.django_db
MUCH_LATER = PUBLISHED_AT + timedelta(days=400)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def meeting(office: Office) -> Meeting:
    return office.meeting(office.report("Foster carers", state=ReportState.ACCEPTED))


def test_old_drafts_go_but_the_newest_of_each_audience(office: Office, meeting: Meeting) -> None:
    for day in range(3):
        draft_packs(office, meeting, at=PUBLISHED_AT + day * DAY)
    newest = draft_packs(office, meeting, at=PUBLISHED_AT + 3 * DAY)

    removed = tidy_files(by=None, at=MUCH_LATER)

    assert {pack.pk for pack in Pack.objects.all()} == {pack.pk for pack in newest.values()}
    assert (removed["draft_packs"], removed["files"]) == (6, 6)
    assert StoredFile.objects.count() == 2


def test_a_draft_of_seven_days_stays_beside_a_newer_one(office: Office, meeting: Meeting) -> None:
    for day in range(2):
        draft_packs(office, meeting, at=PUBLISHED_AT + day * DAY)

    tidy_files(by=None, at=PUBLISHED_AT + 7 * DAY)
    assert Pack.objects.count() == 4

    tidy_files(by=None, at=PUBLISHED_AT + 7 * DAY + HOUR)
    assert Pack.objects.count() == 2


def test_what_was_issued_stays(office: Office, meeting: Meeting) -> None:
    office.appendix(meeting.items.get().item_reports.get().report)
    edition = publish(office, meeting)
    before = set(StoredFile.objects.values_list("pk", flat=True))

    removed = tidy_files(by=None, at=MUCH_LATER)

    assert removed == {"draft_packs": 0, "renderings": 0, "uploads": 0, "files": 0, "bytes": 0}
    assert set(StoredFile.objects.values_list("pk", flat=True)) == before
    assert all(paper.html.read() for paper in IssuedPaper.objects.all() if paper.html)
    assert edition.public_pack.file.read().startswith(b"%PDF-1.7 public")


def test_an_installation_without_drafts_is_tidied_too(office: Office) -> None:
    assert tidy_files(by=office.clerk, at=MUCH_LATER)["draft_packs"] == 0


def test_each_round_is_in_the_audit_log_with_its_counts(office: Office, meeting: Meeting) -> None:
    for day in range(2):
        draft_packs(office, meeting, at=PUBLISHED_AT + day * DAY)
    size = sum(Pack.objects.order_by("made_at").values_list("file__size", flat=True)[:2])

    tidy_files(by=None, at=MUCH_LATER)

    event = AuditEvent.objects.get(verb="files.tidied")
    assert event.detail == {"draft_packs": 2, "renderings": 0, "uploads": 0, "files": 2, "bytes": size}
    assert (event.label, event.by, event.at) == ("Stored files", None, MUCH_LATER)


@time_machine.travel(MUCH_LATER, tick=False)
def test_the_command_does_a_round_and_says_what_went(office: Office, meeting: Meeting) -> None:
    for day in range(2):
        draft_packs(office, meeting, at=PUBLISHED_AT + day * DAY)
    said, again = io.StringIO(), io.StringIO()

    call_command("tidy_files", stdout=said)
    call_command("tidy_files", json=True, stdout=again)

    assert said.getvalue().startswith("2 draft packs, 0 renderings, 0 uploads and 2 files (")
    assert json.loads(again.getvalue()) == {
        "draft_packs": 0,
        "renderings": 0,
        "uploads": 0,
        "files": 0,
        "bytes": 0,
    }


class TestDaily:
    @pytest.mark.parametrize(("hours", "asked"), [(23, False), (25, True)])
    def test_the_round_is_asked_for_once_a_day(self, hours: int, asked: bool) -> None:
        first = enqueue_daily_job(kind="tidy_files", at=PUBLISHED_AT)
        assert first is not None
        Job.objects.update(state=JobState.DONE, finished_at=PUBLISHED_AT)

        second = enqueue_daily_job(kind="tidy_files", at=PUBLISHED_AT + hours * HOUR)

        assert (second is not None) is asked

    def test_a_round_that_still_waits_is_not_asked_for_again(self) -> None:
        enqueue_daily_job(kind="tidy_files", at=PUBLISHED_AT)

        assert enqueue_daily_job(kind="tidy_files", at=MUCH_LATER) is None

    @time_machine.travel(MUCH_LATER, tick=False)
    def test_the_workers_supervisor_asks_for_it_and_a_worker_does_it(
        self, office: Office, meeting: Meeting, run_jobs: Callable[[], int], settings: object
    ) -> None:
        settings.DAILY_JOBS = True  # type: ignore[attr-defined]
        for day in range(2):
            draft_packs(office, meeting, at=PUBLISHED_AT + day * DAY)
        supervisor = Supervisor()

        for _ in range(2):
            supervisor.look_after()
        run_jobs()

        assert set(daily_kinds()) == {"tidy_files", "remind_providers"}
        done = {("tidy_files", JobState.DONE), ("remind_providers", JobState.DONE)}
        assert {(job.kind, job.state) for job in Job.objects.all()} == done
        assert Job.objects.count() == 2
        assert [pack.audience for pack in Pack.objects.order_by("audience")] == sorted(Audience.values)

    def test_it_is_left_to_others_where_the_setting_says_so(self) -> None:
        Supervisor().look_after()

        assert not Job.objects.exists()
