"""Scrutiny reviews: when the executive's response is due, and how a recommendation stands."""

import calendar
import datetime as dt
from dataclasses import dataclass

MONTHS_TO_RESPOND = (
    2  # Local Government Act 2000, section 9FE; the last day is for the monitoring officer to confirm
)


@dataclass(frozen=True, slots=True)
class Answer:
    """How far a recommendation is answered: in words, with the day that matters, and whether that has passed."""

    words: str
    on: dt.date | None
    is_late: bool = False


def response_due(sent_on: dt.date) -> dt.date:
    """Give the same day two months later, or the last of that month where it has no such day."""
    year, month = divmod(sent_on.year * 12 + sent_on.month - 1 + MONTHS_TO_RESPOND, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(sent_on.day, last))


def answer_of(*, sent_on: dt.date | None, responded_on: dt.date | None, on: dt.date) -> Answer:
    """Say how far a recommendation is answered on a day."""
    if sent_on is None:
        return Answer("Not sent to the executive yet", None)
    due = response_due(sent_on)
    if responded_on is not None:
        return Answer("Answered late" if responded_on > due else "Answered", responded_on, responded_on > due)
    if on > due:
        return Answer("No response; it was due", due, is_late=True)
    return Answer("Response due", due)


def weekday_difference(printed: str, on: dt.date) -> str:
    """Say that a source prints another weekday than the calendar has; empty where they agree or none is printed."""
    if not printed or printed.casefold() == f"{on:%A}".casefold():
        return ""
    return f"The source prints {printed}; {on.day} {on:%B %Y} was a {on:%A}."


def outside_review(on: dt.date, *, starts_on: dt.date | None, ends_on: dt.date | None) -> str:
    """Say that a visit lies outside the days of its review; empty where it does not."""
    if starts_on is not None and on < starts_on:
        return f"Before the review began on {starts_on.day} {starts_on:%B %Y}."
    if ends_on is not None and on > ends_on:
        return f"After the review ended on {ends_on.day} {ends_on:%B %Y}."
    return ""
