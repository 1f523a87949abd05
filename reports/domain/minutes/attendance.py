"""Who was in the room at each item, which interests they declared, and who could vote."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from childservices.domain.refusals import Refusal


class Capacity(StrEnum):
    """How a person took part in a meeting."""

    IN_THE_CHAIR = "in_the_chair"
    PRESENT = "present"
    IN_ATTENDANCE = "in_attendance"
    """An officer or a guest: never with a vote."""
    APOLOGIES = "apologies"


class InterestKind(StrEnum):
    """What sort of interest a member declares."""

    PECUNIARY = "pecuniary"
    OTHER = "other"


class WrongAttendance(Refusal):
    """An attendance that contradicts itself or another."""


class NotThere(Refusal):
    """An interest of somebody who was not in the room."""


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person and the items, by place on the agenda, at which they came and went; None from or to the end."""

    person: str
    capacity: Capacity
    has_vote: bool = True
    arrived_at: int | None = None
    """The first item that they heard."""
    left_at: int | None = None
    """The first item that they did not hear."""
    substitute_for: str = ""

    def is_in_room(self, item: int) -> bool:
        """Whether they were at the meeting when an item was taken."""
        has_come = self.arrived_at is None or self.arrived_at <= item
        is_still_there = self.left_at is None or item < self.left_at
        return self.capacity is not Capacity.APOLOGIES and has_come and is_still_there


@dataclass(frozen=True, slots=True)
class Interest:
    """An interest declared at an item; of a sensitive one the minutes do not print the nature."""

    person: str
    item: int
    kind: InterestKind
    nature: str = ""
    has_dispensation: bool = False
    is_sensitive: bool = False
    left_the_room: bool = False

    @property
    def bars_from_voting(self) -> bool:
        """Whether the member takes no part: out of the room, or a pecuniary interest without a dispensation."""
        is_barred = self.kind is InterestKind.PECUNIARY and not self.has_dispensation
        return self.left_the_room or is_barred

    @property
    def warning(self) -> str:
        """Ask about a member who stayed with a pecuniary interest; empty where there is nothing to ask."""
        if self.kind is InterestKind.OTHER or self.has_dispensation or self.left_the_room:
            return ""
        return (
            f"{self.person} has a pecuniary interest and no dispensation. Record that they left the room, or the "
            "dispensation; their vote does not count."
        )

    @property
    def words(self) -> str:
        """Say it as it is printed under the minute."""
        kind = "a pecuniary interest" if self.kind is InterestKind.PECUNIARY else "an interest"
        nature = "" if self.is_sensitive or not self.nature.strip() else f" ({self.nature.strip()})"
        dispensation = ", has a dispensation" if self.has_dispensation else ""
        room = "left the room" if self.left_the_room else "stayed in the room"
        return f"{self.person} declared {kind}{nature}{dispensation} and {room}."


def check_attendance(attendees: Collection[Attendee]) -> None:
    """Refuse a list of attendance that cannot be: somebody twice, two chairs, a substitute for someone who came."""
    for person, times in Counter(one.person for one in attendees).items():
        if times > 1:
            raise WrongAttendance(f"{person} is recorded twice. Remove one of the lines.", "person")
    if sum(one.capacity is Capacity.IN_THE_CHAIR for one in attendees) > 1:
        raise WrongAttendance("Two members are recorded in the chair. Choose one of them.", "capacity")
    absent = {one.person for one in attendees if one.capacity is Capacity.APOLOGIES}
    for one in attendees:
        _check_one(one, absent)
    for person, times in Counter(one.substitute_for for one in attendees if one.substitute_for).items():
        if times > 1:
            raise WrongAttendance(f"{person} has two substitutes. Choose one of them.", "substitute_for")


def _check_one(one: Attendee, absent: Collection[str]) -> None:
    if one.capacity is Capacity.APOLOGIES and (one.arrived_at, one.left_at) != (None, None):
        raise WrongAttendance(
            f"{one.person} sent apologies and cannot have arrived or left. Choose how they took part.",
            "capacity",
        )
    if one.arrived_at is not None and one.left_at is not None and one.left_at <= one.arrived_at:
        raise WrongAttendance(f"{one.person} left before arriving. Correct the items.", "left_at")
    if one.substitute_for and one.substitute_for not in absent:
        raise WrongAttendance(
            f"{one.substitute_for} sent no apologies, so nobody can be their substitute. Record the apologies first.",
            "substitute_for",
        )


def check_interest(interest: Interest, attendees: Iterable[Attendee]) -> None:
    """Refuse an interest of somebody who was not there when the item was taken."""
    if not any(one.person == interest.person and one.is_in_room(interest.item) for one in attendees):
        raise NotThere(
            f"{interest.person} was not in the room for item {interest.item}. Correct the attendance, or choose "
            "another member or item.",
            "person",
        )


def voters_at(item: int, attendees: Iterable[Attendee], interests: Iterable[Interest] = ()) -> frozenset[str]:
    """Give the people who could vote at an item: in the room, with a vote, and not barred by an interest."""
    barred = {one.person for one in interests if one.item == item and one.bars_from_voting}
    return frozenset(
        one.person
        for one in attendees
        if one.has_vote and one.capacity is not Capacity.IN_ATTENDANCE and one.is_in_room(item)
    ) - frozenset(barred)


def presiding_at(
    item: int, attendees: Iterable[Attendee], interests: Iterable[Interest] = (), *, elected: str = ""
) -> str:
    """Give who presided at an item: the chair, or who was elected to it where the chair was out; empty if nobody."""
    people = list(attendees)
    able = voters_at(item, people, interests)
    chair = next((one.person for one in people if one.capacity is Capacity.IN_THE_CHAIR), "")
    return next((person for person in (chair, elected) if person in able), "")
