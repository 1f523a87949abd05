"""The actions that somebody updates: what is due, what is overdue, and many updates in one go."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine

from childservices.choices import Role
from reports.choices import ActionStatus, DueKind
from reports.models import ActionUpdate, PlanAction
from tests.conftest import SignedInClient
from tests.plans import Planning, make_planning
from tests.screens import MOST_QUERIES, counted_queries, words

NOW = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)
MINE, UPDATE = "/plans/my-actions/", "/plans/my-actions/update/"


@pytest.fixture(autouse=True)
def _on_18_november_2009() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def planning(db: None) -> Planning:
    return make_planning()


@pytest.fixture
def lead(planning: Planning) -> SignedInClient:
    return SignedInClient(planning.lead)


def listed(response: Any) -> list[list[str]]:
    """The numbers of the actions in each of the page's tables."""
    return [[row.record.reference for row in table.rows] for table in response.context["tables"]]


def sent(*rows: tuple[PlanAction, dict[str, Any]], on: str = "2009-11-18") -> dict[str, Any]:
    """What a browser sends for many rows."""
    fields: dict[str, Any] = {"on": on, "form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": len(rows)}
    for place, (action, said) in enumerate(rows):
        row = {"action": action.pk, "edit_number": 1, "status": "", "text": "", "value": "", **said}
        fields |= {f"form-{place}-{name}": value for name, value in row.items()}
    return fields


class TestMine:
    def test_tells_what_is_overdue_and_what_is_due(self, planning: Planning, lead: SignedInClient) -> None:
        planning.action("1.1", due_on=date(2009, 11, 17))
        planning.action("1.2", due_on=date(2009, 12, 16))
        planning.action("1.3", due_on=date(2009, 12, 17))
        planning.action("1.4", due_kind=DueKind.ONGOING, due_on=date(2009, 10, 1))
        planning.action("1.5", due_kind=DueKind.ONGOING, due_on=None)
        done = planning.action("1.6", due_on=date(2009, 11, 17))
        planning.said(done, date(2009, 11, 2), ActionStatus.COMPLETED)
        planning.action("1.7").leads.all().delete()

        assert listed(lead.get(MINE)) == [["1.1"], ["1.4", "1.2"], ["1.3", "1.5"]]

    def test_says_when_nothing_is(self, planning: Planning, lead: SignedInClient) -> None:
        page = words(lead.get(MINE))

        assert "Nothing is overdue." in page
        assert "Nothing is due soon." in page

    def test_each_list_is_a_file_too(self, planning: Planning, lead: SignedInClient) -> None:
        planning.action("1.1", due_on=date(2009, 11, 17))

        answer: Any = lead.get(f"{MINE}?which=overdue")

        text = b"".join(answer).decode("utf-8-sig")
        assert list(csv.reader(io.StringIO(text))) == [
            ["No.", "Action", "Due", "Status", "Overdue", "Last update", "Plan"],
            ["1.1", "Do 1.1", "17 November 2009", "Not known", "yes", "", "Recovery Plan"],
        ]

    def test_is_empty_for_staff_without_a_person(
        self, client_with_role: Callable[..., SignedInClient]
    ) -> None:
        assert listed(client_with_role(Role.OFFICER).get(MINE)) == [[], [], []]

    def test_is_for_staff(self, client_with_role: Callable[..., SignedInClient]) -> None:
        assert client_with_role(Role.MEMBER).get(MINE).status_code == 403

    @pytest.mark.parametrize("number", [1, 30])
    def test_asks_as_many_questions_for_many_actions(
        self, planning: Planning, lead: SignedInClient, number: int
    ) -> None:
        for place in range(number):
            planning.action(f"1.{place}")
        lead.get(MINE)

        with counted_queries() as queries:
            lead.get(MINE)

        assert len(queries) == 7 <= MOST_QUERIES


