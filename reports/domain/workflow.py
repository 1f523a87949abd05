"""The lifecycles of committee papers as tables: (state, verb) leads to a state, and whatever is missing is refused."""

from collections.abc import Mapping
from dataclasses import dataclass

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
}
"""A meeting. Publishing its agenda convenes it; publishing a corrected agenda later leaves it where it is."""

REASON_NEEDED = frozenset({"defer", "return", "withdraw"})
"""Verbs that take a reason, which the audit log keeps."""


def next_state(lifecycle: Lifecycle, state: str, verb: str) -> str | None:
    """Answer the state that a verb leads to, or None where the lifecycle does not allow the verb."""
    return lifecycle.get((state, verb))


def diagram(lifecycle: Lifecycle) -> str:
    """Draw a lifecycle as a Mermaid state diagram, one line for each arrow, in the table's order."""
    lines = [f"    {state} --> {target}: {verb}" for (state, verb), target in lifecycle.items()]
    return "\n".join(["stateDiagram-v2", *lines])
