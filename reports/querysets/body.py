"""Which bodies, and whose memberships run."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from reports.models import Body, Membership  # noqa: F401  (named in a string)


class BodyQuerySet(QuerySet["Body"]):
    """Bodies, by whether they exist on a day."""

    def active(self, *, on: date) -> BodyQuerySet:
        """Bodies that exist on the day."""
        return self.filter(
            Q(active_from__isnull=True) | Q(active_from__lte=on),
            Q(active_to__isnull=True) | Q(active_to__gte=on),
        )


class MembershipQuerySet(QuerySet["Membership"]):
    """Memberships, by whether they run on a day."""

    def running(self, *, on: date) -> MembershipQuerySet:
        """Memberships that have begun and have not ended on the day; the last day counts."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)
