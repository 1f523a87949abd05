"""A log line is JSON and quotes nobody."""

import json
import logging
import sys

from childservices.domain.tracing import request_id
from childservices.logs import JsonFormatter


def _record(**fields: object) -> logging.LogRecord:
    return logging.makeLogRecord(
        {
            "name": "childservices.request",
            "levelname": "INFO",
            "created": 0.0,
            "msg": "%s done",
            "args": ("x",),
        }
        | fields
    )


def test_line_holds_time_level_place_message_and_request() -> None:
    with request_id("request-1"):
        line = json.loads(JsonFormatter().format(_record(milliseconds=12)))

    assert line == {
        "time": "1970-01-01T00:00:00.000+00:00",
        "level": "info",
        "logger": "childservices.request",
        "message": "x done",
        "request_id": "request-1",
        "milliseconds": 12,
    }


def test_error_names_its_class_and_place_and_never_its_words() -> None:
    try:
        raise ValueError("the tender of the chosen supplier")
    except ValueError:
        text = JsonFormatter().format(_record(exc_info=sys.exc_info()))

    assert "tender" not in text
    line = json.loads(text)
    assert line["error"] == "ValueError"
    assert len(line["traceback"]) == 1
    assert line["traceback"][0].endswith("test_error_names_its_class_and_place_and_never_its_words")
