"""Pages of partnerships: groups, strategies, scorecards, protocols, commitments and consultations."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from childservices.choices import Role
from indicators.models import Area, IndicatorValue
from partnerships.models import (
    Centre,
    CommitmentSpend,
    DataStream,
    DemographicFact,
    EngagementGroup,
    Group,
    GroupTask,
    Milestone,
    Protocol,
    ProtocolPartner,
    Scorecard,
    ServiceLevel,
    Strategy,
    StrategyAction,
    StrategyNeed,
    TrainingLevel,
)
from tests.conftest import SignedInClient
from tests.partnerships import (
    AT,
    a_commitment,
    a_consultation,
    a_group,
    a_member,
    a_scorecard,
    add_measure,
    an_indicator,
)
from tests.screens import MOST_QUERIES, counted_queries, source, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client_with_role: Callable[..., SignedInClient]) -> SignedInClient:
    """A browser in which an officer is signed in."""
    return client_with_role(Role.OFFICER)


def file_of(client: Client, address: str) -> list[list[str]]:
    """The lines of a CSV file."""
    text = b"".join(client.get(address)).decode().removeprefix("\ufeff")  # type: ignore[arg-type]
    return list(csv.reader(io.StringIO(text)))


def a_strategy(*, needs: int = 1, **fields: Any) -> Strategy:
    """A public strategy with needs that serve one of its two outcomes, an action each, a tier and a level."""
    values = {"slug": "parenting", "title": "Parenting", "is_public": True, **fields}
    strategy = Strategy.objects.create(outcomes="Be healthy\nStay safe", **values)
    for number in range(1, needs + 1):
        need = StrategyNeed.objects.create(
            strategy=strategy,
            group="Information",
            need=f"Need {number}",
            marks=["Stay safe"],
            position=number,
        )
        StrategyAction.objects.create(need=need, text="Booklet", leads="Health", due_on=date(2010, 12, 31))
        ServiceLevel.objects.create(
            strategy=strategy, level=number, name="Universal", entitlement="Advice\nVisits", position=number
        )
        TrainingLevel.objects.create(strategy=strategy, level=number, description="Basics", position=number)
        Milestone.objects.create(strategy=strategy, area="Parenting", event="Launch", position=number)
    return strategy


def a_protocol(*, partners: int = 1, **fields: Any) -> Protocol:
    """A public protocol that one partner after another has approved, and one is to be asked by December 2009."""
    values = {"slug": "sharing", "title": "Sharing", "is_public": True, **fields}
    protocol = Protocol.objects.create(**values)
    for number in range(1, partners + 1):
        ProtocolPartner.objects.create(
            protocol=protocol, name=f"Group {number}", state="approved", position=number
        )
        DataStream.objects.create(
            protocol=protocol, what="Births", from_whom="Midwifery", to_whom="Centres",
            lawful_basis="Public task", review_on=date(2010, 3, 31), position=number,
        )  # fmt: skip
    ProtocolPartner.objects.create(
        protocol=protocol, name="Children's Board", due_on=date(2009, 12, 31), position=partners + 1
    )
    return protocol


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
        Centre.objects.create(group=group, name="Redmoor", area="Bosworth", operational_text="early autumn")

        text = words(Client().get(group.get_absolute_url()))

        assert "Midwifery" in text
        assert "Align boundaries Planned 1 April 2015 Planned; the day has passed" in text
        assert "Launch Best Start April 2015 Planned" in text  # to the end of the month
        assert "Redmoor Bosworth early autumn" in text

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


class TestScorecard:
    def test_measures_stand_by_outcome_with_how_far_they_had_to_go(self) -> None:
        text = words(Client().get(a_scorecard().get_absolute_url()))

        assert "1 : 1 have a figure to reach, 0 only a direction, 0 no target." in text.replace(
            "1: 1", "1 : 1"
        )
        assert "1. Safe from harm" in text
        assert "30.9% 2015/16 At most 26.0%, 1 April 2016 to 30 September 2016" in text
        assert "At most 23.0%, 1 October 2016 to 31 March 2017 7.9 short of the target" in text

    def test_outcomes_are_summed_up_and_download(self) -> None:
        address = a_scorecard(measures=2).get_absolute_url()

        assert "Safe from harm 2 2 0 0 0 2" in words(Client().get(address))
        assert file_of(Client(), f"{address}?csv=outcomes")[1] == [
            "Safe from harm", "2", "2", "0", "0", "0", "2",
        ]  # fmt: skip

    def test_a_measure_under_two_priorities_says_so(self) -> None:
        scorecard = a_scorecard()
        first = scorecard.outcomes.get().priorities.get().measures.get()
        add_measure(first.priority, "1.H1(a)", first.indicator)

        text = words(Client().get(scorecard.get_absolute_url()))

        assert "Also stands as 1.H1(a)" in text
        assert "Also stands as 1.A1" in text

    def test_later_values_are_for_staff_alone(self, officer: SignedInClient) -> None:
        scorecard = a_scorecard()
        measure = scorecard.outcomes.get().priorities.get().measures.get()
        here = Area.objects.create(code="372", name="Here", level="authority", is_own=True)
        IndicatorValue.objects.create(
            indicator=measure.indicator, area=here,
            period="2016-17", ends_on=date(2017, 3, 31), value="22.5", state="approved",
            entered_at=AT, entered_by=officer.user, approved_at=AT, approved_by=officer.user,
        )  # fmt: skip

        address = scorecard.get_absolute_url()

        assert "22.5% (2016-17) On target" in words(officer.get(address))
        assert "22.5" not in words(Client().get(address))
        assert "22.5" not in Client().get("/api/v1/scorecards/cypp").content.decode()
        assert file_of(officer, f"{address}?csv=scorecard")[1][10:13] == ["22.5000", "2016-17", "On target"]
        assert file_of(Client(), f"{address}?csv=scorecard")[1][10:13] == ["", "", ""]

    def test_a_direction_and_a_target_in_its_own_unit_are_not_judged_as_figures(self) -> None:
        scorecard = a_scorecard(measures=2)
        first, second = scorecard.outcomes.get().priorities.get().measures.order_by("position")
        first.targets.all().delete()
        first.targets.create(kind="direction_only", starts_on=date(2016, 4, 1), ends_on=date(2020, 12, 31))
        second.targets.filter(value="23").update(own_unit="families", value="822")

        text = words(Client().get(scorecard.get_absolute_url()))

        assert "Better than 30.9%, 1 April 2016 to 31 December 2020" in text
        assert "This is where the plan set out from." in text
        assert "822 families, 1 October 2016 to 31 March 2017 The target counts families" in text

    def test_the_public_json_says_baselines_targets_and_counts(self) -> None:
        a_scorecard()

        answer = json.loads(Client().get("/api/v1/scorecards/cypp").content)

        measure = answer["outcomes"][0]["priorities"][0]["measures"][0]
        assert answer["counts"] == {
            "measures": 1, "with_figure": 1, "with_direction": 0, "without_target": 0, "with_value": 1,
        }  # fmt: skip
        assert (measure["reference"], measure["baseline"], measure["gap"]) == ("1.A1", "30.9", "-7.9")
        assert [target["value"] for target in measure["targets"]] == ["26", "23"]
        Scorecard.objects.update(is_public=False)
        assert Client().get("/api/v1/scorecards/cypp").status_code == 404

    def test_it_asks_no_more_of_the_database_for_thirty(self, officer: SignedInClient) -> None:
        one = a_scorecard()
        with counted_queries() as few:
            officer.get(one.get_absolute_url())
        priority = one.outcomes.get().priorities.get()
        for number in range(30):
            add_measure(priority, f"2.A{number}", an_indicator(f"CYPP-2.A{number}"))
        with counted_queries() as thirty:
            officer.get(one.get_absolute_url())

        assert len(thirty) == len(few) <= MOST_QUERIES


class TestRegisters:
    @time_machine.travel("2010-04-01T12:00:00+01:00", tick=False)
    def test_a_protocol_counts_approvals_and_what_is_overdue(self) -> None:
        protocol = a_protocol()

        text = words(Client().get(protocol.get_absolute_url()))
        line = file_of(Client(), "/partnerships/protocols/?csv=list")[1]

        assert "Approved by 1 of 2" in text
        assert "To be consulted 31 December 2009 Planned; the day has passed" in text
        assert "Births Midwifery Centres Public task 31 March 2010 Planned; the day has passed" in text
        assert line == ["Sharing", "1 of 2", "1", "", "2"]

    def test_a_commitment_reconciles_to_the_penny(self) -> None:
        commitment = a_commitment()
        for amount in ("11250.50", "3749.49"):
            CommitmentSpend.objects.create(
                commitment=commitment, on=date(2012, 11, 1), text="Visits", amount=amount
            )

        text = words(Client().get(commitment.get_absolute_url()))
        line = file_of(Client(), "/partnerships/commitments/?csv=list")[1]

        assert "Money £20,000 Spent £14,999.99 Left £5,000.01 Promises 0 of 1 promises kept" in text
        assert "Total £14,999.99" in text
        assert line[4:] == ["20000.00", "14999.99", "5000.01"]

    def test_letters_are_for_staff_and_everybody_reads_the_public_copy(
        self, client_with_role: Callable[..., SignedInClient]
    ) -> None:
        address = a_consultation().get_absolute_url()

        for client in (Client(), client_with_role(Role.MEMBER), client_with_role(Role.PROVIDER)):
            assert "Marigold" not in words(client.get(address))
            assert "Marigold" not in str(file_of(client, f"{address}?csv=responses"))
            assert "The partner agrees." in words(client.get(address))
        assert "Marigold" in words(client_with_role(Role.CLERK).get(address))

    def test_responses_are_counted_by_stance_and_late_ones_named(self) -> None:
        consultation = a_consultation(responses=8)
        late = [7, 8]
        consultation.responses.filter(position__in=late).update(received_on=date(2017, 4, 18))
        consultation.responses.filter(position=1).update(stance="qualified")
        address = consultation.get_absolute_url()

        text = words(Client().get(address))

        assert "Supports 7 Supports with conditions 1 Opposes 0 No view 0 All 8" in text
        assert "2 of the 8 responses are dated after 10 April 2017" in text
        assert file_of(Client(), f"{address}?csv=stances")[1] == ["Supports", "7"]

    def test_lists_ask_no_more_of_the_database_for_thirty(self, officer: SignedInClient) -> None:
        lists = [
            f"/partnerships/{name}/"
            for name in (
                "protocols", "commitments", "consultations", "scorecards", "strategies", "milestones",
                "centres", "engagement", "population",
            )
        ]  # fmt: skip

        def ask() -> dict[str, int]:
            counts = {}
            for address in lists:
                with counted_queries() as counted:
                    assert officer.get(address).status_code == 200
                counts[address] = len(counted)
            return counts

        def add(number: int) -> None:
            slug = f"row-{number}"
            a_protocol(slug=slug), a_commitment(slug=slug), a_consultation(slug=slug), a_strategy(slug=slug)
            Scorecard.objects.create(
                slug=slug, title="Plan", group=a_group(f"Group {number}"),
                starts_on=date(2016, 1, 1), ends_on=date(2019, 1, 1),
            )  # fmt: skip
            Centre.objects.create(name="Centre", area="Here")
            EngagementGroup.objects.create(name="Youth Cabinet", kind="young_people")
            DemographicFact.objects.create(measure="Adults", value="204400")

        add(0)
        one = ask()
        for number in range(1, 31):
            add(number)

        assert ask() == one
        assert max(one.values()) <= MOST_QUERIES

    def test_long_registers_come_in_pages_and_download_whole(self) -> None:
        for number in range(30):
            DemographicFact.objects.create(measure=f"Fact {number}", value="1.50", position=number)

        page = words(Client().get("/partnerships/population/"))

        assert "Showing 1 to 25 of 30" in page
        assert len(file_of(Client(), "/partnerships/population/?csv=list")) == 31

    def test_empty_registers_say_so(self) -> None:
        for name in ("protocols", "commitments", "consultations", "strategies", "scorecards", "centres"):
            assert "yet" in words(Client().get(f"/partnerships/{name}/"))
        assert "No group is published yet" in words(Client().get("/partnerships/groups/"))

    def test_the_first_page_counts_what_one_may_read(self, officer: SignedInClient) -> None:
        a_group("Shown"), a_group("Hidden", is_public=False)

        assert "who sits on them. 2 entered" in words(officer.get("/partnerships/"))
        assert "who sits on them. 1 entered" in words(Client().get("/partnerships/"))


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
