"""What came of a file of statistics: how many rows, and which were refused."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from indicators.operations.statistics.bulk import Merged


@dataclass(slots=True)
class Tally:
    """The counts of one file, the rows that were refused, each with why, and what was done on the way."""

    file: str
    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    refused: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def refuse(self, row: int, reason: str) -> None:
        """Will count a row out."""
        self.refused.append({"file": self.file, "row": row, "reason": reason})

    def store(self, model: type[Model], rows: Sequence[Any], *, key: str, fields: Sequence[str]) -> None:
        """Will add the rows that are missing by their key and change those of which a field differs, and count."""
        there = {getattr(row, key): row for row in model._default_manager.all()}
        new = [row for row in rows if getattr(row, key) not in there]
        changed = []
        for row in rows:
            known = there.get(getattr(row, key))
            if known is not None and _take(known, row, fields):
                changed.append(known)
        model._default_manager.bulk_create(new, batch_size=200)
        model._default_manager.bulk_update(changed, fields, batch_size=100)
        self.count(len(rows), created=len(new), updated=len(changed))

    def merged(self, merged: Merged) -> None:
        """Will take over what came of figures."""
        self.created, self.updated = merged.created, merged.updated
        self.unchanged, self.kept = merged.unchanged, merged.kept

    def count(self, rows: int, *, created: int, updated: int) -> None:
        """Will count rows that were good."""
        self.created += created
        self.updated += updated
        self.unchanged += rows - created - updated


def _take(known: Any, row: Any, fields: Iterable[str]) -> bool:
    """Take over what differs, and say whether anything did."""
    different = [name for name in fields if getattr(known, name) != getattr(row, name)]
    for name in different:
        setattr(known, name, getattr(row, name))
    return bool(different)
