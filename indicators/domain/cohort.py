"""Cohorts: how many of those still to come must succeed for a share of the whole cohort to be reached."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from childservices.domain.refusals import Refusal
from indicators.domain.measure import PLENTY


class NoSuchCohort(Refusal):
    """Numbers that no cohort can have."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """A group of known size: how many have been counted so far, and how many of these achieved what is asked."""

    size: int
    counted: int
    achieved: int

    def __post_init__(self) -> None:
        if not 0 <= self.achieved <= self.counted <= self.size or not self.size:
            raise NoSuchCohort(
                "A cohort has at least one; who achieved it was counted, and who was counted is in it. Correct one."
            )

    @property
    def remaining(self) -> int:
        """How many are still to be counted."""
        return self.size - self.counted


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the rest of a cohort has to bring."""

    needed: int
    """How many more must achieve it; 0 once the target is reached."""
    remaining: int

    @property
    def can_be_reached(self) -> bool:
        """Whether enough are still to come."""
        return self.needed <= self.remaining

    @property
    def sentence(self) -> str:
        """Say it in words: The target needs 9 of the remaining 11."""
        if not self.needed:
            return "The target is reached."
        if not self.can_be_reached:
            return f"The target cannot now be reached: it would need {self.needed} of the remaining {self.remaining}."
        return f"The target needs {self.needed} of the remaining {self.remaining}."


def outlook(cohort: Cohort, target: Decimal) -> Outlook:
    """Work out what is needed for a target, in percent of the whole cohort, where higher is better."""
    share = PLENTY.divide(PLENTY.multiply(target, cohort.size), Decimal(100))
    wanted = int(share.to_integral_value(rounding=ROUND_CEILING))
    return Outlook(max(0, wanted - cohort.achieved), cohort.remaining)
