"""Evidence for a score: lines that speak for an option, against it, or neither, and small tables under them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Sign(StrEnum):
    """Which way a line of evidence points."""

    PLUS = "+"
    MINUS = "-"
    NEUTRAL = "="


WORDS = {Sign.PLUS: "For", Sign.MINUS: "Against", Sign.NEUTRAL: "Depends"}
READ_AS = {"+": Sign.PLUS, "-": Sign.MINUS, "−": Sign.MINUS, "–": Sign.MINUS, "=": Sign.NEUTRAL}


class UnreadableEvidence(ValueError):
    """Says in one sentence which line to change, and how."""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One point with its sign, and the rows of a small table where it has one; the first row is the head."""

    sign: Sign
    text: str
    table: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> str:
        """The sign as a word, for those who do not see it."""
        return WORDS[self.sign]


@dataclass(frozen=True, slots=True)
class Marked:
    """How many points speak for an option, against it, and neither."""

    plus: int
    minus: int
    neutral: int


def read_evidence(text: str) -> tuple[EvidenceLine, ...]:
    """Read a line each: "+ for", "- against", "= depends", and "| cell | cell |" for a table under the line before.

    Raises UnreadableEvidence, which names the line.
    """
    lines: list[EvidenceLine] = []
    for number, line in enumerate(text.splitlines(), start=1):
        typed = line.strip()
        if typed.startswith("|"):
            _add_row(lines, typed, number)
        elif typed:
            lines.append(_point(typed, number))
    return tuple(lines)


def marked(lines: Sequence[EvidenceLine]) -> Marked:
    """Count the points by their sign."""
    signs = [line.sign for line in lines]
    return Marked(signs.count(Sign.PLUS), signs.count(Sign.MINUS), signs.count(Sign.NEUTRAL))


def unsupported(score: int | None, maximum: int, points: Marked) -> str:
    """Say that a score above half the maximum has only points against it; empty where that is not so."""
    if score is None or 2 * score <= maximum or points.plus or points.neutral or not points.minus:
        return ""
    those = {1: "the one marked point speaks", 2: "both marked points speak"}
    speak = those.get(points.minus, f"all {points.minus} marked points speak")
    return f"Scored {score} of {maximum}, although {speak} against it."


def _point(typed: str, number: int) -> EvidenceLine:
    sign, text = READ_AS.get(typed[0]), typed[1:].strip()
    if sign is None:
        raise UnreadableEvidence(
            f"Begin line {number} with + for, - against or = for what depends: “{typed[:40]}”."
        )
    if not text:
        raise UnreadableEvidence(f"Write what line {number} says, or take the line away.")
    return EvidenceLine(sign, text)


def _add_row(lines: list[EvidenceLine], typed: str, number: int) -> None:
    if not lines:
        raise UnreadableEvidence(f"Put line {number}, a row of a table, under a line of evidence.")
    cells = tuple(cell.strip() for cell in typed.strip("|").split("|"))
    line = lines[-1]
    if line.table and len(line.table[0]) != len(cells):
        raise UnreadableEvidence(
            f"Give line {number} as many cells as the first row of its table: {len(line.table[0])}."
        )
    lines[-1] = EvidenceLine(line.sign, line.text, (*line.table, cells))
