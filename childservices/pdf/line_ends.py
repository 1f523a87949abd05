"""A correction of WeasyPrint's line breaking, where the words before a link or emphasis just fill their line.

WeasyPrint 70.0 finds no room for the space at their end, gives the line up and breaks it after its first word.
"""

from typing import Any

from childservices.pdf.engine import weasyprint_module


def install_line_ends() -> None:
    """Will make WeasyPrint fill such a line. Safe to repeat; `install_tagging` refuses versions that were not tried."""
    inline = weasyprint_module("weasyprint.layout.inline")
    inline.split_first_line = split_first_line


def split_first_line(
    text: str, style: Any, context: Any, max_width: Any, *spacing: Any, **options: Any
) -> Any:
    """Will split a text as WeasyPrint does; one that fits but for the space at its end is a whole line.

    It has the signature and the answer of the function that it replaces: layout, length, where the next line begins,
    width, height, baseline. The next line begins behind the space.
    """
    split = weasyprint_module("weasyprint.text.line_break").split_first_line
    line = split(text, style, context, max_width, *spacing, **options)
    words, resume = text.rstrip(" "), line[2]
    if resume is None or words == text or " " in text.encode()[: resume - 1].decode(errors="ignore"):
        return line
    layout, length, more, *measures = split(words, style, context, max_width, *spacing, **options)
    return line if more else (layout, length, len(text.encode()), *measures)
