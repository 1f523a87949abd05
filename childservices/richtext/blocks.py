"""The strict shape of a text: blocks that hold words, and lists, quotations and tables that hold blocks."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from childservices.richtext.inline import (
    Mark,
    Marks,
    Piece,
    line_break,
    mark_of,
    nodes_of,
    piece_of,
    tidy,
    with_mark,
)
from childservices.richtext.tables import read_table
from childservices.richtext.tree import Element, Node
from childservices.richtext.vocabulary import (
    BLOCK_ID,
    DEEPEST_LEVEL,
    HEADINGS,
    IDENTIFIED,
    LIST_TYPES,
    LISTS,
    MARKS,
)
from childservices.richtext.word import (
    WordItem,
    cut_typed_marker,
    lists_from_word,
    word_level,
    word_marker,
)

LOWERED = {"h1": "h3", "h2": "h3", "h6": "h5"}
THROUGH = frozenset({"span", "b", "i", "ins", *MARKS})
START = re.compile(r"[0-9]{1,4}")
BLANK_LINE = re.compile(r"\n[ \t\r\f]*\n\s*")
LISTS_AND_ITEMS = LISTS | {"li"}
STRONG = Mark(MARKS["strong"], "strong")


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks are read: what may stand there, and how many lists and quotations are around it."""

    is_top: bool = True
    rules: bool = True
    tables: bool = True
    item_ids: bool = True
    level: int = 0

    @property
    def is_deepest(self) -> bool:
        """Whether a further list or quotation would be too deep."""
        return self.level >= DEEPEST_LEVEL


@dataclass(slots=True)
class _Flow:
    """The blocks read so far in one place, and the words of the paragraph that is still open."""

    place: Place
    blocks: list[Element] = field(default_factory=list)
    run: list[Piece] = field(default_factory=list)
    takes_marker: bool = False
    marker: str = ""

    def end_paragraph(self, tag: str = "p", block_id: str = "") -> Element | None:
        """Close the open paragraph; None when it holds no words."""
        run, self.run = tidy(self.run), []
        if not run:
            return None
        block = Element(tag, {"id": block_id} if block_id else {}, nodes_of(run))
        self.blocks.append(block)
        return block

    def add(self, block: Element | None) -> None:
        """Put a finished block after the open paragraph."""
        self.end_paragraph()
        if block is not None:
            self.blocks.append(block)

    def finished(self) -> list[Element]:
        """Every block, with Word's list paragraphs as lists."""
        self.end_paragraph()
        return lists_from_word(self.blocks, DEEPEST_LEVEL - self.place.level)


def read_blocks(nodes: Sequence[Node], place: Place | None = None, marks: Marks = ()) -> list[Element]:
    """Read anything into blocks that may stand in a place; words outside of blocks become paragraphs."""
    flow = _Flow(place or Place())
    _gather(nodes, marks, flow)
    return flow.finished()


def read_text(root: Element) -> list[Element]:
    """Read a whole text: blank lines between stray words part paragraphs, headings skip no level, ids are unique."""
    nodes: list[Node] = []
    for node in root.children:
        nodes += _parted(node) if isinstance(node, str) else [node]
    blocks = read_blocks(nodes)
    _order_headings(blocks)
    _keep_first_ids(blocks)
    return blocks


def identified_blocks(blocks: Sequence[Node]) -> Iterator[Element]:
    """The blocks of a text that carry an id: those at the top, and every item of a list outside tables."""
    for block in blocks:
        if isinstance(block, Element) and block.tag in IDENTIFIED:
            yield block
        if isinstance(block, Element) and block.tag in LISTS_AND_ITEMS:
            inner = (child for child in block.children if isinstance(child, Element))
            yield from identified_blocks([child for child in inner if child.tag in LISTS_AND_ITEMS])


def _parted(text: str) -> list[Node]:
    nodes: list[Node] = []
    for part in BLANK_LINE.split(text):
        nodes += [part, Element("div")]
    return nodes[:-1]


