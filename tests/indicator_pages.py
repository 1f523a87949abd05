"""What tests read on an indicator's page and in the files behind it."""

import csv
from typing import Any
from urllib.parse import quote


def address(reference: str) -> str:
    """The page of an indicator."""
    return f"/indicators/{quote(reference)}/"


def rows_of(response: Any) -> list[dict[str, str]]:
    """The rows of a CSV file by the names in its head."""
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))
