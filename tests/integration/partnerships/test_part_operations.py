"""Programmes and their parts, awards and renewals: added, changed, taken away, refused."""

from datetime import date
from decimal import Decimal

import pytest

from childservices.domain.refusals import EditConflict
from childservices.models import AuditEvent
from childservices.operations.editing import Invalid, NotAllowed
from partnerships.models import AgreedMeasure, Agreement, Bid, Pot, Programme
from partnerships.operations import (
    add_part,
    announce_agreement,
    announce_round,
    change_part,
    decide_bid,
    remove_part,
    score_bid,
)
from partnerships.operations.refusals import (
    CannotRollOver,
    MeasuresFixed,
    OverBudget,
    StillNeeded,
    YearNotAgreed,
)
from partnerships.queries.bidding import scored_bids
from partnerships.queries.locality import localities_of
from partnerships.queries.part_kinds import PART_KINDS
from partnerships.queries.programme import summary_of
from tests.commissioning import AT, END, START, Fund


def change(fund: Fund, row: object, **values: object) -> object:
    return change_part(row=row, expected=row.edit_number, values=values, by=fund.manager, at=AT)  # type: ignore[attr-defined]


def remove(fund: Fund, row: object) -> None:
    remove_part(row=row, by=fund.manager, at=AT)


def bid_of(fund: Fund, *scores: object) -> Bid:
    round_ = fund.programme.rounds.first() or fund.add(
        "round", title="Round 1", opens_on=START, closes_on=date(2026, 5, 1)
    )
    if not round_.criteria.exists():
        fund.add("criterion", round_, name="Need", weight=Decimal(2), maximum=4)
        fund.add("criterion", round_, name="Price", weight=Decimal(1), maximum=4)
    bid: Bid = fund.add(
        "bid", round_, provider=fund.provider, project=f"Project {round_.bids.count()}", amount=Decimal(3000)
    )
    keys = round_.criteria.order_by("name").values_list("pk", flat=True)
    typed = {
        key: None if score is None else Decimal(str(score)) for key, score in zip(keys, scores, strict=False)
    }
    return score_bid(bid=bid, expected=1, scores=typed, by=fund.manager, at=AT)


def award(fund: Fund, bid: Bid, **values: object) -> Bid:
    terms = {"allocation": Decimal(3000), "starts_on": START, "ends_on": END, **values}
    return decide_bid(bid=bid, decision="awarded", reason="Best.", by=fund.manager, at=AT, terms=terms)


class TestBudget:
    def test_agreements_and_pots_never_come_to_more_than_the_budget(self, fund: Fund) -> None:
        fund.agreement(allocation=Decimal(90_000))
        fund.add("pot", kind="unallocated", name="Small grants", amount=Decimal(6000))

        with pytest.raises(OverBudget) as refused:
            fund.agreement(allocation=Decimal("4000.01"))

        assert refused.value.sentence == (
            "This is £0.01 over what is left of the budget (£4,000). Enter less, or change the budget first."
        )
        assert fund.agreement(allocation=Decimal(4000)).allocation == 4000

    def test_projects_take_of_the_same_budget(self, fund: Fund) -> None:
        fund.add("project", title="Extra", funding=Decimal(99_000), state="commissioned")

        with pytest.raises(OverBudget) as refused:
            fund.add("pot", kind="unallocated", name="Small grants", amount=Decimal(1001))

        assert refused.value.field == "amount"

    def test_a_sum_taken_off_before_or_apart_does_not_count(self, fund: Fund) -> None:
        for kind in ("top_slice", "apart"):
            fund.add("pot", kind=kind, name=kind, amount=Decimal(500_000))

        assert summary_of(fund.programme).reconciliation.unallocated == 0

    def test_an_allocation_does_not_fall_below_what_is_approved(self, fund: Fund) -> None:
        agreement = fund.agreement()
        row = fund.sent(agreement, 5000)
        type(row).objects.filter(pk=row.pk).update(state="approved", approved=5000)

        with pytest.raises(OverBudget) as refused:
            change(fund, agreement, allocation=Decimal(4999))

        assert refused.value.sentence == "£5,000 of claims is approved already. Enter at least that."


