"""What is asked about performance clinics: the recommendation, its approval, the clinic, and what it found."""

from typing import Any

from django import forms

from childservices.forms import DateField
from indicators.choices import ClinicAnswer
from indicators.models import Indicator

ANSWERS = [
    (ClinicAnswer.YES, "Yes, hold a clinic"),
    (ClinicAnswer.NO, "No clinic"),
    (ClinicAnswer.REVIEW, "Look again at a later period"),
]


class RecommendationForm(forms.Form):
    """Whether a clinic is recommended, why, and when to look again."""

    answer = forms.ChoiceField(label="Is a clinic recommended?", choices=ANSWERS, widget=forms.RadioSelect)
    rationale = forms.CharField(
        label="Why",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="For the portfolio holder who approves it, and for the report.",
    )
    review_in = forms.CharField(
        label="Review in",
        max_length=16,
        required=False,
        help_text="For a review only: the period's label, such as 2009-10-Q3, or 2009-10 for the outturn.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )
    edit_number = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=0)


class ChosenIndicatorForm(forms.Form):
    """Another indicator to recommend for."""

    indicator = forms.ModelChoiceField(
        label="Recommend for another indicator",
        queryset=Indicator.objects.none(),
        to_field_name="reference",
        empty_label="Choose an indicator",
    )

    def __init__(self, *args: Any, indicators: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["indicator"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = indicators


class ApproveForm(forms.Form):
    """The recommendation as the portfolio holder read it."""

    edit_number = forms.IntegerField(required=False, widget=forms.HiddenInput)


class ClinicForm(forms.Form):
    """When a clinic is held, and a note."""

    held_on = DateField(label="Held on", required=False, help_text="Leave it empty while it is arranged.")
    note = forms.CharField(
        label="Note", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    edit_number = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=0)


class FindingForm(forms.Form):
    """Something a clinic found, or that is to be done because of it."""

    text = forms.CharField(
        label="What was found, or is to be done", max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    is_action = forms.BooleanField(label="This is an action", required=False)
    due_on = DateField(label="Due", required=False, help_text="For example 31 March 2010.")
