"""What a ranking hangs on: each weight moved by half, each score by one, and whether the first place changes."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.appraisal.ranking import Matrix, Option, number_text

HALF = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Change:
    """One single change, in words, and who is first before and after it."""

    words: str
    first_before: tuple[Option, ...]
    first_after: tuple[Option, ...]

    @property
    def alters_first(self) -> bool:
        """Whether another option, or one more or fewer, would be in the first place."""
        return {one.key for one in self.first_before} != {one.key for one in self.first_after}


def sensitivity(matrix: Matrix) -> tuple[Change, ...]:
    """Try every single change: each weight a half less and more, each score one less and more within its bounds."""
    before = matrix.first()
    return tuple(
        Change(words, before, changed.first()) for words, changed in (*_weights(matrix), *_scores(matrix))
    )


def finding(changes: tuple[Change, ...]) -> str:
    """Say in a sentence what the ranking hangs on."""
    altering = [change for change in changes if change.alters_first]
    if not changes or not changes[0].first_before:
        return "No option is wholly scored yet, so there is no first place to change."
    if not altering:
        return f"None of the {len(changes)} single changes that were tried alters the first place."
    if len(altering) == 1:
        return f"One of the {len(changes)} single changes that were tried alters the first place."
    return f"{len(altering)} of the {len(changes)} single changes that were tried alter the first place."


def _weights(matrix: Matrix) -> Iterator[tuple[str, Matrix]]:
    for criterion in matrix.criteria:
        for part, sign in ((1 - HALF, "−"), (1 + HALF, "+")):
            weight = criterion.weight * part
            yield (
                f"Weight of {criterion.title} {sign}50%: {number_text(criterion.weight)} → {number_text(weight)}",
                matrix.with_weight(criterion.key, weight),
            )


def _scores(matrix: Matrix) -> Iterator[tuple[str, Matrix]]:
    for option in matrix.options:
        for criterion in matrix.criteria:
            score = option.scores.get(criterion.key)
            for moved in () if score is None else (score - 1, score + 1):
                if 0 <= moved <= matrix.maximum:
                    yield (
                        f"{option.title}, {criterion.title}: {score} → {moved}",
                        matrix.with_score(option.key, criterion.key, moved),
                    )
