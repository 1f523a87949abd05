"""What a paper's tables and bound figures say, so that the prose beside them can be held against it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from reports.domain.data_table import csv_header
from reports.domain.figure_check.token import Kind, Token, cell_figure

TOTAL = re.compile(r"^\W*(?:\w+[ -])?(?:sub-?)?totals?\b|\btotals?\W*$", re.IGNORECASE)
NO_SUM = re.compile(
    r"\b(?:average|mean|median|order|per|percentage|place|rank|rate|share)\b|%", re.IGNORECASE
)
LONGEST_LABEL = 40
EMPTY_WORDS = frozenset(
    "a all an and are as at be been by for from has have in is it now no number of on or per percent percentage "
    "quarter share that the their these this to total was were which with yet".split()
)
REFERENCE = re.compile(r"\b(?:NI|LPI|BV|SSI)\s?\d+[a-z]?\b", re.IGNORECASE)
WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a paper as readers see it, with the columns of a data table or a live block."""

    id: str
    caption: str
    columns: Sequence[Mapping[str, Any]]
    rows: Sequence[Sequence[str]]
    row_headers: int = 1
    totals: int = 0

    @property
    def labels(self) -> Sequence[str]:
        """The heading of each column in one line, with its group."""
        return csv_header(self.columns)

    def row_label(self, row: Sequence[str]) -> str:
        """What the leading cells call a row."""
        return " ".join(cell for cell in row[: self.row_headers] if cell)

    def is_total_row(self, place: int) -> bool:
        """Say whether a row, counted from 0, adds up those before it."""
        labels = [cell for cell in self.rows[place][: self.row_headers] if len(cell) <= LONGEST_LABEL]
        is_counted = place >= len(self.rows) - self.totals and not any(map(NO_SUM.search, labels))
        return is_counted or any(map(is_total, labels))


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure that the paper takes from data, and the words that name it."""

    source: str
    """What says so: the caption of a table, or a bound figure."""
    label: str
    figure: Token
    wholes: frozenset[Decimal] = frozenset()
    """Totals that it may be a part of."""
    words: frozenset[str] = field(init=False)
    """What a sentence has to speak of to be about it."""
    references: frozenset[str] = field(init=False)
    """The indicators that it is about."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", stems(self.label))
        object.__setattr__(self, "references", references(self.label))

    def is_part_of(self, whole: Decimal | None) -> bool:
        """Say whether it is a count among those that make up a whole, and not the whole itself."""
        return (
            self.figure.kind is Kind.NUMBER and whole in self.wholes and self.figure.value not in self.wholes
        )


def is_total(label: str) -> bool:
    """Say whether a label is that of a sum: it begins or ends with the word, and is no rank or share of one."""
    return bool(TOTAL.search(label)) and not NO_SUM.search(label)


def stems(text: str) -> frozenset[str]:
    """Give the words that carry meaning, without their endings; "not" is one of them."""
    return frozenset(_stem(word) for word in WORD.findall(text.lower()) if word not in EMPTY_WORDS)


def references(text: str) -> frozenset[str]:
    """Give the references of national and local indicators in a text: NI59, BV163."""
    return frozenset("".join(found[0].split()).upper() for found in REFERENCE.finditer(text))


def bound_fact(label: str, text: str) -> Fact | None:
    """Make a fact of a figure bound to data, as it is printed: 58.56%; None where it prints no figure."""
    figure = cell_figure(text)
    return None if figure is None else Fact("the bound figure", label, figure)


def facts_of(tables: Iterable[Table]) -> Sequence[Fact]:
    """Give every figure of the tables that some words name."""
    return [fact for table in tables for fact in _facts(table) if fact.words]


def _facts(table: Table) -> Iterator[Fact]:
    wholes = frozenset(_wholes(table))
    for row in table.rows:
        for label, cell in zip(table.labels[table.row_headers :], row[table.row_headers :], strict=False):
            figure = _in_its_unit(label, cell_figure(cell))
            if figure is not None:
                named = " ".join(part for part in (table.row_label(row), label) if part)
                yield Fact(f"the table “{table.caption}”", named, figure, wholes)


def _in_its_unit(label: str, figure: Token | None) -> Token | None:
    """Read a plain number under a heading with a percent sign as a percentage."""
    if figure is None or figure.kind is not Kind.NUMBER or "%" not in label:
        return figure
    return replace(figure, kind=Kind.PERCENT, text=f"{figure.text}%")


def _wholes(table: Table) -> Iterator[Decimal]:
    labels = table.labels
    for place, row in enumerate(table.rows):
        for column, cell in enumerate(row[: len(labels)]):
            figure = cell_figure(cell)
            is_whole = table.is_total_row(place) or is_total(labels[column])
            if figure is not None and figure.kind is Kind.NUMBER and is_whole:
                yield figure.value


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word.removesuffix(ending)
    return word
