"""The lifecycle of a value as a table: (state, verb) leads to a state, and whatever is missing is refused."""

from collections.abc import Mapping

VALUE: Mapping[tuple[str, str], str] = {
    ("draft", "enter"): "draft",
    ("submitted", "enter"): "draft",
    ("draft", "submit"): "submitted",
    ("submitted", "return"): "draft",
    ("submitted", "approve"): "approved",
    ("approved", "publish"): "published",
    ("approved", "supersede"): "superseded",
    ("published", "supersede"): "superseded",
}
"""A local value. Once approved it is never changed: a new row that is approved supersedes it."""


def next_value_state(state: str, verb: str) -> str | None:
    """Answer the state that a verb leads to, or None where the lifecycle does not allow the verb."""
    return VALUE.get((state, verb))
