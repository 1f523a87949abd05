"""When a claim can be sent in, and when a return is due and late."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.domain.claim import (
    Claim,
    claim_faults,
    due_on,
    financial_year,
    is_late,
    is_over_profile,
    quarter_of,
    quarters_between,
)

JUNE = quarter_of(2026, 1)


def faults(**changed: object) -> list[tuple[str, str]]:
    values = {
        "claimed": Decimal(1000),
        "left": Decimal(4934),
        "quarter": JUNE,
        "starts_on": date(2026, 4, 1),
        "ends_on": date(2027, 3, 31),
        "missing": (),
    }
    return claim_faults(Claim(**{**values, **changed}))  # type: ignore[arg-type]


def test_a_claim_within_everything_is_not_stopped() -> None:
    assert faults(claimed=Decimal(4934)) == []


@pytest.mark.parametrize(
    ("claimed", "over"), [("4934.01", "£0.01"), ("6134", "£1,200"), ("10000000", "£9,995,066")]
)
def test_a_claim_over_what_is_left_is_stopped_to_the_penny(claimed: str, over: str) -> None:
    assert faults(claimed=Decimal(claimed)) == [
        ("claimed", f"The claim is {over} over what is left (£4,934). Reduce it or ask for a variation.")
    ]


@pytest.mark.parametrize("quarter", [quarter_of(2025, 4), quarter_of(2027, 1)])
def test_a_claim_outside_the_dates_is_stopped(quarter: object) -> None:
    assert [field for field, _ in faults(quarter=quarter)] == ["claimed"]
    assert "outside the dates of the agreement" in faults(quarter=quarter)[0][1]


def test_a_claim_without_its_outputs_is_stopped_and_says_which() -> None:
    assert faults(missing=["Visits"]) == [("", "A claim needs its outputs. Enter the actual of “Visits”.")]
    assert faults(missing=["A", "B", "C", "D", "E"])[0][1].endswith("“A”; “B”; “C” and 2 more.")


def test_the_return_of_june_2026_is_due_on_21_july_and_late_on_the_22nd() -> None:
    due = due_on(JUNE, 15, {})

    assert due == date(2026, 7, 21)
    assert is_late(due, sent_on=None, on=date(2026, 7, 21)) is False
    assert is_late(due, sent_on=None, on=date(2026, 7, 22)) is True
    assert is_late(due, sent_on=date(2026, 7, 21), on=date(2026, 9, 1)) is False


def test_a_holiday_moves_the_day() -> None:
    assert due_on(JUNE, 15, {date(2026, 7, 1): "Closed"}) == date(2026, 7, 22)


@pytest.mark.parametrize(("day", "year"), [(date(2009, 3, 31), 2008), (date(2009, 4, 1), 2009)])
def test_a_financial_year_begins_in_april(day: date, year: int) -> None:
    assert financial_year(day) == year


def test_quarters_of_a_stretch_of_days() -> None:
    found = quarters_between(date(2008, 5, 1), date(2009, 4, 1))

    assert [quarter.label for quarter in found] == [
        "2008-09-Q1", "2008-09-Q2", "2008-09-Q3", "2008-09-Q4", "2009-10-Q1",
    ]  # fmt: skip


@given(st.dates(date(2001, 1, 1), date(2060, 1, 1)), st.integers(0, 60))
def test_a_due_day_is_a_working_day_after_the_quarter(day: date, days: int) -> None:
    quarter = quarters_between(day, day)[0]

    found = due_on(quarter, days, {})

    assert found >= quarter.ends_on
    assert days == 0 or found.weekday() < 5


@pytest.mark.parametrize(
    ("claimed", "planned", "over"), [(110, 100, False), ("110.01", 100, True), (5, 0, False)]
)
def test_over_profile(claimed: object, planned: int, over: bool) -> None:
    assert is_over_profile(Decimal(str(claimed)), Decimal(planned)) is over
