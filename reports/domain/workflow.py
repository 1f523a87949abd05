"""The lifecycles of committee papers as tables: (state, verb) leads to a state, and whatever is missing is refused."""

from collections.abc import Mapping
from dataclasses import dataclass

from childservices.domain.refusals import Refusal

Lifecycle = Mapping[tuple[str, str], str]

REPORT: Lifecycle = {
    ("draft", "submit"): "submitted",
    ("returned", "submit"): "submitted",
    ("submitted", "accept"): "accepted",
    ("submitted", "return"): "returned",
    ("accepted", "return"): "returned",
    ("accepted", "publish"): "published",
    ("published", "publish"): "published",
    ("published", "return"): "returned",
    ("draft", "withdraw"): "withdrawn",
    ("returned", "withdraw"): "withdrawn",
    ("submitted", "withdraw"): "withdrawn",
    ("accepted", "withdraw"): "withdrawn",
}
"""A report to members. Clearance stands between submitted and accepted once disciplines clear papers here."""


@dataclass(frozen=True, slots=True)
class Step:
    """A move of a report: where it leads, who makes it, and what has to be so before."""

    target: str
    makers: frozenset[str]
    """Who makes it: an author, a clerk; or a clearance, where giving or losing one moves the report by itself."""
    guard: str = ""
    """The question that must be answered with yes."""


AUTHOR_OR_CLERK = frozenset({"author", "clerk"})
CLERK = frozenset({"clerk"})
CLEARANCE = frozenset({"clearance"})

CLEARED_STEPS: Mapping[tuple[str, str], Step] = {
    ("draft", "submit"): Step("submitted", AUTHOR_OR_CLERK, "is_ready"),
    ("returned", "submit"): Step("submitted", AUTHOR_OR_CLERK, "is_ready"),
    ("deferred", "submit"): Step("submitted", AUTHOR_OR_CLERK, "is_ready"),
    ("submitted", "clear"): Step("cleared", CLEARANCE, "is_cleared_by_all"),
    ("cleared", "void"): Step("submitted", CLEARANCE, "is_a_clearance_void"),
    ("accepted", "void"): Step("submitted", CLEARANCE, "is_a_clearance_void"),
    ("cleared", "accept"): Step("accepted", CLERK, "is_complete"),
    ("accepted", "publish"): Step("published", CLERK, "is_cleared_by_all"),
    ("published", "publish"): Step("published", CLERK, "is_cleared_by_all"),
    ("submitted", "return"): Step("returned", CLERK),
    ("cleared", "return"): Step("returned", CLERK),
    ("accepted", "return"): Step("returned", CLERK),
    ("published", "return"): Step("returned", CLERK),
    ("draft", "withdraw"): Step("withdrawn", AUTHOR_OR_CLERK),
    ("returned", "withdraw"): Step("withdrawn", AUTHOR_OR_CLERK),
    ("deferred", "withdraw"): Step("withdrawn", AUTHOR_OR_CLERK),
    ("submitted", "withdraw"): Step("withdrawn", AUTHOR_OR_CLERK),
    ("cleared", "withdraw"): Step("withdrawn", AUTHOR_OR_CLERK),
    ("accepted", "withdraw"): Step("withdrawn", AUTHOR_OR_CLERK),
    ("submitted", "defer"): Step("deferred", CLERK),
    ("cleared", "defer"): Step("deferred", CLERK),
    ("accepted", "defer"): Step("deferred", CLERK),
}
"""A report whose disciplines clear it here: only "clear" leads to cleared, and only from there it is accepted."""

CLEARED_REPORT: Lifecycle = {move: step.target for move, step in CLEARED_STEPS.items()}
"""The same as a lifecycle, to take the place of REPORT once clearances are kept."""

