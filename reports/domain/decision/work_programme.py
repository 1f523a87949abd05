"""The work programme of a body: what is coming in which month, and what is still to be scheduled."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from childservices.domain.refusals import Refusal
from reports.domain.meeting.item import HEARD, Outcome


class BodyHasEnded(Refusal):
    """Business for a body that no longer exists, or does not exist yet."""


class MonthIsOver(Refusal):
    """Business cannot be put into a month that is over."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body and the days between which it exists; None where that is not known or not over."""

    name: str
    active_from: dt.date | None = None
    active_to: dt.date | None = None

    def is_active(self, on: dt.date) -> bool:
        """Whether the body exists on a day."""
        return (self.active_from is None or self.active_from <= on) and (
            self.active_to is None or on <= self.active_to
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that is coming to a body: in a month, named by its first day, or to be scheduled."""

    title: str
    body: str
    month: dt.date | None = None
    outcome: Outcome | None = None
    """What came of its item on an agenda; None while it has none."""

    @property
    def is_resolved(self) -> bool:
        """Whether the body has dealt with it; what was deferred, withdrawn or not reached is still to come."""
        return self.outcome in HEARD


def check_body(body: Body, *, on: dt.date) -> None:
    """Refuse to send business to a body that does not exist on a day."""
    if not body.is_active(on):
        raise BodyHasEnded(f"{body.name} no longer exists. Choose the body that took over its work.", "body")


def schedule(entry: Entry, month: dt.date | None, *, on: dt.date) -> Entry:
    """Put business into the month of a day, or back to what is to be scheduled."""
    if month is not None and month.replace(day=1) < on.replace(day=1):
        raise MonthIsOver(f"{month:%B %Y} is over. Choose a later month, or “to be scheduled”.", "month")
    return replace(entry, month=month and month.replace(day=1))


def programme(entries: Iterable[Entry]) -> Sequence[tuple[str, tuple[Entry, ...]]]:
    """Give what is still to come by month, in words, and last what is to be scheduled; as it was given in each."""
    coming = [one for one in entries if not one.is_resolved]
    months: list[dt.date | None] = [*sorted({one.month for one in coming if one.month}), None]
    groups = [
        (f"{month:%B %Y}" if month else "To be scheduled", tuple(one for one in coming if one.month == month))
        for month in months
    ]
    return [(name, group) for name, group in groups if group]
