"""A clerk plans a meeting and changes it; two clerks at once lose nothing."""

from datetime import date, time

import pytest
from django.urls import reverse

from childservices.choices import Role
from reports.choices import MeetingState
from reports.models import Meeting, StandingItem
from tests.conftest import SignedInClient
from tests.papers import Office, user_in
from tests.screens import source, value_of, words


@pytest.fixture
def clerk(office: Office) -> SignedInClient:
    return SignedInClient(office.clerk)


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

    def test_the_start_is_shown_as_it_is_asked_for(self, office: Office, clerk: SignedInClient) -> None:
        meeting = office.meeting()
        Meeting.objects.update(starts=time(14, 0))

        answer = clerk.get(reverse("meeting_change", args=[meeting.pk]))

        assert 'name="starts" value="14:00"' in source(answer)

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

    def test_a_change_onto_a_day_that_is_taken_is_refused(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        office.meeting(on=date(2009, 11, 25))
        meeting = office.meeting()
        sent = {"on": "2009-11-25", "venue": "Room 14", "kind": "ordinary", "edit_number": "1"}

        answer = clerk.post(reverse("meeting_change", args=[meeting.pk]), sent)

        assert "There is a problem" in words(answer)
        assert value_of(answer, "venue") == "Room 14"
        assert Meeting.objects.get(pk=meeting.pk).on == date(2009, 11, 18)
