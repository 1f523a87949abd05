"""The lifecycle of a quarterly return as a table: (state, verb) leads to a state, and what is missing is refused."""

from collections.abc import Mapping

Lifecycle = Mapping[tuple[str, str], str]

RETURN: Lifecycle = {
    ("draft", "submit"): "submitted",
    ("submitted", "query"): "queried",
    ("queried", "answer"): "submitted",
    ("submitted", "approve"): "approved",
    ("approved", "pay"): "paid",
}
"""A provider submits and answers; the council queries, approves and pays."""


def next_return_state(state: str, verb: str) -> str | None:
    """Answer the state that a verb leads a return to, or None where the lifecycle does not allow the verb."""
    return RETURN.get((state, verb))
