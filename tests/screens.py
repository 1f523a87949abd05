"""What tests of screens read from an answer: its words, its links, its queries."""

import csv
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

TAGS = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL)
MOST_QUERIES = 25


def words(response: Any) -> str:
    """The words of a page in one line, without markup."""
    return " ".join(unescape(TAGS.sub(" ", response.content.decode())).split())


def source(response: Any) -> str:
    """The markup of a page."""
    return str(response.content.decode())


def table_of(response: Any) -> list[list[str]]:
    """The lines of a downloaded CSV file."""
    answer = b"".join(response).decode()
    return list(csv.reader(io.StringIO(answer.removeprefix("\ufeff"))))


def value_of(response: Any, name: str) -> str:
    """What stands in a form's field: an input's value, a textarea's text."""
    form = response.context["form"]
    return str(form[name].value() or "")


@contextmanager
def counted_queries() -> Iterator[list[Any]]:
    """Counts the queries of what happens inside."""
    with CaptureQueriesContext(connection) as captured:
        yield captured  # type: ignore[misc]
