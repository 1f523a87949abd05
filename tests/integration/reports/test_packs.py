"""Packs on the screen: asked for, followed, published, downloaded by those who may, and what is told when it fails."""

import errno
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from childservices.choices import JobState, Role
from childservices.jobs import JobCancelled, JobRun
from childservices.models import Job, StoredFile
from childservices.operations.jobs import cancel_job, claim_next_job
from childservices.storage import WriteOnceStorage
from reports.choices import Audience, JobKind, MeetingState, ReportState
from reports.models import AgendaEdition, Body, IssuedPaper, Meeting, Membership, Pack, Report
from reports.operations import delete_report
from reports.tasks import build
from tests.conftest import SignedInClient
from tests.papers import EXEMPT, Office, user_in
from tests.published import draft_packs, publish, sights
from tests.screens import source, words

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2009, 11, 9, 12, 0, tzinfo=LONDON)
LATER = datetime(2009, 11, 9, 12, 1, tzinfo=LONDON)
RunJobs = Callable[[], int]


class FullStorage(WriteOnceStorage):
    """A disk without room for another file."""

    def _save(self, name: str, content: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def clerk(office: Office) -> SignedInClient:
    return SignedInClient(office.clerk)


@pytest.fixture
def meeting(office: Office) -> Meeting:
    """A report that is ready, and an exempt item."""
    meeting = office.meeting(office.report("Foster carers", state=ReportState.ACCEPTED))
    secret = office.report("The Marigold report", neutral_title="A family matter", state=ReportState.ACCEPTED)
    office.item(meeting, secret, neutral_title="A family matter", **{**EXEMPT, "exempt_paragraph": 1})
    return meeting


def content(answer: Any) -> bytes:
    return b"".join(answer)


def download(pack: Pack) -> str:
    return reverse("pack_download", args=[pack.pk])


class TestDownload:
    def test_the_published_public_pack_is_everybodys(self, office: Office, meeting: Meeting) -> None:
        edition = publish(office, meeting)

        answer = Client().get(download(edition.public_pack))

        assert content(answer) == edition.public_pack.file.read()
        assert (
            answer["Content-Disposition"]
            == 'attachment; filename="cabinet-member-cyps-2009-11-18-public.pdf"'
        )
        assert sights() == []

    def test_the_members_pack_is_recorded_before_its_first_byte(
        self, office: Office, meeting: Meeting
    ) -> None:
        edition = publish(office, meeting)

        answer = SignedInClient(office.member).get(download(edition.members_pack))

        assert sights() == [("Exempt paper of item 2", "member of the body")]
        assert content(answer) == edition.members_pack.file.read()
        assert answer["Cache-Control"] == "private, no-store"

    @pytest.mark.parametrize("role", [role for role in Role if role not in (Role.CLERK, Role.PROPER_OFFICER)])
    def test_the_members_pack_is_refused_to_others(
        self, office: Office, meeting: Meeting, role: Role
    ) -> None:
        edition = publish(office, meeting)

        answer = SignedInClient(user_in(role, is_superuser=True)).get(download(edition.members_pack))

        assert answer.status_code == 403
        assert "You may not see this exempt paper." in words(answer)
        assert sights() == []

    def test_the_public_is_told_to_sign_in_for_the_members_pack(
        self, office: Office, meeting: Meeting
    ) -> None:
        edition = publish(office, meeting)

        answer = Client().get(download(edition.members_pack))

        assert answer.status_code == 403
        assert "Sign in to open it." in words(answer)

    @pytest.mark.parametrize(("day", "status"), [(date(2010, 5, 7), 200), (date(2010, 5, 8), 403)])
    def test_the_members_pack_closes_the_day_after_a_membership(
        self, office: Office, meeting: Meeting, day: date, status: int
    ) -> None:
        edition = publish(office, meeting)
        Membership.objects.update(ends_on=date(2010, 5, 7))

        with time_machine.travel(datetime(day.year, day.month, day.day, 0, 30, tzinfo=LONDON), tick=False):
            answer = SignedInClient(office.member).get(download(edition.members_pack))

        assert answer.status_code == status

    def test_a_member_of_another_body_needs_every_paragraph_in_it(
        self, office: Office, meeting: Meeting
    ) -> None:
        edition = publish(office, meeting)
        body = Body.objects.create(
            slug="planning", name="Planning Board", kind="committee", regime="lga_1972"
        )
        member = user_in(Role.MEMBER)
        Membership.objects.create(body=body, person=member.person, role="member", starts_on=date(2009, 5, 22))
        client = SignedInClient(member)

        assert client.get(download(edition.members_pack)).status_code == 403
        IssuedPaper.objects.filter(part="exempt").update(exempt_paragraphs=[3])
        assert client.get(download(edition.members_pack)).status_code == 200

        assert sights() == [
            ("Exempt paper of item 2", "any member may see paragraph 3 outside contract negotiations")
        ]

    def test_draft_packs_are_for_staff_and_the_members_one_for_those_who_prepare_it(
        self, office: Office, meeting: Meeting
    ) -> None:
        packs = draft_packs(office, meeting)
        clients = {
            "public": Client(),
            "member": SignedInClient(office.member),
            "officer": SignedInClient(office.officer),
            "administrator": SignedInClient(user_in(Role.ADMINISTRATOR)),
            "clerk": SignedInClient(office.clerk),
        }

        answered = {
            who: tuple(client.get(download(packs[audience])).status_code for audience in Audience)
            for who, client in clients.items()
        }

        assert answered == {
            "public": (403, 403),
            "member": (403, 403),
            "officer": (200, 403),
            "administrator": (200, 403),
            "clerk": (200, 200),
        }
        assert [reason for _, reason in sights()] == ["prepares the agenda"]

    def test_a_draft_is_named_a_draft(self, office: Office, clerk: SignedInClient, meeting: Meeting) -> None:
        answer = clerk.get(download(draft_packs(office, meeting)[Audience.PUBLIC]))

        assert answer["Content-Disposition"].endswith(
            'filename="cabinet-member-cyps-2009-11-18-public-draft.pdf"'
        )

    def test_a_pack_whose_bytes_are_lost_has_its_sentence(self, office: Office, meeting: Meeting) -> None:
        edition = publish(office, meeting)
        StoredFile.objects.filter(pk=edition.public_pack.file_id).update(sha256="0" * 64)
        Pack.objects.filter(pk=edition.public_pack_id).update(file="0" * 64)

        answer = Client().get(download(Pack.objects.get(pk=edition.public_pack_id)))

        assert answer.status_code == 422
        assert "This file is missing from the store. Tell an administrator." in words(answer)


class TestBuilding:
    def test_is_asked_for_followed_and_leads_back_to_the_meeting(
        self, clerk: SignedInClient, meeting: Meeting, run_jobs: RunJobs
    ) -> None:
        answer = clerk.post(reverse("packs_build", args=[meeting.pk]))
        job = Job.objects.get()
        assert answer["Location"].startswith(f"{job.get_absolute_url()}?next=")
        assert "Waiting for its turn" in words(clerk.get(answer["Location"]))

        run_jobs()

        page = clerk.get(answer["Location"])
        assert "Building the packs Done" in words(page)
        assert f'href="{meeting.get_absolute_url()}"' in source(page)
        detail = words(clerk.get(meeting.get_absolute_url()))
        assert "Draft of the public pack" in detail
        assert "Draft of the members’ pack" in detail

    def test_asking_twice_leads_to_the_work_under_way(self, clerk: SignedInClient, meeting: Meeting) -> None:
        first = clerk.post(reverse("packs_build", args=[meeting.pk]))
        second = clerk.post(reverse("packs_build", args=[meeting.pk]))

        assert first["Location"] == second["Location"]
        assert Job.objects.count() == 1

    def test_is_begun_only_by_asking(self, clerk: SignedInClient, meeting: Meeting) -> None:
        assert clerk.get(reverse("packs_build", args=[meeting.pk])).status_code == 405
        assert not Job.objects.exists()

    @pytest.mark.parametrize("role", [role for role in Role if role != Role.CLERK])
    def test_nobody_else_asks_for_it_or_publishes(self, meeting: Meeting, role: Role) -> None:
        Meeting.objects.update(state=MeetingState.CONVENED)
        client = SignedInClient(user_in(role))

        for name in ("packs_build", "agenda_publish"):
            assert client.post(reverse(name, args=[meeting.pk])).status_code == 403
        assert client.get(reverse("agenda_publish", args=[meeting.pk])).status_code == 403
        assert not Job.objects.exists()

    def test_a_failure_shows_its_sentence_on_the_meetings_page(
        self, office: Office, clerk: SignedInClient, run_jobs: RunJobs
    ) -> None:
        meeting = office.meeting()

        clerk.post(reverse("packs_build", args=[meeting.pk]))
        run_jobs()

        assert Job.objects.get().state == JobState.FAILED
        page = words(clerk.get(meeting.get_absolute_url()))
        assert "The packs could not be made. The agenda has no items yet." in page

    @time_machine.travel(NOON, tick=False)
    def test_a_report_deleted_between_two_steps_ends_in_packs_of_the_moment_and_the_page_says_what_changed(
        self, office: Office
    ) -> None:
        report = office.report("Foster carers")
        meeting = office.meeting(report, office.report("Schools"))
        clerk = SignedInClient(office.clerk)
        clerk.post(reverse("packs_build", args=[meeting.pk]))
        job = claim_next_job(at=NOON)
        assert job is not None

        class RunInSteps(JobRun):
            def progress(self, percent: int, message: str = "") -> None:
                super().progress(percent, message)
                if Report.objects.filter(pk=report.pk).exists():
                    delete_report(report=report, by=office.officer, at=LATER)

        build(RunInSteps(job, clock=lambda: NOON))

        job.refresh_from_db()
        assert (job.state, job.error) == (JobState.DONE, "")
        page = words(clerk.get(meeting.get_absolute_url()))
        assert "Changed since the draft packs were made The agenda" in page
        assert "Put a report under “Foster carers”, or change its kind." in page

    @time_machine.travel(NOON, tick=False)
    def test_work_that_is_stopped_leaves_no_pack(self, office: Office, meeting: Meeting) -> None:
        SignedInClient(office.clerk).post(reverse("packs_build", args=[meeting.pk]))
        job = claim_next_job(at=NOON)
        assert job is not None

        class RunInSteps(JobRun):
            def progress(self, percent: int, message: str = "") -> None:
                cancel_job(job=self.job, by=office.clerk, at=LATER)
                super().progress(percent, message)

        with pytest.raises(JobCancelled):
            build(RunInSteps(job, clock=lambda: NOON))

        assert not Pack.objects.exists()

    def test_a_full_disk_has_its_sentence_and_the_last_good_packs_stay(
        self, office: Office, clerk: SignedInClient, meeting: Meeting, run_jobs: RunJobs, settings: Any
    ) -> None:
        good = draft_packs(office, meeting)
        full = {"BACKEND": f"{__name__}.FullStorage", "OPTIONS": settings.STORAGES["default"]["OPTIONS"]}
        clerk.post(reverse("packs_build", args=[meeting.pk]))

        settings.STORAGES = {**settings.STORAGES, "default": full}
        run_jobs()

        job = Job.objects.get()
        assert job.state == JobState.FAILED
        assert "The disk is full, nothing was lost" in job.error
        page = words(clerk.get(meeting.get_absolute_url()))
        assert "The packs could not be made. The disk is full, nothing was lost" in page
        assert "Draft of the public pack" in page
        assert set(Pack.objects.all()) == set(good.values())
        assert content(clerk.get(download(good[Audience.PUBLIC]))) == good[Audience.PUBLIC].file.read()


class TestPublishing:
    def test_asks_first_and_says_what_will_happen_and_what_is_withheld(
        self, clerk: SignedInClient, meeting: Meeting
    ) -> None:
        page = words(clerk.get(reverse("agenda_publish", args=[meeting.pk])))

        assert "The agenda and its papers go out as edition 1" in page
        assert "and the meeting is convened" in page
        assert "Item 2: A family matter (paragraph 1)" in page
        assert "What is published cannot be taken back." in page
        assert not Job.objects.exists()

    def test_warns_when_it_is_late(self, clerk: SignedInClient, office: Office, meeting: Meeting) -> None:
        with time_machine.travel(datetime(2009, 11, 11, 9, 0, tzinfo=LONDON), tick=False):
            clerk.force_login(office.clerk)
            page = words(clerk.get(reverse("agenda_publish", args=[meeting.pk])))

        assert "The agenda had to be out by Tuesday 10 November 2009." in page

    def test_says_what_has_to_be_done_first_and_begins_nothing(
        self, office: Office, clerk: SignedInClient, meeting: Meeting
    ) -> None:
        office.item(meeting, office.report("Schools", state=ReportState.SUBMITTED))
        address = reverse("agenda_publish", args=[meeting.pk])

        for answer in (clerk.get(address), clerk.post(address)):
            page = words(answer)
            assert "What has to be done first Accept report 2009/0003, which is submitted" in page
            assert "What will happen" not in page
        assert not Job.objects.exists()

    def test_a_cancelled_meetings_agenda_is_not_published(
        self, clerk: SignedInClient, meeting: Meeting
    ) -> None:
        Meeting.objects.update(state=MeetingState.CANCELLED)

        page = words(clerk.post(reverse("agenda_publish", args=[meeting.pk])))

        assert "The agenda of a meeting that is cancelled is not published." in page
        assert not Job.objects.exists()

    def test_the_work_publishes_both_packs_and_the_public_reads_them(
        self, clerk: SignedInClient, meeting: Meeting, run_jobs: RunJobs
    ) -> None:
        answer = clerk.post(reverse("agenda_publish", args=[meeting.pk]))
        assert Job.objects.get().kind == JobKind.PUBLISH_AGENDA
        run_jobs()

        assert "Publishing the agenda Done" in words(clerk.get(answer["Location"]))
        edition = AgendaEdition.objects.get()
        page = Client().get(meeting.get_absolute_url())
        assert "Passes the accessibility check" in words(page)
        assert download(edition.public_pack) in source(page)
        assert download(edition.members_pack) not in source(page)
