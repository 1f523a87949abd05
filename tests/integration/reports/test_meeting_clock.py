"""The statutory clock on a meeting's page: rule, day, working and state, and what moving the meeting would mean."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from childservices.models import AuditEvent
from reports.choices import Regime, ReportState
from reports.models import Body, Meeting
from tests.conftest import SignedInClient
from tests.papers import Office
from tests.published import publish
from tests.screens import words

LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def clerk(office: Office) -> SignedInClient:
    return SignedInClient(office.clerk)


def page_of(client: Client, meeting: Meeting, query: str = "") -> str:
    return words(client.get(meeting.get_absolute_url() + query))


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

    def test_a_meeting_whose_source_gives_no_day_has_no_clock(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        meeting = office.meeting()
        Meeting.objects.update(on=None, date_text="Summer 2008 (undated)", state="closed")

        page = page_of(clerk, meeting)

        assert "Date Summer 2008 (undated)" in page
        assert "No law sets a day for this meeting’s agenda." in page
