"""Days that count and days that do not: the arithmetic of the statutory clock. Holidays are an argument."""

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass

WEEKEND = {5: "Saturday", 6: "Sunday"}
ONE_DAY = dt.timedelta(days=1)

Holidays = Mapping[dt.date, str]


@dataclass(frozen=True, slots=True)
class Excluded:
    """A day that was not counted, and why, in plain words."""

    date: dt.date
    reason: str


@dataclass(frozen=True, slots=True)
class Span:
    """The day that a count arrived at, and the days it passed without counting them, earliest first."""

    reached: dt.date
    excluded: tuple[Excluded, ...]


def reason_not_working(day: dt.date, holidays: Holidays) -> str:
    """Say why a day is not a working day: its holiday, "Saturday" or "Sunday"; empty for a working day."""
    return holidays.get(day) or WEEKEND.get(day.weekday(), "")


def is_working_day(day: dt.date, holidays: Holidays) -> bool:
    """Whether the council's offices work on a day."""
    return not reason_not_working(day, holidays)


def working_days_from(day: dt.date, count: int, holidays: Holidays) -> Span:
    """Count working days away from a day, which is itself not counted; a negative count goes backwards."""
    step = ONE_DAY if count >= 0 else -ONE_DAY
    left = abs(count)
    excluded = []
    while left:
        day += step
        if reason := reason_not_working(day, holidays):
            excluded.append(Excluded(day, reason))
        else:
            left -= 1
    return Span(day, tuple(sorted(excluded, key=lambda one: one.date)))


def clear_working_days_before(day: dt.date, count: int, holidays: Holidays) -> Span:
    """Find the latest working day with so many whole working days between it and a later day."""
    return working_days_from(day, -(count + 1), holidays)


def clear_working_days_after(day: dt.date, count: int, holidays: Holidays) -> Span:
    """Find the first working day with so many whole working days between an earlier day and it."""
    return working_days_from(day, count + 1, holidays)


def clear_days_before(day: dt.date, count: int) -> Span:
    """Find the latest day of any kind with so many whole calendar days between it and a later day."""
    return Span(day - (count + 1) * ONE_DAY, ())


def months_after(day: dt.date, count: int) -> dt.date:
    """Give the same day so many months later, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
