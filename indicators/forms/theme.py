"""What is said of a theme."""

from django import forms


class NarrativeForm(forms.Form):
    """The narrative of one theme for one period."""

    text = forms.CharField(
        label="What is said of this theme",
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="It goes into the report of the period as it stands here.",
    )
    edit_number = forms.IntegerField(required=False, widget=forms.HiddenInput, initial=0)
