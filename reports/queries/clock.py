"""A meeting's statutory clock, with its working in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import get_default_timezone

from childservices.domain.clock import RuleName, work_out
from childservices.domain.working_days import Excluded
from childservices.queries.calendar import holidays_around
from reports.choices import Regime
from reports.models import Meeting


@dataclass(frozen=True)
class Deadline:
    """A day by which something must be done, why, and how the day was found."""

    rule: str
    by: date
    excluded: Sequence[Excluded]
    legal_reference: str
    state: str
    colour: str


def _local_day(moment: datetime) -> date:
    return moment.astimezone(get_default_timezone()).date()


def deadlines_of(meeting: Meeting, *, on: date) -> Sequence[Deadline]:
    """The meeting's deadlines as seen on a day; a body without a statutory regime has none."""
    if meeting.on is None or meeting.body.regime == Regime.NONE:
        return ()
    working = work_out(
        RuleName.AGENDA_PUBLICATION, meeting.on, holidays_around(meeting.on), regime=meeting.body.regime
    )
    if working.date is None:
        return ()
    state, colour = _state(meeting, working.date, on)
    rule = "Publish the agenda and open reports"
    return (Deadline(rule, working.date, working.excluded, working.legal_reference, state, colour),)


def _state(meeting: Meeting, by: date, on: date) -> tuple[str, str]:
    first = meeting.editions.order_by("number").first()
    if first is not None:
        on_time = _local_day(first.published_at) <= by
        return ("Done in time", "green") if on_time else ("Published after the deadline", "red")
    days = (by - on).days
    if meeting.on is not None and meeting.on < on:
        return "Not published here", "grey"
    if days < 0:
        return "Overdue", "red"
    if days == 0:
        return "Today", "orange"
    return f"{days} day{'s' if days > 1 else ''} left", "blue"