class TestMeasures:
    @pytest.mark.parametrize("year", [2025, 2027])
    def test_are_agreed_only_for_years_of_the_award(self, fund: Fund, year: int) -> None:
        with pytest.raises(YearNotAgreed) as refused:
            fund.add("measure", fund.agreement(), year=year, title="Calls", kind="count")

        assert refused.value.field == "year"

    def test_stand_once_a_return_was_sent(self, fund: Fund) -> None:
        agreement = fund.agreement()
        fund.sent(agreement)
        measure = agreement.measures.get()

        with pytest.raises(MeasuresFixed):
            fund.add("measure", agreement, year=2026, title="Another", kind="count")
        with pytest.raises(MeasuresFixed):
            remove(fund, measure)
        change(fund, measure, title="Visits to families")

        assert AgreedMeasure.objects.get().title == "Visits to families"

    def test_a_measure_moved_to_another_year_moves_its_rows(self, fund: Fund) -> None:
        agreement = fund.agreement(ends_on=date(2028, 3, 31))
        measure = agreement.measures.get()

        change(fund, measure, year=2027)

        years = measure.figures.values_list("quarterly_return__year", flat=True)
        assert list(years) == [2027] * 4


class TestRenewal:
    def test_a_one_year_award_cannot_roll_over(self, fund: Fund) -> None:
        with pytest.raises(CannotRollOver) as refused:
            fund.add("renewal", fund.agreement(), decision="renew", reason="It went well.")

        assert refused.value.sentence.startswith("This award is for one year and cannot roll over.")

    def test_keeps_what_was_known_when_it_was_decided(self, fund: Fund) -> None:
        agreement = fund.agreement(can_roll_over=True)
        fund.add("visit", agreement, on=START, visitor="Link officer", findings="Well run.", grade="good")

        decision = fund.add("renewal", agreement, decision="renew", reason="It went well.")

        assert decision.known == {
            "measures_met": 0, "measures_assessed": 0, "measures_agreed": 1, "spend": "0", "grade": "Good",
        }  # fmt: skip
        assert decision.decided_by == fund.manager


class TestBids:
    def test_are_ranked_by_weighted_totals(self, fund: Fund) -> None:
        bids = [bid_of(fund, 4, 1), bid_of(fund, 3, 3), bid_of(fund, 1, None)]
        round_ = bids[0].round

        found = scored_bids(round_, list(round_.criteria.order_by("name")))

        assert [(row.bid, row.total, row.rank) for row in found] == [
            (bids[0], 9, 1), (bids[1], 9, 1), (bids[2], 2, 3),
        ]  # fmt: skip

    def test_a_score_beyond_the_highest_is_refused(self, fund: Fund) -> None:
        with pytest.raises(Invalid) as refused:
            bid_of(fund, 5)

        assert refused.value.sentence == "Enter a score from 0 to 4."

    def test_a_bid_awarded_is_a_draft_until_the_round_is_announced(self, fund: Fund) -> None:
        bid = award(fund, bid_of(fund, 4, 4))
        agreement = bid.agreement
        assert agreement.announced_on is None
        assert not Agreement.objects.visible_to(fund.provider_user, on=START).exists()
        fund.add("measure", agreement, year=2026, title="Visits", kind="count")

        round_ = announce_round(round=bid.round, on=START, by=fund.manager, at=AT)

        assert round_.announced_on == START
        assert list(Agreement.objects.visible_to(fund.provider_user, on=START)) == [agreement]
        assert not Agreement.objects.visible_to(fund.other_user, on=START).exists()

    def test_a_round_with_an_open_bid_or_no_measures_is_not_announced(self, fund: Fund) -> None:
        bid = bid_of(fund, 4, 4)
        with pytest.raises(Invalid) as still_open:
            announce_round(round=bid.round, on=START, by=fund.manager, at=AT)
        award(fund, bid)
        with pytest.raises(Invalid) as unmeasured:
            announce_round(round=bid.round, on=START, by=fund.manager, at=AT)

        assert "not decided yet" in still_open.value.sentence
        assert "at least one measure" in unmeasured.value.sentence

    def test_a_bid_is_awarded_once_and_stays(self, fund: Fund) -> None:
        bid = award(fund, bid_of(fund, 4, 4))

        for refused in (lambda: award(fund, bid), lambda: remove(fund, bid), lambda: remove(fund, bid.round)):
            with pytest.raises(StillNeeded):
                refused()

    def test_a_bid_declined_can_still_be_awarded(self, fund: Fund) -> None:
        bid = bid_of(fund, 1, 1)
        decide_bid(bid=bid, decision="declined", reason="Too dear.", by=fund.manager, at=AT)

        assert award(fund, bid).decision == "awarded"


