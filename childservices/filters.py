"""What the kernel's lists can be narrowed by."""

from datetime import date, datetime, time
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils import timezone

from childservices.forms import DateField
from childservices.models import AuditEvent


class DayFilter(django_filters.Filter):
    """Asks for a day in three boxes."""

    field_class = DateField


class AuditEventFilter(django_filters.FilterSet):
    """Narrows the audit log by what happened, to what, by whom and when."""

    verb = django_filters.CharFilter(lookup_expr="istartswith", label="What happened")
    subject = django_filters.CharFilter(field_name="label", lookup_expr="icontains", label="To what")
    by = django_filters.CharFilter(field_name="by__email", lookup_expr="icontains", label="By whom (e-mail)")
    since = DayFilter(method="filter_since", label="From")
    until = DayFilter(method="filter_until", label="Until")

    class Meta:
        model = AuditEvent
        fields: list[str] = []

    def filter_since(self, rows: QuerySet[Any], name: str, day: date) -> QuerySet[Any]:
        """Keep what happened on the day or later, local time."""
        return rows.filter(at__gte=_start_of(day))

    def filter_until(self, rows: QuerySet[Any], name: str, day: date) -> QuerySet[Any]:
        """Keep what happened on the day or before, local time."""
        return rows.filter(at__lte=timezone.make_aware(datetime.combine(day, time.max)))


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
