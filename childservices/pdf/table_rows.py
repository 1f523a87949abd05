"""Which rows of a table may be broken over two pages.

CSS keeps rows whole: a row that is taller than what is left of the page goes to the next one. One that is taller than a
page would leave caption and heading behind, alone. CSS cannot count, so rows are measured here by their words.
"""

from childservices.pdf.tag_roles import Source, text_of

SHORT_ROW = 300  # characters: a few lines, which need not stand alone at either end of a table
LONG_ROW = 1800  # characters: half a page or more when the columns are narrow; such a row may be broken
SHORT_CLASS, LONG_CLASS = "row-short", "row-long"


def mark_rows(root: Source) -> None:
    """Will add to the class of each table row whether it is short or long; the stylesheet does the rest."""
    for row in root.iter("tr"):
        length = len(text_of(row))
        mark = SHORT_CLASS if length <= SHORT_ROW else LONG_CLASS if length > LONG_ROW else ""
        if mark:
            row.set("class", f"{row.get('class', '')} {mark}".strip())
