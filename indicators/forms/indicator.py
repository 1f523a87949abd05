"""Forms for what an indicator measures."""

from typing import TYPE_CHECKING, Any

from django import forms

from childservices.forms import DateField
from indicators.models import Indicator
from indicators.operations.indicator import faults_by_field

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Indicator]
else:
    _ModelForm = forms.ModelForm

ORDERS = {"theme": "position", "manager": "title", "director": "title", "portfolio": "title"}


class LinesField(forms.CharField):
    """A list of words, one on each line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        """Give the words as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """Give the lines as words."""
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]


class DefinitionForm(_ModelForm):
    """An indicator's definition; what contradicts itself is said beside the field to change."""

    grades = LinesField(required=False, help_text="Of a grade: their names in their order, one on each line.")
    edit_number = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Indicator
        fields = (
            "reference", "title", "plain_words", "definition", "theme", "number", "component_of",
            "unit", "per", "decimals", "numerator_label", "denominator_label", "is_share",
            "polarity", "range_low", "range_high", "ceiling", "grades",
            "frequency", "year_type", "aggregation", "rolling", "lag_days", "travel_basis",
            "display_map", "in_line_margin", "green_from", "amber_from", "is_judged_exactly",
            "manager", "director", "portfolio", "source", "published_as", "counts_the_same_as",
            "suppression", "first_year",
        )  # fmt: skip
        widgets = {
            "plain_words": forms.Textarea(attrs={"rows": 3}),
            "definition": forms.Textarea(attrs={"rows": 6}),
        }
        labels = {
            "plain_words": "In plain words",
            "per": "Rate per",
            "polarity": "Which way is good",
            "is_share": "The numerator is part of the denominator",
            "aggregation": "How the periods make the year",
            "rolling": "Periods in each rolling figure",
            "lag_days": "Days after a period until its figure comes",
            "travel_basis": "Direction of travel is against the",
            "display_map": "Marks",
            "in_line_margin": "In line within",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["edit_number"] = self.instance.edit_number
        for name, order in ORDERS.items():
            self._offer(name, {}, order)
        for name in ("component_of", "counts_the_same_as", "published_as"):
            self._offer(name, {"is_published_statistic": name == "published_as"}, "reference")

    def _offer(self, name: str, which: dict[str, Any], order: str) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        assert field.queryset is not None
        field.queryset = field.queryset.filter(**which).order_by(order)

    def values(self) -> dict[str, Any]:
        """Give the definition for the operation."""
        return {name: value for name, value in self.cleaned_data.items() if name != "edit_number"}

    def full_clean(self) -> None:
        """Ask the rules about the definition as a whole, once its fields are read."""
        super().full_clean()
        if not self.is_bound or self.errors:
            return
        for field, sentence in faults_by_field(self.instance.measure).items():
            self.add_error(field, sentence)


class RetireForm(forms.Form):
    """The first day on which an indicator has no values any more."""

    retired_on = DateField(
        label="First day without values",
        required=False,
        help_text="Its values stay. Leave the day empty to take the indicator into use again.",
    )
    edit_number = forms.IntegerField(widget=forms.HiddenInput)
