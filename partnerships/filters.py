"""What the lists of commissioning can be narrowed by."""

import django_filters

from childservices.choices import OrganisationKind
from partnerships.models import Provider


class ProviderFilter(django_filters.FilterSet):
    """Providers by a part of their name, or of one sector."""

    name = django_filters.CharFilter(
        field_name="organisation__name", lookup_expr="icontains", label="Part of the name"
    )
    sector = django_filters.ChoiceFilter(
        field_name="organisation__kind", choices=OrganisationKind.choices, label="Sector", empty_label="All"
    )

    class Meta:
        model = Provider
        fields: tuple[str, ...] = ()
