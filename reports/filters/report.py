"""What the list of reports can be narrowed by."""

from typing import Any

import django_filters
from django import forms

from childservices.choices import OrganisationKind
from childservices.models import Organisation
from reports.choices import ReportState
from reports.models import Report


class ReportFilter(django_filters.FilterSet):
    """Reports by words of the title that the reader may read, by state, by directorate, and the reader's own."""

    title = django_filters.CharFilter(
        field_name="shown_title", lookup_expr="icontains", label="Words in the title"
    )
    state = django_filters.ChoiceFilter(choices=ReportState.choices, label="State", empty_label="All states")
    directorate = django_filters.ModelChoiceFilter(
        queryset=Organisation.objects.filter(kind=OrganisationKind.DIRECTORATE).order_by("name"),
        to_field_name="slug",
        label="Directorate",
        empty_label="All directorates",
    )
    mine = django_filters.BooleanFilter(
        label="Only reports that I write", method="of_the_reader", widget=forms.CheckboxInput
    )

    class Meta:
        model = Report
        fields: tuple[str, ...] = ()

    def of_the_reader(self, queryset: Any, name: str, value: bool | None) -> Any:
        """Keep the reports of which the reader is an author, where that is asked for."""
        return queryset.written_by(self.request.user) if value else queryset
