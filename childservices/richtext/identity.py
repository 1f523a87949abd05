"""Stable ids of blocks: a block keeps its id while its words stay nearly the same, wherever it moves."""

import re
import secrets
import string
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from childservices.richtext.blocks import identified_blocks
from childservices.richtext.reading import lines_of
from childservices.richtext.sanitising import clean_blocks, write_clean
from childservices.richtext.tree import Element
from childservices.richtext.vocabulary import BLOCK_ID, LISTS

ALPHABET = string.digits + string.ascii_lowercase
ID_LENGTH = 12
ID_ATTRIBUTE = re.compile(rf' id="{BLOCK_ID.pattern}"')
NEARLY_SAME = 0.6
NEARLY_SAME_SHORT = 0.75
SHORT = 6
"""Words; below it letters are compared instead, so that a corrected word in a heading counts as a correction."""
NEIGHBOURS = 60
"""Blocks of the earlier text on each side that a changed block is compared with."""
MOST_PAIRS = 4_000_000
MOST_EQUAL_PAIRS = 1_000_000
LONGEST_SHORT = 200


@dataclass(slots=True)
class _Block:
    """One block as it is compared: its element, its own words, and its id once it has one."""

    element: Element
    text: str
    words: Counter[str]
    block_id: str


@dataclass(slots=True)
class _Pairs:
    """Which block is which block of the text before, and the blocks of that text that are still free."""

    found: dict[int, int]
    left: set[int]

    def add(self, index: int, earlier: int) -> None:
        """Pair two blocks unless one of them has a partner already."""
        if index not in self.found and earlier in self.left:
            self.found[index] = earlier
            self.left.discard(earlier)


def new_block_id() -> str:
    """Make an id that no other block has: b- and twelve letters or digits (62 bits of chance)."""
    return "b-" + "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))


def identify_blocks(html: str, previous: str = "", *, new_id: Callable[[], str] = new_block_id) -> str:
    """Sanitise a text and give each of its blocks the id that it had in the text before, or a new one.

    A block is a paragraph, heading, quotation or table at the top of the text, or an item of a list. Blocks are
    matched by their words, since editors drop ids: the same words in the same order first, then the same words
    elsewhere, then an id that came with the text, then nearly the same words. Ids that `previous` does not have are
    never taken over, ids of removed blocks never given again, and no two blocks share one. `new_id` makes new ones.
    """
    blocks = clean_blocks(html)
    now = _read(blocks)
    before = [block for block in _read(clean_blocks(previous)) if block.block_id]
    matched = _match(now, before)
    used = {block.block_id for block in before}
    for index, block in enumerate(now):
        block_id = before[matched[index]].block_id if index in matched else _unused(new_id, used)
        block.element.attributes = {"id": block_id} | _without_id(block.element)
    return write_clean(blocks)


def without_ids(html: str) -> str:
    """Give a sanitised text without the ids of its blocks, to compare what two people typed."""
    return ID_ATTRIBUTE.sub("", html)


def _read(blocks: Sequence[Element]) -> list[_Block]:
    read = []
    for element in identified_blocks(blocks):
        text = _own_text(element)
        read.append(_Block(element, text, Counter(text.casefold().split()), element.attributes.get("id", "")))
    return read


def _own_text(element: Element) -> str:
    """The words of a block without those of the lists inside an item, which are blocks of their own."""
    own = [child for child in element.children if isinstance(child, str) or child.tag not in LISTS]
    return " ".join(" ".join(lines_of(Element("", {}, own))).split())


def _match(now: Sequence[_Block], before: Sequence[_Block]) -> dict[int, int]:
    """Pair blocks of a text with those of the text before: the index of the one leads to that of the other."""
    pairs = _Pairs({}, set(range(len(before))))
    _pair_same_words(now, before, pairs)
    came_with = {block.block_id: earlier for earlier, block in enumerate(before)}
    for index, block in enumerate(now):
        if block.block_id in came_with:
            pairs.add(index, came_with[block.block_id])
    unmatched = [index for index in range(len(now)) if index not in pairs.found]
    for index, earlier in _nearly_same(now, before, unmatched, sorted(pairs.left)):
        pairs.add(index, earlier)
    return pairs.found


def _pair_same_words(now: Sequence[_Block], before: Sequence[_Block], pairs: _Pairs) -> None:
    """Pair equal blocks, in order first, so that of three lines "None." each keeps its own id; then moved ones."""
    keys_now = [block.text for block in now]
    keys_before = [block.text for block in before]
    if _can_be_aligned(keys_now, keys_before):
        for match in SequenceMatcher(None, keys_now, keys_before, autojunk=False).get_matching_blocks():
            for offset in range(match.size):
                pairs.add(match.a + offset, match.b + offset)
    places: dict[str, deque[int]] = {}
    for earlier in sorted(pairs.left):
        places.setdefault(keys_before[earlier], deque()).append(earlier)
    for index, text in enumerate(keys_now):
        if index not in pairs.found and places.get(text):
            pairs.add(index, places[text].popleft())


def _can_be_aligned(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether finding the common order is quick enough; it is, but for thousands of blocks or of equal ones."""
    counts, others = Counter(first), Counter(second)
    equal_pairs = sum(count * others[text] for text, count in counts.items())
    return len(first) * len(second) <= MOST_PAIRS and equal_pairs <= MOST_EQUAL_PAIRS


def _nearly_same(
    now: Sequence[_Block], before: Sequence[_Block], unmatched: Sequence[int], left: Sequence[int]
) -> list[tuple[int, int]]:
    """Candidates among what is left, the likest first, then those of the same kind, then the nearest."""
    found = []
    for index in unmatched:
        here = bisect_left(left, index)
        for earlier in left[max(here - NEIGHBOURS, 0) : here + NEIGHBOURS]:
            likeness = _likeness(now[index], before[earlier])
            if likeness:
                other_kind = now[index].element.tag != before[earlier].element.tag
                found.append((-likeness, other_kind, abs(earlier - index), index, earlier))
    return [(index, earlier) for *_, index, earlier in sorted(found)]


def _likeness(one: _Block, other: _Block) -> float:
    """How much of their words two blocks share, from 0 to 1; 0 where it is not nearly all."""
    longer = max(one.words.total(), other.words.total())
    if longer < SHORT and max(len(one.text), len(other.text)) <= LONGEST_SHORT:
        ratio = SequenceMatcher(None, one.text.casefold(), other.text.casefold(), autojunk=False).ratio()
        return ratio if ratio >= NEARLY_SAME_SHORT else 0
    shared = 2 * (one.words & other.words).total() / (one.words.total() + other.words.total())
    return shared if shared >= NEARLY_SAME else 0


def _unused(new_id: Callable[[], str], used: set[str]) -> str:
    block_id = new_id()
    while block_id in used:
        block_id = new_id()
    used.add(block_id)
    return block_id


def _without_id(element: Element) -> dict[str, str]:
    return {name: value for name, value in element.attributes.items() if name != "id"}
