"""What follows from a resolution: who does what by when, where it comes back, and when it may begin."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from childservices.domain.refusals import Refusal
from reports.domain.decision.call_in import Standing
from reports.domain.decision.work_programme import Body, Entry, check_body
from reports.domain.workflow import FOLLOW_UP, state_after


class Kind(StrEnum):
    """What a follow-up asks for."""

    INSTRUCT = "instruct"
    REPORT_BACK = "report_back"
    """A report to the body that resolved: closes only when that item is resolved."""
    REFER = "refer"
    """An item for another body."""
    INFORM = "inform"
    IMPLEMENT = "implement"


COMES_TO_A_BODY = frozenset({Kind.REPORT_BACK, Kind.REFER})
OPEN = frozenset({"open", "under_way"})

BLOCKED = {
    Standing.NOT_PUBLISHED: "The decision is not published yet. Publish it first.",
    Standing.SUBJECT_TO_CALL_IN: "The decision may still be called in. Wait until it is effective.",
    Standing.CALLED_IN: "The decision was called in, and everything that hangs on it waits for the outcome.",
    Standing.REPLACED: "Another decision has replaced this one. Cancel the follow-up.",
}


class Blocked(Refusal):
    """A follow-up whose decision is not effective."""


class ItemNotResolved(Refusal):
    """A report back or referral whose item is still to come."""


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something to be done after a resolution; without an owner or a day it is pending, and says what was printed."""

    kind: Kind
    text: str
    owner: str = ""
    """A post; empty while it is pending."""
    owner_text: str = ""
    due_on: dt.date | None = None
    due_text: str = ""
    entry: Entry | None = None
    """Where it comes back or goes to: on the work programme of a body."""
    state: str = "open"

    @property
    def is_pending(self) -> bool:
        """Whether its owner or its day is still to be named; what only goes to a body needs no owner."""
        needs_owner = self.kind is not Kind.REFER and not self.owner
        return self.state in OPEN and (needs_owner or self.due_on is None)

    def is_overdue(self, *, on: dt.date) -> bool:
        """Whether it is open after its day."""
        return self.state in OPEN and self.due_on is not None and self.due_on < on


@dataclass(frozen=True, slots=True)
class Resolved:
    """A resolution, as far as its follow-ups need it; the target bodies are only those that are bodies here."""

    verb: str
    text: str
    owner_text: str = ""
    targets: Sequence[Body] = ()
    due_on: dt.date | None = None
    due_text: str = ""


def follow_ups_of(
    resolved: Resolved, *, body: str, posts: Collection[str], on: dt.date
) -> Sequence[FollowUp]:
    """Draw the follow-ups out of a resolution, so that nothing is typed twice.

    A referral gives one for each target body. An instruction whose target is the body itself is a report back. What is
    approved or agreed is carried out where somebody or some day is named. Whatever else is resolved needs nothing. An
    owner who is not one of the `posts` is pending, in the words of the resolution. A target must exist on the day.
    """
    owner = resolved.owner_text if resolved.owner_text in posts else ""
    plain = FollowUp(
        Kind.INSTRUCT, resolved.text, owner, resolved.owner_text, resolved.due_on, resolved.due_text
    )
    if resolved.verb == "refer":
        return [
            replace(plain, kind=Kind.REFER, entry=_entry(resolved, target, on=on))
            for target in resolved.targets
        ]
    if resolved.verb == "instruct":
        own = next((target for target in resolved.targets if target.name == body), None)
        if own is None:
            return [plain]
        return [replace(plain, kind=Kind.REPORT_BACK, entry=_entry(resolved, own, on=on))]
    if resolved.verb in {"approve", "agree"} and (resolved.owner_text or resolved.due_on):
        return [replace(plain, kind=Kind.IMPLEMENT)]
    return []


def _entry(resolved: Resolved, target: Body, *, on: dt.date) -> Entry:
    """Put a resolution on the work programme of a body, in the month that it is due or to be scheduled."""
    check_body(target, on=on)
    return Entry(resolved.text, target.name, resolved.due_on and resolved.due_on.replace(day=1))


def moved_on(follow_up: FollowUp, verb: str, *, decision: Standing, reason: str = "") -> FollowUp:
    """Start, complete or cancel a follow-up, or refuse: nothing begins before its decision is effective."""
    state = state_after(FOLLOW_UP, follow_up.state, verb, what="A follow-up that is", reason=reason)
    if verb == "cancel":
        return replace(follow_up, state=state)
    if decision in BLOCKED:
        raise Blocked(BLOCKED[decision])
    if verb == "complete" and follow_up.kind in COMES_TO_A_BODY and not _is_resolved(follow_up.entry):
        raise ItemNotResolved(
            "This closes when its item on the agenda is resolved. Schedule the item instead."
        )
    return replace(follow_up, state=state)


def _is_resolved(entry: Entry | None) -> bool:
    return entry is not None and entry.is_resolved
