"""What has to be done before a meeting and when, backwards from the day on which its agenda must be out."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from childservices.domain.clock import RuleName, Working, work_out
from childservices.domain.refusals import Refusal
from childservices.domain.working_days import Holidays

STAGES = (RuleName.AUTHOR_DEADLINE, RuleName.CLEARANCE_DEADLINE, RuleName.AGENDA_DEADLINE)
"""The council's own deadlines, the earliest first."""


class StagesOutOfOrder(Refusal):
    """Settings that would ask for a paper to be cleared before it is written."""


def timetable(
    meeting_on: dt.date, holidays: Holidays, *, regime: str = "", stage_days: Mapping[RuleName, int] = {}
) -> tuple[Working, ...]:
    """Give the author's, clearance and agenda deadlines and the publication of a meeting, the earliest first.

    `stage_days` are the council's settings, in working days before publication; what it leaves out is as in the
    rows of the clock. A body whose agendas no law dates has its publication only, with the reason. Raises
    `StagesOutOfOrder`.
    """
    publication = work_out(RuleName.AGENDA_PUBLICATION, meeting_on, holidays, regime=regime)
    if publication.date is None:
        return (publication,)
    stages = [work_out(name, publication.date, holidays, own_days=stage_days.get(name)) for name in STAGES]
    days = [stage.days for stage in stages]
    if days != sorted(days, reverse=True) or days[-1] < 1:
        raise StagesOutOfOrder(
            "Give authors at least as many working days as clearance, clearance at least as many as the agenda, and "
            "the agenda at least one."
        )
    return (*stages, publication)


@dataclass(frozen=True, slots=True)
class Change:
    """What moving a meeting does to one of its deadlines."""

    before: Working
    after: Working

    def has_passed(self, *, on: dt.date) -> bool:
        """Whether the new deadline can no longer be met on a day."""
        return self.after.date is not None and self.after.date < on


def what_if(
    meeting_on: dt.date,
    moved_to: dt.date,
    holidays: Holidays,
    *,
    regime: str = "",
    stage_days: Mapping[RuleName, int] = {},
) -> tuple[Change, ...]:
    """Show each deadline of a meeting beside what it would be on another day."""
    now = {one.rule: one for one in timetable(meeting_on, holidays, regime=regime, stage_days=stage_days)}
    then = {one.rule: one for one in timetable(moved_to, holidays, regime=regime, stage_days=stage_days)}
    return tuple(Change(one, then[rule]) for rule, one in now.items() if rule in then)