def _order_headings(blocks: Sequence[Element]) -> None:
    """Let no heading stand more than one level below the heading before it (PDF/UA, WCAG)."""
    allowed = 0
    for block in blocks:
        if block.tag in HEADINGS:
            level = min(HEADINGS.index(block.tag), allowed)
            block.tag = HEADINGS[level]
            allowed = min(level + 1, len(HEADINGS) - 1)


def _keep_first_ids(blocks: Sequence[Element]) -> None:
    seen: set[str] = set()
    for block in identified_blocks(blocks):
        if block.attributes.get("id", "") in seen:
            del block.attributes["id"]
        elif "id" in block.attributes:
            seen.add(block.attributes["id"])


def _gather(nodes: Sequence[Node], marks: Marks, flow: _Flow) -> None:
    for node in nodes:
        if isinstance(node, str):
            flow.run.append(piece_of(node, marks))
        elif node.tag == "br":
            flow.run.append(line_break(marks))
        elif (marker := word_marker(node)) and flow.takes_marker:
            flow.marker = marker
        elif marker:
            flow.run.append(piece_of(f"{marker} ", marks))
        elif node.tag in THROUGH:
            _gather(node.children, with_mark(marks, mark_of(node)), flow)
        else:
            READERS.get(node.tag, _read_box)(node, marks, flow)


def _read_box(box: Element, marks: Marks, flow: _Flow) -> None:
    """Anything that only stands around blocks: a division, a form, a cell without its table."""
    flow.end_paragraph()
    _gather(box.children, marks, flow)
    flow.end_paragraph()


def _read_paragraph(paragraph: Element, marks: Marks, flow: _Flow) -> None:
    flow.end_paragraph()
    level = 0 if flow.place.is_deepest else word_level(paragraph.attributes.get("style", ""))
    flow.takes_marker, flow.marker = bool(level), ""
    _gather(paragraph.children, marks, flow)
    flow.takes_marker = False
    if level:
        marker = flow.marker or cut_typed_marker(flow.run)
        if flow.end_paragraph() is not None:
            flow.blocks[-1] = WordItem("li", {}, flow.blocks[-1].children, level=level, marker=marker)
    else:
        flow.end_paragraph(block_id=_id_at_top(paragraph, flow))


def _read_heading(heading: Element, marks: Marks, flow: _Flow) -> None:
    """A heading; where none may stand (in an item, a cell, a quotation) it is a bold paragraph."""
    flow.end_paragraph()
    flow.run = _words(heading.children, marks if flow.place.is_top else with_mark(marks, STRONG))
    tag = LOWERED.get(heading.tag, heading.tag) if flow.place.is_top else "p"
    flow.end_paragraph(tag, _id_at_top(heading, flow))


def _words(nodes: Sequence[Node], marks: Marks) -> list[Piece]:
    """The words of anything as one run, for a heading or caption, which hold no blocks."""
    run: list[Piece] = []
    for node in nodes:
        if isinstance(node, str):
            run.append(piece_of(node, marks))
        elif node.tag == "br":
            run.append(line_break(marks))
        elif marker := word_marker(node):
            run.append(piece_of(f"{marker} ", marks))
        elif node.tag in THROUGH:
            run += _words(node.children, with_mark(marks, mark_of(node)))
        else:
            run += [Piece(" ", marks), *_words(node.children, marks), Piece(" ", marks)]
    return run


def _read_rule(_rule: Element, _marks: Marks, flow: _Flow) -> None:
    flow.add(Element("hr") if flow.place.rules else None)


def _read_quotation(quotation: Element, marks: Marks, flow: _Flow) -> None:
    if flow.place.is_deepest:
        return _read_box(quotation, marks, flow)
    inner = replace(flow.place, is_top=False, item_ids=False, level=flow.place.level + 1)
    blocks = read_blocks(quotation.children, inner, marks)
    found = Element("blockquote", _id_attribute(_id_at_top(quotation, flow)), list(blocks))
    return flow.add(found if blocks else None)


