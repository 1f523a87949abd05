"""What tests of a period's screens read from an answer: its CSV file, a row of its table."""

import csv
import io
from typing import Any

from lxml import html

from tests.screens import source

LABEL = "2009-10-Q2"


def of(page: str, rest: str = "") -> str:
    """The address of a page of quarter two."""
    return f"/indicators/{page}/{LABEL}/{rest}"


def lines_of(response: Any) -> list[list[str]]:
    """A CSV file as its lines."""
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def cells_of(response: Any, row: str) -> list[str]:
    """The cells of the table row that a header names."""
    for line in html.fromstring(source(response)).cssselect("tbody tr, tfoot tr"):
        if line.cssselect("th")[0].text_content().strip() == row:
            return [" ".join(cell.text_content().split()) for cell in line.cssselect("th, td")]
    raise AssertionError(f"There is no row {row}.")
