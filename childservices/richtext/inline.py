"""Words with their marks (bold, link, figure …), kept flat so that every text has one way of being written."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from childservices.richtext.tree import Element, Node
from childservices.richtext.vocabulary import LINK, MARKS

SPACES = re.compile(r"[ \t\r\n\f]+")
EDGE = " \n\xa0"
SAME_MARK = {"b": "strong", "i": "em", "ins": "u"}
LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A property of words: its place among the marks, its element, and its address or value."""

    rank: int
    tag: str
    value: str = ""


Marks = tuple[Mark, ...]


@dataclass(slots=True)
class Piece:
    """Words that carry the same marks; a line break is the piece that holds a line end."""

    text: str
    marks: Marks


def mark_of(element: Element) -> Mark | None:
    """The mark that an inline element puts on its words; None for one that means nothing in a paper."""
    tag = SAME_MARK.get(element.tag, element.tag)
    if tag not in MARKS or "font-weight:normal" in element.attributes.get("style", ""):
        return None
    if tag == "a":
        address = element.attributes.get("href", "").strip()
        return Mark(MARKS[tag], tag, address) if LINK.fullmatch(address) else None
    if tag == "data":
        value = element.attributes.get("value", "").strip()
        return Mark(MARKS[tag], tag, value) if 0 < len(value) <= LONGEST_VALUE else None
    return Mark(MARKS[tag], tag)


def with_mark(marks: Marks, mark: Mark | None) -> Marks:
    """Add a mark; the inner one of two of the same kind counts."""
    if mark is None:
        return marks
    return tuple(sorted([mark, *(one for one in marks if one.tag != mark.tag)]))


def piece_of(text: str, marks: Marks) -> Piece:
    """Words as HTML reads them: any white space is one space."""
    return Piece(SPACES.sub(" ", text), marks)


def line_break(marks: Marks) -> Piece:
    """A line break inside a block."""
    return Piece("\n", marks)


def tidy(pieces: Iterable[Piece]) -> list[Piece]:
    """Give the one way of writing these words: single spaces, none at the edges, no mark on mere space."""
    run = _trimmed(_single_spaced(pieces))
    _take_marks_off_space(run)
    return _joined(run)


def nodes_of(run: Sequence[Piece]) -> list[Node]:
    """Nest tidied words in their marks, the outermost first."""
    root = Element("")
    open_marks: list[Mark] = []
    open_elements = [root]
    for piece in run:
        same = _common(open_marks, piece.marks)
        del open_marks[same:], open_elements[same + 1 :]
        for mark in piece.marks[same:]:
            element = Element(mark.tag, _attributes(mark))
            open_elements[-1].children.append(element)
            open_elements.append(element)
            open_marks.append(mark)
        open_elements[-1].children.append(Element("br") if piece.text == "\n" else piece.text)
    return root.children


def _attributes(mark: Mark) -> dict[str, str]:
    name = {"a": "href", "data": "value"}.get(mark.tag)
    return {name: mark.value} if name else {}


def _common(first: Sequence[Mark], second: Sequence[Mark]) -> int:
    """How many marks from the outside two pieces share."""
    count = 0
    while count < min(len(first), len(second)) and first[count] == second[count]:
        count += 1
    return count


def _single_spaced(pieces: Iterable[Piece]) -> list[Piece]:
    run: list[Piece] = []
    last = "\n"
    for piece in pieces:
        text = piece.text
        if text == "\n":
            if run and run[-1].text != "\n":
                run[-1].text = run[-1].text.rstrip(" ")
        elif last in " \n":
            text = text.lstrip(" ")
        if text:
            run.append(Piece(text, piece.marks))
            last = text[-1]
    return run


def _trimmed(run: list[Piece]) -> list[Piece]:
    while run and not run[0].text.strip(EDGE):
        del run[0]
    while run and not run[-1].text.strip(EDGE):
        del run[-1]
    if run:
        run[0].text = run[0].text.lstrip(EDGE)
        run[-1].text = run[-1].text.rstrip(EDGE)
    return run


def _take_marks_off_space(run: list[Piece]) -> None:
    """Leave a space or line break only the marks that the words on both sides share."""
    before = _marks_of_the_words_before(run)
    after = reversed(_marks_of_the_words_before(run[::-1]))
    for piece, earlier, later in zip(run, before, after, strict=True):
        if not piece.text.strip(EDGE):
            piece.marks = tuple(mark for mark in earlier if mark in later)


def _marks_of_the_words_before(run: Sequence[Piece]) -> list[Marks]:
    marks: list[Marks] = []
    latest: Marks = ()
    for piece in run:
        marks.append(latest)
        if piece.text.strip(EDGE):
            latest = piece.marks
    return marks


def _joined(run: list[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in run:
        if not piece.text:
            continue
        mergeable = joined and joined[-1].marks == piece.marks and "\n" not in (joined[-1].text, piece.text)
        if mergeable:
            joined[-1].text += piece.text
        else:
            joined.append(piece)
    return joined