def _read_table(table: Element, marks: Marks, flow: _Flow) -> None:
    if not flow.place.tables:
        return _read_box(table, marks, flow)
    inner = replace(flow.place, is_top=False, rules=False, tables=False, item_ids=False)

    def blocks(nodes: Sequence[Node]) -> list[Element]:
        return read_blocks(nodes, inner, marks)

    def words(nodes: Sequence[Node]) -> list[Node]:
        return nodes_of(tidy(_words(nodes, ())))

    found = read_table(table, blocks, words)
    if found is not None:
        found.attributes = _id_attribute(_id_at_top(table, flow))
    return flow.add(found)


def _read_list(element: Element, marks: Marks, flow: _Flow) -> None:
    if flow.place.is_deepest:
        return _read_box(element, marks, flow)
    inner = replace(flow.place, is_top=False, rules=False, level=flow.place.level + 1)
    items = _items_of(element, inner, marks)
    tag = "ol" if element.tag == "ol" else "ul"
    found = Element(tag, _numbering(element) if tag == "ol" else {}, list(items))
    return flow.add(found if items else None)


def _read_stray_item(item: Element, marks: Marks, flow: _Flow) -> None:
    """An item outside of a list begins one, or goes on with the one that stands before it."""
    if flow.place.is_deepest:
        return _read_box(item, marks, flow)
    before = len(flow.blocks)
    flow.end_paragraph()
    _read_list(Element("ul", {}, [item]), marks, flow)
    if 0 < before == len(flow.blocks) - 1 and flow.blocks[-2].tag == flow.blocks[-1].tag == "ul":
        joined = flow.blocks.pop()
        flow.blocks[-1].children += joined.children
    return None


def _items_of(element: Element, inner: Place, marks: Marks) -> list[Element]:
    """The items of a list; a list that stands between items belongs to the item before it."""
    items: list[tuple[str, list[Element]]] = []
    for kind, group in groupby(element.children, _kind_in_list):
        nodes = list(group)
        if kind == "li":
            read = [(_own_id(one, inner), read_blocks(_inside(one), inner, marks)) for one in nodes]
            items += [(block_id, blocks) for block_id, blocks in read if blocks]
        elif blocks := read_blocks(nodes, inner, marks):
            if kind == "list" and items:
                items[-1][1].extend(blocks)
            else:
                items.append(("", blocks))
    return [_item(block_id, blocks) for block_id, blocks in items]


def _kind_in_list(node: Node) -> str:
    tag = "" if isinstance(node, str) else node.tag
    return "list" if tag in LISTS else tag if tag == "li" else ""


def _inside(node: Node) -> Sequence[Node]:
    return node.children if isinstance(node, Element) else []


def _item(block_id: str, blocks: list[Element]) -> Element:
    """One item; a single paragraph before its lists is written without paragraph tags."""
    children: list[Node] = list(blocks)
    if blocks[0].tag == "p" and all(block.tag in LISTS for block in blocks[1:]):
        children = [*blocks[0].children, *blocks[1:]]
    return Element("li", _id_attribute(block_id), children)


def _numbering(element: Element) -> dict[str, str]:
    """The number that a list begins with (2 to 9999) and how it counts, where that is not 1, 2, 3."""
    start = START.fullmatch(element.attributes.get("start", ""))
    kind = element.attributes.get("type", "")
    numbering = {"start": str(int(start[0]))} if start and int(start[0]) > 1 else {}
    return numbering | ({"type": kind} if kind in LIST_TYPES else {})


def _id_at_top(element: Element, flow: _Flow) -> str:
    block_id = element.attributes.get("id", "")
    return block_id if flow.place.is_top and BLOCK_ID.fullmatch(block_id) else ""


def _own_id(item: Node, inner: Place) -> str:
    block_id = item.attributes.get("id", "") if isinstance(item, Element) and inner.item_ids else ""
    return block_id if BLOCK_ID.fullmatch(block_id) else ""


def _id_attribute(block_id: str) -> dict[str, str]:
    return {"id": block_id} if block_id else {}


READERS: dict[str, Callable[[Element, Marks, _Flow], None]] = {
    "p": _read_paragraph,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _read_heading),
    "hr": _read_rule,
    "blockquote": _read_quotation,
    "table": _read_table,
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _read_list),
    "li": _read_stray_item,
}
