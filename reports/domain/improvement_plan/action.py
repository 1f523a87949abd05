"""Where the actions of a plan stand on a day. Dated updates overwrite nothing, so that any day can be asked about."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from reports.domain.improvement_plan.due import Due


class Status(StrEnum):
    """How far an action has come."""

    COMPLETED = "completed"
    PARTIALLY_COMPLETED = "partially_completed"
    NOT_COMPLETED = "not_completed"
    NOT_KNOWN = "not_known"
    CANCELLED = "cancelled"
    MERGED = "merged"
    """It goes on as part of another action."""


COUNTED = (Status.COMPLETED, Status.PARTIALLY_COMPLETED, Status.NOT_COMPLETED, Status.NOT_KNOWN)
"""What the totals of a plan are made of; the rest is listed apart."""
OPEN = frozenset({Status.PARTIALLY_COMPLETED, Status.NOT_COMPLETED, Status.NOT_KNOWN})


@dataclass(frozen=True, slots=True)
class Update:
    """What was said of an action, as of a day; without a status it leaves the status as it was."""

    on: dt.date
    status: Status | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """An action of a plan, as far as its figures need it; of updates of one day the last counts."""

    reference: str
    theme: str
    priority: int
    due: Due
    updates: Sequence[Update] = ()
    added_on: dt.date | None = None
    """The day from which it is in the plan; None from the beginning."""

    def is_planned(self, *, as_at: dt.date) -> bool:
        """Whether it was in the plan on a day."""
        return self.added_on is None or self.added_on <= as_at

    def status(self, *, as_at: dt.date) -> Status:
        """Give its status at the end of a day; not known before the first that was given."""
        known = [
            (update.on, update.status)
            for update in reversed(self.updates)
            if update.status and update.on <= as_at
        ]
        return max(known, key=lambda one: one[0])[1] if known else Status.NOT_KNOWN

    def is_open(self, *, as_at: dt.date) -> bool:
        """Whether it was in the plan on a day and still to be completed."""
        return self.is_planned(as_at=as_at) and self.status(as_at=as_at) in OPEN

    def is_overdue(self, *, as_at: dt.date) -> bool:
        """Whether it was open on a day and had fallen due before it."""
        begins = self.due.overdue_from
        return begins is not None and begins <= as_at and self.is_open(as_at=as_at)

    def is_for_review(self, *, as_at: dt.date) -> bool:
        """Whether it is ongoing, and its review was due on a day or before it."""
        review = self.due.review_on
        return review is not None and review <= as_at and self.is_open(as_at=as_at)


@dataclass(frozen=True, slots=True)
class BurnUpPoint:
    """One day of a burn-up chart, in numbers of actions: in the plan, due by then, and completed."""

    on: dt.date
    planned: int
    due: int
    completed: int


def burn_up(actions: Iterable[Action], days: Iterable[dt.date]) -> Sequence[BurnUpPoint]:
    """Count, for each of the days, what was in the plan, what had to be completed by then and what was.

    What is cancelled or merged is out of the plan from that day on.
    """
    everything = list(actions)
    return [_burn_up_point(everything, day) for day in days]


def _burn_up_point(actions: Iterable[Action], day: dt.date) -> BurnUpPoint:
    planned = [
        (action.due.falls_on, status)
        for action in actions
        if action.is_planned(as_at=day) and (status := action.status(as_at=day)) in COUNTED
    ]
    return BurnUpPoint(
        on=day,
        planned=len(planned),
        due=sum(falls_on is not None and falls_on <= day for falls_on, _ in planned),
        completed=sum(status == Status.COMPLETED for _, status in planned),
    )
