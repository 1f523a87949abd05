"""Logs as one JSON object a line, with the request's identifier and without anybody's words."""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from childservices.domain.tracing import current_request_id


class JsonFormatter(logging.Formatter):
    """Writes time, level, place, request and message.

    Of an error it writes the class and the lines of our code that it passed, never its message: that may quote a
    paper, as PostgreSQL does with the row it refuses.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Give one line of JSON."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if identifier := current_request_id():
            line["request_id"] = identifier
        if (milliseconds := getattr(record, "milliseconds", None)) is not None:
            line["milliseconds"] = milliseconds
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["traceback"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _places(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
