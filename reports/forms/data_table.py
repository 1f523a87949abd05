"""The form for a table of figures, whose contents are typed or pasted as CSV, or uploaded."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify

from childservices.forms import DateField
from reports.domain.data_table import csv_header, faults_by_row
from reports.domain.table_text import (
    TableText,
    UnreadableTable,
    decoded,
    header_lines_of,
    heading_faults,
    read_table,
    write_table,
)
from reports.forms.part import EditedForm
from reports.models import DataTable
from reports.papers.contents import TableContents
from reports.papers.parts import table_contents

LARGEST_UPLOAD = 1_000_000  # bytes
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_KEY = 60


class DataTableForm(EditedForm):
    """A table's caption, its contents, and how it is laid out."""

    own: Sequence[str] = (
        "caption",
        "source",
        "as_at",
        "note",
        "row_headers",
        "totals",
        "is_grouped",
        "is_landscape",
    )

    caption = forms.CharField(
        label="Caption", max_length=300, help_text="What the table shows, of what, as at when."
    )
    header_lines = forms.TypedChoiceField(
        label="How many lines are headings?",
        choices=[(1, "One line"), (2, "Two lines: a group over each column, and below it the column")],
        coerce=int,
        widget=forms.RadioSelect,
        initial=1,
    )
    contents = forms.CharField(
        label="Contents",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "false", "wrap": "off"}),
        help_text="Paste the cells from a spreadsheet, or write a line for each row with commas between the "
        "cells. In one line of headings, “Boys: number” and “Boys: share” stand under one group.",
    )
    upload = forms.FileField(
        label="Or upload a CSV file",
        required=False,
        help_text="Up to 1 MB. It takes the place of what stands in the box.",
    )
    source = forms.CharField(label="Source", max_length=300, required=False)
    as_at = DateField(label="Figures as at", required=False, help_text="For example 30 September 2009.")
    note = forms.CharField(
        label="Note",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What a reader must know to read the table right.",
    )
    row_headers = forms.IntegerField(
        label="Columns that name the row",
        min_value=0,
        max_value=6,
        initial=1,
        help_text="Usually 1. Screen readers say them with every figure.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
    )
    totals = forms.IntegerField(
        label="Rows at the end that are totals",
        min_value=0,
        initial=0,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-2"}),
    )
    is_grouped = forms.BooleanField(
        label="Equal neighbours in the first column are one heading", required=False
    )
    is_landscape = forms.BooleanField(label="Needs a page on its side", required=False)

    def __init__(self, *args: Any, known: Sequence[Mapping[str, Any]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(("caption", "key", "contents", "header_lines", "upload", "row_headers", "totals"))
        self.known = known
        self.read = TableText((), ())

    @classmethod
    def values_of(cls, row: DataTable) -> dict[str, Any]:
        """What the form shows of a table, its contents as CSV."""
        contents = write_table(row.columns, row.rows)
        lines = header_lines_of(row.columns)
        return super().values_of(row) | {"contents": contents, "header_lines": lines}

    @property
    def read_header(self) -> Sequence[str]:
        """The headings as they were read, each in one line."""
        return csv_header(self.read.columns)

    @property
    def row_faults(self) -> Sequence[tuple[int, Sequence[str], str]]:
        """Each row as it was read with its number and what is wrong with it; nothing where every row fits."""
        found = faults_by_row(self.read.columns, self.read.rows)
        numbered = enumerate(self.read.rows, start=1)
        return [(number, row, found.get(number, "")) for number, row in numbered] if found else []

    @property
    def laid_out(self) -> TableContents | None:
        """The table as it would print, once what was sent can be printed."""
        if not self.is_bound or self.errors:
            return None
        return table_contents(DataTable(**{"key": "", **self.values()}))

    def values(self) -> dict[str, Any]:
        """What an operation is given to save."""
        return super().values() | {"columns": list(self.read.columns), "rows": list(self.read.rows)}

    def told(self, values: Mapping[str, Any]) -> Sequence[tuple[str, str, Any]]:
        """The table's fields and contents, for a reader who compares two versions."""
        return [*super().told(values), ("contents", "Contents", values.get("contents", ""))]

    def clean(self) -> dict[str, Any]:
        """Read the contents, or the uploaded file in their place, and refuse rows that do not fit."""
        cleaned = dict(super().clean() or self.cleaned_data)
        try:
            cleaned["contents"] = self._contents(cleaned)
            self.read = read_table(
                cleaned["contents"], header_lines=cleaned.get("header_lines") or 1, known=self.known
            )
        except UnreadableTable as problem:
            self.add_error("upload" if cleaned.get("upload") else "contents", str(problem))
            return cleaned
        for field, sentence in self._faults(cleaned):
            self.add_error(field, sentence)
        return cleaned

    def _faults(self, cleaned: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        columns, rows = self.read.columns, self.read.rows
        for sentence in heading_faults(columns) or list(faults_by_row(columns, rows).values()):
            yield "contents", sentence
        if (cleaned.get("row_headers") or 0) > len(columns):
            yield "row_headers", f"The table has {len(columns)} columns. Choose no more than these."
        if (cleaned.get("totals") or 0) > len(rows):
            yield "totals", f"The table has {len(rows)} rows. Choose no more than these."

    def _contents(self, cleaned: Mapping[str, Any]) -> str:
        """The text of the upload, which is then put into the box so that it can be mended there, or of the box."""
        upload = cleaned.get("upload")
        if not upload:
            return str(cleaned.get("contents") or "")
        if upload.size > LARGEST_UPLOAD:
            raise UnreadableTable("The file is larger than 1 MB. Keep the rows that members need.")
        text = decoded(upload.read())
        data: Any = self.data
        self.data = data.copy()
        self.data[self.add_prefix("contents")] = text  # type: ignore[index]
        return text


class NamedTable(forms.Form):
    """The name by which the text places a table that is added."""

    key = forms.CharField(
        label="Short name",
        max_length=LONGEST_KEY,
        required=False,
        help_text="The text places the table by it, for example arrivals in [table arrivals]. It is made from the "
        "caption if you leave it empty.",
    )

    def clean_key(self) -> str:
        """Give the name in small letters with hyphens, made from the caption where none was typed."""
        typed = str(self.cleaned_data.get("key") or "").strip()
        key = typed or slugify(self.cleaned_data.get("caption", "").replace("_", " "))[:40].strip("-")
        if not KEY.fullmatch(key):
            raise ValidationError("Use small letters, figures and hyphens, for example arrivals-2009.")
        return key


class NewDataTableForm(NamedTable, DataTableForm):
    """A table that is added, whose figures are typed."""

    own: Sequence[str] = ("caption", "key", *DataTableForm.own[1:])
