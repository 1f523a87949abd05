"""Call-in: for how long scrutiny may ask for a decision, who may, and when the decision takes effect.

Source: Local Government Act 2000, section 9F(4), and the council's own procedure rules, which are settings of a body.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from childservices.domain.clock import RuleName, Unit, work_out
from childservices.domain.refusals import Refusal
from childservices.domain.working_days import Holidays
from reports.domain.improvement_plan.due import in_words


class CallInOutcome(StrEnum):
    """What scrutiny does with a decision that was called in."""

    RELEASED = "released"
    """It takes effect at once."""
    REFERRED_BACK = "referred_back"
    """To whoever decided, who confirms or replaces it."""
    REFERRED_TO_COUNCIL = "referred_to_council"


@dataclass(frozen=True, slots=True)
class Setting:
    """How the decisions of a body are called in; a body without call-in has none."""

    days: int = 5
    unit: Unit = Unit.WORKING
    """Working or calendar days."""
    cut_off: dt.time = dt.time(17, 0)
    """Local time on the last day."""
    requesters: frozenset[str] = frozenset({"scrutiny_member"})
    """Capacities in which somebody may ask."""
    requesters_needed: int = 3
    exemptions: frozenset[str] = frozenset({"urgent"})
    """Reasons for which a decision is exempt."""
    outcomes: frozenset[CallInOutcome] = frozenset(CallInOutcome)
    """What scrutiny may do with a decision."""


class Reply(StrEnum):
    """What became of a decision that scrutiny sent on."""

    CONFIRMED = "confirmed"
    REPLACED = "replaced"
    """By a new decision with a window of its own; this one never takes effect."""


@dataclass(frozen=True, slots=True)
class CallIn:
    """A valid call-in, and what came of it; the days are those of the outcome and of the reply."""

    made_on: dt.date
    outcome: CallInOutcome | None = None
    outcome_on: dt.date | None = None
    reply: Reply | None = None
    reply_on: dt.date | None = None


class Standing(StrEnum):
    """How far a decision is from taking effect."""

    NOT_PUBLISHED = "not_published"
    SUBJECT_TO_CALL_IN = "subject_to_call_in"
    CALLED_IN = "called_in"
    """Whatever hangs on the decision is frozen."""
    EFFECTIVE = "effective"
    REPLACED = "replaced"


class CannotCallIn(Refusal):
    """A call-in that is not valid."""


class CannotAnswer(Refusal):
    """An outcome or a reply where none is awaited."""


@dataclass(frozen=True, slots=True)
class Published:
    """A published decision, as far as call-in asks about it."""

    published_on: dt.date
    setting: Setting | None
    exemption: str = ""
    """Why it cannot be called in though the body's decisions can: one of the setting's reasons."""
    call_in: CallIn | None = None

    def closes_on(self, holidays: Holidays) -> dt.date | None:
        """Give the last day of the window; None where the decision cannot be called in."""
        return self._work_out(RuleName.CALL_IN_CLOSES, holidays)

    def effective_on(self, holidays: Holidays) -> dt.date | None:
        """Give the first day on which the decision may be carried out; None while scrutiny has it, or for ever."""
        if self.call_in is None:
            return self._work_out(RuleName.EFFECTIVE, holidays)
        if self.call_in.outcome is CallInOutcome.RELEASED:
            return self.call_in.outcome_on
        return self.call_in.reply_on if self.call_in.reply is Reply.CONFIRMED else None

    def _work_out(self, rule: RuleName, holidays: Holidays) -> dt.date | None:
        if self.setting is None or self.exemption in self.setting.exemptions:
            return work_out(rule, self.published_on, holidays, call_in_days=None).date
        days, unit = self.setting.days, self.setting.unit
        return work_out(rule, self.published_on, holidays, call_in_days=days, call_in_unit=unit).date


def standing(decision: Published | None, holidays: Holidays, *, on: dt.date) -> Standing:
    """Say how a decision stands on a day; None is one that is not published."""
    if decision is None or on < decision.published_on:
        return Standing.NOT_PUBLISHED
    if decision.call_in and decision.call_in.reply is Reply.REPLACED:
        return Standing.REPLACED
    effective_on = decision.effective_on(holidays)
    if effective_on is not None and effective_on <= on:
        return Standing.EFFECTIVE
    return Standing.CALLED_IN if decision.call_in else Standing.SUBJECT_TO_CALL_IN


def call_in(
    decision: Published,
    *,
    requesters: Collection[tuple[str, str]],
    reason: str,
    at: dt.datetime,
    holidays: Holidays,
) -> CallIn:
    """Call a decision in, or refuse; `requesters` are people with their capacity, `at` is local time."""
    closes_on = decision.closes_on(holidays)
    if decision.setting is None or closes_on is None:
        raise CannotCallIn("This decision cannot be called in: its body or its exemption rules that out.")
    if decision.call_in is not None:
        raise CannotCallIn("This decision was called in already. Add your reasons to that call-in.")
    if at.date() < decision.published_on:
        raise CannotCallIn("This decision is not published yet. Wait for its publication.")
    if (at.date(), at.time()) > (closes_on, decision.setting.cut_off):
        raise CannotCallIn(
            f"The time for calling this decision in ended on {in_words(closes_on)} at "
            f"{decision.setting.cut_off:%H:%M}. Ask for a scrutiny item instead."
        )
    if not reason.strip():
        raise CannotCallIn("Give the reason for the call-in.", "reason")
    able = {person for person, capacity in requesters if capacity in decision.setting.requesters}
    if len(able) < decision.setting.requesters_needed:
        raise CannotCallIn(
            f"{len(able)} of those named may call this decision in, and {decision.setting.requesters_needed} are "
            "needed. Name more.",
            "requesters",
        )
    return CallIn(at.date())


def with_outcome(called_in: CallIn, outcome: CallInOutcome, *, on: dt.date, setting: Setting) -> CallIn:
    """Record what scrutiny did with the decision, once."""
    if called_in.outcome is not None:
        raise CannotAnswer("The outcome of this call-in is recorded already.", "outcome")
    if outcome not in setting.outcomes:
        raise CannotAnswer("The body's rules do not know this outcome. Choose another.", "outcome")
    if on < called_in.made_on:
        raise CannotAnswer("The outcome cannot be older than the call-in. Correct the day.", "outcome_on")
    return CallIn(called_in.made_on, outcome, on)


def with_reply(called_in: CallIn, reply: Reply, *, on: dt.date) -> CallIn:
    """Record what became of a decision that scrutiny sent on, once."""
    if called_in.outcome in {None, CallInOutcome.RELEASED} or called_in.outcome_on is None:
        raise CannotAnswer("Scrutiny has not sent this decision on. Record that outcome first.", "outcome")
    if called_in.reply is not None:
        raise CannotAnswer("The reply to this call-in is recorded already.", "reply")
    if on < called_in.outcome_on:
        raise CannotAnswer("The reply cannot be older than the outcome. Correct the day.", "reply_on")
    return CallIn(called_in.made_on, called_in.outcome, called_in.outcome_on, reply, on)
