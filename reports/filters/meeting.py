"""What the list of meetings can be narrowed by."""

import django_filters
from django import forms

from reports.models import Body, Meeting


class MeetingFilter(django_filters.FilterSet):
    """Meetings of one body, or of one year."""

    body = django_filters.ModelChoiceFilter(
        queryset=Body.objects.order_by("name"), to_field_name="slug", label="Body", empty_label="All bodies"
    )
    year = django_filters.NumberFilter(
        field_name="on",
        lookup_expr="year",
        label="Year",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )

    class Meta:
        model = Meeting
        fields: tuple[str, ...] = ()
