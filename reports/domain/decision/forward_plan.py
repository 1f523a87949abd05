"""The forward plan: key decisions and private meetings, announced in time; slipped and abandoned ones stay visible.

Source: SI 2012/2089, regulations 5 and 9 to 11; before 10 September 2012 SI 2000/3272, regulations 12 to 16.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from childservices.domain.clock import RuleName, Working, work_out
from childservices.domain.refusals import Refusal
from childservices.domain.working_days import Holidays
from reports.domain.decision.call_in import Standing
from reports.domain.improvement_plan.due import Due, in_words
from reports.domain.urgency import Route
from reports.domain.workflow import FORWARD_PLAN, state_after


class Ground(StrEnum):
    """Why a decision is key."""

    MONEY = "money"
    """Spending or saving that is significant beside the budget of the service."""
    WARDS = "wards"
    """A significant effect on communities in two or more wards."""


@dataclass(frozen=True, slots=True)
class Representation:
    """What somebody said against a private meeting, and what the decision maker answers."""

    text: str
    response: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A matter on the forward plan; the due date is a day or a month."""

    matter: str
    decision_maker: str
    due: Due
    ground: Ground | None = None
    """Of a key decision."""
    is_private: bool = False
    paragraphs: frozenset[int] = frozenset()
    private_reason: str = ""
    representations: Sequence[Representation] = ()
    originally_due: Due | None = None
    """What was announced first, once it has slipped."""
    published_on: dt.date | None = None
    second_notice_on: dt.date | None = None
    urgency: Route | None = None
    """The route, with its own printed notice, by which it may be decided although this notice was too short."""
    state: str = "draft"

    @property
    def is_public(self) -> bool:
        """Whether the public sees it: from its publication on, for ever, in every state."""
        return self.published_on is not None

    @property
    def has_slipped(self) -> bool:
        """Whether it is due later than was announced first."""
        first = self.originally_due
        return first is not None and _last(first) < _last(self.due)


class NotForTheForwardPlan(Refusal):
    """Business that belongs on the work programme."""


class IncompleteEntry(Refusal):
    """An entry without what its notice must say."""


class NoticeTooShort(Refusal):
    """A decision before its notice has run."""


class NotEffective(Refusal):
    """A decision was carried out before it may be."""


WORDS = {
    RuleName.KEY_DECISION_NOTICE: "notice of the key decision",
    RuleName.FORWARD_PLAN_PUBLICATION: "forward plan with the key decision",
    RuleName.PRIVATE_MEETING_FIRST_NOTICE: "first notice of the private meeting",
    RuleName.PRIVATE_MEETING_SECOND_NOTICE: "second notice of the private meeting",
}
INSTEAD = {
    RuleName.KEY_DECISION_NOTICE: frozenset({Route.GENERAL_EXCEPTION, Route.SPECIAL_URGENCY}),
    RuleName.FORWARD_PLAN_PUBLICATION: frozenset({Route.GENERAL_EXCEPTION, Route.SPECIAL_URGENCY}),
    RuleName.PRIVATE_MEETING_FIRST_NOTICE: frozenset({Route.SPECIAL_URGENCY}),
    RuleName.PRIVATE_MEETING_SECOND_NOTICE: frozenset({Route.SPECIAL_URGENCY}),
}
"""The routes that stand in for a notice that was too late."""


def next_entry(
    entry: Entry,
    verb: str,
    *,
    on: dt.date,
    holidays: Holidays,
    reason: str = "",
    decision: Standing = Standing.NOT_PUBLISHED,
) -> Entry:
    """Move an entry on, or refuse; `decision` is how the decision stands that it is about to implement."""
    state = state_after(FORWARD_PLAN, entry.state, verb, what="An entry that is", reason=reason)
    if verb == "publish":
        check_entry(entry)
        return replace(entry, state=state, published_on=entry.published_on or on)
    if verb == "decide":
        check_notices(entry, on, holidays)
    if verb == "implement" and decision is not Standing.EFFECTIVE:
        raise NotEffective("The decision is not effective yet. Wait until it is.")
    return replace(entry, state=state)


def check_entry(entry: Entry) -> None:
    """Refuse to announce what is not for the forward plan, or what its notice does not say."""
    if entry.ground is None and not entry.is_private:
        raise NotForTheForwardPlan(
            "Only key decisions and private meetings are announced here. Put the matter on the work programme.",
            "ground",
        )
    if not entry.matter.strip():
        raise IncompleteEntry("Enter the matter to be decided.", "matter")
    if not entry.decision_maker.strip():
        raise IncompleteEntry("Enter who is to decide.", "decision_maker")
    if entry.is_private and not entry.paragraphs:
        raise IncompleteEntry("Choose the paragraphs of Schedule 12A for the private part.", "paragraphs")
    if entry.is_private and not entry.private_reason.strip():
        raise IncompleteEntry("Enter why the meeting is to be private.", "private_reason")


def slipped(entry: Entry, due: Due) -> Entry:
    """Give an entry another date; one that was announced keeps the first date that was."""
    if not entry.is_public:
        return replace(entry, due=due)
    return replace(entry, due=due, originally_due=entry.originally_due or entry.due)


def notices(entry: Entry, meeting_on: dt.date, holidays: Holidays) -> tuple[Working, ...]:
    """Give the days by which the notices of an entry must be out before a meeting, under the law of that day."""
    key = (RuleName.KEY_DECISION_NOTICE, RuleName.FORWARD_PLAN_PUBLICATION) if entry.ground else ()
    private = (RuleName.PRIVATE_MEETING_FIRST_NOTICE, RuleName.PRIVATE_MEETING_SECOND_NOTICE)
    rules = (*key, *(private if entry.is_private else ()))
    found = (work_out(rule, meeting_on, holidays, regime="executive_2012") for rule in rules)
    return tuple(working for working in found if working.date is not None)


def check_notices(entry: Entry, meeting_on: dt.date, holidays: Holidays) -> None:
    """Refuse a decision on a day for which the notices were not out in time and no route of urgency was taken.

    The general exception stands in for the notice of a key decision only; a private meeting needs an agreement.
    """
    for working in notices(entry, meeting_on, holidays):
        field = (
            "second_notice_on" if working.rule is RuleName.PRIVATE_MEETING_SECOND_NOTICE else "published_on"
        )
        given, by = getattr(entry, field), working.date
        if by is None or (given is not None and given <= by) or entry.urgency in INSTEAD[working.rule]:
            continue
        raise NoticeTooShort(
            f"The {WORDS[working.rule]} had to be out by {in_words(by)}. Choose a later meeting, or a route of "
            "urgency.",
            field,
        )


def with_second_notice(entry: Entry, *, on: dt.date) -> Entry:
    """Give the second notice of a private meeting: it prints every representation with its response."""
    if not entry.is_private:
        raise NotForTheForwardPlan("Only a private meeting has a second notice.", "is_private")
    if any(not one.response.strip() for one in entry.representations):
        raise IncompleteEntry(
            "Answer every representation: the second notice prints both.", "representations"
        )
    return replace(entry, second_notice_on=on)


def _last(due: Due) -> dt.date:
    return due.falls_on or dt.date.max
