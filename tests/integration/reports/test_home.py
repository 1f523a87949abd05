"""Home: what needs each person, in queries that do not grow with what there is."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from childservices.choices import JobState, Role
from childservices.models import Job, User
from childservices.operations.roles import set_roles
from reports.choices import JobKind, MeetingState, ReportState
from reports.models import Body, Meeting, Membership
from reports.operations import move_report
from tests.conftest import SignedInClient
from tests.factories import UserFactory
from tests.papers import AT, EXEMPT, Office, user_in
from tests.published import publish
from tests.screens import MOST_QUERIES, counted_queries, source, words

LONDON = ZoneInfo("Europe/London")
TODAY = datetime(2009, 11, 9, 12, 0, tzinfo=LONDON)


def home_of(user: User) -> str:
    with time_machine.travel(TODAY, tick=False):
        return words(SignedInClient(user).get("/"))


def section(page: str, title: str, until: str) -> str:
    """The words between two headings."""
    return page[page.index(title) : page.index(until, page.index(title))]


def test_the_public_is_led_to_the_meetings(db: None) -> None:
    assert Client().get("/")["Location"] == reverse("meeting_list")


class TestOfficer:
    def test_sees_own_drafts_and_returned_papers_with_the_reason(self, office: Office) -> None:
        office.report("Foster carers")
        returned = office.report("Schools", state=ReportState.SUBMITTED)
        office.report("Youth justice", state=ReportState.SUBMITTED)
        for reason in ("Old reason.", "The sums of table 2 do not add up."):
            returned.state = ReportState.SUBMITTED
            returned.save()
            move_report(report=returned, verb="return", by=office.clerk, at=AT, reason=reason)

        page = section(home_of(office.officer), "Your reports", "Your papers on the next agendas")

        assert "Schools Why it came back: The sums of table 2 do not add up. Returned" in page
        assert "Foster carers 2009/0001, changed 2 November 2009 Draft" in page
        assert "Youth justice" not in page

    def test_sees_own_papers_on_coming_agendas_with_the_day_they_go_out(self, office: Office) -> None:
        office.meeting(office.report("Foster carers"))
        office.meeting(office.report("Long ago"), on=date(2009, 11, 4))
        office.meeting(office.report("Called off"), on=date(2009, 12, 2), state=MeetingState.CANCELLED)

        page = section(home_of(office.officer), "Your papers on the next agendas", "Coming meetings")

        assert "Foster carers Cabinet Member for Children, 18 November 2009." in page
        assert "The agenda goes out by 10 November 2009." in page
        assert "Long ago" not in page
        assert "Called off" not in page

    def test_of_another_sees_none_of_them(self, office: Office) -> None:
        office.meeting(office.report("Foster carers"))

        page = home_of(user_in(Role.OFFICER))

        assert "Foster carers" not in page
        assert "You have no drafts, and nothing has been returned to you." in page
        assert "None of your papers is on a coming agenda." in page

    def test_without_a_person_has_no_papers(self, office: Office) -> None:
        office.meeting(office.report("Foster carers"))

        page = home_of(user_in(Role.OFFICER, person=None))

        assert "None of your papers is on a coming agenda." in page


class TestClerk:
    def test_sees_each_meetings_clock_and_what_blocks_it(self, office: Office) -> None:
        office.meeting(office.report("Foster carers"), office.report("Schools", state=ReportState.ACCEPTED))
        office.meeting(office.report("Ready", state=ReportState.ACCEPTED), on=date(2009, 12, 2))

        page = home_of(office.clerk)

        first = (
            "Cabinet Member for Children, 18 November 2009 Publish the agenda by Tuesday 10 November 2009."
        )
        assert f"{first} 1 thing blocks publication. 1 day left" in page
        second = (
            "Cabinet Member for Children, 2 December 2009 Publish the agenda by Tuesday 24 November 2009."
        )
        assert f"{second} Nothing blocks publication. 15 days left" in page

    def test_is_told_that_an_agenda_is_out(self, office: Office) -> None:
        meeting = office.meeting(office.report(state=ReportState.ACCEPTED))
        publish(office, meeting, at=TODAY)

        assert f"{meeting} The agenda is out. Done in time" in home_of(office.clerk)

    def test_sees_submitted_papers_and_failed_work(self, office: Office) -> None:
        office.report("Foster carers", state=ReportState.SUBMITTED)
        meeting = office.meeting()
        for state, error, minute in ((JobState.DONE, "", 1), (JobState.FAILED, "The disk is full.", 2)):
            begun = datetime(2009, 11, 9, 9, minute, tzinfo=LONDON)
            Job.objects.create(
                kind=JobKind.BUILD_PACKS,
                parameters={"meeting": str(meeting.pk)},
                state=state,
                error=error,
                created_at=begun,
                finished_at=begun,
            )

        page = home_of(office.clerk)

        assert f"Packs that could not be made {meeting} The disk is full. Failed" in page
        assert "Reports to accept Foster carers 2009/0001, changed 2 November 2009 Submitted" in page

    def test_is_told_no_more_of_work_that_went_well_afterwards(self, office: Office) -> None:
        meeting = office.meeting()
        for state, error, minute in ((JobState.FAILED, "The disk is full.", 1), (JobState.DONE, "", 2)):
            begun = datetime(2009, 11, 9, 9, minute, tzinfo=LONDON)
            Job.objects.create(
                kind=JobKind.BUILD_PACKS,
                parameters={"meeting": str(meeting.pk)},
                state=state,
                error=error,
                created_at=begun,
                finished_at=begun,
            )

        assert "The disk is full." not in home_of(office.clerk)

    def test_with_more_meetings_than_are_listed_is_led_to_the_rest(self, office: Office) -> None:
        for day in range(10, 23):
            office.meeting(on=date(2009, 12, day))

        page = home_of(office.clerk)

        assert "19 December 2009" in page
        assert "20 December 2009" not in page
        assert "See all of them : coming meetings" in page


class TestMember:
    @pytest.fixture
    def meeting(self, office: Office) -> Meeting:
        report = office.report("Foster carers", state=ReportState.ACCEPTED)
        meeting = office.meeting(report, venue="Town Hall")
        office.item(meeting, title="The Marigold case", neutral_title="A family matter", **EXEMPT)
        publish(office, meeting, at=datetime(2009, 11, 9, 9, 0, tzinfo=LONDON))
        return meeting

    def test_sees_the_next_meetings_of_own_bodies_new_papers_and_exempt_ones(
        self, office: Office, meeting: Meeting
    ) -> None:
        office.meeting(on=date(2009, 12, 2))

        page = home_of(office.member)

        assert "Cabinet Member for Children, 18 November 2009 Town Hall Papers are out" in page
        assert "Cabinet Member for Children, 2 December 2009 Agenda not out yet" in page
        assert "Agenda and papers, 3 pages, published 9 November 2009" in page
        assert (
            "18 November 2009: exempt paper of item 2 Not for publication: paragraph 3. Opening it is recorded."
            in page
        )
        assert "Marigold" not in page

    def test_of_another_body_sees_only_the_exempt_paper_that_the_law_opens(
        self, office: Office, meeting: Meeting
    ) -> None:
        body = Body.objects.create(
            slug="planning", name="Planning Board", kind="committee", regime="lga_1972"
        )
        other = user_in(Role.MEMBER)
        Membership.objects.create(body=body, person=other.person, role="member", starts_on=date(2009, 5, 22))

        page = home_of(other)

        assert "No meeting of a body that you sit on is planned." in page
        assert "Nothing was published for your bodies in the last three weeks." in page
        assert "exempt paper of item 2" in page

    def test_whose_membership_has_ended_sees_nothing(self, office: Office, meeting: Meeting) -> None:
        Membership.objects.update(ends_on=date(2009, 11, 8))

        page = home_of(office.member)

        assert "18 November 2009" not in page
        assert "There are none at the moment." in page


class TestAdministrator:
    def test_sees_accounts_and_bodies_that_are_not_complete(self, office: Office) -> None:
        UserFactory()
        Body.objects.update(template=None)
        secured = user_in(Role.ADMINISTRATOR)
        Authenticator.objects.create(user=secured, type=Authenticator.Type.TOTP, data={})

        page = home_of(secured)

        assert "Accounts without a role 1" in page
        assert "Staff accounts without a second factor 2" in page  # the clerk and the officer
        assert "Bodies without a report template 1" in page
        assert "Administration pages" in page
        assert "Audit log" in page

    def test_reads_no_exempt_title(self, office: Office) -> None:
        meeting = office.meeting()
        office.item(meeting, title="The Marigold case", neutral_title="A family matter", **EXEMPT)

        assert "Marigold" not in home_of(user_in(Role.ADMINISTRATOR))


def test_the_proper_officer_sees_what_is_proposed_as_exempt(office: Office) -> None:
    report = office.report("Foster carers")
    office.appendix(report, title="Bids by price", neutral_title="Terms", **EXEMPT)
    meeting = office.meeting(report)
    office.item(meeting, title="The Marigold case", neutral_title="A family matter", **EXEMPT)

    page = home_of(user_in(Role.PROPER_OFFICER))

    assert f"{meeting}: A family matter Not for publication: paragraph 3" in page
    assert "Report 2009/0001: appendix 1 Not for publication: paragraph 3" in page
    assert "Marigold" not in page


@pytest.mark.parametrize("role", [Role.CLEARER])
def test_other_staff_see_the_coming_meetings(office: Office, role: Role) -> None:
    office.meeting()

    page = home_of(user_in(role))

    assert "Nothing needs you at the moment." in page
    assert "The agenda goes out by Tuesday 10 November 2009." in page
    assert "blocks publication" not in page


def test_a_commissioning_manager_is_told_of_returns_and_renewals(office: Office) -> None:
    page = home_of(user_in(Role.COMMISSIONING_MANAGER))

    assert "Claims to approve No claim waits for you. Late returns No return is late." in page
    assert "Renewals to decide Nothing ends soon without a decision." in page


def test_a_provider_is_told_that_nothing_waits(office: Office) -> None:
    office.meeting()

    page = home_of(user_in(Role.PROVIDER))

    assert "Your returns No return waits for you." in page
    assert "18 November 2009" not in page


@pytest.mark.parametrize("role", Role)
def test_every_link_leads_somewhere(office: Office, role: Role) -> None:
    meeting = office.meeting(office.report("Foster carers", state=ReportState.ACCEPTED))
    publish(office, meeting, at=datetime(2009, 11, 9, 9, 0, tzinfo=LONDON))
    user = {Role.OFFICER: office.officer, Role.CLERK: office.clerk, Role.MEMBER: office.member}.get(
        role
    ) or user_in(role)

    with time_machine.travel(TODAY, tick=False):
        client = SignedInClient(user)
        page = source(client.get("/"))
        links = {
            part.split('"')[0] for part in page.split("<main")[1].split("</main>")[0].split('href="')[1:]
        }
        answered = {
            link: client.get(link, follow=True).status_code for link in links if not link.startswith("#")
        }

    assert set(answered.values()) == {200}


def test_home_asks_no_more_of_the_database_for_thirty_of_everything(office: Office) -> None:
    everything = set_roles(user=user_in(Role.OFFICER), roles=list(Role), by=None, at=AT)
    Membership.objects.create(
        body=office.body, person=everything.person, role="chair", starts_on=date(2009, 5, 22)
    )

    def fill(count: int, first: date) -> None:
        for number in range(count):
            reports = [
                office.report(f"{state} {number}", state=state)
                for state in ("draft", "returned", "submitted")
            ]
            reports += [office.report(f"Ready {number}", state=ReportState.ACCEPTED)]
            for report in reports:
                report.authors.update(person=everything.person)
                office.appendix(report, **EXEMPT, neutral_title="Terms")
            day = first.replace(day=number + 1)
            planned = office.meeting(*reports, on=day)
            office.item(planned, title="Secret", neutral_title="Matter", **EXEMPT)
            out = office.meeting(
                office.report(f"Out {number}", state=ReportState.ACCEPTED), on=day, kind="extraordinary"
            )
            office.item(out, title="Secret", neutral_title="Matter", **EXEMPT)
            publish(office, out, at=TODAY)
            Job.objects.create(
                kind=JobKind.BUILD_PACKS,
                parameters={"meeting": str(planned.pk)},
                state=JobState.FAILED,
                error="The disk is full.",
                created_at=TODAY,
                finished_at=TODAY,
            )
            Body.objects.create(slug=f"body-{first}-{number}", name="Board", kind="committee", regime="none")
            UserFactory()

    counts = []
    for count, first in ((1, date(2010, 1, 1)), (12, date(2009, 12, 1))):
        fill(count, first)
        with time_machine.travel(TODAY, tick=False):
            client = SignedInClient(everything)
            with counted_queries() as queries:
                assert client.get("/").status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
    for role in Role:
        with time_machine.travel(TODAY, tick=False):
            client = SignedInClient(user_in(role))
            with counted_queries() as queries:
                client.get("/")
        assert len(queries) <= MOST_QUERIES, role
