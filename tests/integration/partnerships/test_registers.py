"""Scorecards and the registers of protocols, commitments and consultations: figures, files, and who reads what."""

import json
from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.test import Client

from childservices.choices import Role
from indicators.models import Area, IndicatorValue
from partnerships.models import (
    CommitmentSpend,
    DemographicFact,
    EngagementGroup,
    Scorecard,
)
from tests.conftest import SignedInClient
from tests.partnerships import (
    AT,
    a_commitment,
    a_consultation,
    a_group,
    a_protocol,
    a_scorecard,
    a_strategy,
    add_measure,
    an_indicator,
    file_of,
)
from tests.screens import MOST_QUERIES, counted_queries, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client_with_role: Callable[..., SignedInClient]) -> SignedInClient:
    """A browser in which an officer is signed in."""
    return client_with_role(Role.OFFICER)


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
                "engagement", "population",
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
        for name in ("protocols", "commitments", "consultations", "strategies", "scorecards"):
            assert "yet" in words(Client().get(f"/partnerships/{name}/"))
        assert "No group is published yet" in words(Client().get("/partnerships/groups/"))

    def test_the_first_page_counts_what_one_may_read(self, officer: SignedInClient) -> None:
        a_group("Shown"), a_group("Hidden", is_public=False)

        assert "who sits on them. 2 entered" in words(officer.get("/partnerships/"))
        assert "who sits on them. 1 entered" in words(Client().get("/partnerships/"))
