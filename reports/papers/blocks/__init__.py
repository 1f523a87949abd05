"""Live tables: figures that a paper takes from the data each time it is read, until it is published.

A table names what it shows (`BlockKind`) and of what: the slug of an improvement plan, with a slash and the reference
of one theme where it shows one, or the label of a period of the indicators. Publishing writes the figures into the
table, and from then on nothing that happens to the data moves them.
"""

from collections.abc import Iterable

from childservices.domain.refusals import Refusal
from reports.choices import PLAN_BLOCKS, BlockKind
from reports.models import DataTable
from reports.papers.blocks.block import Block, NothingToShow
from reports.papers.blocks.indicators import PeriodBlocks
from reports.papers.blocks.plans import PlanBlocks

__all__ = ["Block", "NothingToShow", "block_of", "fill_live_tables"]


class _Sources:
    """Where the figures come from; what several tables need is read once."""

    def __init__(self) -> None:
        self.plans = PlanBlocks()
        self.periods = PeriodBlocks()

    def block_of(self, table: DataTable) -> Block:
        kind = BlockKind(table.block)
        if kind in PLAN_BLOCKS:
            return self.plans.block(kind, table.subject, as_at=table.as_at)
        return self.periods.block(kind, table.subject)


def block_of(table: DataTable) -> Block:
    """Will make the figures of one live table from the data as they are.

    Raises:
        NothingToShow: what it is about is not there, with a sentence that says what to choose.
    """
    return _Sources().block_of(table)


def fill_live_tables(tables: Iterable[DataTable]) -> None:
    """Will put the figures as they are into the live tables among some, in memory only; those that are frozen stay.

    One whose figures are not there gets a note that says so, and the report cannot be submitted.
    """
    sources = _Sources()
    for table in tables:
        if not table.is_live:
            continue
        try:
            sources.block_of(table).put_into(table)
        except Refusal as refusal:
            Block(columns=[{"label": "Figures", "group": "", "numeric": False}]).put_into(table)
            table.note = refusal.sentence
