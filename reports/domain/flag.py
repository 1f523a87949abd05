"""What a check says of a place in a paper, and how an author's answer stays with it while the text changes."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reports.domain.block import Block


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
    """Something to look at, with a sentence that says why and what to do; it is answered or corrected."""

    kind: StrEnum
    place: Place
    reason: str
    repeat: int = 0
    """Which of several flags with the same words it is in its place, from 0."""

    @property
    def key(self) -> str:
        """What stays while the text around it changes, and changes with the words or figures that it is about."""
        parts = (self.kind, self.place.id, " ".join(self.place.quote.split()), self.reason, str(self.repeat))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Answered:
    """The flags of a paper beside what its authors answered."""

    open: Sequence[Flag]
    answered: Sequence[tuple[Flag, str]]
    gone: Sequence[str]
    """Keys of answers whose flag is no more: the text was corrected."""


def prose_flag(kind: StrEnum, block: Block, start: int, end: int, reason: str) -> Flag:
    """Flag a stretch of a block."""
    return Flag(kind, Place(block.id, start, block.text[start:end]), reason)


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
