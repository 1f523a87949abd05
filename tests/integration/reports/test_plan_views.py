"""The pages of a plan: its figures as at a day, its actions with a filter, its files, and who may see what."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from python_calamine import CalamineWorkbook

from childservices.choices import Role
from reports.choices import ActionStatus, DueKind
from reports.models import ActionUpdate, ImprovementPlan
from tests.conftest import SignedInClient
from tests.plans import Planning, load_demonstration_plan, make_planning
from tests.screens import MOST_QUERIES, counted_queries, source, words

NOW = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)
PAGE = "/plans/recovery-plan/"


@pytest.fixture(autouse=True)
def _on_18_november_2009() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def planning(db: None) -> Planning:
    return make_planning()


@pytest.fixture
def keeper(planning: Planning) -> SignedInClient:
    return SignedInClient(planning.keeper)


def lines_of(response: Any) -> list[list[str]]:
    """The rows of a CSV file."""
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def references(response: Any) -> list[str]:
    """The numbers of the actions that a page lists."""
    return [row.record.reference for row in response.context["table"].rows]


class TestList:
    def test_shows_the_public_what_is_public(self, planning: Planning) -> None:
        planning.action()
        make_planning("inner-plan", title="Inner Plan", is_public=False)

        page = words(Client().get("/plans/"))

        assert "Recovery Plan Improvement Board 1 April 2009 31 March 2010 1" in page
        assert "Inner Plan" not in page

    def test_is_a_file_too(self, planning: Planning) -> None:
        assert lines_of(Client().get("/plans/?format=csv")) == [
            ["Plan", "Reports to", "From", "Until", "Actions"],
            ["Recovery Plan", "Improvement Board", "2009-04-01", "2010-03-31", "0"],
        ]

    def test_says_what_to_do_when_there_is_none(self, db: None) -> None:
        page = words(Client().get("/plans/"))

        assert "There is no plan yet. An administrator adds one on the administration pages." in page

    @pytest.mark.parametrize("number", [1, 30])
    def test_asks_as_many_questions_for_many_plans(self, planning: Planning, number: int) -> None:
        for place in range(1, number):
            make_planning(f"plan-{place}", title=f"Plan {place}")
        client = Client()
        client.get("/plans/")

        with counted_queries() as queries:
            client.get("/plans/")

        assert len(queries) == 2


class TestPlan:
    def test_gives_the_printed_figures(self, db: None) -> None:
        load_demonstration_plan("improvement-plan-2009")

        page = words(Client().get("/plans/improvement-plan-2009/?as_at=2009-11-02"))

        assert "181 actions as at 2 November 2009" in page
        assert "Completed 106 58.56% Partially completed 46 25.41% Not completed 29 16.02%" in page
        assert "Not known 0 0.00% 26 actions were overdue on that day." in page
        assert "1 Management arrangements 20 7 35% 12 60% 1 5% 0 0%" in page
        assert "1: by 31 October 2009 117 91 77.78% 20 17.09% 6 5.13% 0 0.00%" in page
        assert "On 2 November 2009, 106 of 181 actions were completed, and 117 had fallen due." in page
        assert "The printed shares add to 99.99." in page

    def test_is_as_at_any_day(self, planning: Planning) -> None:
        action = planning.action(due_on=date(2009, 10, 31))
        planning.said(action, date(2009, 11, 10), ActionStatus.COMPLETED)

        before, today = Client().get(f"{PAGE}?as_at=9+November+2009"), Client().get(PAGE)

        assert "1 actions as at 9 November 2009" not in words(before)
        assert "1 action as at 9 November 2009 Completed 0 0.00%" in words(before)
        assert "1 action was overdue on that day." in words(before)
        assert "1 action as at 18 November 2009 Completed 1 100.00%" in words(today)
        assert "0 actions were overdue on that day." in words(today)

    def test_a_day_that_cannot_be_read_is_told_and_kept(self, planning: Planning) -> None:
        response = Client().get(f"{PAGE}?as_at=31+November+2009")

        assert "There is no 31 November 2009. Enter a real date." in words(response)
        assert 'value="31 November 2009"' in source(response)
        assert "as at 18 November 2009" in words(response)

    def test_leaves_out_what_is_cancelled_and_merged_and_lists_it_apart(self, planning: Planning) -> None:
        for number, status in enumerate((ActionStatus.CANCELLED, ActionStatus.MERGED, ""), start=1):
            planning.said(planning.action(f"1.{number}"), date(2009, 11, 1), status)

        response = Client().get(PAGE)

        assert "Not counted: 1 cancelled and 1 merged, which are listed apart." in words(response)
        assert references(response) == ["1.3"]
        assert [row.record.reference for row in response.context["apart"].rows] == ["1.1", "1.2"]

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", ["1.1", "1.2", "2.1"]),
            ("theme=2", ["2.1"]),
            ("priority=3", ["1.2"]),
            ("status=completed", ["2.1"]),
            ("words=VACANT", ["1.2"]),
            ("lead=early+help", ["1.1", "1.2", "2.1"]),
            ("lead=nobody", []),
            ("overdue=on", ["1.1"]),
        ],
    )
    def test_is_narrowed_by_its_filter(self, planning: Planning, query: str, expected: list[str]) -> None:
        planning.action("1.1", due_on=date(2009, 11, 17))
        planning.action("1.2", priority=3, text="Fill vacant posts")
        done = planning.action("2.1", theme="2", due_on=date(2009, 11, 17))
        planning.said(done, date(2009, 11, 1), ActionStatus.COMPLETED)

        assert references(Client().get(f"{PAGE}?{query}")) == expected

    def test_a_filter_that_is_no_choice_is_told(self, planning: Planning) -> None:
        response = Client().get(f"{PAGE}?theme=9")

        assert "Select a valid choice" in words(response)

    def test_shows_the_public_neither_updates_nor_links_to_actions(
        self, planning: Planning, keeper: SignedInClient
    ) -> None:
        action = planning.action()

        assert str(action.pk) not in source(Client().get(PAGE))
        assert str(action.pk) in source(keeper.get(PAGE))

    @pytest.mark.parametrize(
        ("role", "status"), [(None, 404), (Role.MEMBER, 404), (Role.PROVIDER, 404), (Role.CLEARER, 200)]
    )
    def test_a_plan_that_is_not_public_is_for_staff(
        self,
        planning: Planning,
        client_with_role: Callable[..., SignedInClient],
        role: Role | None,
        status: int,
    ) -> None:
        ImprovementPlan.objects.update(is_public=False)
        client = client_with_role(role) if role else Client()

        assert client.get(PAGE).status_code == status

    @pytest.mark.parametrize("number", [1, 30])
    def test_asks_as_many_questions_for_many_actions(
        self, planning: Planning, keeper: SignedInClient, number: int
    ) -> None:
        for place in range(number):
            planning.said(planning.action(f"1.{place}"), date(2009, 11, 1), ActionStatus.COMPLETED)
        keeper.get(PAGE)

        with counted_queries() as queries:
            keeper.get(PAGE)

        assert len(queries) == 17 <= MOST_QUERIES


class TestFiles:
    def test_the_actions_as_csv(self, planning: Planning) -> None:
        action = planning.action(due_kind=DueKind.MONTH, due_on=date(2009, 10, 31))
        planning.said(action, date(2009, 11, 1), ActionStatus.NOT_COMPLETED)

        assert lines_of(Client().get(f"{PAGE}?format=csv")) == [
            ["No.", "Action", "Theme", "Priority", "Due", "Leads", "Status", "Overdue", "Last update"],
            [
                "1.1",
                "Do 1.1",
                "1",
                "1",
                "October 2009",
                "Head of Early Help",
                "Not completed",
                "yes",
                "2009-11-01",
            ],
        ]

    def test_the_actions_as_excel(self, planning: Planning) -> None:
        planning.action(text="=SUM(A1) & <more>")

        response = Client().get(f"{PAGE}?format=xlsx")

        assert response["Content-Disposition"] == 'attachment; filename="recovery-plan-2009-11-18.xlsx"'
        book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
        assert book.sheet_names == ["Actions 2009-11-18"]
        assert book.get_sheet_by_index(0).to_python()[1] == [
            "1.1", "=SUM(A1) & <more>", "1", 1.0, "30 November 2009", "Head of Early Help", "Not known", "no", "",
        ]  # fmt: skip

    def test_the_figures(self, planning: Planning) -> None:
        planning.said(planning.action(), date(2009, 11, 1), ActionStatus.COMPLETED)

        header, overall, *rest = lines_of(Client().get(f"{PAGE}?format=summary"))

        assert header[:7] == [
            "Theme", "Priority", "Actions", "Completed", "Partially completed", "Not completed", "Not known",
        ]  # fmt: skip
        assert overall == ["", "", "1", "1", "0", "0", "0", "100.00", "0.00", "0.00", "0.00"]
        assert [line[:3] for line in rest] == [
            ["1", "", "1"], ["2", "", "0"],
            ["", "1", "1"], ["", "2", "0"], ["", "3", "0"],
            ["1", "1", "1"], ["1", "2", "0"], ["1", "3", "0"], ["2", "1", "0"], ["2", "2", "0"], ["2", "3", "0"],
        ]  # fmt: skip

    def test_the_chart(self, planning: Planning) -> None:
        planning.said(planning.action(), date(2009, 11, 1), ActionStatus.COMPLETED)

        header, *lines = lines_of(Client().get(f"{PAGE}?format=burn-up"))

        assert header == ["Day", "In the plan", "Due", "Completed"]
        assert ["2009-11-18", "1", "0", "1"] in lines
        assert ["2009-11-30", "1", "1", "1"] in lines


class TestChart:
    def test_has_a_text_and_a_table_and_no_inline_style(self, planning: Planning) -> None:
        planning.action()

        page = source(Client().get(PAGE))

        assert 'role="img"' in page
        assert "On 18 November 2009, 0 of 1 actions were completed, and 0 had fallen due." in page
        assert "Actions in the plan, due and completed, on each day" in page
        assert " style=" not in page

    def test_is_not_drawn_for_a_plan_without_actions(self, planning: Planning) -> None:
        page = source(Client().get(PAGE))

        assert "<svg class=" not in page
        assert "No action matches. Clear the filter, or choose another day." in page


class TestOverdue:
    def test_of_the_37_on_three_days_beside_the_list_of_eight(
        self, planning: Planning, keeper: SignedInClient
    ) -> None:
        load_demonstration_plan("improvement-plan-2009")
        load_demonstration_plan("immediate-priorities-2009")

        response = keeper.get("/plans/immediate-priorities-2009/overdue/")

        assert response.context["found"].days == [date(2009, 10, 31), date(2009, 11, 2), date(2010, 1, 1)]
        assert response.context["found"].counts == [0, 0, 19]
        page = words(response)
        assert "Overdue in all 0 0 19" in page
        assert "The highlight report for October 2009 (Children and Young People’s Services" in page
        assert "An audit of interpretation services and how well they work" in page
        assert "It is action 7, due in November 2009, and so overdue from 1 December." in page

    def test_on_days_of_ones_own_and_as_a_file(self, planning: Planning, keeper: SignedInClient) -> None:
        planning.action(due_on=date(2009, 10, 31))
        days = "first=2009-11-01&second=2009-10-31&third=2009-11-01"

        lines = lines_of(keeper.get(f"{PAGE}overdue/?{days}&format=csv"))

        assert lines == [
            ["No.", "Action", "Due", "Overdue on 2009-10-31", "Overdue on 2009-11-01"],
            ["1.1", "Do 1.1", "31 October 2009", "no", "yes"],
        ]

    def test_a_wrong_day_is_told(self, planning: Planning, keeper: SignedInClient) -> None:
        page = words(keeper.get(f"{PAGE}overdue/?first=2009-11-01&second=&third=nonsense"))

        assert "Fill in “Second day”." in page
        assert "Enter a day, a month and a year, for example 18 November 2009." in page
        assert "Nothing was overdue on these days." in page
        assert "There is no highlight report yet." in page

    def test_is_for_staff(self, planning: Planning, client_with_role: Callable[..., SignedInClient]) -> None:
        assert client_with_role(Role.MEMBER).get(f"{PAGE}overdue/").status_code == 403


def test_reading_changes_nothing(planning: Planning, keeper: SignedInClient) -> None:
    planning.action()

    for address in (PAGE, "/plans/", f"{PAGE}overdue/", f"{PAGE}update/", "/plans/my-actions/"):
        assert keeper.get(address).status_code == 200

    assert ActionUpdate.objects.count() == 0
