"""When a provider's claim can be sent in, and when a return is due and late."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from childservices.domain.working_days import Holidays, working_days_from
from indicators.domain.period import Frequency, Period, YearType

OVER_PROFILE = Decimal("1.10")
"""A claim so far beyond what was planned by then is shown to the commissioning manager."""


def pounds(sum_: Decimal) -> str:
    """Give a sum in a sentence, such as £4,934 or £4,934.01."""
    return f"£{sum_:,.0f}" if sum_ == sum_.to_integral_value() else f"£{sum_:,.2f}"


def quarter_of(year: int, number: int) -> Period:
    """The quarter of a financial year that begins in April of a year."""
    return Period(Frequency.QUARTER, YearType.FINANCIAL, year, number)


def financial_year(day: dt.date) -> int:
    """The calendar year in which the financial year of a day began."""
    return day.year if day.month >= 4 else day.year - 1


def quarters_between(first: dt.date, last: dt.date) -> list[Period]:
    """Every quarter in which a stretch of days has at least one day, earliest first."""
    year = financial_year(first)
    quarter = next(
        found for found in (quarter_of(year, number) for number in range(1, 5)) if found.ends_on >= first
    )
    found = []
    while quarter.starts_on <= last:
        found.append(quarter)
        quarter = quarter.shifted(1)
    return found


def due_on(quarter: Period, days: int, holidays: Holidays) -> dt.date:
    """The last day on which a quarter's return is in time: so many working days after the quarter ends."""
    return working_days_from(quarter.ends_on, days, holidays).reached


def is_late(due: dt.date, *, sent_on: dt.date | None, on: dt.date) -> bool:
    """Whether a return was sent after its last day, or is not sent and that day is over."""
    return (sent_on or on) > due


@dataclass(frozen=True, slots=True)
class Claim:
    """What a provider asks for in a quarter, beside what its agreement allows."""

    claimed: Decimal
    left: Decimal
    """What is left of the allocation before this claim."""
    quarter: Period
    starts_on: dt.date
    ends_on: dt.date
    missing: Sequence[str]
    """The measures with a forecast for the quarter of which no actual is given."""


def claim_faults(claim: Claim) -> list[tuple[str, str]]:
    """Say what stops a claim: the field it is about, and a sentence that says what to do."""
    faults = []
    if claim.claimed > claim.left:
        over, left = claim.claimed - claim.left, pounds(claim.left)
        faults.append(
            (
                "claimed",
                f"The claim is {pounds(over)} over what is left ({left}). Reduce it or ask for a variation.",
            )
        )
    if claim.quarter.ends_on < claim.starts_on or claim.quarter.starts_on > claim.ends_on:
        faults.append(
            (
                "claimed",
                "The quarter lies outside the dates of the agreement. Ask the council to vary the agreement.",
            )
        )
    if claim.missing:
        faults.append(("", f"A claim needs its outputs. Enter the actual of {_named(claim.missing)}."))
    return faults


def is_over_profile(claimed: Decimal, planned: Decimal) -> bool:
    """Whether claims so far are more than a tenth beyond what was planned by then."""
    return bool(planned) and claimed > planned * OVER_PROFILE


def _named(names: Sequence[str]) -> str:
    shown = "; ".join(f"“{name}”" for name in names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"
