"""Screens by which managers run rounds and change the parts of programmes."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from childservices.choices import Role
from partnerships.models import Agreement, Programme
from tests.commissioning import START, Fund
from tests.conftest import SignedInClient
from tests.screens import source, table_of, words

TODAY = date(2026, 7, 22)


@pytest.fixture(autouse=True)
def _today() -> object:
    with time_machine.travel("2026-07-22T09:00:00+01:00", tick=False):
        yield


@pytest.fixture
def manager(fund: Fund) -> SignedInClient:
    return SignedInClient(fund.manager)


class TestRounds:
    def test_a_bid_is_scored_decided_and_announced(self, fund: Fund, manager: SignedInClient) -> None:
        round_ = fund.add("round", title="Round 1", opens_on=START, closes_on=START)
        criterion = fund.add("criterion", round_, name="Need", weight=Decimal(2), maximum=4)
        bid = fund.add("bid", round_, provider=fund.provider, project="Drop-in", amount=Decimal(3000))
        score, decide = reverse("bid_score", args=[bid.pk]), reverse("bid_decide", args=[bid.pk])

        assert "Enter a score from 0 to 4." in words(
            manager.post(score, {"edit_number": 1, str(criterion.pk): "5"})
        )
        manager.post(score, {"edit_number": 1, str(criterion.pk): "3"})
        assert "1 Drop-in Meadow Trust £3,000 3 6 Not decided" in words(
            manager.get(round_.get_absolute_url())
        )
        award = {"decision": "awarded", "reason": "Best.", "kind": "grant"}
        assert "An award needs this. Fill in “Sum awarded”." in words(manager.post(decide, award))
        terms = {"allocation": "3000", "starts_on": "1 April 2026", "ends_on": "31 March 2027"}
        manager.post(decide, award | terms)
        assert Agreement.objects.get().announced_on is None
        announce = reverse("round_announce", args=[round_.pk])
        assert "Agree at least one measure" in words(manager.post(announce, follow=True))
        fund.add("measure", Agreement.objects.get(), year=2026, title="Visits", kind="count")
        assert "The round is announced." in words(manager.post(announce, follow=True))
        assert Agreement.objects.get().announced_on == TODAY

    def test_a_bidder_reads_the_decision_once_the_round_is_announced(
        self, fund: Fund, manager: SignedInClient
    ) -> None:
        round_ = fund.add("round", title="Round 1", opens_on=START, closes_on=START)
        bid = fund.add("bid", round_, provider=fund.provider, project="Drop-in", amount=Decimal(3000))
        decline = {"decision": "declined", "reason": "Too dear for what it does.", "kind": "grant"}
        manager.post(reverse("bid_decide", args=[bid.pk]), decline)
        bidder, other = SignedInClient(fund.provider_user), SignedInClient(fund.other_user)
        assert "Too dear" not in words(bidder.get("/commissioning/returns/"))

        manager.post(reverse("round_announce", args=[round_.pk]))

        assert "Drop-in (Round 1): Declined . Too dear for what it does." in words(
            bidder.get("/commissioning/returns/")
        )
        assert "Too dear" not in words(other.get("/commissioning/returns/"))

    def test_the_bids_download(self, fund: Fund, manager: SignedInClient) -> None:
        round_ = fund.add("round", title="Round 1", opens_on=START, closes_on=START)
        fund.add("bid", round_, provider=fund.provider, project="Drop-in", amount=Decimal(3000))

        rows = table_of(manager.get(f"{round_.get_absolute_url()}?format=csv"))

        assert rows[1] == ["1", "Meadow Trust", "Drop-in", "3000.00", "0", "Not decided"]


class TestParts:
    def test_a_programme_is_added_with_its_dates_in_three_boxes(
        self, fund: Fund, manager: SignedInClient
    ) -> None:
        data = {
            "title": "Youth grants", "slug": "youth-grants", "budget": "5000", "return_days": "15",
            "starts_on_day": "1", "starts_on_month": "4", "starts_on_year": "2026", "ends_on": "31 March 2027",
        }  # fmt: skip

        response = manager.post(reverse("part_new", args=["programme"]), data)

        assert response["Location"] == "/commissioning/programmes/youth-grants/"
        assert Programme.objects.get(slug="youth-grants").starts_on == date(2026, 4, 1)

    def test_a_mistake_keeps_everything_typed(self, fund: Fund, manager: SignedInClient) -> None:
        data = {"title": "Youth grants", "slug": "youth-grants", "budget": "-5", "return_days": "15"}

        page = manager.post(reverse("part_new", args=["programme"]), data)

        assert "Enter a sum of 0 or more." in words(page)
        assert "Fill in “First day”." in words(page)
        assert 'value="Youth grants"' in source(page)

    def test_dates_in_the_wrong_order_are_told(self, fund: Fund, manager: SignedInClient) -> None:
        address = reverse("part_add", args=["round", fund.programme.pk])

        page = manager.post(address, {"title": "R", "opens_on": "2 May 2026", "closes_on": "1 May 2026"})

        assert "Enter a closing day that is not before the opening day." in words(page)

    def test_over_the_budget_is_told_beside_the_field(self, fund: Fund, manager: SignedInClient) -> None:
        address = reverse("part_add", args=["pot", fund.programme.pk])

        page = manager.post(address, {"kind": "unallocated", "name": "Grants", "amount": "100000.01"})

        assert "This is £0.01 over what is left of the budget (£100,000)." in words(page)
        assert 'href="#id_amount"' in source(page)

    def test_two_managers_meet_a_conflict_with_both_texts(self, fund: Fund, manager: SignedInClient) -> None:
        pot = fund.add("pot", kind="unallocated", name="Grants", amount=Decimal(1))
        address = reverse("part_change", args=["pot", pot.pk])
        data = {"kind": "unallocated", "name": "Grants", "amount": "2", "edit_number": 1}
        manager.post(address, data)

        page = manager.post(address, data | {"amount": "3"})

        assert "Somebody else saved this" in words(page)
        assert "Amount 2.00" in words(page)
        assert manager.post(address, data | {"amount": "3", "edit_number": 2}).status_code == 302

    def test_a_part_is_removed_after_asking(self, fund: Fund, manager: SignedInClient) -> None:
        pot = fund.add("pot", kind="unallocated", name="Grants", amount=Decimal(1))
        address = reverse("part_remove", args=["pot", pot.pk])

        assert "“Grants” goes with everything in it." in words(manager.get(address))
        assert manager.post(address)["Location"] == fund.programme.get_absolute_url()
        assert fund.programme.pots.count() == 0

    def test_what_is_needed_says_why_it_stays(self, fund: Fund, manager: SignedInClient) -> None:
        address = reverse("part_remove", args=["agreement", fund.agreement().pk])

        assert "The provider knows of this agreement, so it stays." in words(manager.post(address))

    @pytest.mark.parametrize("kind", ["pot", "agreement", "project", "locality", "round"])
    def test_every_form_opens_for_managers_only(
        self, fund: Fund, manager: SignedInClient, client_with_role: object, kind: str
    ) -> None:
        address = reverse("part_add", args=[kind, fund.programme.pk])

        assert manager.get(address).status_code == 200
        assert client_with_role(Role.OFFICER).get(address).status_code == 403  # type: ignore[operator]

    def test_what_is_no_part_does_not_exist(self, fund: Fund, manager: SignedInClient) -> None:
        key = fund.programme.pk
        addresses = [
            reverse("part_new", args=["nothing"]),
            reverse("part_new", args=["pot"]),
            reverse("part_add", args=["programme", key]),
            reverse("part_change", args=["nothing", key]),
        ]

        assert {manager.get(address).status_code for address in addresses} == {404}
