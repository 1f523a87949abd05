"""Votes: never more than there were voters in the room, and the casting vote apart."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from childservices.domain.refusals import Refusal


class Way(StrEnum):
    """How a member voted."""

    IN_FAVOUR = "in_favour"
    AGAINST = "against"
    ABSTAINED = "abstained"


WORDS = {Way.IN_FAVOUR: "in favour", Way.AGAINST: "against", Way.ABSTAINED: "abstained"}


class ImpossibleVote(Refusal):
    """A vote that the people in the room cannot have given."""


@dataclass(frozen=True, slots=True)
class Vote:
    """A vote as it was counted; the casting vote is not among the numbers."""

    in_favour: int
    against: int
    abstained: int = 0
    casting: Way | None = None
    own_votes: Mapping[str, Way] = field(default_factory=dict)
    """Who asked for their own vote to be recorded, and how it went."""

    @property
    def cast(self) -> int:
        """How many voters took part."""
        return self.in_favour + self.against + self.abstained

    @property
    def is_carried(self) -> bool:
        """Whether more were in favour, or the casting vote was where there were equal numbers."""
        return self.in_favour > self.against or (
            self.in_favour == self.against and self.casting is Way.IN_FAVOUR
        )

    @property
    def words(self) -> str:
        """Say it as the minutes print it: 5 in favour, 5 against, 0 abstained; casting vote in favour."""
        numbers = f"{self.in_favour} in favour, {self.against} against, {self.abstained} abstained"
        return f"{numbers}; casting vote {WORDS[self.casting]}" if self.casting else numbers


def check_vote(vote: Vote, *, voters: Collection[str], presiding: str) -> None:
    """Refuse a vote that does not fit the voters who were in the room at the item, of whom one presided."""
    for name in ("in_favour", "against", "abstained"):
        if getattr(vote, name) < 0:
            raise ImpossibleVote("Enter how many voted: 0 or more.", name)
    if vote.cast > len(voters):
        raise ImpossibleVote(
            f"{vote.cast} votes are more than the {len(voters)} voters in the room. Correct the votes or the "
            "attendance; a casting vote is recorded apart.",
            "in_favour",
        )
    _check_casting(vote, voters, presiding)
    _check_own_votes(vote, voters)


def _check_casting(vote: Vote, voters: Collection[str], presiding: str) -> None:
    if vote.casting is None:
        return
    if vote.casting is Way.ABSTAINED:
        raise ImpossibleVote("A casting vote is in favour or against.", "casting")
    if vote.in_favour != vote.against:
        raise ImpossibleVote(
            "There is a casting vote only where as many are in favour as against. Remove it, or correct the numbers.",
            "casting",
        )
    if presiding not in voters:
        raise ImpossibleVote("Record who presided at this item, in the room and with a vote.", "casting")


def _check_own_votes(vote: Vote, voters: Collection[str]) -> None:
    if strangers := sorted(set(vote.own_votes) - set(voters)):
        raise ImpossibleVote(
            f"{strangers[0]} was not in the room with a vote. Correct the attendance, or remove the recorded vote.",
            "own_votes",
        )
    for way, recorded in Counter(vote.own_votes.values()).items():
        if recorded > getattr(vote, way.value):
            raise ImpossibleVote(
                f"More members are recorded as “{WORDS[way]}” than were counted. Correct one of them.",
                "own_votes",
            )
