"""Pages of partnerships: groups, strategies, scorecards, protocols, commitments and consultations."""

import json
from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.test import Client

from childservices.choices import Role
from partnerships.models import (
    Group,
    GroupTask,
    Milestone,
    StrategyNeed,
)
from tests.conftest import SignedInClient
from tests.partnerships import (
    a_group,
    a_member,
    a_scorecard,
    a_strategy,
    file_of,
)
from tests.screens import MOST_QUERIES, counted_queries, source, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client_with_role: Callable[..., SignedInClient]) -> SignedInClient:
    """A browser in which an officer is signed in."""
    return client_with_role(Role.OFFICER)


class TestGroups:
    def test_groups_stand_under_those_they_report_to(self) -> None:
        board = a_group("Board", kind="board")
        below = a_group("Strategic", parent=board)
        a_member(below), a_member(below)
        a_group("Task", kind="task", parent=below)

        page = Client().get("/partnerships/groups/")

        assert (
            "3 groups. Those that report to another stand under it. Board (board or partnership) "
            "Strategic (strategic group, 2 members) Task (task group)" in words(page)
        )
        assert source(page).count("<ul") - source(page).count("govuk-service-navigation__list") >= 3

    def test_the_list_downloads_with_levels(self) -> None:
        board = a_group("Board")
        a_group("Below", parent=board)

        lines = file_of(Client(), "/partnerships/groups/?csv=groups")

        assert [line[:4] for line in lines[1:]] == [
            ["Board", "Strategic group", "1", ""],
            ["Below", "Strategic group", "2", "Board"],
        ]

    def test_what_is_not_public_is_for_staff_and_members(
        self, client_with_role: Callable[..., SignedInClient]
    ) -> None:
        hidden = a_group("Hidden", is_public=False)
        shown = a_group("Shown", parent=hidden)

        assert "Hidden" not in words(Client().get("/partnerships/groups/"))
        assert Client().get(hidden.get_absolute_url()).status_code == 404
        assert "Hidden" not in words(Client().get(shown.get_absolute_url()))
        for role, status in ((Role.MEMBER, 200), (Role.CLERK, 200), (Role.PROVIDER, 404)):
            assert client_with_role(role).get(hidden.get_absolute_url()).status_code == status

    @time_machine.travel("2015-04-02T12:00:00+01:00", tick=False)
    def test_a_group_shows_members_tasks_and_milestones_as_they_stand_today(self) -> None:
        group = a_group()
        a_member(group)
        GroupTask.objects.create(group=group, text="Align boundaries", due_on=date(2015, 4, 1))
        Milestone.objects.create(
            group=group, area="Best Start", event="Launch", on=date(2015, 4, 1), precision="month"
        )

        text = words(Client().get(group.get_absolute_url()))

        assert "Midwifery" in text
        assert "Align boundaries Planned 1 April 2015 Planned; the day has passed" in text
        assert "Launch Best Start April 2015 Planned" in text  # to the end of the month

    def test_only_a_keeper_is_offered_to_change(self, officer: SignedInClient) -> None:
        group = a_group()
        a_member(group)

        assert "Take away Midwifery" in words(officer.get(group.get_absolute_url()))
        assert "Take away" not in words(Client().get(group.get_absolute_url()))

    def test_it_asks_no_more_of_the_database_for_thirty(self, officer: SignedInClient) -> None:
        one = a_group("One")
        a_member(one)
        with counted_queries() as few:
            officer.get(one.get_absolute_url())
            officer.get("/partnerships/groups/")
        for number in range(30):
            a_member(one, f"Agency {number}")
            GroupTask.objects.create(group=one, text="Task")
            Milestone.objects.create(group=one, area="A", event="E")
            a_member(a_group(f"Below {number}", parent=one))
        with counted_queries() as thirty:
            officer.get(one.get_absolute_url())
            officer.get("/partnerships/groups/")

        assert len(thirty) == len(few) <= 2 * MOST_QUERIES


