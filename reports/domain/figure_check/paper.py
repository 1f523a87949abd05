"""The figure check of a whole paper: its prose, its tables and its bound figures together."""

from collections.abc import Iterator, Sequence

from reports.domain.block import Block
from reports.domain.figure_check.against import table_flags
from reports.domain.figure_check.arithmetic import part_faults, share_faults, stated_totals
from reports.domain.figure_check.fact import Fact, Table, facts_of
from reports.domain.figure_check.finding import Finding
from reports.domain.figure_check.groups import group_faults
from reports.domain.figure_check.listing import list_flags
from reports.domain.figure_check.sums import sum_flags
from reports.domain.figure_check.token import read
from reports.domain.flag import Flag, numbered, prose_flag


def check_figures(
    blocks: Sequence[Block], tables: Sequence[Table] = (), bound: Sequence[Fact] = ()
) -> Sequence[Flag]:
    """Flag every typed figure that contradicts the paper it stands in, prose first, each in its order."""
    return numbered(
        [*_prose_flags(blocks, tables, bound), *(flag for one in tables for flag in sum_flags(one))]
    )


def _prose_flags(blocks: Sequence[Block], tables: Sequence[Table], bound: Sequence[Fact]) -> Iterator[Flag]:
    facts = [*facts_of(tables), *bound]
    proses = [read(block.text) for block in blocks]
    totals = [total for prose in proses for total in stated_totals(prose)]
    for block, prose in zip(blocks, proses, strict=True):
        for fault in (*share_faults(prose), *group_faults(prose)):
            yield prose_flag(Finding.SHARE, block, fault.start, fault.end, fault.reason)
        for fault in part_faults(prose, totals):
            yield prose_flag(Finding.TOTAL, block, fault.start, fault.end, fault.reason)
        yield from table_flags(block, prose, facts)
    yield from list_flags(blocks, proses)
