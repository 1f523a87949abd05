"""Localities of a programme: what was devolved to them and spent, beside how needy they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from partnerships.choices import ProjectState
from partnerships.domain.reconciliation import NOTHING, divided, share
from partnerships.models import Locality, Programme


@dataclass(frozen=True)
class LocalityRow:
    """One locality with its share of the budget, what its projects take of it, and what hangs on it."""

    locality: Locality
    budget: Decimal
    spend: Decimal

    @property
    def spent(self) -> Decimal | None:
        """What its projects take, as per cent of its budget."""
        return share(self.spend, self.budget)

    @property
    def cells(self) -> Sequence[Any]:
        """Its line in the CSV file."""
        row = self.locality
        return (row.name, self.budget, self.spend, self.spent, row.children_under_five, row.share_deprived)


def localities_of(programme: Programme) -> Sequence[LocalityRow]:
    """Divide a programme's budget by young children, except where a source states it, and add up its projects."""
    rows = list(programme.localities.prefetch_related("needs", "centres", "projects__need").order_by("name"))
    stated = [row.stated_budget for row in rows if row.stated_budget is not None]
    open_rows = [row for row in rows if row.stated_budget is None]
    left = max(programme.budget - sum(stated, NOTHING), NOTHING)
    parts = dict(
        zip(open_rows, divided(left, [row.children_under_five or 0 for row in open_rows]), strict=True)
    )
    return [LocalityRow(row, _budget(row, parts), _spend(row)) for row in rows]


def _budget(row: Locality, parts: dict[Locality, Decimal]) -> Decimal:
    return parts[row] if row.stated_budget is None else row.stated_budget


def _spend(row: Locality) -> Decimal:
    """A project that was decommissioned keeps what it took; one that is planned has taken nothing."""
    taken = [each.funding or NOTHING for each in row.projects.all() if each.state != ProjectState.PLANNED]
    return sum(taken, NOTHING)
