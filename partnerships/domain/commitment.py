"""Funded commitments: what was promised for the money, what was done, and what is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

NOUGHT = Decimal(0)


@dataclass(frozen=True, slots=True)
class Promised:
    """One promise: so many of something, of which so many were done."""

    promised: int
    done: int

    @property
    def left(self) -> int:
        """How many are still to be done; none where more were done than promised."""
        return max(0, self.promised - self.done)

    @property
    def is_kept(self) -> bool:
        """Whether as many were done as promised."""
        return self.done >= self.promised


@dataclass(frozen=True, slots=True)
class Kept:
    """How a commitment stands: promises kept, and the money, to the penny."""

    promises: int
    kept: int
    amount: Decimal | None
    spent: Decimal

    @property
    def left(self) -> Decimal | None:
        """The money that is left, below nought where more was spent; None while nothing was granted."""
        return None if self.amount is None else self.amount - self.spent

    @property
    def words(self) -> str:
        """Say in a sentence how many promises are kept."""
        return f"{self.kept} of {self.promises} promises kept"


def sum_up(promises: Sequence[Promised], *, amount: Decimal | None, spent: Sequence[Decimal]) -> Kept:
    """Count the promises that are kept, and the money that was spent."""
    return Kept(len(promises), sum(one.is_kept for one in promises), amount, sum(spent, NOUGHT))
