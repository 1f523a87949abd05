"""The statutory clock: which rule of which day gives which date, with its working.

Every rule is a dated row with its legal reference; the row in force on the day asked about counts.
None of this is legal advice: rows marked `to_confirm` wait for the council's monitoring officer.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from childservices.domain.clock_rules import COUNCIL, REGIMES, RULES, Rule, RuleName, Unit
from childservices.domain.refusals import Refusal
from childservices.domain.working_days import (
    ONE_DAY,
    Excluded,
    Holidays,
    Span,
    clear_days_before,
    clear_working_days_after,
    clear_working_days_before,
    months_after,
    working_days_from,
)

__all__ = ["RULES", "Rule", "RuleName", "Unit", "Working", "rule_in_force", "work_out"]


@dataclass(frozen=True, slots=True)
class Working:
    """A date of the clock and how it was worked out; `note` says why there is none, or how it is to be read."""

    date: dt.date | None
    excluded: tuple[Excluded, ...]
    rule: RuleName
    legal_reference: str
    days: int = 0
    """So many of the unit."""
    unit: Unit = Unit.NOT_IN_DAYS
    to_confirm: bool = False
    note: str = ""


class UnknownRule(Refusal):
    """The clock has no rule of that name."""


class UnknownRegime(Refusal):
    """The clock does not know the law that the body is said to stand under."""


CALL_IN = frozenset({RuleName.CALL_IN_CLOSES, RuleName.EFFECTIVE})
MEETING = "day of the meeting"
PUBLICATION = "day of publication"
NOTICE = "day of the notice"
DECISION = "day of the decision"
RECEIPT = "day of receipt"


def rule_in_force(name: str, on: dt.date, regime: str = "") -> Rule | None:
    """Find the row of a rule that binds a body under a regime on a day; None where no law says anything.

    Without a regime agendas, and what is done for them, are those of a council or committee, and every other rule is
    an executive's. Both executive regimes find the law of the day: it changed for every executive on 10 September 2012.
    """
    if name not in set(RuleName):
        raise UnknownRule(f"“{name}” is not a rule of the clock. The rules are: {', '.join(RuleName)}.")
    if regime and regime not in REGIMES:
        known = ", ".join(sorted(REGIMES))
        raise UnknownRegime(f"“{regime}” is not a regime of the clock. The regimes are: {known}.")
    standing = regime or (COUNCIL if name in OF_A_COUNCIL else "executive_2012")
    rows = (rule for rule in RULES if rule.name == name and standing in rule.regimes)
    return next((rule for rule in rows if rule.is_in_force(on)), None)


def work_out(
    name: str,
    day: dt.date,
    holidays: Holidays,
    *,
    regime: str = "",
    call_in_days: int | None = 5,
    call_in_unit: Unit = Unit.WORKING,
    own_days: int | None = None,
) -> Working:
    """Work out the date that a rule gives for a day; ask again with another day to see what a move means.

    `day` is the meeting's day for agendas, notices, forward plans and inspection, the day of publication for call-in
    and for the council's own deadlines, the day of the decision for its publication, the day of receipt for the
    executive's response, and for the general exception the day on which the notice is made available. `holidays` must
    cover the years beside it. `regime` is the body's (empty: see `rule_in_force`); `call_in_days` is the body's
    setting in `call_in_unit` (working or calendar days), None where its decisions cannot be called in; `own_days` is
    the setting of one of the council's own deadlines. Raises `UnknownRule` and `UnknownRegime`.
    """
    rule = rule_in_force(name, day, regime)
    if call_in_days is None and name in CALL_IN:
        return _without_call_in(RuleName(name), day)
    if rule is None:
        note = f"On {day.day} {day:%B %Y} no law gave this date for such a body."
        return Working(None, (), RuleName(name), "", note=note)
    if rule.unit is Unit.NOT_IN_DAYS:
        return Working(None, (), rule.name, rule.legal_reference, to_confirm=rule.to_confirm, note=rule.note)
    days, unit = rule.days, Unit(rule.unit)
    if name in CALL_IN and call_in_days is not None:
        days, unit = call_in_days, call_in_unit
    elif own_days is not None and name in OWN:
        days = own_days
    span, own = COUNTERS[rule.name](day, days, unit, holidays)
    by_date = {one.date: one for one in (*span.excluded, *own)}
    excluded = tuple(by_date[on] for on in sorted(by_date))
    return Working(
        span.reached, excluded, rule.name, rule.legal_reference, days, unit, rule.to_confirm, rule.note
    )


Counted = tuple[Span, tuple[Excluded, ...]]
"""A count, and the days that the rule itself leaves out."""
Counter = Callable[[dt.date, int, Unit, Holidays], Counted]


def _call_in_closes(day: dt.date, days: int, unit: Unit, holidays: Holidays) -> Counted:
    span = Span(day + days * ONE_DAY, ()) if unit is Unit.CALENDAR else working_days_from(day, days, holidays)
    return span, (Excluded(day, PUBLICATION),)


def _effective(day: dt.date, days: int, unit: Unit, holidays: Holidays) -> Counted:
    return _call_in_closes(day, days + 1, unit, holidays)


def _general_exception(day: dt.date, days: int, _unit: Unit, holidays: Holidays) -> Counted:
    span = clear_working_days_after(day, days, holidays)
    return span, (Excluded(day, NOTICE), Excluded(span.reached, DECISION))


def _decision_publication(day: dt.date, days: int, _unit: Unit, holidays: Holidays) -> Counted:
    return working_days_from(day, days, holidays), (Excluded(day, DECISION),)


def _agenda(day: dt.date, days: int, _unit: Unit, holidays: Holidays) -> Counted:
    span = clear_working_days_before(day, days, holidays)
    return span, (Excluded(span.reached, PUBLICATION), Excluded(day, MEETING))


def _notice(day: dt.date, days: int, unit: Unit, holidays: Holidays) -> Counted:
    is_calendar = unit is Unit.CLEAR_CALENDAR
    span = clear_days_before(day, days) if is_calendar else clear_working_days_before(day, days, holidays)
    return span, (Excluded(span.reached, NOTICE), Excluded(day, MEETING))


def _forward_plan(day: dt.date, days: int, _unit: Unit, _holidays: Holidays) -> Counted:
    published_by = day.replace(day=1) - days * ONE_DAY
    return Span(published_by, ()), (Excluded(published_by, PUBLICATION),)


def _own_deadline(day: dt.date, days: int, _unit: Unit, holidays: Holidays) -> Counted:
    return working_days_from(day, -days, holidays), (Excluded(day, PUBLICATION),)


def _response(day: dt.date, months: int, _unit: Unit, _holidays: Holidays) -> Counted:
    return Span(months_after(day, months), ()), (Excluded(day, RECEIPT),)


def _inspection(day: dt.date, years: int, _unit: Unit, _holidays: Holidays) -> Counted:
    return Span(months_after(day, 12 * years), ()), ()


OWN = frozenset({RuleName.AUTHOR_DEADLINE, RuleName.CLEARANCE_DEADLINE, RuleName.AGENDA_DEADLINE})
"""Deadlines that the council sets itself, counted backwards from the day on which the agenda must be out."""
INSPECTION = frozenset(
    {RuleName.REPORT_INSPECTION, RuleName.MINUTES_INSPECTION, RuleName.BACKGROUND_INSPECTION}
)
OF_A_COUNCIL = OWN | INSPECTION | {RuleName.AGENDA_PUBLICATION, RuleName.CHAIRS_URGENCY}

COUNTERS: Mapping[RuleName, Counter] = {
    RuleName.AGENDA_PUBLICATION: _agenda,
    RuleName.KEY_DECISION_NOTICE: _notice,
    RuleName.PRIVATE_MEETING_FIRST_NOTICE: _notice,
    RuleName.PRIVATE_MEETING_SECOND_NOTICE: _notice,
    RuleName.CALL_IN_CLOSES: _call_in_closes,
    RuleName.EFFECTIVE: _effective,
    RuleName.GENERAL_EXCEPTION: _general_exception,
    RuleName.FORWARD_PLAN_PUBLICATION: _forward_plan,
    RuleName.DECISION_PUBLICATION: _decision_publication,
    RuleName.EXECUTIVE_RESPONSE: _response,
    **dict.fromkeys(OWN, _own_deadline),
    **dict.fromkeys(INSPECTION, _inspection),
}
"""How each rule counts; urgency routes that are not counted in days have none."""


def _without_call_in(name: RuleName, published_on: dt.date) -> Working:
    """A decision that cannot be called in: nothing closes, and it takes effect on publication."""
    effective_on = published_on if name is RuleName.EFFECTIVE else None
    note = "Decisions of this body cannot be called in."
    return Working(effective_on, (), name, "The council's own procedure rules", to_confirm=True, note=note)
