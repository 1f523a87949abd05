"""What was planned for a day: done, still to come, or not done though the day has passed."""

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Exactness(StrEnum):
    """How exactly a day is known."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    SCHOOL_YEAR = "school_year"
    YEAR = "year"


MONTHS_OF_A_SEASON = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """How something planned stands on a day, in words."""

    words: str
    is_overdue: bool = False


DONE, UNDATED = Standing("Done"), Standing("Planned, without a date")


def standing(*, is_done: bool, due_on: dt.date | None, on: dt.date) -> Standing:
    """Say how something stands on a day; it is overdue from the day after it was due."""
    if is_done:
        return DONE
    if due_on is None:
        return UNDATED
    if due_on < on:
        return Standing("Planned; the day has passed", is_overdue=True)
    return Standing("Planned")


def falls_due(on: dt.date, known_to: Exactness) -> dt.date:
    """Give the last day that could be meant: of the month, of the season that begins then, or of the year."""
    if known_to is Exactness.YEAR:
        return dt.date(on.year, 12, 31)
    if known_to is Exactness.MONTH:
        return on.replace(day=calendar.monthrange(on.year, on.month)[1])
    if known_to is Exactness.SEASON:
        year, month = divmod(on.year * 12 + on.month - 1 + MONTHS_OF_A_SEASON - 1, 12)
        return dt.date(year, month + 1, calendar.monthrange(year, month + 1)[1])
    return on


def day_words(on: dt.date, known_to: Exactness) -> str:
    """Write a day as exactly as it is known: 7 January 2015, September 2013, autumn 2008, 2010."""
    if known_to is Exactness.YEAR:
        return str(on.year)
    if known_to is Exactness.MONTH:
        return f"{on:%B %Y}"
    if known_to is Exactness.SEASON:
        return f"{('winter', 'spring', 'summer', 'autumn')[on.month % 12 // 3]} {on.year}"
    if known_to is Exactness.SCHOOL_YEAR:
        return f"the school year to {on:%B %Y}"
    return f"{on.day} {on:%B %Y}"
