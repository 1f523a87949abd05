"""Whether a number word counts the list behind it: "three indicators" over a list of four."""

import re
from collections.abc import Iterator, Sequence

from reports.domain.block import Block
from reports.domain.figure_check.finding import Finding
from reports.domain.figure_check.token import Kind, Prose
from reports.domain.flag import Flag, prose_flag

COUNTED_THINGS = re.compile(r"\s+(?:[\w'’-]+\s+){0,3}?[a-z'’-]+(?:s|ren|ople)\b", re.IGNORECASE)
MEASURES = re.compile(
    r"\s+(?:\w+\s+)?(?:days?|weeks?|months?|years?|hours?|minutes?|miles?|times)\b", re.IGNORECASE
)
HEDGED = re.compile(
    r"\b(?:at least|at most|first|last|more than|next|one of|over|up to|other)\s*$", re.IGNORECASE
)
MOST = 50


def list_flags(blocks: Sequence[Block], proses: Sequence[Prose]) -> Iterator[Flag]:
    """Flag a count in a sentence that ends with a colon when the list under it has another length."""
    for place, (block, prose) in enumerate(zip(blocks, proses, strict=True)):
        items = _items_after(blocks, place)
        counted = _counted(block, prose) if items else None
        if counted is not None and counted[2] != items:
            start, end, _ = counted
            words = block.text[start:end]
            reason = f"“{words}”: the list below has {items}. Correct the number or the list."
            yield prose_flag(Finding.LIST, block, start, end, reason)


def _items_after(blocks: Sequence[Block], place: int) -> int:
    """Count the items of the list that begins right behind a block; items of lists inside it do not count."""
    rest = blocks[place + 1 :]
    if not rest or rest[0].level <= blocks[place].level:
        return 0
    count = 0
    for block in rest:
        if block.level < rest[0].level:
            break
        count += block.level == rest[0].level
    return count


def _counted(block: Block, prose: Prose) -> tuple[int, int, int] | None:
    """Give where the last count of a sentence before a list stands, with what it counts, and the count."""
    if not block.text.rstrip().endswith(":"):
        return None
    found = prose.sentences[-1].tokens
    if not found or found[-1].kind not in {Kind.NUMBER, Kind.WORD}:
        return None
    token = found[-1]
    things = COUNTED_THINGS.match(block.text, token.end)
    if things is None or MEASURES.match(block.text, token.end) or HEDGED.search(block.text[: token.start]):
        return None
    if (
        token.value != int(token.value)
        or not 2 <= token.value <= MOST
        or block.is_bound(token.start, token.end)
    ):
        return None
    return token.start, things.end(), int(token.value)
