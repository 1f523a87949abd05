"""Spreadsheets that were uploaded, and their rows with faults."""

from collections.abc import Sequence
from typing import Any

import django_tables2
from django.utils.html import format_html
from django.utils.safestring import SafeString

from childservices.tables import CouncilTable, NumberColumn
from indicators.models import StatisticsImport
from indicators.operations.spreadsheet import COLUMNS


class SpreadsheetTable(CouncilTable):
    """Spreadsheets, the latest first."""

    caption = "Spreadsheets of values"
    empty_text = "No spreadsheet was uploaded yet. Upload one to enter many values at once."
    row_header = "file_name"

    file_name = django_tables2.Column(verbose_name="File", linkify=True)
    state = django_tables2.Column(verbose_name="State")
    read = NumberColumn(verbose_name="Rows")
    created = NumberColumn(verbose_name="New values")
    updated = NumberColumn(verbose_name="Restated")
    faults = NumberColumn(verbose_name="Rows with faults", orderable=False, empty_values=())
    at = django_tables2.DateTimeColumn(verbose_name="When", format="j F Y, H:i")

    def render_faults(self, record: StatisticsImport) -> str:
        """Give the number of rows that stay out."""
        return f"{record.refused_rows:,}"

    def value_faults(self, record: StatisticsImport) -> int:
        """Give the bare number for the CSV file."""
        return record.refused_rows


class FaultColumn(django_tables2.Column):
    """What was typed, and beneath it what is wrong with it."""

    def __init__(self, name: str) -> None:
        super().__init__(verbose_name=name.capitalize(), orderable=False, empty_values=())
        self._name = name

    def render(self, record: dict[str, Any]) -> SafeString | str:
        """Give the cell as it was typed with its error."""
        typed, fault = record["cells"].get(self._name, ""), record["faults"].get(self._name, "")
        if not fault:
            return str(typed)
        return format_html(
            '{}<p class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> {}</p>',
            typed or "(empty)",
            fault,
        )


class FaultTable(CouncilTable):
    """Rows of a spreadsheet that stay out, with what is wrong beside the cells."""

    caption = "Rows that need you"
    empty_text = "Every row is right."
    row_header = "row"

    row = django_tables2.Column(verbose_name="Row", orderable=False)


def fault_table(rows: Sequence[dict[str, Any]], **options: Any) -> FaultTable:
    """Give the rows with faults, in the columns that the spreadsheet has."""
    used = {name for row in rows for name in (*row["cells"], *row["faults"])}
    columns = [(name, FaultColumn(name)) for name in COLUMNS if name in used]
    return FaultTable(rows, extra_columns=columns, **options)


def fault_lines(rows: Sequence[dict[str, Any]]) -> list[list[Any]]:
    """Give the same as lines of a file: one for each fault."""
    return [
        [row["row"], column, row["cells"].get(column, ""), sentence]
        for row in rows
        for column, sentence in row["faults"].items()
    ]
