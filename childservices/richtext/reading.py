"""What is in a text: its words, and the places where the data tables of its component stand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from childservices.richtext.blocks import read_text
from childservices.richtext.tree import Element, read_html, text_of, write_html
from childservices.richtext.vocabulary import MARKS, TAGS

TOKEN = re.compile(r"\[table ([a-z0-9]+(?:-[a-z0-9]+)*)\]")
BLOCKS = TAGS - {*MARKS, "br"}


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of a text between data tables, as HTML."""

    html: str


@dataclass(frozen=True, slots=True)
class TableToken:
    """The place of a data table: the table's key in its component, and the id of the paragraph that names it."""

    key: str
    block_id: str = ""


def plain_text(html: str) -> str:
    """Give the words of a sanitised text for search and e-mail: one line a block or table row, tabs between cells."""
    return "\n".join(line for line in lines_of(Element("", {}, list(_blocks_of(html)))) if line)


def lines_of(element: Element) -> Iterator[str]:
    """Read the words of everything in an element line by line; some lines are empty."""
    words = ""
    for child in element.children:
        if isinstance(child, Element) and child.tag == "tr":
            cells = [cell for cell in child.children if isinstance(cell, Element)]
            yield "\t".join(" ".join(" ".join(lines_of(cell)).split()) for cell in cells)
        elif isinstance(child, Element) and child.tag in BLOCKS:
            yield words.strip()
            words = ""
            yield from lines_of(child)
        else:
            words += text_of(child)
    yield words.strip()


def table_tokens(html: str) -> tuple[str, ...]:
    """List the keys of the data tables that a sanitised text calls for, in order; a key may come twice."""
    return tuple(part.key for part in split_at_tables(html) if isinstance(part, TableToken))


def split_at_tables(html: str) -> list[Text | TableToken]:
    """Cut a sanitised text at every paragraph that is exactly `[table some-key]`."""
    parts: list[Text | TableToken] = []
    stretch: list[Element] = []
    for block in _blocks_of(html):
        token = _token(block)
        if token is None:
            stretch.append(block)
        else:
            parts += [*_stretch(stretch), token]
            stretch = []
    return [*parts, *_stretch(stretch)]


def _token(block: Element) -> TableToken | None:
    found = TOKEN.fullmatch(text_of(block).strip()) if block.tag == "p" else None
    return TableToken(found[1], block.attributes.get("id", "")) if found else None


def _stretch(blocks: list[Element]) -> list[Text]:
    return [Text(write_html(blocks))] if blocks else []


def _blocks_of(html: str) -> list[Element]:
    return read_text(read_html(html))
