"""What the list of indicators can be narrowed by."""

from typing import Any

import django_filters
from django.db.models import Q

from indicators.models import Indicator, Theme

KINDS = (("local", "Entered here"), ("published", "National statistics"))


class IndicatorFilter(django_filters.FilterSet):
    """Indicators by words, by theme, and by where their figures come from."""

    words = django_filters.CharFilter(method="of_words", label="Reference or words in the title")
    theme = django_filters.ModelChoiceFilter(
        queryset=Theme.objects.order_by("position", "title"),
        to_field_name="slug",
        label="Theme",
        empty_label="All themes",
    )
    kind = django_filters.ChoiceFilter(
        choices=KINDS, method="of_kind", label="Figures", empty_label="All figures"
    )

    class Meta:
        model = Indicator
        fields: tuple[str, ...] = ()

    def of_words(self, queryset: Any, name: str, value: str) -> Any:
        """Keep those that have every word in reference, title or plain words."""
        for word in value.split():
            queryset = queryset.filter(
                Q(reference__icontains=word) | Q(title__icontains=word) | Q(plain_words__icontains=word)
            )
        return queryset

    def of_kind(self, queryset: Any, name: str, value: str) -> Any:
        """Keep those whose figures are entered here, or come from national statistics."""
        return queryset.filter(is_published_statistic=value == "published")
