"""Why a value is returned."""

from django import forms


class ReturnForm(forms.Form):
    """The reason, for whoever entered the value."""

    reason = forms.CharField(
        label="Why is it returned?", max_length=500, widget=forms.Textarea(attrs={"rows": 4})
    )
