"""The statutory clock: which rule of which day gives which date, with its working.

Every rule is a dated row with its legal reference; the row in force on the day asked about counts.
None of this is legal advice: rows marked `to_confirm` wait for the council's monitoring officer.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from childservices.domain.refusals import Refusal
from childservices.domain.working_days import (
    Excluded,
    Holidays,
    Span,
    clear_days_before,
    clear_working_days_after,
    clear_working_days_before,
    working_days_from,
)


class RuleName(StrEnum):
    """The questions that the clock answers; the words are also those of the `clock` command."""

    AGENDA_PUBLICATION = "agenda_publication"
    KEY_DECISION_NOTICE = "key_decision_notice"
    PRIVATE_MEETING_FIRST_NOTICE = "private_meeting_first_notice"
    PRIVATE_MEETING_SECOND_NOTICE = "private_meeting_second_notice"
    CALL_IN_CLOSES = "call_in_closes"
    EFFECTIVE = "effective"
    GENERAL_EXCEPTION = "general_exception"


class Unit(StrEnum):
    """How a rule counts its days."""

    WORKING = "working days"
    CLEAR_WORKING = "clear working days"
    CLEAR_CALENDAR = "clear calendar days"
    NOT_IN_DAYS = "not counted in days"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule while one law was in force, for bodies under some regimes."""

    name: RuleName
    regimes: frozenset[str]
    days: int
    unit: Unit
    legal_reference: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    to_confirm: bool = False
    note: str = ""

    def is_in_force(self, on: dt.date) -> bool:
        """Whether the row is the law on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Working:
    """A date of the clock and how it was worked out; without a date, `note` says why there is none."""

    date: dt.date | None
    excluded: tuple[Excluded, ...]
    rule: RuleName
    legal_reference: str
    days: int = 0
    unit: Unit = Unit.NOT_IN_DAYS
    to_confirm: bool = False
    note: str = ""


class UnknownRule(Refusal):
    """The clock has no rule of that name."""


class UnknownRegime(Refusal):
    """The clock does not know the law that the body is said to stand under."""


COUNCIL = "lga_1972"
NO_REGIME = "none"
EXECUTIVE = frozenset({"executive_2000", "executive_2012"})
REGIMES = EXECUTIVE | {COUNCIL, NO_REGIME}

# Days on which the law changed: SI 2000/3272; SI 2002/715 and SI 2002/716 (three clear days became five);
# the Localism Act 2011 in Part 1A of the Act of 2000; SI 2012/2089.
ACCESS_ACT = dt.date(1986, 4, 1)
EXECUTIVES = dt.date(2001, 1, 9)
FIVE_DAYS = dt.date(2002, 10, 1)
LOCALISM = dt.date(2012, 5, 4)
REGULATIONS_2012 = dt.date(2012, 9, 10)

ACT_1972 = "Local Government Act 1972, sections 100A(6) and 100B(3) and (4)"
SI_2000 = (
    "Local Authorities (Executive Arrangements) (Access to Information) (England) "
    "Regulations 2000 (SI 2000/3272)"
)
SI_2012 = (
    "Local Authorities (Executive Arrangements) (Meetings and Access to Information) (England) "
    "Regulations 2012 (SI 2012/2089)"
)
ACT_2000 = "Local Government Act 2000"


def _day_before(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=1)


def _agenda(regimes: frozenset[str], days: int, law: str, since: dt.date, until: dt.date | None) -> Rule:
    return Rule(RuleName.AGENDA_PUBLICATION, regimes, days, Unit.CLEAR_WORKING, law, since, until)


def _exception(days: int, law: str, since: dt.date, until: dt.date | None) -> Rule:
    return Rule(RuleName.GENERAL_EXCEPTION, EXECUTIVE, days, Unit.CLEAR_WORKING, law, since, until)


def _notice(name: RuleName, days: int, unit: Unit, regulation: str, *, to_confirm: bool) -> Rule:
    law = f"{SI_2012}, regulation {regulation}"
    return Rule(name, EXECUTIVE, days, unit, law, REGULATIONS_2012, to_confirm=to_confirm)


def _call_in(name: RuleName, section: str, since: dt.date, until: dt.date | None) -> Rule:
    law = f"{ACT_2000}, section {section}, and the council's own procedure rules"
    return Rule(name, REGIMES, 5, Unit.WORKING, law, since, until, to_confirm=True)


COUNCIL_ONLY = frozenset({COUNCIL})
THREE_DAYS_END = _day_before(FIVE_DAYS)
SI_2000_END = _day_before(REGULATIONS_2012)

RULES: tuple[Rule, ...] = (
    _agenda(COUNCIL_ONLY, 3, f"{ACT_1972}, as enacted in 1985", ACCESS_ACT, THREE_DAYS_END),
    _agenda(COUNCIL_ONLY, 5, f"{ACT_1972}, as amended by SI 2002/715", FIVE_DAYS, None),
    _agenda(EXECUTIVE, 3, f"{SI_2000}", EXECUTIVES, THREE_DAYS_END),
    _agenda(EXECUTIVE, 5, f"{SI_2000}, as amended by SI 2002/716", FIVE_DAYS, SI_2000_END),
    _agenda(EXECUTIVE, 5, f"{SI_2012}, regulations 6 and 7", REGULATIONS_2012, None),
    Rule(
        RuleName.KEY_DECISION_NOTICE, EXECUTIVE, 0, Unit.NOT_IN_DAYS,
        f"{SI_2000}, regulations 12 to 14", EXECUTIVES, SI_2000_END, to_confirm=True,
        note="There was no 28-day notice yet: key decisions stood in a forward plan of four months, "
        "published 14 days before each month began.",
    ),
    _notice(RuleName.KEY_DECISION_NOTICE, 28, Unit.CLEAR_CALENDAR, "9", to_confirm=True),
    _notice(RuleName.PRIVATE_MEETING_FIRST_NOTICE, 28, Unit.CLEAR_CALENDAR, "5(2)", to_confirm=True),
    _notice(RuleName.PRIVATE_MEETING_SECOND_NOTICE, 5, Unit.CLEAR_WORKING, "5(4)", to_confirm=False),
    _exception(3, f"{SI_2000}, regulation 15", EXECUTIVES, THREE_DAYS_END),
    _exception(5, f"{SI_2000}, regulation 15, as amended by SI 2002/716", FIVE_DAYS, SI_2000_END),
    _exception(5, f"{SI_2012}, regulation 10(1)(c)", REGULATIONS_2012, None),
    _call_in(RuleName.CALL_IN_CLOSES, "21(3)", EXECUTIVES, _day_before(LOCALISM)),
    _call_in(RuleName.CALL_IN_CLOSES, "9F(4)", LOCALISM, None),
    _call_in(RuleName.EFFECTIVE, "21(3)", EXECUTIVES, _day_before(LOCALISM)),
    _call_in(RuleName.EFFECTIVE, "9F(4)", LOCALISM, None),
)  # fmt: skip

CALL_IN = frozenset({RuleName.CALL_IN_CLOSES, RuleName.EFFECTIVE})
MEETING = "day of the meeting"
PUBLICATION = "day of publication"
NOTICE = "day of the notice"
DECISION = "day of the decision"


def rule_in_force(name: str, on: dt.date, regime: str = "") -> Rule | None:
    """Find the row of a rule that binds a body under a regime on a day; None where no law says anything.

    Without a regime an agenda is that of a council or committee, and every other rule is an executive's.
    Both executive regimes find the law of the day: it changed for every executive on 10 September 2012.
    """
    if name not in set(RuleName):
        raise UnknownRule(f"“{name}” is not a rule of the clock. The rules are: {', '.join(RuleName)}.")
    if regime and regime not in REGIMES:
        known = ", ".join(sorted(REGIMES))
        raise UnknownRegime(f"“{regime}” is not a regime of the clock. The regimes are: {known}.")
    standing = regime or (COUNCIL if name == RuleName.AGENDA_PUBLICATION else "executive_2012")
    rows = (rule for rule in RULES if rule.name == name and standing in rule.regimes)
    return next((rule for rule in rows if rule.is_in_force(on)), None)


def work_out(
    name: str, day: dt.date, holidays: Holidays, *, regime: str = "", call_in_days: int | None = 5
) -> Working:
    """Work out the date that a rule gives for a day; ask again with another day to see what a move means.

    `day` is the meeting's day for agendas and notices, the day of publication for call-in, and for the
    general exception the day on which the notice is made available. `holidays` must cover the years beside
    it. `regime` is the body's (empty: see `rule_in_force`); `call_in_days` is the body's setting in working
    days, None where its decisions cannot be called in. Raises `UnknownRule` and `UnknownRegime`.
    """
    rule = rule_in_force(name, day, regime)
    if call_in_days is None and name in CALL_IN:
        return _without_call_in(RuleName(name), day)
    if rule is None:
        note = f"On {day.day} {day:%B %Y} no law gave this date for such a body."
        return Working(None, (), RuleName(name), "", note=note)
    if rule.unit is Unit.NOT_IN_DAYS:
        return Working(None, (), rule.name, rule.legal_reference, to_confirm=rule.to_confirm, note=rule.note)
    days = call_in_days if call_in_days is not None and name in CALL_IN else rule.days
    span, own_days = _count(rule, day, days, holidays)
    by_date = {one.date: one for one in (*span.excluded, *own_days)}
    excluded = tuple(by_date[on] for on in sorted(by_date))
    return Working(span.reached, excluded, rule.name, rule.legal_reference, days, rule.unit, rule.to_confirm)


def _count(rule: Rule, day: dt.date, days: int, holidays: Holidays) -> tuple[Span, tuple[Excluded, ...]]:
    """Count a rule's days, and name the days that the rule itself leaves out."""
    if rule.name is RuleName.CALL_IN_CLOSES:
        return working_days_from(day, days, holidays), (Excluded(day, PUBLICATION),)
    if rule.name is RuleName.EFFECTIVE:
        return clear_working_days_after(day, days, holidays), (Excluded(day, PUBLICATION),)
    if rule.name is RuleName.GENERAL_EXCEPTION:
        span = clear_working_days_after(day, days, holidays)
        return span, (Excluded(day, NOTICE), Excluded(span.reached, DECISION))
    if rule.unit is Unit.CLEAR_CALENDAR:
        span = clear_days_before(day, days)
    else:
        span = clear_working_days_before(day, days, holidays)
    own = PUBLICATION if rule.name is RuleName.AGENDA_PUBLICATION else NOTICE
    return span, (Excluded(span.reached, own), Excluded(day, MEETING))


def _without_call_in(name: RuleName, published_on: dt.date) -> Working:
    """A decision that cannot be called in: nothing closes, and it takes effect on publication."""
    effective_on = published_on if name is RuleName.EFFECTIVE else None
    note = "Decisions of this body cannot be called in."
    return Working(effective_on, (), name, "The council's own procedure rules", to_confirm=True, note=note)