class TestManyUpdates:
    def test_ten_actions_are_updated_in_one_go(self, planning: Planning, lead: SignedInClient) -> None:
        actions = [planning.action(f"1.{number}") for number in range(1, 11)]
        quiet = planning.action("1.11")

        response = lead.post(
            UPDATE, sent(*((action, {"status": "completed"}) for action in actions), (quiet, {})), follow=True
        )

        assert "10 actions are updated." in words(response)
        assert ActionUpdate.objects.filter(status="completed", on=date(2009, 11, 18)).count() == 10
        assert not quiet.updates.exists()

    def test_a_mistake_is_told_in_its_row_and_nothing_is_saved_or_lost(
        self, planning: Planning, lead: SignedInClient
    ) -> None:
        first, second = planning.action("1.1"), planning.action("1.2")

        response = lead.post(
            UPDATE, sent((first, {"status": "completed"}), (second, {"value": "many", "text": "Four posts"}))
        )

        assert response.context["formset"].errors[1] == {
            "value": ["Enter the value as a number, for example 58.7."]
        }
        assert "Four posts" in words(response)
        assert ActionUpdate.objects.count() == 0

    def test_a_day_to_come_is_told_in_each_row(self, planning: Planning, lead: SignedInClient) -> None:
        response = lead.post(
            UPDATE, sent((planning.action(), {"status": "completed"}), on="19 November 2009")
        )

        assert "Nothing is saved yet. Correct the rows that are marked, then save all of them." in words(
            response
        )
        assert response.context["formset"].errors == [
            {"status": ["This day is still to come. Enter today or a day before it."]}
        ]
        assert 'href="#id_form-0-status"' in response.content.decode()
        assert ActionUpdate.objects.count() == 0

    def test_a_row_that_somebody_else_updated_shows_what_they_said(
        self, planning: Planning, lead: SignedInClient
    ) -> None:
        first, second = planning.action("1.1"), planning.action("1.2")
        keeper = SignedInClient(planning.keeper)
        theirs = {"status": "not_completed", "text": "Two posts", "on": "2009-11-18", "edit_number": 1}
        keeper.post(f"{second.get_absolute_url()}update/", theirs)
        rows = ((first, {"status": "completed"}), (second, {"status": "completed", "text": "Four posts"}))

        conflict = lead.post(UPDATE, sent(*rows))
        numbers = [form["edit_number"].value() for form in conflict.context["formset"].forms]
        pairs = zip(rows, numbers, strict=True)
        again = [(action, {**said, "edit_number": number}) for (action, said), number in pairs]
        lead.post(UPDATE, sent(*again))

        assert "What was saved meanwhile Status Not completed What has happened Two posts" in words(conflict)
        assert numbers == ["1", "2"]
        assert [action.updates.count() for action in (first, second)] == [1, 2]

    def test_nothing_filled_in_is_told(self, planning: Planning, lead: SignedInClient) -> None:
        page = words(lead.post(UPDATE, sent((planning.action(), {}))))

        assert "Nothing is filled in yet. Choose a status or write a sentence in one row or more." in page

    def test_an_action_of_somebody_else_is_refused(self, planning: Planning, lead: SignedInClient) -> None:
        action = planning.action()
        action.leads.all().delete()

        page = words(lead.post(UPDATE, sent((action, {"status": "completed"}))))

        assert "Only its leads and performance officers update this action. Tell one of them." in page
        assert ActionUpdate.objects.count() == 0

    def test_what_is_no_action_is_passed_over(self, planning: Planning, lead: SignedInClient) -> None:
        fields = sent((planning.action(), {"status": "completed"})) | {"form-0-action": "no action"}

        assert lead.post(UPDATE, fields).status_code == 200
        assert ActionUpdate.objects.count() == 0

    def test_a_keeper_updates_a_whole_plan_page_by_page(self, planning: Planning) -> None:
        for number in range(30):
            planning.action(f"1.{number:02}")
        keeper = SignedInClient(planning.keeper)

        first, second = (keeper.get(f"/plans/recovery-plan/update/?page={page}") for page in (1, 2))

        assert [len(page.context["formset"].forms) for page in (first, second)] == [25, 5]
        assert "Next page" in words(first)
        assert "Previous page" in words(second)

    def test_there_is_nothing_to_update_where_nothing_is_open(self, planning: Planning) -> None:
        page = words(SignedInClient(planning.keeper).get("/plans/recovery-plan/update/"))

        assert "No action is open. There is nothing to update." in page

    def test_a_whole_plan_is_for_performance_officers(self, planning: Planning, lead: SignedInClient) -> None:
        assert lead.get("/plans/recovery-plan/update/").status_code == 403


class TestHome:
    def test_tells_an_officer_which_updates_are_due(self, planning: Planning, lead: SignedInClient) -> None:
        planning.action("1.1", due_on=date(2009, 11, 17))
        planning.action("1.2", due_on=date(2009, 12, 16))
        planning.action("1.3", due_on=date(2009, 12, 17))

        page = words(lead.get("/"))

        assert (
            "Updates due for improvement plans 1.1 Do 1.1 Recovery Plan, due 17 November 2009 Overdue" in page
        )
        assert "1.2 Do 1.2 Recovery Plan, due 16 December 2009 Due" in page
        assert "Do 1.3" not in page

    def test_leads_to_the_rest_where_there_is_more(self, planning: Planning, lead: SignedInClient) -> None:
        for number in range(6):
            planning.action(f"1.{number}")

        page = lead.get("/").content.decode()

        assert page.count("Do 1.") == 5
        assert 'href="/plans/my-actions/"' in page

    def test_tells_a_performance_officer_when_none_is_due(self, planning: Planning) -> None:
        page = words(SignedInClient(planning.keeper).get("/"))

        assert "None of your actions is due in the next four weeks." in page