class TestParts:
    def test_only_managers_add_change_and_remove(self, fund: Fund) -> None:
        pot = fund.add("pot", kind="unallocated", name="Small grants", amount=Decimal(1))
        values = {"name": "Mine"}

        with pytest.raises(NotAllowed):
            add_part(
                kind=PART_KINDS["pot"], whole=fund.programme, values=values, by=fund.provider_user, at=AT
            )
        with pytest.raises(NotAllowed):
            change_part(row=pot, expected=1, values=values, by=fund.provider_user, at=AT)
        with pytest.raises(NotAllowed):
            remove_part(row=pot, by=fund.provider_user, at=AT)

    def test_two_managers_never_overwrite_each_other(self, fund: Fund) -> None:
        pot = fund.add("pot", kind="unallocated", name="Small grants", amount=Decimal(1))
        stale = Pot.objects.get()
        change(fund, pot, amount=Decimal(2))

        with pytest.raises(EditConflict) as conflict:
            change(fund, stale, amount=Decimal(3))

        assert conflict.value.current["amount"] == "2.00"

    def test_names_that_are_to_be_unique_are(self, fund: Fund) -> None:
        with pytest.raises(Invalid) as slug:
            fund.add("programme", slug="early-help", title="Again", budget=1, starts_on=START, ends_on=END)
        with pytest.raises(Invalid) as provider:
            fund.add("provider", organisation=fund.provider.organisation)

        assert (slug.value.field, provider.value.field) == ("slug", "organisation")

    def test_what_others_rest_on_stays(self, fund: Fund) -> None:
        agreement = fund.agreement()

        for row in (agreement, fund.programme, fund.provider):
            with pytest.raises(StillNeeded):
                remove(fund, row)

        assert Programme.objects.exists()

    def test_a_draft_goes_with_its_returns_and_the_log_keeps_it(self, fund: Fund) -> None:
        remove(fund, fund.agreement(announced=False))

        assert not Agreement.objects.exists()
        assert AuditEvent.objects.filter(verb="agreement_removed").count() == 1

    def test_an_agreement_without_measures_is_not_announced(self, fund: Fund) -> None:
        agreement = fund.agreement(announced=False, measures=())

        with pytest.raises(Invalid):
            announce_agreement(agreement=agreement, on=START, by=fund.manager, at=AT)

    def test_a_changed_allocation_is_planned_anew_until_a_return_was_sent(self, fund: Fund) -> None:
        agreement = fund.agreement(allocation=Decimal(8000))
        change(fund, agreement, allocation=Decimal(12_000))
        assert set(agreement.returns.values_list("planned", flat=True)) == {3000}
        fund.sent(agreement, 100)

        change(fund, agreement, allocation=Decimal(16_000))

        assert set(agreement.returns.values_list("planned", flat=True)) == {3000}

    def test_a_longer_agreement_gets_its_further_returns(self, fund: Fund) -> None:
        agreement = fund.agreement()

        change(fund, agreement, ends_on=date(2027, 6, 30))

        assert agreement.returns.count() == 5


def test_a_devolved_budget_follows_young_children_and_stands_beside_spend(fund: Fund) -> None:
    north = fund.add("locality", name="North", children_under_five=3000, share_deprived=Decimal(40))
    fund.add("locality", name="South", children_under_five=1000)
    fund.add("project", title="Play", locality=north, funding=Decimal(15_000), state="decommissioned")
    fund.add("project", title="Later", locality=north, funding=Decimal(1000), state="planned")

    rows = localities_of(fund.programme)

    assert [(str(row.locality), row.budget, row.spend, row.spent) for row in rows] == [
        ("North", 75_000, 15_000, Decimal("20.0")),
        ("South", 25_000, 0, Decimal("0.0")),
    ]
