"""Forms for text: a section, and an appendix."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from childservices.forms.rich_text import RichTextField
from childservices.richtext import plain_text
from reports.choices import Classification
from reports.forms.part import PartForm
from reports.papers.parts import unknown_tables

LOOKS_LIKE_A_PLACE = re.compile(r"\[table\b[^\]\n]*\]", re.IGNORECASE)


class TextForm(PartForm):
    """A text that may place tables of figures by their keys."""

    own: Sequence[str] = ("body",)

    def __init__(self, *args: Any, table_keys: Collection[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table_keys = table_keys

    body = RichTextField(label="Text", required=False)

    @property
    def removed(self) -> tuple[str, ...]:
        """What papers cannot hold and was taken out of what was typed, a sentence each."""
        field = self.fields["body"]
        assert isinstance(field, RichTextField)
        return field.removed

    def clean_body(self) -> str:
        """Give the text as papers hold it; refuse a place for a table that is not there."""
        body = str(self.cleaned_data["body"])
        for key in unknown_tables(body, self.table_keys):
            raise ValidationError(
                f"There is no table “{key}” here. Add it below, or take [table {key}] out of the text."
            )
        if found := LOOKS_LIKE_A_PLACE.search(_without_places(body, self.table_keys)):
            raise ValidationError(
                f"Write {found[0]} on a line of its own, with the table's name as it stands below."
            )
        return body


class SectionForm(TextForm):
    """The text under a heading."""


class AppendixForm(TextForm):
    """A lettered appendix."""

    own: Sequence[str] = ("title", "neutral_title", "body")

    title = forms.CharField(label="Title", max_length=300)
    neutral_title = forms.CharField(
        label="Neutral title",
        max_length=300,
        required=False,
        help_text="Only for an exempt appendix: a title that reveals nothing. The public reads it instead.",
    )

    def clean(self) -> dict[str, Any]:
        """Ask for a neutral title where the appendix is exempt."""
        cleaned = super().clean()
        is_exempt = cleaned.get("classification") == Classification.EXEMPT
        if is_exempt and not (cleaned.get("neutral_title") or "").strip():
            self.add_error(
                "neutral_title", "Enter a neutral title: the public sees it in place of the real one."
            )
        return cleaned


def _without_places(body: str, keys: Collection[str]) -> str:
    """The words of a text line by line, without the lines that place a table."""
    places = {f"[table {key}]" for key in keys}
    return "\n".join(line for line in plain_text(body).splitlines() if line.strip() not in places)