class TestNothingPrivateShowsThrough:
    def test_names_of_what_is_not_public_stand_on_no_public_page(self, officer: SignedInClient) -> None:
        strategy = a_strategy(slug="secret", title="Secret strategy", is_public=False)
        hidden = a_group("Secret board", is_public=False)
        group = a_group("Shown", parent=hidden, strategy=strategy)
        scorecard = a_scorecard(group=hidden)
        Milestone.objects.create(area="Launch", event="Secret launch", group=hidden)
        pages = [
            "/partnerships/milestones/",
            "/partnerships/milestones/?csv=list",
            "/partnerships/scorecards/",
            group.get_absolute_url(),
            scorecard.get_absolute_url(),
            "/api/v1/groups/",
        ]

        def read(client: Client, page: str) -> str:
            return b"".join(client.get(page)).decode()  # type: ignore[arg-type]

        assert [page for page in pages if "Secret" in read(Client(), page)] == []
        assert "Secret launch" in read(officer, "/partnerships/milestones/")
        assert "Secret strategy" in read(officer, group.get_absolute_url())
        assert "Secret board" in read(officer, scorecard.get_absolute_url())


class TestStrategy:
    def test_the_action_plan_says_which_outcomes_it_serves(self) -> None:
        strategy = a_strategy()
        StrategyNeed.objects.create(strategy=strategy, group="Help", need="Basic needs", position=2)

        text = words(Client().get(strategy.get_absolute_url()))

        assert "Action plan: 1 action for 2 needs" in text
        assert (
            "Information: Need 1 Booklet Health Planned; the day has passed (31 December 2010) – ✓ Yes"
            in text
        )
        assert "1 of 2 needs have no outcome marked: Basic needs." in text
        assert "1 Universal Advice; Visits" in text

    def test_each_table_downloads(self) -> None:
        address = a_strategy().get_absolute_url()

        plan = file_of(Client(), f"{address}?csv=actions")

        assert plan[0][-2:] == ["Be healthy", "Stay safe"]
        assert plan[1][4:] == [
            "Booklet", "Health", "2010-12-31", "Planned; the day has passed", "no", "yes",
        ]  # fmt: skip
        for key in ("service-offer", "training", "milestones"):
            assert len(file_of(Client(), f"{address}?csv={key}")) == 2

    def test_it_asks_no_more_of_the_database_for_thirty(self, officer: SignedInClient) -> None:
        one, many = a_strategy(), a_strategy(needs=30, slug="many")
        with counted_queries() as few:
            officer.get(one.get_absolute_url())
        with counted_queries() as thirty:
            officer.get(many.get_absolute_url())

        assert len(thirty) == len(few) <= MOST_QUERIES


class TestGroupsJson:
    def test_groups_come_from_above_in_pages(self) -> None:
        board = a_group("Board")
        for number in range(3):
            a_group(f"Below {number}", parent=board)
        a_group("Hidden", is_public=False)

        answer = json.loads(Client().get("/api/v1/groups/?limit=2&offset=1").content)

        assert (answer["count"], [row["slug"] for row in answer["results"]]) == (4, ["below-0", "below-1"])
        assert answer["results"][0]["parent"] == "board"
        assert answer["next"].endswith("limit=2&offset=3")
        assert answer["previous"].endswith("limit=2&offset=0")

    def test_and_as_csv(self) -> None:
        a_member(a_group("Board"))

        header, line = file_of(Client(), "/api/v1/groups/?format=csv")

        assert dict(zip(header, line, strict=True))["members"] == "1"
        assert Group.objects.count() == 1

    @pytest.mark.parametrize(
        "query", ["limit=0", "limit=101", "offset=9999999999999999999999999", "format=xml"]
    )
    def test_what_is_out_of_bounds_is_refused(self, query: str) -> None:
        assert Client().get(f"/api/v1/groups/?{query}").status_code == 422
