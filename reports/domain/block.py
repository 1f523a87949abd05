"""The blocks of a rich text as plain words: what notes, comparison, the figure check and the guard point into."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser

OWN_BLOCK = frozenset({"blockquote", "h2", "h3", "h4", "h5", "h6", "li", "p", "table"})
"""Elements that may carry the id of a block."""
EMPTY = frozenset({"br", "col", "hr", "img"})
SPACED = OWN_BLOCK | EMPTY | {"caption", "ol", "td", "th", "tr", "ul"}
"""Elements whose edges part words."""
LISTS = frozenset({"ol", "ul"})
BOUND = "data"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a text: its words with single spaces, and where it stands."""

    id: str
    text: str
    level: int = 0
    """How deep it lies in lists; 0 for what is no item of a list."""
    bound: tuple[tuple[int, int], ...] = ()
    """Where figures stand that come from data: first character and the one after the last."""

    def is_bound(self, start: int, end: int) -> bool:
        """Say whether a stretch touches a figure that comes from data, which nobody typed."""
        return any(start < last and first < end for first, last in self.bound)


def blocks_of(html: str) -> Sequence[Block]:
    """Give the blocks of a sanitised text in their order, without those that hold no words.

    Words belong to the innermost block around them; what stands in no block with an id has the id "".
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [draft.block() for draft in reader.drafts if draft.text.strip()]


@dataclass(slots=True)
class _Draft:
    id: str
    level: int = 0
    text: str = ""
    bound: list[tuple[int, int]] = field(default_factory=list)

    def add(self, words: str) -> None:
        before = not self.text or self.text.endswith(" ")
        joined = " ".join(words.split())
        lead = " " if words[:1].isspace() and not before else ""
        trail = " " if joined and words[-1:].isspace() else ""
        self.text += lead + joined + trail

    def block(self) -> Block:
        return Block(self.id, self.text.rstrip(), self.level, tuple(self.bound))


class _Reader(HTMLParser):
    """Walks a text once and shares its words out to blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.drafts = [_Draft("")]
        self.open: list[tuple[str, _Draft]] = []
        self.bound_from = 0

    @property
    def draft(self) -> _Draft:
        return self.open[-1][1] if self.open else self.drafts[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        block_id = dict(attrs).get("id") if tag in OWN_BLOCK else None
        if tag in SPACED:
            self.draft.add(" ")
        if tag in EMPTY:
            return
        if block_id:
            level = sum(name in LISTS for name, _ in self.open) if tag == "li" else 0
            self.drafts.append(_Draft(block_id, level))
        self.open.append((tag, self.drafts[-1] if block_id else self.draft))
        if tag == BOUND:
            self.bound_from = len(self.draft.text)

    def handle_endtag(self, tag: str) -> None:
        if tag not in (name for name, _ in self.open):
            return
        if tag == BOUND:
            self.draft.bound.append((self.bound_from, len(self.draft.text)))
        while self.open.pop()[0] != tag:
            pass
        if tag in SPACED:
            self.draft.add(" ")

    def handle_data(self, data: str) -> None:
        self.draft.add(data)
