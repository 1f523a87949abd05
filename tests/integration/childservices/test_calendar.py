"""The council's calendar: bank holidays and the offices' own closed days."""

from datetime import date

import pytest

from childservices.models import OfficeClosure
from childservices.queries.calendar import holidays_around, holidays_for

pytestmark = pytest.mark.django_db


def test_englands_bank_holidays_of_one_year() -> None:
    assert holidays_for([2022]) == {
        date(2022, 1, 1): "New Year's Day",
        date(2022, 1, 3): "New Year's Day (substitute day)",
        date(2022, 4, 15): "Good Friday",
        date(2022, 4, 18): "Easter Monday",
        date(2022, 5, 2): "May Day",
        date(2022, 6, 2): "Spring Bank Holiday",
        date(2022, 6, 3): "Platinum Jubilee of Elizabeth II",
        date(2022, 8, 29): "Late Summer Bank Holiday",
        date(2022, 9, 19): "State Funeral of Queen Elizabeth II",
        date(2022, 12, 25): "Christmas Day",
        date(2022, 12, 26): "Boxing Day",
        date(2022, 12, 27): "Christmas Day (substitute day)",
    }


def test_scotlands_own_holidays_do_not_count() -> None:
    assert date(2026, 1, 2) not in holidays_for([2026])


def test_an_office_closure_is_named_with_its_reason_and_only_in_its_year() -> None:
    OfficeClosure.objects.create(
        on=date(2009, 12, 29), reason="Offices closed between Christmas and New Year"
    )

    assert holidays_for([2009])[date(2009, 12, 29)] == "Offices closed between Christmas and New Year"
    assert date(2009, 12, 29) not in holidays_for([2010])


def test_a_count_over_new_year_sees_both_years() -> None:
    around = holidays_around(date(2026, 1, 6))

    assert (around[date(2025, 12, 25)], around[date(2026, 1, 1)]) == ("Christmas Day", "New Year's Day")
    assert {day.year for day in around} == {2025, 2026, 2027}
