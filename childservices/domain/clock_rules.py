"""The rows of the statutory clock: what one law says while it is in force, with its reference.

None of this is legal advice: rows marked `to_confirm` wait for the council's monitoring officer.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class RuleName(StrEnum):
    """The questions that the clock answers; the words are also those of the `clock` command."""

    AGENDA_PUBLICATION = "agenda_publication"
    KEY_DECISION_NOTICE = "key_decision_notice"
    PRIVATE_MEETING_FIRST_NOTICE = "private_meeting_first_notice"
    PRIVATE_MEETING_SECOND_NOTICE = "private_meeting_second_notice"
    CALL_IN_CLOSES = "call_in_closes"
    EFFECTIVE = "effective"
    GENERAL_EXCEPTION = "general_exception"
    SPECIAL_URGENCY = "special_urgency"
    CHAIRS_URGENCY = "chairs_urgency"
    FORWARD_PLAN_PUBLICATION = "forward_plan_publication"
    DECISION_PUBLICATION = "decision_publication"
    EXECUTIVE_RESPONSE = "executive_response"
    REPORT_INSPECTION = "report_inspection"
    MINUTES_INSPECTION = "minutes_inspection"
    BACKGROUND_INSPECTION = "background_inspection"
    AUTHOR_DEADLINE = "author_deadline"
    CLEARANCE_DEADLINE = "clearance_deadline"
    AGENDA_DEADLINE = "agenda_deadline"


class Unit(StrEnum):
    """How a rule counts its days."""

    WORKING = "working days"
    CLEAR_WORKING = "clear working days"
    CALENDAR = "calendar days"
    CLEAR_CALENDAR = "clear calendar days"
    MONTHS = "months"
    YEARS = "years"
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


COUNCIL = "lga_1972"
NO_REGIME = "none"
EXECUTIVE = frozenset({"executive_2000", "executive_2012"})
REGIMES = EXECUTIVE | {COUNCIL, NO_REGIME}

# Days on which the law changed: SI 2000/3272; section 122 of the Local Government and Public Involvement in Health
# Act 2007; SI 2002/715 and SI 2002/716 (three clear days became five);
# the Localism Act 2011 in Part 1A of the Act of 2000; SI 2012/2089.
ACCESS_ACT = dt.date(1986, 4, 1)
EXECUTIVES = dt.date(2001, 1, 9)
RESPONSES = dt.date(2009, 4, 1)
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
INSPECTION_1972 = "Local Government Act 1972, section 100"
INSPECTION_EXECUTIVE = f"{SI_2000} until 9 September 2012, then SI 2012/2089, regulations 14, 15 and 22"


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


def _urgency(
    name: RuleName, regimes: frozenset[str], law: str, since: dt.date, until: dt.date | None
) -> Rule:
    note = "This route has no number of days: it needs an agreement and a printed notice instead."
    return Rule(name, regimes, 0, Unit.NOT_IN_DAYS, law, since, until, to_confirm=True, note=note)


def _inspection(name: RuleName, regimes: frozenset[str], years: int, law: str, since: dt.date) -> Rule:
    note = PERMANENT if name is RuleName.MINUTES_INSPECTION else MINIMUM
    return Rule(name, regimes, years, Unit.YEARS, law, since, note=note)


def _response(section: str, since: dt.date, until: dt.date | None) -> Rule:
    note = "The Act counts the day of receipt as the first: confirm whether the day before is the last."
    law = f"{ACT_2000}, section {section}"
    return Rule(
        RuleName.EXECUTIVE_RESPONSE, EXECUTIVE, 2, Unit.MONTHS, law, since, until, to_confirm=True, note=note
    )


def _own(name: RuleName, days: int) -> Rule:
    return Rule(name, REGIMES, days, Unit.WORKING, "The council's own timetable", dt.date.min)


MINIMUM = "This is the least time for which it stays open to inspection, and never a reason to destroy it."
PERMANENT = "This is the least time for which they stay open to inspection; minutes are kept for ever."

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
    _urgency(
        RuleName.SPECIAL_URGENCY, EXECUTIVE, f"{SI_2000}, regulation 16", EXECUTIVES, SI_2000_END
    ),
    _urgency(RuleName.SPECIAL_URGENCY, EXECUTIVE, f"{SI_2012}, regulation 11", REGULATIONS_2012, None),
    _urgency(
        RuleName.CHAIRS_URGENCY, COUNCIL_ONLY, "Local Government Act 1972, section 100B(4)(b)", ACCESS_ACT, None
    ),
    Rule(
        RuleName.FORWARD_PLAN_PUBLICATION, EXECUTIVE, 14, Unit.CALENDAR,
        f"{SI_2000}, regulations 13 and 14", EXECUTIVES, SI_2000_END, to_confirm=True,
        note="The plan in force at the meeting ran for four months from the first of that month.",
    ),
    Rule(
        RuleName.DECISION_PUBLICATION, REGIMES, 2, Unit.WORKING,
        "The council's own procedure rules", EXECUTIVES, to_confirm=True,
        note="The regulations of 2012 say as soon as reasonably practicable.",
    ),
    _response("21B", RESPONSES, _day_before(LOCALISM)),
    _response("9FE", LOCALISM, None),
    _inspection(RuleName.REPORT_INSPECTION, COUNCIL_ONLY, 6, f"{INSPECTION_1972}C(1)", ACCESS_ACT),
    _inspection(RuleName.MINUTES_INSPECTION, COUNCIL_ONLY, 6, f"{INSPECTION_1972}C(1)", ACCESS_ACT),
    _inspection(RuleName.BACKGROUND_INSPECTION, COUNCIL_ONLY, 4, f"{INSPECTION_1972}D(2)", ACCESS_ACT),
    _inspection(RuleName.REPORT_INSPECTION, EXECUTIVE, 6, INSPECTION_EXECUTIVE, EXECUTIVES),
    _inspection(RuleName.MINUTES_INSPECTION, EXECUTIVE, 6, INSPECTION_EXECUTIVE, EXECUTIVES),
    _inspection(RuleName.BACKGROUND_INSPECTION, EXECUTIVE, 4, INSPECTION_EXECUTIVE, EXECUTIVES),
    _own(RuleName.AUTHOR_DEADLINE, 10),
    _own(RuleName.CLEARANCE_DEADLINE, 5),
    _own(RuleName.AGENDA_DEADLINE, 2),
)  # fmt: skip
