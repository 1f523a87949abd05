"""Screens of meetings: the list, one meeting with its agenda, packs and clock, a new one, a change."""

import csv
import io
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from childservices.choices import JobState, Role
from childservices.models import AuditEvent, Job
from reports.choices import Classification, JobKind, MeetingState, Regime, ReportState
from reports.models import Attendance, Body, Meeting, Section
from tests.conftest import SignedInClient
from tests.factories import PersonFactory
from tests.papers import AT, EXEMPT, OPEN, Office, user_in
from tests.published import draft_packs, publish
from tests.screens import MOST_QUERIES, counted_queries, source, words

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def clerk(office: Office) -> SignedInClient:
    return SignedInClient(office.clerk)


@pytest.fixture
def public() -> Client:
    return Client()


def page_of(client: Client, meeting: Meeting, query: str = "") -> str:
    return words(client.get(meeting.get_absolute_url() + query))


class TestList:
    def test_the_public_sees_announced_meetings_and_staff_all(self, office: Office, public: Client) -> None:
        office.meeting(on=date(2009, 11, 18))
        office.meeting(on=date(2009, 11, 4), state=MeetingState.HELD)

        assert "18 November 2009" not in words(public.get("/meetings/"))
        assert "4 November 2009" in words(public.get("/meetings/"))
        assert "18 November 2009" in words(SignedInClient(office.officer).get("/meetings/"))

    def test_only_a_clerk_is_offered_to_plan_one(self, office: Office, clerk: SignedInClient) -> None:
        assert "Plan a meeting" in words(clerk.get("/meetings/"))
        assert "Plan a meeting" not in words(SignedInClient(office.officer).get("/meetings/"))

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("body=cabinet-member-cyps", ["18 November 2009"]),
            ("body=cabinet", ["9 December 2010"]),
            ("year=2010", ["9 December 2010"]),
            ("body=cabinet&year=2009", []),
        ],
    )
    def test_narrows_by_body_and_year(
        self, office: Office, clerk: SignedInClient, query: str, expected: list[str]
    ) -> None:
        cabinet = Body.objects.create(slug="cabinet", name="Cabinet", kind="cabinet", regime=Regime.LGA_1972)
        office.meeting()
        replace(office, body=cabinet).meeting(on=date(2010, 12, 9))

        page = words(clerk.get(f"/meetings/?{query}"))

        shown = [day for day in ("18 November 2009", "9 December 2010") if day in page]
        assert shown == expected

    @pytest.mark.parametrize("year", ["x", "-1", "99999999999999999999", "2009.5"])
    def test_says_what_is_wrong_with_a_year(self, office: Office, clerk: SignedInClient, year: str) -> None:
        office.meeting()

        response = clerk.get(f"/meetings/?year={year}")

        assert response.status_code == 200
        assert "There is a problem" in words(response)
        assert "18 November 2009" in words(response)

    def test_says_so_when_nothing_matches(self, office: Office, public: Client) -> None:
        assert "No meeting matches." in words(public.get("/meetings/?year=1999"))

    def test_the_same_table_downloads_as_csv(self, office: Office, public: Client) -> None:
        office.meeting(state=MeetingState.HELD, venue="Town Hall")

        answer = b"".join(public.get("/meetings/?format=csv")).decode()  # type: ignore[arg-type]

        rows = list(csv.reader(io.StringIO(answer.removeprefix("\ufeff"))))
        assert rows == [
            ["Date", "Body", "Start", "Venue", "State"],
            ["2009-11-18", "Cabinet Member for Children", "", "Town Hall", "Held"],
        ]

    def test_asks_no_more_of_the_database_for_thirty_meetings(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        office.meeting()
        with counted_queries() as one:
            clerk.get("/meetings/")
        for day in range(1, 31):
            office.meeting(on=date(2010, 6, day))
        with counted_queries() as thirty:
            clerk.get("/meetings/")

        assert len(thirty) <= len(one) + 1  # the count of pages
        assert len(thirty) <= MOST_QUERIES


class TestBeforePublication:
    def test_the_public_does_not_know_a_planned_meeting(self, office: Office, public: Client) -> None:
        assert public.get(office.meeting().get_absolute_url()).status_code == 404

    def test_an_announced_one_says_that_its_agenda_is_not_out(self, office: Office, public: Client) -> None:
        meeting = office.meeting(office.report("Foster carers"), state=MeetingState.CONVENED)

        page = page_of(public, meeting)

        assert "The agenda is not published yet" in page
        assert "Foster carers" not in page
        assert "Statutory clock" not in page

    @pytest.mark.parametrize(
        ("state", "sentence"),
        [
            (
                ReportState.DRAFT,
                "Ask for report 2009/0001 to be submitted: it is a draft. Or take it off the agenda.",
            ),
            (ReportState.RETURNED, "Ask for report 2009/0001 to be submitted again: it was returned."),
            (ReportState.WITHDRAWN, "Take report 2009/0001, which is withdrawn, off the agenda."),
        ],
    )
    def test_its_clerk_is_told_what_can_be_done_about_a_report_that_is_not_ready(
        self, office: Office, clerk: SignedInClient, state: ReportState, sentence: str
    ) -> None:
        meeting = office.meeting(office.report("Foster carers", state=state))

        assert sentence in page_of(clerk, meeting)

    def test_its_clerk_sees_what_blocks_publication_and_what_to_do(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        meeting = office.meeting(office.report("Foster carers", state=ReportState.SUBMITTED))

        page = page_of(clerk, meeting)

        assert "Accept report 2009/0001, which is submitted, or take it off the agenda." in page
        for deed in (
            "Edit the agenda",
            "Build draft packs",
            "Publish the agenda",
            "Change the date, time or place",
        ):
            assert deed in page

    def test_an_officer_sees_the_agenda_and_none_of_the_clerks_deeds(self, office: Office) -> None:
        meeting = office.meeting(office.report("Foster carers"))

        page = page_of(SignedInClient(office.officer), meeting)

        assert "Agenda in preparation" in page
        assert "Foster carers" in page
        assert "Build draft packs" not in page

    def test_an_exempt_item_is_listed_by_its_neutral_title(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        meeting = office.meeting()
        office.item(meeting, title="The Marigold case", neutral_title="A family matter", **EXEMPT)
        other = SignedInClient(user_in(Role.OFFICER))

        for client in (clerk, other):
            assert "A family matter Not for publication: paragraph 3" in page_of(client, meeting)
            assert "Marigold" not in page_of(client, meeting)

    def test_a_cancelled_meeting_offers_no_publication(self, office: Office, clerk: SignedInClient) -> None:
        page = page_of(clerk, office.meeting(state=MeetingState.CANCELLED))

        assert "State Cancelled" in page
        assert "Publish the agenda" not in page


class TestPacks:
    def test_draft_packs_stand_with_their_verdict_in_words_and_what_was_found(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        meeting = office.meeting(office.report(state=ReportState.ACCEPTED))
        found = {"rule": "7.1-3", "message": "Content is neither tagged nor an artifact.", "page": 3}
        draft_packs(office, meeting, findings=[found])

        page = page_of(clerk, meeting)

        assert "Draft of the public pack" in page
        assert "Does not pass the accessibility check" in page
        assert "What the check found" not in page
        assert "Page 3: Content is neither tagged nor an artifact." in page
        assert "Draft of the members’ pack" in page
        assert "Passes the accessibility check" in page

    def test_what_was_found_is_said_by_item_and_page_with_what_to_do_and_folded_when_long(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        meeting = office.meeting(office.report(state=ReportState.ACCEPTED))
        rules = ("13-004", "14-003", "15-TH", "28-012")
        found = [{"rule": rule, "message": "x", "page": 3, "item": "1"} for rule in rules]
        draft_packs(office, meeting, findings=found)

        page = page_of(clerk, meeting)

        assert "What the check found" in page
        assert (
            "Item 1, page 3: A picture has no words for those who cannot see it. Describe it in the report."
            in page
        )

    def test_other_staff_are_not_offered_the_members_draft(self, office: Office) -> None:
        meeting = office.meeting(office.report(state=ReportState.ACCEPTED))
        draft_packs(office, meeting)

        page = page_of(SignedInClient(office.officer), meeting)

        assert "Draft of the public pack" in page
        assert "Draft of the members’ pack" not in page

    def test_what_changed_since_is_named(self, office: Office, clerk: SignedInClient) -> None:
        report = office.report(state=ReportState.ACCEPTED)
        meeting = office.meeting(report)
        draft_packs(office, meeting)
        report.changed_at = meeting.changed_at = datetime(2009, 11, 10, 9, 0, tzinfo=LONDON)
        report.save()
        meeting.save()

        page = page_of(clerk, meeting)

        assert "Changed since the draft packs were made The agenda Report 2009/0001" in page

    def test_failed_work_shows_its_sentence(self, office: Office, clerk: SignedInClient) -> None:
        meeting = office.meeting()
        Job.objects.create(
            kind=JobKind.BUILD_PACKS,
            parameters={"meeting": str(meeting.pk)},
            state=JobState.FAILED,
            error="Item 3, open part, could not be turned into pages.",
            created_at=AT,
            finished_at=AT,
        )

        page = page_of(clerk, meeting)

        assert "The packs could not be made. Item 3, open part, could not be turned into pages." in page

    def test_work_under_way_can_be_followed(self, office: Office, clerk: SignedInClient) -> None:
        meeting = office.meeting()
        job = Job.objects.create(
            kind=JobKind.BUILD_PACKS, parameters={"meeting": str(meeting.pk)}, created_at=AT
        )

        assert f'href="{job.get_absolute_url()}?next={meeting.get_absolute_url()}"' in source(
            clerk.get(meeting.get_absolute_url())
        )


class TestPublished:
    @pytest.fixture
    def meeting(self, office: Office) -> Meeting:
        report = office.report("Foster carers", state=ReportState.ACCEPTED)
        meeting = office.meeting(report, venue="Town Hall")
        office.item(meeting, kind="heading", title="Private business")
        office.item(meeting, title="The Marigold case", neutral_title="A family matter", **EXEMPT)
        publish(office, meeting)
        return meeting

    def test_the_public_reads_numbers_titles_pages_and_what_it_does_not_get(
        self, public: Client, meeting: Meeting
    ) -> None:
        page = page_of(public, meeting)

        assert "Item Subject Pages 1 Foster carers 2 to 3 Private business 2 A family matter" in page
        assert "A family matter Not for publication: paragraph 3 No paper" in page
        assert "Public pack" in page
        for word in ("Marigold", "Members’ pack", "Open the exempt part", "Statutory clock"):
            assert word not in page

    def test_a_member_of_the_body_is_told_that_opening_the_exempt_part_is_recorded(
        self, office: Office, meeting: Meeting
    ) -> None:
        page = page_of(SignedInClient(office.member), meeting)

        assert "Open the exempt part of item 2 (opening it is recorded)" in page
        assert "Members’ pack (PDF)" in page
        assert "Marigold" not in page
        assert not AuditEvent.objects.filter(verb="exempt_seen").exists()

    def test_a_correction_says_which_edition_it_is(
        self, office: Office, clerk: SignedInClient, meeting: Meeting
    ) -> None:
        publish(office, meeting, at=datetime(2009, 11, 12, 9, 0, tzinfo=LONDON))

        page = page_of(clerk, meeting)

        assert "Edition 2, published 12 November 2009 at 9am" in page
        assert "Publish a corrected agenda" in page

    def test_what_changed_afterwards_can_be_read_by_its_clerk(
        self, office: Office, clerk: SignedInClient, meeting: Meeting
    ) -> None:
        Meeting.objects.filter(pk=meeting.pk).update(changed_at=datetime(2009, 11, 12, 9, 0, tzinfo=LONDON))

        page = page_of(clerk, meeting)

        assert "Changed since the agenda was published The agenda" in page
        assert "Read the agenda and papers as they stand now" in page

    def test_links_only_to_items_that_have_a_paper(self, public: Client, meeting: Meeting) -> None:
        items = list(meeting.items.order_by("position"))

        page = source(public.get(meeting.get_absolute_url()))

        linked = [reverse("item_detail", args=[meeting.pk, item.pk]) in page for item in items]
        assert linked == [True, False, False]

    def test_minutes_attendance_and_the_next_meeting_stand_on_it(
        self, office: Office, public: Client, meeting: Meeting
    ) -> None:
        office.minutes(meeting)
        person = PersonFactory(name="Adviser 1")
        Attendance.objects.create(meeting=meeting, person=person, kind="present")
        office.meeting(on=date(2009, 12, 2), state=MeetingState.CANCELLED)
        office.meeting(on=date(2009, 12, 9), state=MeetingState.CONVENED)

        page = page_of(public, meeting)

        assert "Read the minutes (published as unconfirmed)" in page
        assert "Attendance Present Adviser 1" in page
        assert "Next meeting 9 December 2009" in page

    def test_draft_minutes_tell_the_public_nothing(
        self, office: Office, public: Client, meeting: Meeting
    ) -> None:
        minutes = office.minutes(meeting)
        minutes.state = "draft"
        minutes.save()
        Attendance.objects.create(meeting=meeting, person=PersonFactory(name="Adviser 1"), kind="present")

        assert "Adviser 1" not in page_of(public, meeting)
        assert "Adviser 1" in page_of(SignedInClient(office.officer), meeting)


class TestByDay:
    def test_leads_from_a_body_and_a_day_to_the_meeting(self, office: Office, public: Client) -> None:
        meeting = office.meeting(state=MeetingState.HELD)

        answer = public.get("/meetings/cabinet-member-cyps/2009-11-18/")

        assert answer["Location"] == meeting.get_absolute_url()

    @pytest.mark.parametrize(
        "rest", ["cabinet-member-cyps/2009-11-19", "cabinet-member-cyps/tomorrow", "no/2009-11-18"]
    )
    def test_anything_else_is_no_page(self, office: Office, public: Client, rest: str) -> None:
        office.meeting(state=MeetingState.HELD)

        assert public.get(f"/meetings/{rest}/").status_code == 404


@pytest.mark.parametrize("is_published", [False, True])
def test_a_meeting_asks_no_more_of_the_database_for_thirty_items_and_reports(
    office: Office, clerk: SignedInClient, is_published: bool
) -> None:
    meeting = office.meeting(office.report(state=ReportState.ACCEPTED))
    office.minutes(meeting)
    draft_packs(office, meeting)
    if is_published:
        publish(office, meeting)
    with counted_queries() as one:
        clerk.get(meeting.get_absolute_url())

    for number in range(30):
        office.item(meeting, office.report(f"Report {number}", state=ReportState.ACCEPTED))
    for number in range(30):
        office.item(meeting, title=f"Secret {number}", neutral_title="A matter", **EXEMPT)
    Section.objects.filter(heading__key="finance").update(classification=Classification.UNCLASSIFIED)
    if is_published:
        Section.objects.update(**OPEN)
        publish(office, meeting, at=datetime(2009, 11, 10, 9, 0, tzinfo=LONDON))
    with counted_queries() as thirty:
        clerk.get(meeting.get_absolute_url())

    assert len(thirty) <= len(one) + 1  # which reports stand under exempt papers is asked when there are any
    assert len(thirty) <= MOST_QUERIES
