"""From whatever was typed or pasted to the small HTML of papers, always on the server."""

import re
from collections.abc import Sequence

import nh3

from childservices.domain.refusals import Refusal
from childservices.richtext.blocks import read_text
from childservices.richtext.tree import Element, read_html, write_html
from childservices.richtext.vocabulary import (
    ATTRIBUTES,
    BLOCK_ID,
    IDENTIFIED,
    LONGEST_INPUT,
    LONGEST_TEXT,
    TAGS,
    URL_SCHEMES,
)

BOXES = frozenset(
    {"h1", "h2", "h6", "div", "section", "article", "aside", "header", "footer", "main", "nav", "address"}
    | {"center", "pre", "dl", "dt", "dd", "figure", "figcaption", "details", "summary", "fieldset", "legend"}
    | {"form", "menu", "dir"}
)
DROPPED_WITH_CONTENT = frozenset(
    {"script", "style", "title", "template", "noscript", "xml", "svg", "math", "iframe", "object", "applet"}
    | {"audio", "video", "canvas", "select", "noembed", "noframes"}
)
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
NOT_BOLD = re.compile(r"(?:^|[;\s])font-weight:\s*(?:normal|400)", re.IGNORECASE)
ANY_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
FORMATTING = frozenset(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
)
CLOSED_BY_THE_NEXT = frozenset(
    {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "colgroup"}
    | {"br", "hr", "img", "input", "col", "wbr", "meta", "link", "base", "area", "source", "embed", "param"}
)
MOST_BOXES = 1_000
MOST_FORMATTING = 1_000_000


def _wanted(_tag: str, name: str, value: str) -> str | None:
    """Of styles, keep only what tells Word's lists and Google's false bold; of ids, only ours."""
    if name == "id":
        return value if BLOCK_ID.fullmatch(value) else None
    if name != "style":
        return value
    properties = [part.strip() for part in value.lower().split(";")]
    kept = [part for part in properties if part.startswith("mso-list")]
    kept += ["font-weight:normal"] if NOT_BOLD.search(value) else []
    return ";".join(kept) or None


_reader = nh3.Cleaner(
    tags={*TAGS, *BOXES, "span", "b", "i", "ins"},
    clean_content_tags=set(DROPPED_WITH_CONTENT),
    attributes={**ATTRIBUTES, "table": {"data-caption"}, "*": {"id", "style"}},
    attribute_filter=_wanted,
    url_schemes=set(URL_SCHEMES),
    link_rel=None,
)
_writer = nh3.Cleaner(
    tags=set(TAGS),
    attributes={**ATTRIBUTES, **{tag: {"id", *ATTRIBUTES.get(tag, ())} for tag in IDENTIFIED}},
    url_schemes=set(URL_SCHEMES),
    link_rel=None,
)


class RichTextTooLong(Refusal):
    """A text too long for one section."""


class RichTextTooTangled(Refusal):
    """A text whose markup is nested as no word processor nests it."""


def sanitise(html: str) -> str:
    """Give the small, safe HTML that papers are written in, the same for the same words, and for its own result.

    Word's list paragraphs become lists, the first row of a table without header cells becomes its header,
    headings begin at h3 and skip no level, empty paragraphs go, plain typing becomes paragraphs. Ids of our own
    form stay. Raises `RichTextTooLong` and `RichTextTooTangled`.
    """
    return write_clean(clean_blocks(html))


def clean_blocks(html: str) -> list[Element]:
    """Read anything into the strict blocks that `sanitise` writes."""
    _refuse_longer(html, LONGEST_INPUT)
    _refuse_tangles(html)
    printable = UNPRINTABLE.sub("", html)
    typed = printable if ANY_TAG.search(printable) else _typed_lines(printable)
    return read_text(read_html(_reader.clean(typed)))


def write_clean(blocks: Sequence[Element]) -> str:
    """Write strict blocks; nh3 has the last word."""
    written = write_html(blocks)
    _refuse_longer(written, LONGEST_TEXT)
    return _writer.clean(written)


def _refuse_longer(text: str, most: int) -> None:
    if len(text) > most:
        raise RichTextTooLong(
            f"This text is too long: it has {len(text):,} characters with its markup, and {most:,} are the most. "
            "Put a part of it into an appendix."
        )


def _typed_lines(text: str) -> str:
    """Plain typing keeps its line ends; blank lines part paragraphs when it is read."""
    return re.sub(r"(?<=[^\n])\n(?=[^\n])", "<br>", text.replace("\r\n", "\n").strip())


def _refuse_tangles(html: str) -> None:
    """Refuse markup that would take a parser minutes: a thousand boxes deep, or bold reopened in each of them."""
    depth = formatting = work = 0
    for found in ANY_TAG.finditer(html):
        tag = found[2].lower()
        step = -1 if found[1] else 1
        if tag in FORMATTING:
            formatting = max(formatting + step, 0)
        elif tag not in CLOSED_BY_THE_NEXT:
            depth = max(depth + step, 0)
        work += formatting
        if depth > MOST_BOXES or work > MOST_FORMATTING:
            raise RichTextTooTangled(
                "The markup of this text is nested so deeply that it cannot be read. Paste it again as plain text."
            )
