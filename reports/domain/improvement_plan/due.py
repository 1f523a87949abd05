"""When an action falls due, and whether that agrees with its priority."""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass
from enum import StrEnum

ONE_DAY = dt.timedelta(days=1)


class DueKind(StrEnum):
    """How a plan says when an action is due."""

    DATE = "date"
    MONTH = "month"
    OUTTURN = "outturn"
    """When the year's figure is out."""
    ONGOING = "ongoing"
    """Never, but it comes back for review."""


@dataclass(frozen=True, slots=True)
class Due:
    """When an action is due.

    `on` is the day; any day of the month, also of the month in which the outturn is available; or the day of the next
    review of what is ongoing. Outturn and ongoing may be without.

    Raises:
        ValueError: a date or a month is not given.
    """

    kind: DueKind
    on: dt.date | None = None

    def __post_init__(self) -> None:
        if self.on is None and self.kind in {DueKind.DATE, DueKind.MONTH}:
            raise ValueError("Give the day or the month in which the action is due.")

    def __str__(self) -> str:
        """Say it in words: 30 November 2009; November 2009; outturn, March 2010; ongoing, review on 1 March 2010."""
        when = "" if self.on is None else f"{self.on:%B %Y}"
        if self.kind == DueKind.MONTH:
            return when
        if self.kind == DueKind.OUTTURN:
            return f"outturn, {when}" if when else "outturn"
        day = "" if self.on is None else in_words(self.on)
        if self.kind == DueKind.ONGOING:
            return f"ongoing, review on {day}" if day else "ongoing"
        return day

    @property
    def falls_on(self) -> dt.date | None:
        """The last day on which the action is in time: a month's last day; None if it never falls due."""
        if self.on is None or self.kind == DueKind.ONGOING:
            return None
        return self.on if self.kind == DueKind.DATE else last_day(self.on)

    @property
    def overdue_from(self) -> dt.date | None:
        """The first day on which the action is overdue if it is still open."""
        return None if self.falls_on is None else self.falls_on + ONE_DAY

    @property
    def review_on(self) -> dt.date | None:
        """The day on which something ongoing comes back for review."""
        return self.on if self.kind == DueKind.ONGOING else None


@dataclass(frozen=True, slots=True)
class Window:
    """When the actions of a priority are to be completed; None at an end that is open."""

    first: dt.date | None = None
    last: dt.date | None = None

    def __str__(self) -> str:
        """Say it in words: by 31 October 2009; from 1 January 2010; between the one and the other; at any time."""
        if self.first and self.last:
            return f"between {in_words(self.first)} and {in_words(self.last)}"
        if self.last:
            return f"by {in_words(self.last)}"
        return f"from {in_words(self.first)}" if self.first else "at any time"

    def holds(self, day: dt.date) -> bool:
        """Whether a day is within it."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def window_warning(due: Due, *, priority: int, window: Window) -> str:
    """Say that an action does not fall due when its priority demands, and what to do; nothing where it does.

    A warning only: two thirds of the immediate actions of 2009 were outside their window.
    """
    if due.falls_on is not None and window.holds(due.falls_on):
        return ""
    return (
        f"Priority {priority} is to be completed {window}, and this action says “{due}”. "
        "Check the date and the priority."
    )


def last_day(month: dt.date) -> dt.date:
    """Give the last day of the month that a day is in."""
    return month.replace(day=monthrange(month.year, month.month)[1])


def in_words(day: dt.date) -> str:
    """Say a day as it is printed: 2 November 2009."""
    return f"{day.day} {day:%B %Y}"