MEETING: Lifecycle = {
    ("planned", "convene"): "convened",
    ("convened", "convene"): "convened",
    ("held", "convene"): "held",
    ("closed", "convene"): "closed",
    ("adjourned", "convene"): "adjourned",
    ("convened", "hold"): "held",
    ("held", "adjourn"): "adjourned",
    ("inquorate", "adjourn"): "adjourned",
    ("adjourned", "resume"): "held",
    ("convened", "declare_inquorate"): "inquorate",
    ("held", "declare_inquorate"): "inquorate",
    ("adjourned", "declare_inquorate"): "inquorate",
    ("held", "close"): "closed",
    ("inquorate", "close"): "closed",
    ("adjourned", "close"): "closed",
    ("planned", "postpone"): "postponed",
    ("convened", "postpone"): "postponed",
    ("postponed", "reschedule"): "planned",
    ("planned", "cancel"): "cancelled",
    ("convened", "cancel"): "cancelled",
    ("postponed", "cancel"): "cancelled",
}
"""A meeting. Publishing its agenda convenes it; publishing a corrected agenda later leaves it where it is. Nothing
leads out of cancelled, and nothing takes a cancelled or postponed meeting out of sight."""

MINUTES: Lifecycle = {
    ("draft", "clear"): "cleared",
    ("cleared", "revise"): "draft",
    ("cleared", "publish"): "unconfirmed",
    ("unconfirmed", "confirm"): "confirmed",
}
"""The minutes of a meeting. What is published is altered only by the meeting that confirms it."""

FORWARD_PLAN: Lifecycle = {
    ("draft", "publish"): "published",
    ("published", "bring"): "for_determination",
    ("for_determination", "decide"): "decided",
    ("decided", "open_call_in"): "subject_to_call_in",
    ("decided", "implement"): "implemented",
    ("subject_to_call_in", "implement"): "implemented",
    ("subject_to_call_in", "bring"): "for_determination",
    ("published", "defer"): "deferred",
    ("for_determination", "defer"): "deferred",
    ("deferred", "publish"): "published",
    ("draft", "abandon"): "abandoned",
    ("published", "abandon"): "abandoned",
    ("for_determination", "abandon"): "abandoned",
    ("deferred", "abandon"): "abandoned",
}
"""An entry of the forward plan. A decision that scrutiny sends back is brought for determination again."""

FOLLOW_UP: Lifecycle = {
    ("open", "start"): "under_way",
    ("open", "complete"): "done",
    ("under_way", "complete"): "done",
    ("open", "cancel"): "cancelled",
    ("under_way", "cancel"): "cancelled",
}
"""What follows from a resolution."""

REASON_NEEDED = frozenset({"return", "withdraw", "adjourn", "postpone", "cancel", "defer", "abandon"})
"""Verbs that take a reason, which the audit log keeps."""


DONE = {
    "abandon": "abandoned",
    "adjourn": "adjourned",
    "bring": "brought for determination",
    "cancel": "cancelled",
    "clear": "cleared",
    "close": "closed",
    "complete": "completed",
    "confirm": "confirmed",
    "convene": "convened",
    "decide": "decided",
    "declare_inquorate": "declared inquorate",
    "defer": "deferred",
    "hold": "held",
    "implement": "implemented",
    "open_call_in": "opened to call-in",
    "postpone": "postponed",
    "publish": "published",
    "reschedule": "given another day",
    "resume": "resumed",
    "revise": "revised",
    "start": "started",
}
"""What has been done to something by each verb, for the sentence that refuses it."""


class MoveNotAllowed(Refusal):
    """The lifecycle has no such move."""


class ReasonMissing(Refusal):
    """What stops something needs a reason that stands beside it."""


def next_state(lifecycle: Lifecycle, state: str, verb: str) -> str | None:
    """Answer the state that a verb leads to, or None where the lifecycle does not allow the verb."""
    return lifecycle.get((state, verb))


def state_after(lifecycle: Lifecycle, state: str, verb: str, *, what: str, reason: str = "") -> str:
    """Answer the state that a verb leads to; refuse a verb that the lifecycle lacks, or that lacks its reason.

    `what` begins the sentence: A meeting that is.
    """
    target = next_state(lifecycle, state, verb)
    if target is None:
        raise MoveNotAllowed(f"{what} {state.replace('_', ' ')} cannot be {DONE.get(verb, verb)}.")
    if verb in REASON_NEEDED and not reason.strip():
        raise ReasonMissing("Enter the reason: it stays visible here.", "reason")
    return target


def diagram(lifecycle: Lifecycle) -> str:
    """Draw a lifecycle as a Mermaid state diagram, one line for each arrow, in the table's order."""
    lines = [f"    {state} --> {target}: {verb}" for (state, verb), target in lifecycle.items()]
    return "\n".join(["stateDiagram-v2", *lines])
