"""The three routes by which something is decided without its usual notice: who agrees, and what is printed.

The monitoring officer confirms them before use. Source: SI 2012/2089, regulations 5(6), 10 and 11, and before 10
September 2012 SI 2000/3272, regulations 15 and 16; Local Government Act 1972, section 100B(4)(b).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from childservices.domain.clock import RuleName, rule_in_force, work_out
from childservices.domain.clock_rules import EXECUTIVE
from childservices.domain.refusals import Refusal
from childservices.domain.working_days import Holidays
from reports.domain.improvement_plan.due import in_words


class Route(StrEnum):
    """A way round the usual notice, named as the clock names it."""

    GENERAL_EXCEPTION = "general_exception"
    SPECIAL_URGENCY = "special_urgency"
    CHAIRS_URGENCY = "chairs_urgency"


TITLES: Mapping[Route, str] = {
    Route.GENERAL_EXCEPTION: "General exception",
    Route.SPECIAL_URGENCY: "Special urgency",
    Route.CHAIRS_URGENCY: "Urgent item",
}

APPROVERS: Mapping[Route, Sequence[str]] = {
    Route.GENERAL_EXCEPTION: (
        "The chair of the relevant scrutiny committee",
        "Every member of the relevant scrutiny committee",
    ),
    Route.SPECIAL_URGENCY: (
        "The chair of the relevant scrutiny committee",
        "The chair of the council",
        "The vice-chair of the council",
    ),
    Route.CHAIRS_URGENCY: ("The chair of the meeting",),
}
"""Who is informed (general exception) or has to agree, in the order in which they are asked: the next where there is
nobody in the place before, or that person cannot act."""


class RouteClosed(Refusal):
    """A route that is not open to a body on a day."""


class IncompleteNotice(Refusal):
    """A notice of urgency without what it must print."""


class TooSoon(Refusal):
    """A decision before the notice has run."""


@dataclass(frozen=True, slots=True)
class UrgencyNotice:
    """A notice of urgency as it is printed."""

    route: Route
    matter: str
    decision_maker: str
    decide_on: dt.date
    reasons: str
    """Why the usual notice could not be given and the decision cannot reasonably wait."""
    approver: str
    """One of the `APPROVERS` of the route."""
    approved_on: dt.date
    """When the approver agreed, or was informed."""
    available_on: dt.date
    """When the notice was published."""


def check_urgency_notice(
    notice: UrgencyNotice, holidays: Holidays, *, regime: str, executive_may_use_chairs: bool = False
) -> None:
    """Refuse a notice that is not complete, or a route that is not open.

    The chair's urgency is closed to executive bodies unless the council has turned it on for them.
    """
    if not _is_open(notice, regime, executive_may_use_chairs=executive_may_use_chairs):
        raise RouteClosed(
            f"{TITLES[notice.route]} is not open to this body on {in_words(notice.decide_on)}. Choose another route "
            "or a later meeting.",
            "route",
        )
    for field in ("matter", "decision_maker", "reasons"):
        if not getattr(notice, field).strip():
            raise IncompleteNotice(f"Enter the {field.replace('_', ' ')}: the notice prints it.", field)
    if notice.approver not in APPROVERS[notice.route]:
        names = "; or ".join(APPROVERS[notice.route])
        raise IncompleteNotice(f"Choose who may do so: {names}.", "approver")
    if notice.approved_on > notice.decide_on or notice.available_on > notice.decide_on:
        raise IncompleteNotice(
            "Both the approver and the notice come before the decision. Correct the days.", "approved_on"
        )
    _check_general_exception(notice, holidays)


def _is_open(notice: UrgencyNotice, regime: str, *, executive_may_use_chairs: bool) -> bool:
    if notice.route is Route.CHAIRS_URGENCY and regime in EXECUTIVE:
        return executive_may_use_chairs
    return rule_in_force(notice.route, notice.decide_on, regime) is not None


def _check_general_exception(notice: UrgencyNotice, holidays: Holidays) -> None:
    if notice.route is not Route.GENERAL_EXCEPTION:
        return
    working = work_out(RuleName.GENERAL_EXCEPTION, notice.available_on, holidays)
    if working.date is not None and notice.decide_on < working.date:
        raise TooSoon(
            f"After this notice the decision may be taken on {in_words(working.date)} or later. Choose such a day, or "
            "special urgency.",
            "decide_on",
        )


def notice_lines(notice: UrgencyNotice, *, regime: str) -> Sequence[str]:
    """Give the printed notice: its title, then a paragraph each."""
    decide_on, approved_on = in_words(notice.decide_on), in_words(notice.approved_on)
    rule = rule_in_force(notice.route, notice.decide_on, regime)
    approver = f"{notice.approver[0].lower()}{notice.approver[1:]}"
    if notice.route is Route.GENERAL_EXCEPTION:
        approval = f"The council informed {approver} in writing on {approved_on}."
    else:
        approval = f"{notice.approver} agreed on {approved_on} that the matter is urgent."
    return (
        f"{TITLES[notice.route]}: notice of a decision",
        f"{notice.decision_maker} intends to decide on {decide_on} about: {_clause(notice.matter)}.",
        _short_of(notice),
        f"Reasons: {_clause(notice.reasons)}.",
        approval,
        f"This notice was made available to the public on {in_words(notice.available_on)}.",
        f"It is given under: {rule.legal_reference if rule else 'the council’s own procedure rules'}.",
    )


def _short_of(notice: UrgencyNotice) -> str:
    """Say which notice is missing, under the law of the day."""
    if notice.route is Route.CHAIRS_URGENCY:
        return "The matter was not on the agenda that was published before the meeting."
    usual = work_out(RuleName.KEY_DECISION_NOTICE, notice.decide_on, {})
    if usual.date is None:
        return "The matter was not in the forward plan in force."
    return f"The usual notice of {usual.days} {usual.unit.value} could not be given."


def _clause(text: str) -> str:
    return text.strip().rstrip(".")
