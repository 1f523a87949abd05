"""One row of the period's grid: what is typed for one indicator, beside what was read."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from childservices.domain.refusals import EditConflict
from childservices.forms import DateField
from childservices.templatetags.council import date_long
from indicators.choices import SETTLED_STATES, ValueState
from indicators.domain.entry import plain
from indicators.domain.measure import UNDIVIDED, Unit
from indicators.domain.typed_figure import typed_figure
from indicators.domain.value import NotAFigure, Query, Value, read
from indicators.models import Indicator
from indicators.operations import TypedRow
from indicators.queries.entry import EntryDesk

FIGURES = ("numerator", "denominator", "value")
TYPED = (*FIGURES, "data_on", "note", "comment")
COLOURS = {
    ValueState.DRAFT: "yellow",
    ValueState.SUBMITTED: "blue",
    ValueState.APPROVED: "green",
    ValueState.PUBLISHED: "green",
}


def _figure(label: str) -> forms.CharField:
    attributes = {"inputmode": "decimal", "autocomplete": "off", "class": "govuk-input--width-5"}
    return forms.CharField(
        label=label, max_length=60, required=False, widget=forms.TextInput(attrs=attributes)
    )


class ValueRowForm(forms.Form):
    """Numerator, denominator, value and comment of one indicator, and why the figures stand where they are queried."""

    numerator = _figure("Numerator")
    denominator = _figure("Denominator")
    value = _figure("Value")
    data_on = DateField(
        label="Data up to",
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "govuk-input--width-10"}),
    )
    comment = forms.CharField(label="Comment", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    note = forms.CharField(label="Why the figures stand", required=False, max_length=500)
    read = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, indicator: Indicator, desk: EntryDesk) -> None:
        self.indicator, self.desk = indicator, desk
        self.row_name = indicator.reference
        self.held = desk.current(indicator)
        self.saved_meanwhile: list[tuple[str, str]] = []
        self.sent: TypedRow | None = None
        self.returned = ""
        initial = _as_read(indicator, desk)
        super().__init__(data, prefix=f"i{indicator.pk}", initial=initial)
        if Unit(indicator.unit) in UNDIVIDED:
            del self.fields["numerator"], self.fields["denominator"]
        self.fields["value"].help_text = _hint(indicator)
        if desk.settled.get(indicator.pk):
            self.fields["note"].label = "Why it is restated"

    @property
    def last(self) -> str:
        """The value of the period before, with its parts; empty where there is none."""
        last = self.desk.last(self.indicator)
        reading = read(self.indicator.measure, last)
        if reading.value is None:
            return ""
        parts = (
            f" ({last.numerator:,} of {last.denominator:,})" if last.numerator and last.denominator else ""
        )
        return f"{self.indicator.measure.text(reading.value)}{parts}"

    @property
    def state(self) -> tuple[str, str] | None:
        """The state of what is held, and its colour."""
        if self.held is None:
            return None
        return self.held.get_state_display(), COLOURS[ValueState(self.held.state)]

    @property
    def wants_note(self) -> bool:
        """Whether the row asks why its figures stand: it did so before, it is queried, or it restates."""
        is_settled = self.held is not None and self.held.state in SETTLED_STATES
        return is_settled or bool(self.errors) or bool(self["note"].value())

    def clean(self) -> dict[str, Any]:
        """Read the figures as people type them; what is no figure is said beside it."""
        cleaned = dict(super().clean() or self.cleaned_data)
        for name in FIGURES:
            try:
                cleaned[name] = typed_figure(cleaned.get(name) or "", Unit(self.indicator.unit))
            except NotAFigure as refusal:
                self.add_error(name, refusal.sentence)
        return cleaned

    def send(self) -> TypedRow | None:
        """Give what was typed, if it differs from what was read; only of a row without errors."""
        seen = self._seen()
        now = {name: str(self[name].value() or "").strip() for name in TYPED if name in self.fields}
        changed = {name for name, text in now.items() if text != seen.get(name, "").strip()}
        if not changed:
            return None
        value, numerator, denominator = (self.cleaned_data.get(name) for name in ("value", *FIGURES[:2]))
        figures = Value(value, numerator, denominator)
        self.sent = TypedRow(
            indicator=self.indicator,
            figures=figures if changed - {"comment"} else None,
            data_on=self.cleaned_data["data_on"],
            note=self.cleaned_data["note"],
            expected=_number(seen.get("value_edit")),
            comment=self.cleaned_data["comment"] if "comment" in changed else None,
            comment_expected=_number(seen.get("comment_edit")),
        )
        return self.sent

    def take(self, asked: Sequence[Query], conflicts: Sequence[EditConflict], desk: EntryDesk) -> None:
        """Show what came of the row: what is asked beside its fields, and what somebody else saved.

        What was kept or overtaken counts from what stands now when the row comes back; all that was typed stays.
        """
        self.desk, self.held = desk, desk.current(self.indicator)
        for query in asked:
            self.add_error(query.part if query.part in self.fields else "value", query.sentence)
        for conflict in conflicts:
            self.add_error("comment" if "comment" in conflict.current else "value", conflict.sentence)
            told = [(name, text) for name, text in conflict.current.items() if name in self.fields and text]
            self.saved_meanwhile += [(str(self.fields[name].label), text) for name, text in told]
        if self.sent is not None:
            is_asked_about_figures = any(query.part != "comment" for query in asked)
            has_figures = self.sent.figures is not None and not is_asked_about_figures
            self._read_anew(figures=has_figures, comment=self.sent.comment is not None)

    def _read_anew(self, *, figures: bool, comment: bool) -> None:
        """Take over what stands now of the figures, the words, or both."""
        now = json.loads(_as_read(self.indicator, self.desk)["read"])
        words = ("comment", "comment_edit")
        fresh = {name: text for name, text in now.items() if (comment if name in words else figures)}
        data = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix("read")] = json.dumps({**self._seen(), **fresh})
        self.data = data

    def _seen(self) -> Mapping[str, str]:
        try:
            seen = json.loads(self["read"].value() or "{}")
        except ValueError:
            return {}
        return {str(key): str(text) for key, text in seen.items()} if isinstance(seen, dict) else {}


def _as_read(indicator: Indicator, desk: EntryDesk) -> dict[str, str]:
    """What the row shows of what is held, and the same with the edit numbers for when it comes back."""
    row, words = desk.current(indicator), desk.commentaries.get(indicator.pk)
    open_row = desk.open.get(indicator.pk)
    shown = {name: _text(getattr(row, name, None)) for name in FIGURES}
    shown["data_on"] = date_long(row.data_on) if row else ""
    shown["note"] = open_row.note if open_row else ""
    shown["comment"] = words.text if words else ""
    edits = {
        "value_edit": open_row.edit_number if open_row else 0,
        "comment_edit": words.edit_number if words else 0,
    }
    return shown | {"read": json.dumps(shown | edits)}


def _text(figure: Decimal | None) -> str:
    return "" if figure is None else str(plain(figure))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def _hint(indicator: Indicator) -> str:
    if indicator.unit == Unit.YES_NO:
        return "1 for yes, 0 for no."
    if indicator.unit == Unit.GRADE:
        return ", ".join(f"{number} {grade}" for number, grade in enumerate(indicator.grades, start=1))
    return ""
