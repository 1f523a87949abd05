"""What the list of meetings can be narrowed by."""

import django_filters
from django import forms

from reports.models import Body, Meeting


class WholeNumberFilter(django_filters.Filter):
    """Asks for a whole number within bounds."""

    field_class = forms.IntegerField


class MeetingFilter(django_filters.FilterSet):
    """Meetings of one body, or of one year."""

    body = django_filters.ModelChoiceFilter(
        queryset=Body.objects.order_by("name"), to_field_name="slug", label="Body", empty_label="All bodies"
    )
    year = WholeNumberFilter(
        field_name="on",
        lookup_expr="year",
        label="Year",
        min_value=1900,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
    )

    class Meta:
        model = Meeting
        fields: tuple[str, ...] = ()
