"""Minutes on the screen: open ones for everybody, exempt ones for those who may, draft ones for staff."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from childservices.choices import Role
from reports.models import Meeting
from tests.conftest import SignedInClient
from tests.papers import Office, user_in
from tests.published import sights
from tests.screens import source, words


class TestMinutes:
    @pytest.fixture
    def held(self, office: Office) -> Meeting:
        meeting = office.meeting(on=date(2009, 11, 4), state="held")
        office.minutes(meeting)
        return meeting

    def test_everybody_reads_the_open_ones_and_that_there_are_others(self, held: Meeting) -> None:
        page = words(Client().get(reverse("minutes_detail", args=[held.pk])))

        assert "D68 Parenting Considered." in page
        assert (
            "D69 Business matter Not for publication: exempt under paragraph 3 of Part 1 of Schedule 12A."
            in page
        )
        assert "1,819,926.00" not in page
        assert "Show the exempt minutes" not in page

    def test_a_member_reads_the_exempt_ones_after_asking_and_it_is_recorded(
        self, office: Office, held: Meeting
    ) -> None:
        client = SignedInClient(office.member)
        address = reverse("minutes_detail", args=[held.pk])
        assert "Show the exempt minutes in full . Opening them is recorded." in words(client.get(address))
        assert sights() == []

        page = words(client.get(f"{address}?exempt=1"))

        assert "D69 Tender for classrooms The tender was £1,819,926.00." in page
        assert sights() == [("Minute 69", "member of the body")]

    def test_who_may_not_see_them_and_asks_is_refused(self, office: Office, held: Meeting) -> None:
        address = reverse("minutes_detail", args=[held.pk])

        for client in (
            Client(),
            SignedInClient(user_in(Role.OFFICER)),
            SignedInClient(user_in(Role.ADMINISTRATOR)),
        ):
            answer = client.get(f"{address}?exempt=1")
            assert answer.status_code == 403
            assert "1,819,926.00" not in source(answer)

    def test_drafts_are_for_staff_and_their_exempt_minutes_not_for_members(
        self, office: Office, held: Meeting
    ) -> None:
        held.minutes.state = "draft"
        held.minutes.save()
        address = reverse("minutes_detail", args=[held.pk])

        assert Client().get(address).status_code == 404
        assert SignedInClient(office.member).get(address).status_code == 404
        assert "Draft" in words(SignedInClient(office.officer).get(address))

    def test_a_meeting_without_minutes_has_no_such_page(self, office: Office) -> None:
        meeting = office.meeting(state="held")

        assert Client().get(reverse("minutes_detail", args=[meeting.pk])).status_code == 404
