"""Numbered and bulleted paragraphs as Word pastes them, made into real lists.

Word writes a list as paragraphs that carry `mso-list:l0 level1 lfo1` and their own number or bullet as text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from childservices.richtext.inline import EDGE, Piece
from childservices.richtext.tree import Element, text_of

WORD_LIST = re.compile(r"mso-list:\s*l\d+\s+level(\d)\s+lfo\d+", re.IGNORECASE)
WORD_MARKER = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
NUMBER = re.compile(r"\(?(?:\d{1,3}\.)*(\d{1,4})[.):]*")
LETTER = re.compile(r"\(?([a-z]|[ivxlcdm]{2,8}|[A-Z]|[IVXLCDM]{2,8})[.):]+")
TYPED_MARKER = re.compile(
    rf"[{EDGE}]*((?:{NUMBER.pattern})|(?:{LETTER.pattern})|[·•o§▪◦‣–\-\uf0a7\uf0b7\uf0d8])[{EDGE}]+"
)
LONGEST_MARKER = 12
ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class Marker:
    """What stood before an item: the kind of numbering ("" for a bullet; 1, a, A, i, I) and its number."""

    kind: str = ""
    number: int = 0


BULLET = Marker()


@dataclass(slots=True)
class WordItem(Element):
    """A paragraph that is an item of one of Word's lists."""

    level: int = 1
    marker: str = ""


@dataclass(slots=True)
class _OpenList:
    level: int
    element: Element
    last: Marker
    item: Element = field(default_factory=lambda: Element("li"))


def word_level(style: str) -> int:
    """The level of a paragraph in one of Word's lists, from 1; 0 for a paragraph that is in none."""
    found = WORD_LIST.search(style)
    return max(int(found[1]), 1) if found else 0


def word_marker(element: Element) -> str:
    """The number or bullet that an element holds because Word drew it there; empty for all other elements."""
    if element.tag != "span" or not WORD_MARKER.search(element.attributes.get("style", "")):
        return ""
    text = text_of(element).strip(EDGE)
    return text if len(text) <= LONGEST_MARKER else ""


def cut_typed_marker(run: list[Piece]) -> str:
    """Take a number or bullet off the beginning of a list paragraph, where Word left it as plain text."""
    found = TYPED_MARKER.match("".join(piece.text for piece in run))
    left = found.end() if found else 0
    for piece in run:
        taken = min(left, len(piece.text))
        piece.text = piece.text[taken:]
        left -= taken
    return found[1] if found else ""


def read_marker(text: str, last: Marker) -> Marker:
    """Read a number or bullet; after h comes the letter i, but a list that begins with i counts in Roman."""
    text = text.strip(EDGE)
    if found := NUMBER.fullmatch(text):
        return Marker("1", int(found[1]))
    found = LETTER.fullmatch(text)
    if not found:
        return BULLET
    letters = found[1]
    capital = letters.isupper()
    letter = Marker("A" if capital else "a", ord(letters[0].lower()) - ord("a") + 1)
    roman = Marker("I" if capital else "i", _roman(letters.lower()))
    if len(letters) > 1:
        return roman
    if letters.lower() not in ROMAN or letter == Marker(last.kind, last.number + 1):
        return letter
    return roman if last.kind == roman.kind or roman.number == 1 else letter


def lists_from_word(blocks: Sequence[Element], deepest: int) -> list[Element]:
    """Make runs of Word's list paragraphs into lists inside lists, at most so many deep; leave all other blocks."""
    top = Element("")
    open_lists: list[_OpenList] = []
    for block in blocks:
        if isinstance(block, WordItem):
            _add(block, min(block.level, deepest), open_lists, top)
        else:
            open_lists.clear()
            top.children.append(block)
    return [block for block in top.children if isinstance(block, Element)]


def _add(item: WordItem, level: int, open_lists: list[_OpenList], top: Element) -> None:
    while open_lists and open_lists[-1].level > level:
        open_lists.pop()
    last = open_lists[-1].last if open_lists and open_lists[-1].level == level else None
    marker = read_marker(item.marker, last or BULLET)
    if last is None or not _continues(last, marker):
        if last is not None:
            open_lists.pop()
        around = open_lists[-1].item if open_lists else top
        open_lists.append(_OpenList(level, _list_for(marker), marker))
        around.children.append(open_lists[-1].element)
    current = open_lists[-1]
    current.item = Element("li", {}, item.children)
    current.element.children.append(current.item)
    current.last = marker


def _continues(last: Marker, marker: Marker) -> bool:
    return marker == BULLET == last or (marker.kind != "" and marker == Marker(last.kind, last.number + 1))


def _list_for(marker: Marker) -> Element:
    if marker == BULLET:
        return Element("ul")
    attributes = {"start": str(marker.number)} if marker.number > 1 else {}
    return Element("ol", attributes | ({"type": marker.kind} if marker.kind != "1" else {}))


def _roman(letters: str) -> int:
    values = [ROMAN.get(letter, 0) for letter in letters]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))
