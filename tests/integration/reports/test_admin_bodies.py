"""Bodies, their standing items and memberships, as an administrator keeps them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from childservices.choices import Role
from childservices.models import AuditEvent
from reports.models import Body, StandingItem
from tests.admin_pages import errors_in, formset, page_of
from tests.conftest import SignedInClient
from tests.factories import PersonFactory
from tests.papers import Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client_with_role: Callable[..., SignedInClient]) -> SignedInClient:
    """A browser in which an administrator is signed in."""
    return client_with_role(Role.ADMINISTRATOR)


def body_form(body: Body | None = None, **changes: Any) -> dict[str, Any]:
    """What a browser sends for a body, unchanged but for the changes."""
    values: dict[str, Any] = {
        "name": body.name if body else "Children's Trust Board",
        "slug": "childrens-trust-board",
        "kind": "partnership",
        "regime": "none",
        **formset("standing_items"),
        **formset("memberships"),
        **formset("memberships-2"),
    }
    return values | changes


class TestBodies:
    def test_one_is_added_with_its_standing_items_and_members(self, administrator: SignedInClient) -> None:
        person = PersonFactory(name="Adviser 1")

        administrator.post(
            "/admin/reports/body/add/",
            body_form(
                **formset(
                    "standing_items", {"position": 1, "kind": "standing", "title": "Apologies for absence"}
                ),
                **formset("memberships-2", {"person": person.pk, "role": "chair", "starts_on": "2009-05-22"}),
            ),
        )

        body = Body.objects.get(slug="childrens-trust-board")
        assert [item.title for item in body.standing_items.all()] == ["Apologies for absence"]
        assert [(m.person, m.role, m.starts_on, m.ends_on) for m in body.memberships.all()] == [
            (person, "chair", date(2009, 5, 22), None)
        ]

    def test_additions_are_on_the_audit_log_and_each_membership_with_its_days(
        self, administrator: SignedInClient
    ) -> None:
        person = PersonFactory(name="Adviser 1")
        rows = formset("memberships-2", {"person": person.pk, "role": "chair", "starts_on": "2009-05-22"})

        administrator.post("/admin/reports/body/add/", body_form(**rows))

        body = Body.objects.get(slug="childrens-trust-board")
        events = AuditEvent.objects.filter(by=administrator.user).order_by("id")
        assert [(event.verb, event.label) for event in events] == [
            ("membership.added", "Adviser 1, chair of Children's Trust Board"),
            ("reference.added", "Children's Trust Board"),
        ]
        assert events[0].detail == {
            "body": str(body.pk),
            "person": str(person.pk),
            "role": "chair",
            "starts_on": "2009-05-22",
            "ends_on": None,
        }

    def test_a_membership_is_ended_and_that_is_noted(
        self, administrator: SignedInClient, office: Office
    ) -> None:
        membership = office.body.memberships.get()
        row = {"id": membership.pk, "role": "member", "starts_on": "2009-05-22", "ends_on": "2010-05-07"}

        administrator.post(
            page_of(office.body), body_form(office.body, **formset("memberships", row, initial=1))
        )

        membership.refresh_from_db()
        assert membership.ends_on == date(2010, 5, 7)
        event = AuditEvent.objects.get(verb="membership.changed")
        assert (event.by, event.subject_id) == (administrator.user, str(membership.pk))
        assert event.detail["ends_on"] == "2010-05-07"

    def test_a_membership_cannot_pass_to_somebody_else_nor_be_taken_away(
        self, administrator: SignedInClient, office: Office
    ) -> None:
        membership = office.body.memberships.get()
        row = {
            "id": membership.pk,
            "role": "member",
            "starts_on": "2009-05-22",
            "person": PersonFactory().pk,
            "DELETE": "on",
        }

        administrator.post(
            page_of(office.body), body_form(office.body, **formset("memberships", row, initial=1))
        )

        assert list(office.body.memberships.values_list("person", flat=True)) == [office.member.person_id]

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            (
                {"active_from": "2010-01-01", "active_to": "2009-01-01"},
                "The last day cannot be before the first day.",
            ),
            ({"name": ""}, "This field is required."),
            ({"quorum": "-1"}, "Ensure this value is greater than or equal to 0."),
            (
                formset("memberships-2", {"person": "", "role": "chair", "starts_on": "2009-05-22"}),
                "This field is required.",
            ),
        ],
    )
    def test_what_does_not_fit_is_said_in_a_sentence(
        self, administrator: SignedInClient, office: Office, changes: dict[str, Any], sentence: str
    ) -> None:
        response = administrator.post(page_of(office.body), body_form(office.body, **changes))

        assert errors_in(response) == [sentence]
        assert not AuditEvent.objects.filter(verb__startswith="reference").exists()

    def test_a_membership_that_ends_before_it_starts(
        self, administrator: SignedInClient, office: Office
    ) -> None:
        row = {
            "person": PersonFactory().pk,
            "role": "chair",
            "starts_on": "2010-01-01",
            "ends_on": "2009-01-01",
        }

        response = administrator.post(
            page_of(office.body), body_form(office.body, **formset("memberships-2", row))
        )

        assert errors_in(response) == ["The last day cannot be before the first day."]
        assert office.body.memberships.count() == 1

    def test_a_body_does_not_report_to_itself_by_a_roundabout_way(
        self, administrator: SignedInClient, office: Office
    ) -> None:
        below = Body.objects.create(
            slug="b", name="Panel", kind="committee", regime="none", parent=office.body
        )
        lowest = Body.objects.create(
            slug="c", name="Sub-panel", kind="committee", regime="none", parent=below
        )

        for parent in (office.body, below, lowest):
            response = administrator.post(page_of(office.body), body_form(office.body, parent=parent.pk))

            assert errors_in(response) == ["A body cannot report to itself or to a body that reports to it."]

    def test_the_short_name_stays(self, administrator: SignedInClient, office: Office) -> None:
        administrator.post(
            page_of(office.body), body_form(office.body, slug="another", name="Cabinet Member")
        )

        office.body.refresh_from_db()
        assert (office.body.slug, office.body.name) == ("cabinet-member-cyps", "Cabinet Member")

    def test_a_row_of_another_body_is_not_taken(self, administrator: SignedInClient, office: Office) -> None:
        other = Body.objects.create(slug="b", name="Panel", kind="committee", regime="none")
        item = StandingItem.objects.create(body=other, position=1, title="Apologies")
        row = {"id": item.pk, "position": 1, "kind": "standing", "title": "Taken"}

        response = administrator.post(
            page_of(office.body), body_form(office.body, **formset("standing_items", row, initial=1))
        )

        item.refresh_from_db()
        assert (response.status_code, item.title, item.body) == (200, "Apologies", other)

    def test_standing_items_are_put_in_the_order_that_is_typed(
        self, administrator: SignedInClient, office: Office
    ) -> None:
        titles = ("Apologies", "Declarations", "Minutes")
        items = [
            StandingItem.objects.create(body=office.body, position=number, title=title)
            for number, title in enumerate(titles, start=1)
        ]
        rows: list[dict[str, Any]] = [
            {"id": items[0].pk, "position": 3, "kind": "standing", "title": "Apologies"},
            {"id": items[1].pk, "position": 2, "kind": "standing", "title": "Declarations", "DELETE": "on"},
            {"id": items[2].pk, "position": 3, "kind": "minutes", "title": "Minutes"},
            {"position": 1, "kind": "standing", "title": "Welcome"},
        ]

        administrator.post(
            page_of(office.body), body_form(office.body, **formset("standing_items", *rows, initial=3))
        )

        order = office.body.standing_items.order_by("position").values_list("position", "title", "kind")
        assert list(order) == [
            (1, "Welcome", "standing"),
            (2, "Apologies", "standing"),
            (3, "Minutes", "minutes"),
        ]
