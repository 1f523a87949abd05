"""How a programme's money reconciles, beside the figures of 2008/09."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.domain.reconciliation import Account, Reconciliation, divided, explained_share, share
from tests.unit.partnerships.seeds import needs_seeds, seed_rows

SUMS = st.decimals(min_value=0, max_value=10**7, places=2)
COUNCIL = {"CYPS", "EDS"}


def fund() -> Reconciliation:
    rows = [row for row in seed_rows("providers.csv") if row["provider_no"]]
    accounts = [Account(Decimal(row["allocation_gbp"]), Decimal(row["spend_gbp"])) for row in rows]
    return Reconciliation(Decimal(605_000), accounts, [Decimal(12_000)])


@needs_seeds
def test_the_fund_of_2008_reconciles_and_keeps_the_pot_apart_from_underspend() -> None:
    found = fund()

    assert (found.allocated, found.unallocated, found.budget) == (593_000, 12_000, 605_000)
    assert (found.spend, found.provider_balance, found.returned) == (578_289, 14_711, 26_711)
    assert found.difference == 0


@needs_seeds
def test_the_printed_share_of_the_council_follows_from_neither_whole() -> None:
    rows = seed_rows("providers.csv")
    own = sum(
        (Decimal(row["allocation_gbp"]) for row in rows if row["sector_derived"] in COUNCIL), Decimal(0)
    )

    assert (own, share(own, Decimal(593_000)), share(own, Decimal(605_000))) == (
        243_000,
        Decimal("41.0"),
        Decimal("40.2"),
    )
    assert explained_share(Decimal(39), own, fund()) == (
        "The source prints 39% for the council's own services. They were allocated £243,000, which is 41.0% of the "
        "£593,000 allocated and 40.2% of the budget of £605,000."
    )
    assert explained_share(Decimal(41), own, fund()) is None


def test_a_programme_that_does_not_reconcile_says_by_how_much() -> None:
    found = Reconciliation(Decimal(100), [Account(Decimal(60), Decimal("59.99"))], [Decimal(30)])

    assert (found.difference, found.provider_balance) == (10, Decimal("0.01"))
    assert replace(found, in_projects=Decimal(10)).difference == 0


def test_a_share_of_nothing_is_none() -> None:
    assert share(Decimal(1), Decimal(0)) is None


@given(st.lists(st.tuples(SUMS, SUMS)), st.lists(SUMS))
def test_every_level_reconciles_to_the_penny(
    accounts: list[tuple[Decimal, Decimal]], pots: list[Decimal]
) -> None:
    budget = sum((allocation for allocation, _ in accounts), Decimal(0)) + sum(pots, Decimal(0))
    found = Reconciliation(budget, [Account(*account) for account in accounts], pots)

    assert found.difference == 0
    assert found.provider_balance == sum((account.balance for account in found.accounts), Decimal(0))
    assert found.spend + found.returned == budget


@given(SUMS, st.lists(st.integers(min_value=0, max_value=20_000), min_size=1).filter(any))
def test_a_devolved_budget_is_divided_to_the_penny_and_follows_population(
    budget: Decimal, children: list[int]
) -> None:
    parts = divided(budget, children)

    assert sum(parts, Decimal(0)) == budget
    assert all(
        abs(part - budget * count / sum(children)) < Decimal("0.01")
        for part, count in zip(parts, children, strict=True)
    )


@pytest.mark.parametrize(
    ("budget", "children", "parts"),
    [
        ("100.00", [1, 1, 1], ["33.34", "33.33", "33.33"]),
        ("459000", [0, 0], ["0", "0"]),
        ("459000", [3000, 1000], ["344250", "114750"]),
    ],
)
def test_divides_by_hand(budget: str, children: list[int], parts: list[str]) -> None:
    assert divided(Decimal(budget), children) == [Decimal(part) for part in parts]
