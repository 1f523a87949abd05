"""Where and when a meeting is held: what is refused, and what is only worth a warning."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from childservices.domain.refusals import Refusal
from childservices.domain.working_days import Holidays, reason_not_working
from reports.domain.improvement_plan.due import in_words

USUAL_LENGTH = dt.timedelta(hours=2)
"""How long a room is taken where nobody has said."""
RELEASED = frozenset({"postponed", "cancelled"})
"""States in which a meeting has given its room back."""


class RoomTaken(Refusal):
    """Two meetings in one room at one time."""


@dataclass(frozen=True, slots=True)
class Booking:
    """A meeting in a room; without a room it is in nobody's way."""

    meeting: str
    """As it is named to whoever reads the refusal."""
    room: str
    starts_at: dt.datetime
    lasts: dt.timedelta = USUAL_LENGTH
    state: str = "planned"

    def overlaps(self, other: "Booking") -> bool:
        """Whether both need one room at one time; a meeting may begin when another ends."""
        if self.state in RELEASED or other.state in RELEASED:
            return False
        ours, theirs = _room(self), _room(other)
        meet = (
            self.starts_at < other.starts_at + other.lasts and other.starts_at < self.starts_at + self.lasts
        )
        return ours == theirs != "" and meet


def check_room(booking: Booking, others: Iterable[Booking]) -> None:
    """Refuse a meeting in a room that another meeting has at that time."""
    for other in others:
        if booking.overlaps(other):
            raise RoomTaken(
                f"{other.room} is taken by {other.meeting} on {in_words(other.starts_at.date())} at "
                f"{other.starts_at:%H:%M}. Choose another room or time.",
                "venue",
            )


def day_warning(day: dt.date, holidays: Holidays) -> str:
    """Say that a meeting falls on a day on which the offices are closed; empty for a working day."""
    reason = reason_not_working(day, holidays)
    weekday = f"{day:%A}"
    if not reason:
        return ""
    why = f"a {weekday}" if reason == weekday else f"not a working day ({reason})"
    return f"{in_words(day)} is {why}. Check that the meeting is meant to be held then."


def _room(booking: Booking) -> str:
    return " ".join(booking.room.split()).casefold()
