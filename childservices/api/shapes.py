"""Shapes that every list and every refusal of the public JSON have."""

from collections.abc import Sequence
from typing import Any, Literal, Protocol

from django.http import HttpRequest
from ninja import Schema
from pydantic import Field

LARGEST_PAGE, LARGEST_OFFSET = 100, 100_000
CSV_TOO = {"responses": {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}}


class PageQuery(Schema):
    """Which part of a list is asked for, and how it is to be sent."""

    limit: int = Field(25, ge=1, le=LARGEST_PAGE, description="How many rows are sent at most.")
    offset: int = Field(0, ge=0, le=LARGEST_OFFSET, description="How many rows are passed over first.")
    form: Literal["json", "csv"] = Field(
        "json", alias="format", description="CSV sends every row that is asked for, without pages."
    )


class Fault(Schema):
    """What is wrong with one parameter."""

    parameter: str
    message: str


class Problem(Schema):
    """Why there is no answer, in a sentence."""

    detail: str
    errors: list[Fault] = []


class _Asked(Protocol):
    limit: int
    offset: int


def page_of(request: HttpRequest, asked: _Asked, *, count: int, results: Sequence[Any]) -> dict[str, Any]:
    """Give one page of a list with the addresses of those before and after it."""
    onward, back = asked.offset + asked.limit, max(0, asked.offset - asked.limit)
    return {
        "count": count,
        "next": _address(request, onward) if onward < count else None,
        "previous": _address(request, back) if asked.offset else None,
        "results": results,
    }


def _address(request: HttpRequest, offset: int) -> str:
    query = request.GET.copy()
    query["offset"] = str(offset)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
