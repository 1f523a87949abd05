"""What belongs in the highlight report of a month, before anybody edits it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from reports.domain.improvement_plan.action import Action, Status
from reports.domain.improvement_plan.due import ONE_DAY, last_day


@dataclass(frozen=True, slots=True)
class Risk:
    """A risk or issue of a plan, by its reference; open from the day it was raised until the day it was closed."""

    reference: str
    raised_on: dt.date
    closed_on: dt.date | None = None

    def is_open(self, *, as_at: dt.date) -> bool:
        """Whether it was open at the end of a day."""
        return self.raised_on <= as_at and (self.closed_on is None or as_at < self.closed_on)


@dataclass(frozen=True, slots=True)
class Highlights:
    """A month of a plan, from its first day to its last, as it stood when the month ended."""

    first: dt.date
    last: dt.date
    completed: tuple[Action, ...]
    planned: tuple[Action, ...]
    """Open, and due or up for review in the month after."""
    overdue: tuple[Action, ...]
    """Open although due in this month or before."""
    risks: tuple[Risk, ...]


def highlights(actions: Iterable[Action], risks: Iterable[Risk], *, month: dt.date) -> Highlights:
    """Choose what to report of the month that a day is in, each list in the order given.

    Completed in it is what was completed when it ended and not when it began: what was reopened is not, and what was
    completed in it but written down later is. What is completed, cancelled or merged is neither planned nor overdue.
    """
    first, last = month.replace(day=1), last_day(month)
    before, after = first - ONE_DAY, last + ONE_DAY
    planned = [action for action in actions if action.is_planned(as_at=last)]
    still_open = [action for action in planned if action.is_open(as_at=last)]
    return Highlights(
        first=first,
        last=last,
        completed=tuple(
            action
            for action in planned
            if action.status(as_at=last) == Status.COMPLETED
            and action.status(as_at=before) != Status.COMPLETED
        ),
        planned=tuple(action for action in still_open if _comes_up(action, after, last_day(after))),
        overdue=tuple(action for action in still_open if _is_past(action, last)),
        risks=tuple(risk for risk in risks if risk.is_open(as_at=last)),
    )


def _comes_up(action: Action, first: dt.date, last: dt.date) -> bool:
    day = action.due.falls_on or action.due.review_on
    return day is not None and first <= day <= last


def _is_past(action: Action, last: dt.date) -> bool:
    return action.due.falls_on is not None and action.due.falls_on <= last
