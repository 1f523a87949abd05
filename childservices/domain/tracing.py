"""The identifier of the request or command being answered, carried beside the call."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_SHAPE = re.compile(r"[A-Za-z0-9-]{8,64}")
_current: ContextVar[str] = ContextVar("request_id", default="")


def current_request_id() -> str:
    """Give the identifier in force; empty outside a request or a job."""
    return _current.get()


def is_request_id(text: str) -> bool:
    """Say whether a text sent from outside is shaped like an identifier (8 to 64 letters, digits, hyphens)."""
    return _SHAPE.fullmatch(text) is not None


@contextmanager
def request_id(identifier: str) -> Iterator[None]:
    """Put an identifier in force for a block, so that logs and audit events carry it."""
    token = _current.set(identifier)
    try:
        yield
    finally:
        _current.reset(token)
