"""The form for a live table: what it shows, of what, and as at when."""

from collections.abc import Sequence
from typing import Any

from django import forms

from childservices.domain.refusals import Refusal
from childservices.forms import DateField
from reports.choices import PLAN_BLOCKS, BlockKind
from reports.forms.data_table import NamedTable
from reports.forms.part import EditedForm
from reports.models import DataTable
from reports.papers.blocks import block_of
from reports.papers.contents import TableContents
from reports.papers.parts import table_contents
from reports.queries.live_tables import live_subjects, plan_subjects

KINDS = (
    ("Improvement plans", [(kind.value, kind.label) for kind in BlockKind if kind in PLAN_BLOCKS]),
    ("Indicators", [(kind.value, kind.label) for kind in BlockKind if kind not in PLAN_BLOCKS]),
)


class LiveTableForm(EditedForm):
    """A table whose figures come from the data until the report is published."""

    own: Sequence[str] = ("caption", "block", "subject", "as_at", "note", "is_landscape")

    caption = forms.CharField(
        label="Caption", max_length=300, help_text="What the table shows, of what, as at when."
    )
    block = forms.ChoiceField(label="What it shows", choices=[("", "Choose a table"), *KINDS])
    subject = forms.ChoiceField(label="Of which plan or period")
    as_at = DateField(
        label="Figures as at",
        required=False,
        help_text="Of a plan: how it stood on this day. Without a day, as at its last update.",
    )
    note = forms.CharField(
        label="Note",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="What a reader must know to read the table right.",
    )
    is_landscape = forms.BooleanField(label="Needs a page on its side", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subject: Any = self.fields["subject"]
        subject.choices = [("", "Choose a plan or a period"), *live_subjects()]

    @property
    def laid_out(self) -> TableContents | None:
        """The table as it would print now, once what was sent can be printed."""
        if not self.is_bound or self.errors:
            return None
        table = DataTable(**{"key": "", **self.values()})
        block_of(table).put_into(table)
        return table_contents(table)

    def values(self) -> dict[str, Any]:
        """What an operation is given to save; saving takes frozen figures anew."""
        return super().values() | {"frozen_at": None}

    def clean(self) -> dict[str, Any]:
        """Hold the table against what it is to be of, and refuse what has no figures."""
        cleaned = dict(super().clean() or self.cleaned_data)
        kind, subject = cleaned.get("block"), cleaned.get("subject")
        if not kind or not subject:
            return cleaned
        wanted = "one of the improvement plans" if kind in PLAN_BLOCKS else "a period of the indicators"
        if (kind in PLAN_BLOCKS) != (subject in plan_subjects()):
            self.add_error("subject", f"Choose {wanted}: this table shows nothing else.")
        elif (kind == BlockKind.PLAN_THEME) != ("/" in subject):
            is_of_theme = kind == BlockKind.PLAN_THEME
            self.add_error(
                "subject", "Choose one theme of the plan." if is_of_theme else "Choose a whole plan."
            )
        else:
            self._try(cleaned)
        return cleaned

    def _try(self, cleaned: dict[str, Any]) -> None:
        try:
            block_of(
                DataTable(block=cleaned["block"], subject=cleaned["subject"], as_at=cleaned.get("as_at"))
            )
        except Refusal as refusal:
            self.add_error("subject", refusal.sentence)


class NewLiveTableForm(NamedTable, LiveTableForm):
    """A live table that is added."""

    own: Sequence[str] = ("caption", "key", *LiveTableForm.own[1:])
