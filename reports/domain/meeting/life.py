"""The life of a meeting: what moves it on, and what stands in the way."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from childservices.domain.refusals import Refusal
from reports.domain.improvement_plan.due import in_words
from reports.domain.meeting.item import Item, undecided
from reports.domain.workflow import MEETING, state_after

NOT_IN_STATISTICS = frozenset({"planned", "convened", "postponed", "cancelled"})
"""States in which nobody's attendance or absence counts."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a meeting's next move depends on."""

    state: str
    starts_at: dt.datetime | None
    """In local time; after an adjournment, when it goes on; None where that is not known."""
    items: Sequence[Item] = ()
    quorum: int | None = None
    """So many voting members; None where none is set."""
    voters_in_the_room: int = 0


class NotBegun(Refusal):
    """A meeting was recorded as held before its start."""


class NoStart(Refusal):
    """A meeting without a time cannot be held."""


class NoQuorum(Refusal):
    """Too few members were there to do business."""


class QuorumIsThere(Refusal):
    """A meeting was called inquorate though enough members were there."""


class ItemsUndecided(Refusal):
    """Items without an outcome stand in the way of closing."""


class DateInThePast(Refusal):
    """A meeting cannot be given a time that is over."""


def next_meeting_state(
    meeting: Meeting, verb: str, *, at: dt.datetime, reason: str = "", new_start: dt.datetime | None = None
) -> str:
    """Give the state that a verb leads to, or refuse with what has to be done first.

    `new_start` is the time to which a meeting is moved: needed to reschedule, optional where it is adjourned.
    """
    state = state_after(MEETING, meeting.state, verb, what="A meeting that is", reason=reason)
    if verb == "reschedule" and new_start is None:
        raise NoStart("Enter the day and time of the meeting.", "starts_at")
    if new_start is not None:
        check_new_start(new_start, at=at)
    for guard in GUARDS.get(verb, ()):
        guard(meeting, at)
    return state


def check_new_start(starts_at: dt.datetime, *, at: dt.datetime) -> None:
    """Refuse a start that is over."""
    if starts_at <= at:
        raise DateInThePast(f"{_moment(starts_at)} is over. Choose a later day or time.", "starts_at")


def counts_for_attendance(state: str) -> bool:
    """Whether a meeting in a state counts in the statistics of attendance."""
    return state not in NOT_IN_STATISTICS


def _has_begun(meeting: Meeting, at: dt.datetime) -> None:
    if meeting.starts_at is None:
        raise NoStart("Enter the day and time of the meeting.", "starts_at")
    if at < meeting.starts_at:
        raise NotBegun(
            f"The meeting begins on {_moment(meeting.starts_at)}. Record it once it has begun.", "starts_at"
        )


def _is_quorate(meeting: Meeting, _at: dt.datetime) -> None:
    if meeting.quorum is not None and meeting.voters_in_the_room < meeting.quorum:
        raise NoQuorum(
            f"The quorum is {meeting.quorum}, and {meeting.voters_in_the_room} voting members are recorded. Complete "
            "the attendance, or declare the meeting inquorate.",
            "attendance",
        )


def _is_inquorate(meeting: Meeting, _at: dt.datetime) -> None:
    if meeting.quorum is None:
        raise QuorumIsThere("No quorum is set for the body. Set one, or adjourn the meeting.", "attendance")
    if meeting.voters_in_the_room >= meeting.quorum:
        raise QuorumIsThere(
            f"The quorum is {meeting.quorum}, and {meeting.voters_in_the_room} voting members are recorded. Correct "
            "the attendance first.",
            "attendance",
        )


def _has_outcomes(meeting: Meeting, _at: dt.datetime) -> None:
    if left := undecided(meeting.items):
        names = "; ".join(f"{item.number} {item.title}".strip() for item in left)
        raise ItemsUndecided(f"Say what came of each item before closing the meeting: {names}.", "items")


def _moment(at: dt.datetime) -> str:
    return f"{in_words(at.date())} at {at:%H:%M}"


Guard = Callable[[Meeting, dt.datetime], None]
GUARDS: Mapping[str, Sequence[Guard]] = {
    "hold": (_has_begun, _is_quorate),
    "resume": (_has_begun, _is_quorate),
    "declare_inquorate": (_has_begun, _is_inquorate),
    "close": (_has_outcomes,),
}
