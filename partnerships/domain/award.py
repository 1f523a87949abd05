"""How bids are scored, and when an award may be made and renewed."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal


def bid_total(weights: Mapping[str, Decimal], scores: Mapping[str, Decimal]) -> Decimal:
    """Add a bid's scores, each by the weight of its criterion."""
    return sum((weights[criterion] * score for criterion, score in scores.items()), Decimal(0))


def ranks(totals: Sequence[Decimal]) -> list[int]:
    """Rank totals, the highest first; equal ones share the best rank."""
    return [1 + sum(other > total for other in totals) for total in totals]


def year_fault(year: int, starts_on: dt.date, ends_on: dt.date) -> str | None:
    """Say why measures cannot be agreed for a financial year that the award does not touch; None if they can."""
    if dt.date(year + 1, 3, 31) >= starts_on and dt.date(year, 4, 1) <= ends_on:
        return None
    return (
        f"The agreement has no day in {year}-{(year + 1) % 100:02}. Choose a year between "
        f"{starts_on.day} {starts_on:%B %Y} and {ends_on.day} {ends_on:%B %Y}."
    )


def renewal_fault(decision: str, *, can_roll_over: bool, ends_on: dt.date) -> str | None:
    """Say why an award cannot be renewed; None where it can, or where it is not to be."""
    if decision != "renew" or can_roll_over:
        return None
    return (
        f"This award is for one year and cannot roll over. Let it end on {ends_on.day} {ends_on:%B %Y} and invite a "
        "new bid."
    )
