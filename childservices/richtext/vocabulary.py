"""The small HTML that papers are written in: which elements and attributes, and how deep."""

import re

HEADINGS = ("h3", "h4", "h5")
LISTS = frozenset({"ul", "ol"})
MARKS = {"a": 0, "data": 1, "strong": 2, "em": 3, "u": 4, "sub": 5, "sup": 6}
"""Inline elements, from the outermost to the innermost; text under the same marks is one piece."""

TAGS = frozenset(
    {*HEADINGS, *LISTS, *MARKS, "p", "li", "br", "hr", "blockquote"}
    | {"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"}
)
ATTRIBUTES = {
    "a": {"href"},
    "data": {"value"},
    "ol": {"start", "type"},
    "th": {"colspan", "rowspan", "scope"},
    "td": {"colspan", "rowspan"},
}
IDENTIFIED = frozenset({*HEADINGS, "p", "li", "blockquote", "table"})
"""Elements that can be a block, that is, carry an id for notes, comparison and reference."""

BLOCK_ID = re.compile(r"b-[0-9a-z]{12}")
URL_SCHEMES = frozenset({"http", "https", "mailto"})
LINK = re.compile(r"(https?://|mailto:|#[A-Za-z])[^\s]*", re.IGNORECASE)
LIST_TYPES = frozenset("aAiI")
SCOPES = frozenset({"col", "row", "colgroup", "rowgroup"})

LONGEST_INPUT = 2_000_000
"""Characters of one text as it was typed or pasted; a paste from Word is mostly markup."""
LONGEST_TEXT = 500_000
"""Characters of one text with the markup of papers: about a hundred pages."""
DEEPEST_LEVEL = 9
"""Lists and quotations inside each other, as many as a word processor has."""
WIDEST_CELL = 50
TALLEST_CELL = 1000
LARGEST_REGULAR_TABLE = 20_000
"""Cells of a table up to which short rows are filled up with empty cells."""
