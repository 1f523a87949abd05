"""Screens of meetings: the list, one meeting with its agenda, packs and clock, a new one, a change."""

import csv
import io
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from childservices.choices import JobState, Role
from childservices.models import AuditEvent, Job
from reports.choices import Classification, JobKind, MeetingState, Regime, ReportState
from reports.models import Attendance, Body, Meeting, Section, StandingItem
from tests.conftest import SignedInClient
from tests.factories import PersonFactory
from tests.papers import AT, EXEMPT, OPEN, Office, user_in
from tests.published import draft_packs, publish
from tests.screens import MOST_QUERIES, counted_queries, source, value_of, words

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

    def test_an_exempt_item_has_its_neutral_title_for_other_staff(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        meeting = office.meeting()
        office.item(meeting, title="The Marigold case", neutral_title="A family matter", **EXEMPT)
        other = SignedInClient(user_in(Role.OFFICER))

        assert "A family matter Not for publication: paragraph 3" in page_of(other, meeting)
        assert "Marigold" not in page_of(other, meeting)
        assert "Marigold" in page_of(clerk, meeting)

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
        assert "Content is neither tagged nor an artifact. (page 3)" in page
        assert "Draft of the members’ pack" in page
        assert "Passes the accessibility check" in page

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


class TestClock:
    @pytest.mark.parametrize(
        ("today", "state"),
        [
            (date(2009, 11, 2), "8 days left"),
            (date(2009, 11, 9), "1 day left"),
            (date(2009, 11, 10), "Today"),
            (date(2009, 11, 11), "Overdue"),
            (date(2009, 11, 19), "Not published here"),
        ],
    )
    def test_tells_the_rule_the_day_the_working_and_the_state(
        self, office: Office, today: date, state: str
    ) -> None:
        meeting = office.meeting()

        with time_machine.travel(datetime(today.year, today.month, today.day, 10, tzinfo=LONDON), tick=False):
            page = page_of(SignedInClient(office.clerk), meeting)

        assert "Publish the agenda and open reports Tuesday 10 November 2009 5 clear working days." in page
        working = (
            "Not counted: Tuesday 10 November (day of publication); Saturday 14 November; Sunday 15 November; "
            "Wednesday 18 November (day of the meeting)."
        )
        assert working in page
        assert f"as amended by SI 2002/715 {state}" in page

    @pytest.mark.parametrize(
        ("published", "state"),
        [
            (datetime(2009, 11, 10, 23, 30, tzinfo=LONDON), "Done in time"),
            (datetime(2009, 11, 11, 0, 30, tzinfo=LONDON), "Published after the deadline"),
            (datetime(2026, 11, 23, 9, 0, tzinfo=LONDON), "Published here afterwards"),
        ],
    )
    def test_tells_whether_the_agenda_was_out_in_time(
        self, office: Office, clerk: SignedInClient, published: datetime, state: str
    ) -> None:
        meeting = office.meeting(office.report(state=ReportState.ACCEPTED))
        publish(office, meeting, at=published)

        assert f"SI 2002/715 {state}" in page_of(clerk, meeting)

    def test_shows_another_day_without_changing_anything(self, office: Office, clerk: SignedInClient) -> None:
        meeting = office.meeting()
        events = AuditEvent.objects.count()

        page = page_of(clerk, meeting, "?if=2026-01-06")

        assert "The clock if the meeting were on Tuesday 6 January 2026" in page
        assert "Wednesday 24 December 2025" in page
        assert "Thursday 25 December (Christmas Day)" in page
        assert Meeting.objects.get().on == date(2009, 11, 18)
        assert AuditEvent.objects.count() == events

    def test_says_what_to_type_when_the_other_day_is_none(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        page = page_of(clerk, office.meeting(), "?if_day=31&if_month=2&if_year=2026")

        assert "There is a problem" in page
        assert "The clock if" not in page

    def test_only_the_clerk_asks_what_if(self, office: Office) -> None:
        page = page_of(SignedInClient(office.officer), office.meeting(), "?if=2026-01-06")

        assert "Statutory clock" in page
        assert "The clock if" not in page
        assert "If the meeting were" not in page

    def test_an_executive_body_has_notices_that_wait_for_the_monitoring_officer(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        Body.objects.update(regime=Regime.EXECUTIVE_2012)

        page = page_of(clerk, office.meeting(on=date(2012, 10, 10)))

        assert "Give notice of a key decision, if there is one Tuesday 11 September 2012" in page
        assert "To be confirmed by the monitoring officer before use." in page

    def test_a_body_without_a_regime_has_no_clock(self, office: Office, clerk: SignedInClient) -> None:
        Body.objects.update(regime=Regime.NONE)

        assert "No law sets a day for this meeting’s agenda." in page_of(clerk, office.meeting())


class TestPlanning:
    def test_a_clerk_plans_a_meeting_with_the_standing_items_on_its_agenda(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        StandingItem.objects.create(body=office.body, position=1, title="Apologies", kind="standing")

        answer = clerk.post(
            "/meetings/new/",
            {
                "body": office.body.pk,
                "on": "2026-12-09",
                "starts": "14:00",
                "venue": "Town Hall",
                "kind": "ordinary",
            },
        )

        meeting = Meeting.objects.get()
        assert answer["Location"] == reverse("agenda_edit", args=[meeting.pk])
        assert (meeting.on, f"{meeting.starts:%H:%M}", meeting.venue) == (
            date(2026, 12, 9),
            "14:00",
            "Town Hall",
        )
        assert [item.title for item in meeting.items.all()] == ["Apologies"]

    def test_a_second_one_on_the_day_is_refused_and_nothing_typed_is_lost(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        office.meeting(on=date(2026, 12, 9))

        answer = clerk.post(
            "/meetings/new/",
            {"body": office.body.pk, "on": "2026-12-09", "venue": "Room 14", "kind": "ordinary"},
        )

        assert "The body already meets on that day." in words(answer)
        assert value_of(answer, "venue") == "Room 14"
        assert Meeting.objects.count() == 1

    @pytest.mark.parametrize("role", [Role.OFFICER, Role.MEMBER, Role.ADMINISTRATOR, Role.PROPER_OFFICER])
    def test_nobody_else_plans_or_changes_one(self, office: Office, role: Role) -> None:
        client = SignedInClient(user_in(role))
        meeting = office.meeting(state=MeetingState.CONVENED)

        for address in ("/meetings/new/", reverse("meeting_change", args=[meeting.pk])):
            for answer in (client.get(address), client.post(address, {"on": "2026-12-09"})):
                assert answer.status_code == 403
                assert "Only democratic services prepare meetings and agendas." in words(answer)

    def test_a_change_is_saved(self, office: Office, clerk: SignedInClient) -> None:
        meeting = office.meeting()
        address = reverse("meeting_change", args=[meeting.pk])
        assert value_of(clerk.get(address), "edit_number") == "1"

        clerk.post(address, {"on": "2009-11-25", "venue": "Room 14", "kind": "ordinary", "edit_number": "1"})

        assert (Meeting.objects.get().on, Meeting.objects.get().venue) == (date(2009, 11, 25), "Room 14")

    def test_the_second_of_two_clerks_sees_what_the_first_saved_and_loses_nothing(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        meeting = office.meeting()
        address = reverse("meeting_change", args=[meeting.pk])
        typed = {"on": "2009-11-18", "venue": "Room 14", "kind": "ordinary", "edit_number": "1"}
        clerk.post(address, typed | {"venue": "Council Chamber", "kind": "extraordinary"})

        answer = clerk.post(address, typed)

        assert "Somebody else saved this while you were writing." in words(answer)
        assert "Venue Council Chamber" in words(answer)
        assert "Kind Extraordinary" in words(answer)
        assert value_of(answer, "venue") == "Room 14"
        clerk.post(address, typed | {"edit_number": value_of(answer, "edit_number")})
        assert Meeting.objects.get().venue == "Room 14"


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
