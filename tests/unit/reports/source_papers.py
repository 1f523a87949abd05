"""The five source documents as papers: their lines as blocks, their tab-separated lines as tables."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import takewhile
from pathlib import Path

import pytest

from reports.domain.block import Block
from reports.domain.figure_check.fact import Table
from reports.domain.figure_check.token import cell_figure

SHARED = Path(__file__).resolve().parents[4] / "shared"
MARKUP = re.compile(r"<[^>]+>|\*\*|^#+\s*|^\s*▪")
BULLET = re.compile(r"^\s*[-•·–]\s+")
REPORTS_OF_2009 = (1, 122, 569, 674, 881, 1168, 1249, 1575)
"""The lines at which the agenda and the seven reports of the pack of November 2009 begin."""


@dataclass(frozen=True)
class Paper:
    """A source document, or one report of a pack, with line numbers of its source as ids."""

    seed: str
    blocks: Sequence[Block]
    tables: Sequence[Table]
    words: int


def source_papers() -> list[Paper]:
    """Read the sources; skip the test where they are not."""
    files = sorted((SHARED / "seeds").glob("*.txt"))
    if len(files) != 5:
        pytest.skip(f"the five source documents are not at {SHARED / 'seeds'}")
    return [paper for file in files for paper in _papers(file.name[:3], file.read_text(encoding="utf-8"))]


def anomalies() -> list[dict[str, str]]:
    """The faults of the sources, as found by those who took the facts from them."""
    with (SHARED / "data" / "seeds" / "anomalies.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _papers(seed: str, text: str) -> Iterator[Paper]:
    lines = list(enumerate(text.split("\n"), start=1))
    starts = REPORTS_OF_2009 if seed == "002" else (1,)
    for first, last in zip(starts, [*starts[1:], len(lines) + 1], strict=True):
        part = [(number, line) for number, line in lines if first <= number < last]
        words = sum(len(MARKUP.sub(" ", line).split()) for _, line in part)
        yield Paper(seed, list(_blocks(part)), list(_tables(part)), words)


def _blocks(lines: Sequence[tuple[int, str]]) -> Iterator[Block]:
    for number, line in lines:
        words = " ".join(_plain(BULLET.sub("", line)).split())
        if words and "\t" not in line:
            yield Block(str(number), words, level=1 if BULLET.match(line) else 0)


def _tables(lines: Sequence[tuple[int, str]]) -> Iterator[Table]:
    rows: list[tuple[int, list[str]]] = []
    for number, line in [*lines, (0, "end")]:
        cells = [_plain(cell).strip() for cell in line.split("\t")]
        if rows and ((line.strip() and "\t" not in line) or ("\t" in line and _is_other(rows, cells))):
            yield _table(rows)
            rows = []
        if "\t" in line:
            rows.append((number, cells))


def _is_other(rows: Sequence[tuple[int, list[str]]], cells: Sequence[str]) -> bool:
    """Whether cells begin another table: as many cells more or fewer as no page break explains."""
    return abs(len(rows[-1][1]) - len(cells)) > 1


def _table(rows: Sequence[tuple[int, list[str]]]) -> Table:
    header = rows[0][1]
    has_groups = (
        len(rows) > 1 and not rows[1][1][0] and not any(map(cell_figure, rows[1][1])) and "" in header
    )
    columns = [{"label": label, "group": ""} for label in header]
    if has_groups:
        group = ""
        columns = []
        for above, below in zip(header, rows[1][1], strict=False):
            group = above or group
            columns.append({"label": below or above, "group": group if below else ""})
    body = [cells for _, cells in rows[1 + has_groups :]]
    texts = takewhile(
        lambda place: not any(cell_figure(row[place]) for row in body if place < len(row)),
        range(len(columns)),
    )
    return Table(
        str(rows[0][0]), f"at line {rows[0][0]}", columns, body, row_headers=max(1, len(list(texts)))
    )


def _plain(text: str) -> str:
    return unescape(MARKUP.sub(" ", text.strip()))
