"""A meeting's statutory clock, with its working in plain words."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.timezone import get_current_timezone

from childservices.domain.clock import RuleName, Working, work_out
from childservices.domain.working_days import WEEKEND, Excluded, Holidays
from childservices.queries.calendar import holidays_for
from reports.models import AgendaEdition, Meeting

RULES: Mapping[RuleName, str] = {
    RuleName.KEY_DECISION_NOTICE: "Give notice of a key decision, if there is one",
    RuleName.PRIVATE_MEETING_FIRST_NOTICE: "Give the first notice of a part held in private, if there is one",
    RuleName.PRIVATE_MEETING_SECOND_NOTICE: "Give the second notice of a part held in private, if there is one",
    RuleName.AGENDA_PUBLICATION: "Publish the agenda and open reports",
}
"""What each rule asks of a meeting, the earliest first. Notices that are given elsewhere show their day only."""


@dataclass(frozen=True)
class Deadline:
    """A day by which something must be done, why, and how the day was found."""

    name: RuleName
    rule: str
    by: date
    count: str
    """How the law counts: 5 clear working days."""
    excluded: Sequence[Excluded]
    legal_reference: str
    to_confirm: bool
    """Whether the council's monitoring officer has yet to confirm the rule."""
    state: str
    colour: str

    @property
    def not_counted(self) -> str:
        """The days that were left out, such as: Saturday 14 November; Friday 25 December (Christmas Day)."""
        return "; ".join(_day_left_out(one) for one in self.excluded)


def deadlines_of(meeting: Meeting, *, on: date, if_on: date | None = None) -> Sequence[Deadline]:
    """The meeting's deadlines as seen on a day, or what they would be if it were held on another day."""
    return clocks_of([meeting], on=on, if_on=if_on)[meeting.pk]


def publication_deadline(deadlines: Iterable[Deadline]) -> Deadline | None:
    """The day by which the agenda must be out; None for a body without a statutory regime."""
    return next((one for one in deadlines if one.name == RuleName.AGENDA_PUBLICATION), None)


def clocks_of(
    meetings: Collection[Meeting], *, on: date, if_on: date | None = None
) -> Mapping[UUID, Sequence[Deadline]]:
    """The deadlines of many meetings as seen on a day, in two queries; a body without a regime has none."""
    days = {meeting.pk: if_on or meeting.on for meeting in meetings}
    years = {year for day in days.values() if day for year in (day.year - 1, day.year, day.year + 1)}
    holidays = holidays_for(years) if years else {}
    published = _first_published(meetings)
    return {
        meeting.pk: tuple(_deadlines(meeting, days[meeting.pk], holidays, published.get(meeting.pk), on))
        for meeting in meetings
    }


def _deadlines(
    meeting: Meeting, day: date | None, holidays: Holidays, published: date | None, on: date
) -> Iterable[Deadline]:
    if day is None:
        return
    for name in RULES:
        working = work_out(name, day, holidays, regime=meeting.body.regime)
        if working.date is None:
            continue
        if name == RuleName.AGENDA_PUBLICATION:
            state, colour = _state_of_publication(working.date, published, day, on)
        else:
            state, colour = _countdown(working.date, on, ("Passed", "grey"))
        yield _deadline(working, working.date, state, colour)


def _deadline(working: Working, by: date, state: str, colour: str) -> Deadline:
    return Deadline(
        name=working.rule,
        rule=RULES[working.rule],
        by=by,
        count=f"{working.days} {working.unit.value}",
        excluded=working.excluded,
        legal_reference=working.legal_reference,
        to_confirm=working.to_confirm,
        state=state,
        colour=colour,
    )


def _state_of_publication(by: date, published: date | None, day: date, on: date) -> tuple[str, str]:
    if published is not None and published <= by:
        return "Done in time", "green"
    if published is not None and published < day:
        return "Published after the deadline", "red"
    if published is not None:
        return "Published here afterwards", "grey"
    if day < on:
        return "Not published here", "grey"
    return _countdown(by, on, ("Overdue", "red"))


def _countdown(by: date, on: date, over: tuple[str, str]) -> tuple[str, str]:
    days = (by - on).days
    if days < 0:
        return over
    if days == 0:
        return "Today", "orange"
    return f"{days} day{'s' if days > 1 else ''} left", "blue"


def _first_published(meetings: Collection[Meeting]) -> Mapping[UUID, date]:
    editions = AgendaEdition.objects.filter(meeting__in=[meeting.pk for meeting in meetings], number=1)
    zone = get_current_timezone()
    return {
        meeting: at.astimezone(zone).date() for meeting, at in editions.values_list("meeting", "published_at")
    }


def _day_left_out(one: Excluded) -> str:
    day = f"{one.date:%A} {one.date.day} {one.date:%B}"
    return day if one.reason == WEEKEND.get(one.date.weekday()) else f"{day} ({one.reason})"
