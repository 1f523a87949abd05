"""How bids are scored, and when awards may be made and renewed; and the bars of charts."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.domain.award import bid_total, ranks, renewal_fault, year_fault
from partnerships.domain.chart import Bar, Group, grouped_bars

START, END = date(2008, 4, 1), date(2009, 3, 31)


def test_a_bid_adds_its_scores_by_their_weights() -> None:
    weights = {"need": Decimal(2), "price": Decimal("0.5")}

    assert bid_total(weights, {"need": Decimal(4), "price": Decimal(3)}) == Decimal("9.5")
    assert bid_total(weights, {}) == 0


@given(st.lists(st.decimals(min_value=0, max_value=100, places=1)))
def test_equal_totals_share_the_best_rank(totals: list[Decimal]) -> None:
    found = ranks(totals)

    assert all(
        rank == 1 + sum(other > total for other in totals) for rank, total in zip(found, totals, strict=True)
    )
    assert not totals or min(found) == 1


@pytest.mark.parametrize("year", [2007, 2009])
def test_measures_are_agreed_only_for_years_of_the_award(year: int) -> None:
    assert year_fault(2008, START, END) is None
    assert (year_fault(year, START, END) or "").endswith(
        "Choose a year between 1 April 2008 and 31 March 2009."
    )


def test_a_one_year_award_cannot_roll_over() -> None:
    assert renewal_fault("end", can_roll_over=False, ends_on=END) is None
    assert renewal_fault("renew", can_roll_over=True, ends_on=END) is None
    assert renewal_fault("renew", can_roll_over=False, ends_on=END) == (
        "This award is for one year and cannot roll over. Let it end on 31 March 2009 and invite a new bid."
    )


def test_bars_are_measured_against_the_longest() -> None:
    assert grouped_bars(
        [("Quarter 1", [("3", Decimal(3)), ("none", None)]), ("Quarter 2", [("9", Decimal(9))])]
    ) == [
        Group("Quarter 1", [Bar("3", Decimal("33.3")), Bar("none", Decimal(0))]),
        Group("Quarter 2", [Bar("9", Decimal("100.0"))]),
    ]
    assert grouped_bars([("Quarter 1", [("0", Decimal(0))])]) == [Group("Quarter 1", [Bar("0", Decimal(0))])]
