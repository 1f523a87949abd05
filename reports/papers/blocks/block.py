"""The shape of a live table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from childservices.domain.refusals import Refusal
from reports.models import DataTable


class NothingToShow(Refusal):
    """What a live table is about is not there."""


def text(label: str, group: str = "") -> Mapping[str, Any]:
    """A column of words."""
    return {"label": label, "group": group, "numeric": False}


def number(label: str, group: str = "") -> Mapping[str, Any]:
    """A column of figures."""
    return {"label": label, "group": group, "numeric": True}


@dataclass(frozen=True)
class Block:
    """The columns and rows of a live table, as texts, and how they are laid out."""

    columns: Sequence[Mapping[str, Any]]
    rows: Sequence[Sequence[str]] = field(default=())
    row_headers: int = 1
    is_grouped: bool = False
    totals: int = 0
    is_landscape: bool = False
    source: str = ""

    def put_into(self, table: DataTable) -> None:
        """Will give a table these contents, in memory; words that its author wrote stay."""
        table.columns = [dict(column) for column in self.columns]
        table.rows = [list(row) for row in self.rows]
        table.row_headers, table.totals = self.row_headers, self.totals
        table.is_grouped = self.is_grouped
        table.is_landscape = table.is_landscape or self.is_landscape
        table.source = table.source or self.source
