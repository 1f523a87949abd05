"""The hash chain of the audit log: what a seal covers, and how it is checked."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

JSON: TypeAlias = "bool | int | float | str | list[JSON] | dict[str, JSON] | None"


@dataclass(frozen=True, slots=True)
class SealedEvent:
    """The parts of an audit event that its seal covers: all of them."""

    id: int
    at: datetime
    by: str
    verb: str
    subject_type: str
    subject_id: str
    label: str
    reason: str
    detail: JSON
    request_id: str

    def line(self) -> bytes:
        """Give the event as one canonical line, the same whatever database it was read from."""
        parts = [
            self.id,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.by,
            self.verb,
            self.subject_type,
            self.subject_id,
            self.label,
            self.reason,
            self.detail,
            self.request_id,
        ]
        return json.dumps(parts, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode() + b"\n"


def seal_hash(previous_hash: str, events: Iterable[SealedEvent]) -> tuple[str, int]:
    """Give the hash (hexadecimal SHA-256) of a batch on top of the seal before it, and the number of events."""
    digest = hashlib.sha256(previous_hash.encode() + b"\n")
    count = 0
    for event in events:
        digest.update(event.line())
        count += 1
    return digest.hexdigest(), count
