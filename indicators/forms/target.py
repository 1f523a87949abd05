"""A target of an indicator."""

from decimal import Decimal
from typing import Any

from django import forms

from childservices.forms import DateField
from indicators.choices import TargetKind, TargetLevel, ToleranceKind
from indicators.domain.measure import Unit
from indicators.domain.typed_figure import typed_figure
from indicators.domain.value import NotAFigure
from indicators.models import Indicator

FIGURES = ("value", "high", "baseline", "tolerance", "amber")
VALUES = (
    "level", "kind", "starts_on", "ends_on", *FIGURES, "tolerance_kind", "amber_kind", "text",
)  # fmt: skip


def _figure(label: str, hint: str = "") -> forms.CharField:
    attributes = {"inputmode": "decimal", "class": "govuk-input--width-5"}
    return forms.CharField(
        label=label,
        max_length=60,
        required=False,
        help_text=hint,
        widget=forms.TextInput(attrs=attributes),
    )


class TargetForm(forms.Form):
    """What values are held against, from when to when, and how near is near enough."""

    level = forms.ChoiceField(
        label="It is for", choices=TargetLevel.choices, widget=forms.RadioSelect, initial=TargetLevel.YEAR_END
    )
    kind = forms.ChoiceField(label="It asks for", choices=TargetKind.choices)
    starts_on = DateField(label="From", help_text="For example 1 April 2009.")
    ends_on = DateField(label="To", help_text="Of a target to reach, the day by which.")
    value = _figure("Figure", "Of a range, the lower end.")
    high = _figure("Upper end of a range")
    baseline = _figure("Baseline", "Of a target of direction only: where it sets out from.")
    text = forms.CharField(label="In the council's words", max_length=200, required=False)
    tolerance_kind = forms.ChoiceField(
        label="Tolerance above the target", choices=ToleranceKind.choices, initial=ToleranceKind.NONE
    )
    tolerance = _figure("Size of the tolerance", "More than this above the target exceeds it.")
    amber_kind = forms.ChoiceField(
        label="Amber below the target", choices=ToleranceKind.choices, initial=ToleranceKind.NONE
    )
    amber = _figure("Size of amber", "No more than this below the target is amber.")
    edit_number = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = Unit(indicator.unit)

    def clean(self) -> dict[str, Any]:
        """Read the figures as people type them."""
        cleaned = dict(super().clean() or self.cleaned_data)
        for name in FIGURES:
            try:
                cleaned[name] = self._read(name, cleaned.get(name) or "")
            except NotAFigure as refusal:
                self.add_error(name, refusal.sentence)
        return cleaned

    def _read(self, name: str, typed: str) -> Decimal | None:
        kind = self.cleaned_data.get(f"{name}_kind")
        unit = Unit.PERCENT if kind == ToleranceKind.PERCENT_OF_TARGET else self.unit
        found = typed_figure(typed, unit)
        return Decimal(0) if found is None and name in {"tolerance", "amber"} else found
