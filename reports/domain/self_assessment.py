"""Self-assessments repeated over time: how each dimension moved, and what has no score."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Movement(StrEnum):
    """How a dimension stands against the assessment before."""

    UP = "up"
    SAME = "same"
    DOWN = "down"
    UNKNOWN = "unknown"


WORDS = {
    Movement.UP: "Higher than before",
    Movement.SAME: "Same as before",
    Movement.DOWN: "Lower than before",
    Movement.UNKNOWN: "Nothing to compare with",
}


@dataclass(frozen=True, slots=True)
class Scored:
    """How many of an assessment's dimensions have a score."""

    scored: int
    total: int

    @property
    def words(self) -> str:
        """Say it in a sentence."""
        if self.scored == self.total:
            return f"All {self.total} are scored."
        return f"{self.scored} of {self.total} are scored; a blank is not a nought."


def movement(scores: Sequence[int | None]) -> Movement:
    """Hold the last score against the one before it; the earliest comes first."""
    if len(scores) < 2 or scores[-1] is None or scores[-2] is None:
        return Movement.UNKNOWN
    if scores[-1] == scores[-2]:
        return Movement.SAME
    return Movement.UP if scores[-1] > scores[-2] else Movement.DOWN


def count_scored(scores: Sequence[int | None]) -> Scored:
    """Count the dimensions that have a score; nought is one."""
    return Scored(sum(score is not None for score in scores), len(scores))
