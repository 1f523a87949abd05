"""Totals and ranks of options. A total is a sum of weighted scores, never typed; equal totals share the best rank."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Criterion:
    """What options are held against; a weight of 1 leaves a score as it is."""

    key: str
    title: str
    weight: Decimal = ONE


@dataclass(frozen=True, slots=True)
class Option:
    """A way to go, with its score for each criterion; a criterion that is missing is not scored yet."""

    key: str
    title: str
    scores: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Where an option stands; without a rank as long as a criterion is not scored."""

    option: Option
    total: Decimal
    rank: int | None
    is_tied: bool
    unscored: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Options against criteria, each scored from 0 to the maximum."""

    criteria: tuple[Criterion, ...]
    options: tuple[Option, ...]
    maximum: int

    @property
    def highest_total(self) -> Decimal:
        """The total that an option would have with the maximum everywhere."""
        return sum((criterion.weight * self.maximum for criterion in self.criteria), Decimal(0))

    def total(self, option: Option) -> Decimal:
        """Add up the weighted scores of an option."""
        return sum(
            (
                criterion.weight * option.scores[criterion.key]
                for criterion in self.criteria
                if criterion.key in option.scores
            ),
            Decimal(0),
        )

    def unscored(self, option: Option) -> int:
        """Count the criteria by which an option is not scored yet."""
        return sum(criterion.key not in option.scores for criterion in self.criteria)

    def ranking(self) -> tuple[Ranked, ...]:
        """Give every option in the order of the matrix with its total and rank; ties share the best rank."""
        totals = {option.key: self.total(option) for option in self.options}
        whole = [totals[option.key] for option in self.options if not self.unscored(option)]
        return tuple(
            Ranked(
                option,
                total := totals[option.key],
                None if (left := self.unscored(option)) else 1 + sum(other > total for other in whole),
                is_tied=not left and whole.count(total) > 1,
                unscored=left,
            )
            for option in self.options
        )

    def first(self) -> tuple[Option, ...]:
        """Give the options in the first place: several where they tie, none where none is wholly scored."""
        return tuple(row.option for row in self.ranking() if row.rank == 1)

    def with_weight(self, criterion: str, weight: Decimal) -> "Matrix":
        """Give the matrix as it would be with another weight."""
        return replace(
            self,
            criteria=tuple(
                replace(one, weight=weight) if one.key == criterion else one for one in self.criteria
            ),
        )

    def with_score(self, option: str, criterion: str, score: int) -> "Matrix":
        """Give the matrix as it would be with another score."""
        return replace(
            self,
            options=tuple(
                replace(one, scores={**one.scores, criterion: score}) if one.key == option else one
                for one in self.options
            ),
        )


def number_text(value: Decimal) -> str:
    """Write a total without needless noughts: 33, 31.5."""
    return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def printed_difference(printed: Decimal | None, computed: Decimal, maximum: Decimal) -> str:
    """Say how a printed total differs from the sum of the scores; empty where they agree or none is printed."""
    if printed is None or printed == computed:
        return ""
    return (
        f"The source prints a total of {number_text(printed)}, but its scores add up to {number_text(computed)} "
        f"of {number_text(maximum)}. The rank here follows the sum."
    )


def rank_by_printed(printed: Mapping[str, Decimal]) -> Mapping[str, int]:
    """Give the rank that each option would have by the totals that a source prints."""
    return {key: 1 + sum(other > total for other in printed.values()) for key, total in printed.items()}
