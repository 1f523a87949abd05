"""The hash chain of the audit log."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from childservices.domain.chain import SealedEvent, seal_hash

EVENT = SealedEvent(
    id=7,
    at=datetime(2009, 11, 18, 10, 30, tzinfo=UTC),
    by="",
    verb="pack.published",
    subject_type="reports.pack",
    subject_id="1",
    label="Public pack, 18 November 2009",
    reason="",
    detail={"pages": 62, "edition": 1},
    request_id="",
)


def test_line_is_the_same_in_every_time_zone_and_order_of_keys() -> None:
    elsewhere = EVENT.at.astimezone(timezone(timedelta(hours=5)))

    same = replace(EVENT, at=elsewhere, detail={"edition": 1, "pages": 62})

    assert same.line() == EVENT.line()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", 8),
        ("at", datetime(2009, 11, 18, 10, 30, 0, 1, tzinfo=UTC)),
        ("by", "somebody"),
        ("verb", "pack.withdrawn"),
        ("subject_type", "reports.meeting"),
        ("subject_id", "2"),
        ("label", "Members’ pack, 18 November 2009"),
        ("reason", "because"),
        ("detail", {"pages": 63, "edition": 1}),
        ("request_id", "0123456789"),
    ],
)
def test_every_part_of_an_event_is_sealed(field: str, value: Any) -> None:
    changed = replace(EVENT, **{field: value})

    assert seal_hash("", [changed])[0] != seal_hash("", [EVENT])[0]


def test_seal_counts_and_depends_on_the_seal_before_it_and_on_the_order() -> None:
    other = replace(EVENT, id=8)

    first, count = seal_hash("", [EVENT, other])

    assert count == 2
    assert first != seal_hash("", [other, EVENT])[0]
    assert first != seal_hash("0" * 64, [EVENT, other])[0]


def test_seal_of_a_known_batch_never_changes() -> None:
    digest, _ = seal_hash("", [EVENT])

    assert digest == "af6720d81be26063ea99503c4ba1468d35cc07ee348b7e3e80e5ed1f3424b42b"
