"""What the check says of a figure, where it stands, and how an author's answer stays with it."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reports.domain.block import Block
from reports.domain.figure_check.fact import Table


class Finding(StrEnum):
    """What is wrong with a figure."""

    TABLE = "table"
    """It is not what a table or a bound figure of the paper says."""
    SHARE = "share"
    """A percentage is not what its count and its base give."""
    LIST = "list"
    """A number word does not count the list behind it."""
    TOTAL = "total"
    """Parts do not add up to the total."""
    UNITS = "units"
    """One row mixes percentages with plain numbers."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a flag points: into a block of prose, or into a cell of a table counted from 1."""

    id: str
    offset: int
    quote: str
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """A figure that contradicts the paper, with a sentence that says why and what to do; it never blocks."""

    kind: Finding
    place: Place
    reason: str
    repeat: int = 0
    """Which of several flags with the same words it is in its place, from 0."""

    @property
    def key(self) -> str:
        """What stays the same while text around it changes, and changes when a figure that it is about does."""
        parts = (self.kind, self.place.id, " ".join(self.place.quote.split()), self.reason, str(self.repeat))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Answered:
    """The flags of a paper beside what its authors answered."""

    open: Sequence[Flag]
    answered: Sequence[tuple[Flag, str]]
    gone: Sequence[str]
    """Keys of answers whose flag is no more: the text was corrected."""


def prose_flag(kind: Finding, block: Block, start: int, end: int, reason: str) -> Flag:
    """Flag a stretch of a block."""
    return Flag(kind, Place(block.id, start, block.text[start:end]), reason)


def cell_flag(kind: Finding, table: Table, row: int, column: int, reason: str) -> Flag:
    """Flag a cell, its row and column counted from 0."""
    return Flag(kind, Place(table.id, 0, table.rows[row][column], row + 1, column + 1), reason)


def numbered(flags: Iterable[Flag]) -> Sequence[Flag]:
    """Tell apart flags that say the same of the same words in one place."""
    seen: Counter[str] = Counter()
    result = []
    for flag in flags:
        result.append(replace(flag, repeat=seen[flag.key]))
        seen[flag.key] += 1
    return result


def with_answers(flags: Iterable[Flag], answers: Mapping[str, str]) -> Answered:
    """Put each answer (a reason by the key of its flag) to its flag; an empty reason answers nothing."""
    flags = list(flags)
    reasons = {key: reason for key, reason in answers.items() if reason.strip()}
    return Answered(
        open=[flag for flag in flags if flag.key not in reasons],
        answered=[(flag, reasons[flag.key]) for flag in flags if flag.key in reasons],
        gone=sorted(set(answers) - {flag.key for flag in flags}),
    )
