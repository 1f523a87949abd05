"""The lifecycles of committee papers as tables: (state, verb) leads to a state, and whatever is missing is refused."""

from collections.abc import Mapping

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

MEETING: Lifecycle = {
    ("planned", "convene"): "convened",
    ("convened", "convene"): "convened",
    ("held", "convene"): "held",
    ("closed", "convene"): "closed",
}
"""A meeting. Publishing its agenda convenes it; publishing a corrected agenda later leaves it where it is."""

REASON_NEEDED = frozenset({"return", "withdraw"})
"""Verbs that take a reason, which the audit log keeps."""


def next_state(lifecycle: Lifecycle, state: str, verb: str) -> str | None:
    """Answer the state that a verb leads to, or None where the lifecycle does not allow the verb."""
    return lifecycle.get((state, verb))


def diagram(lifecycle: Lifecycle) -> str:
    """Draw a lifecycle as a Mermaid state diagram, one line for each arrow, in the table's order."""
    lines = [f"    {state} --> {target}: {verb}" for (state, verb), target in lifecycle.items()]
    return "\n".join(["stateDiagram-v2", *lines])
