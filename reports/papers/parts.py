"""The rows behind reports, read for many reports at once and only in the classifications that an audience may read."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, TextField, Value, When

from childservices.richtext import TableToken, split_at_tables
from reports.choices import Classification
from reports.domain.data_table import csv_header, lay_out
from reports.models import (
    Appendix,
    BackgroundPaper,
    Consultee,
    Contact,
    DataTable,
    Recommendation,
    Risk,
    Section,
)
from reports.papers.blocks import fill_live_tables
from reports.papers.contents import Piece, TableContents

LISTED: tuple[type[Any], ...] = (Recommendation, Risk, BackgroundPaper, Consultee, Contact)


@dataclass
class Parts:
    """The parts of one report that an audience may read, and the bare headings of those it may not."""

    sections: list[Section] = field(default_factory=list)
    appendices: list[Appendix] = field(default_factory=list)
    withheld_sections: list[Section] = field(default_factory=list)
    withheld_appendices: list[Appendix] = field(default_factory=list)
    listed: dict[type[Any], list[Any]] = field(default_factory=lambda: defaultdict(list))
    tables: dict[UUID, list[DataTable]] = field(default_factory=lambda: defaultdict(list))


def read_parts(reports: Collection[UUID], classifications: Collection[str]) -> dict[UUID, Parts]:
    """Read the parts of many reports, in a number of queries that does not grow with the reports.

    The words of parts in another classification are never read: of these only headings, neutral titles and paragraphs.
    """
    parts: dict[UUID, Parts] = defaultdict(Parts)
    if not reports:
        return parts
    tables = _tables(reports, classifications)
    for section in _sections(reports, classifications):
        of_report = parts[section.report_id]
        if section.classification in classifications:
            of_report.sections.append(section)
            of_report.tables[section.pk] = tables[section.pk]
        else:
            of_report.withheld_sections.append(section)
    for appendix in _rows(Appendix, reports, classifications).select_related(
        "cleaned__file", "cleaned__html"
    ):
        parts[appendix.report_id].appendices.append(appendix)
        parts[appendix.report_id].tables[appendix.pk] = tables[appendix.pk]
    for model in LISTED:
        for row in _rows(model, reports, classifications):
            parts[row.report_id].listed[model].append(row)
    for appendix in _withheld_appendices(reports, classifications):
        parts[appendix.report_id].withheld_appendices.append(appendix)
    return parts


def _rows(model: type[Any], reports: Collection[UUID], classifications: Collection[str]) -> Any:
    rows = model.objects.filter(report__in=reports, classification__in=classifications)
    return rows.defer("exempt_reason").order_by("position")


def _sections(reports: Collection[UUID], classifications: Collection[str]) -> Iterable[Any]:
    """Read the sections with their headings; the database gives the text only of those that may be read."""
    given = Case(When(classification__in=classifications, then=F("body")), default=Value("", TextField()))
    rows = Section.objects.filter(report__in=reports).select_related("heading").defer("body", "exempt_reason")
    row: Any
    for row in rows.annotate(given_body=given).order_by("position"):
        row.body = row.given_body
        yield row


def _withheld_appendices(reports: Collection[UUID], classifications: Collection[str]) -> Iterable[Appendix]:
    """Read the appendices of the other part; the database gives the titles only of those that are open."""
    given = Case(When(classification=Classification.OPEN, then=F("title")), default=Value(""))
    rows = Appendix.objects.filter(report__in=reports).exclude(classification__in=classifications)
    rows = rows.defer("body", "title", "file_name", "picture_description", "exempt_reason")
    row: Any
    for row in rows.annotate(given_title=given).order_by("position"):
        row.title = row.given_title
        yield row


def _tables(reports: Collection[UUID], classifications: Collection[str]) -> dict[UUID, list[DataTable]]:
    by_holder: dict[UUID, list[DataTable]] = defaultdict(list)
    in_sections = Q(section__report__in=reports, section__classification__in=classifications)
    in_appendices = Q(appendix__report__in=reports, appendix__classification__in=classifications)
    tables = list(DataTable.objects.filter(in_sections | in_appendices).order_by("position"))
    fill_live_tables(tables)
    for table in tables:
        by_holder[table.holder_id].append(table)
    return by_holder


def pieces(body: str, tables: Sequence[DataTable]) -> tuple[Piece, ...]:
    """Split a body where its tables stand; tables that the text does not place come at its end."""
    by_key = {table.key: table_contents(table) for table in tables}
    placed: list[Piece] = []
    for part in split_at_tables(body):
        if not isinstance(part, TableToken):
            placed.append(Piece(html=part.html))
        elif part.key in by_key:
            placed.append(Piece(table=by_key.pop(part.key)))
    return (*placed, *(Piece(table=table) for table in by_key.values()))


def unknown_tables(body: str, keys: Iterable[str]) -> tuple[str, ...]:
    """Name the tables that a text places and that do not exist, so that the author can mend the name."""
    known = set(keys)
    return tuple(
        part.key for part in split_at_tables(body) if isinstance(part, TableToken) and part.key not in known
    )


def table_contents(table: DataTable) -> TableContents:
    """A stored table, laid out to be printed and with its rows for CSV."""
    layout = lay_out(
        table.columns,
        table.rows,
        row_headers=table.row_headers,
        is_grouped=table.is_grouped,
        totals=table.totals,
    )
    return TableContents(
        id=table.pk,
        key=table.key,
        caption=table.caption,
        layout=layout,
        source=table.source,
        as_at=table.as_at,
        note=table.note,
        is_landscape=table.is_landscape,
        csv_header=csv_header(table.columns),
        csv_rows=table.rows,
    )
