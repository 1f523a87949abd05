"""Which rows of the kernel, named as clauses."""

from datetime import date, datetime
from typing import Any, Self

from django.db.models import Q, QuerySet

from childservices.choices import JobState


class PostHoldingQuerySet(QuerySet[Any]):
    """Times in posts."""

    def current(self, *, on: date) -> Self:
        """Those that include the day."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


class JobQuerySet(QuerySet[Any]):
    """Background jobs."""

    def expired(self, *, at: datetime) -> Self:
        """Running jobs whose worker has stopped renewing its lease."""
        return self.filter(state=JobState.RUNNING, lease_until__lt=at)
