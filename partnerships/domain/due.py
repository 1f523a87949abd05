"""What was planned for a day: done, still to come, or not done though the day has passed."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """How something planned stands on a day, in words."""

    words: str
    is_overdue: bool = False


DONE, UNDATED = Standing("Done"), Standing("Planned, without a date")


def standing(*, is_done: bool, due_on: dt.date | None, on: dt.date) -> Standing:
    """Say how something stands on a day; it is overdue from the day after it was due."""
    if is_done:
        return DONE
    if due_on is None:
        return UNDATED
    if due_on < on:
        return Standing("Planned; the day has passed", is_overdue=True)
    return Standing("Planned")
