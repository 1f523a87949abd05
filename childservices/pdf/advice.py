"""Findings in plain words: what is wrong for a reader, and what its author can do about it."""

from collections.abc import Mapping
from typing import Final

_PICTURE = "A picture has no words for those who cannot see it. Describe it in the report."
_HEADINGS = "A heading skips a level. Use the levels of headings one after another."
_CELLS = "A table has gaps, or cells over each other. Give every row as many cells as the table has columns."
_HEADERS = "A table does not say which cells are headers. Mark its header row and its header column."
_LINK = "A link does not say where it leads. Write words for it that can be read alone."
_LANGUAGE = "A passage names a language that does not exist. Paste its text again without formatting."
_SHAPE = "A character has no shape in the council’s fonts and prints as a box. Write it in another way."
_LIST = "A list is built in a way that cannot be read out. Write it as a plain list."
_SCAN = (
    "A page holds something that cannot be read out. Use the words of the document instead of a scan of it."
)
_JOINT = "The pages were not joined rightly. Build the pack again; if this stays, tell an administrator."
_FONT = "A font is missing from the document. If it was uploaded, save it again with its fonts embedded."
_FORM = "The document holds a form, a note or a layer. Print it to a new PDF and upload that one."

ADVICE: Final[Mapping[str, str]] = {
    "13-004": _PICTURE,
    "PDFUA1-FIGURE-ALTERNATIVE-TEXT-001": _PICTURE,
    "PDFUA1-FORMULA-ALTERNATIVE-TEXT-001": _PICTURE,
    "14-002": "The first heading is not of the highest level. Begin with a heading of level 1.",
    "14-003": _HEADINGS,
    "14-007": _HEADINGS,
    "PDFUA1-HEADING-NESTING-001": _HEADINGS,
    "PDFUA1-HEADING-STRUCTURE-001": _HEADINGS,
    "15-GRID": _CELLS,
    "PDFUA1-TABLE-COLUMN-ROWSPAN-001": _CELLS,
    "PDFUA1-TABLE-ROW-COLUMNSPAN-001": _CELLS,
    "PDFUA1-TABLE-CELL-INTERSECTION-001": _CELLS,
    "15-TH": _HEADERS,
    "15-003": _HEADERS,
    "15-HEADERS": _HEADERS,
    "PDFUA1-TABLE-HEADERS-SCOPE-001": _HEADERS,
    "PDFUA1-TABLE-HEADERS-UNDEFINED-001": _HEADERS,
    "28-012": _LINK,
    "PDFUA1-LINK-CONTENTS-001": _LINK,
    "11-001": _LANGUAGE,
    "PDFUA1-LANGUAGE-TAG-001": _LANGUAGE,
    "PDFUA1-NOTDEF-GLYPH-001": _SHAPE,
    "09-005": _LIST,
    "PDFUA1-L-KIDS-001": _LIST,
    "PDFUA1-LI-KIDS-001": _LIST,
    "01-005": _SCAN,
    "PDFUA1-CONTENT-TAGGING-001": _SCAN,
    "ST-TREE": _JOINT,
    "ST-P": _JOINT,
    "ST-PARENTS": _JOINT,
    "ST-KEYS": _JOINT,
    "ST-LINKS": _JOINT,
    "31-009": _FONT,
    "PDFUA1-FONT-EMBEDDING-001": _FONT,
    "25-001": _FORM,
    "20-001": _FORM,
    "20-003": _FORM,
    "28-010": _FORM,
    "PDFUA1-WIDGET-FORM-TAG-001": _FORM,
    "00-VALIDATOR": "The check gave up. Build the pack again; if this stays, tell an administrator.",
}


def advice_on(rule: str, message: str) -> str:
    """Will say in a sentence what a broken rule means and what to do; the check's own words where there is none."""
    return ADVICE.get(rule, message)
