"""Which meetings a person may know of, and which come next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, QuerySet

from reports.choices import MeetingState

if TYPE_CHECKING:
    from reports.models import Meeting

ANNOUNCED = tuple(state for state in MeetingState if state != MeetingState.PLANNED)


class MeetingQuerySet(QuerySet["Meeting"]):
    """Meetings, by who asks and when."""

    def visible_to(self, user: Any) -> MeetingQuerySet:
        """Meetings that a person may know of: staff all, everybody else those announced."""
        if user.is_authenticated and user.is_council_staff:
            return self
        return self.filter(Q(state__in=ANNOUNCED) | Q(editions__isnull=False)).distinct()

    def coming(self, *, on: date) -> MeetingQuerySet:
        """Meetings from the day on that are neither cancelled nor postponed, the next one first."""
        return self.filter(on__gte=on, state__in=[MeetingState.PLANNED, MeetingState.CONVENED]).order_by(
            "on", "starts"
        )

    def before(self, meeting: Meeting) -> MeetingQuerySet:
        """Earlier meetings of the same body that took place, the latest first."""
        return self.filter(
            body=meeting.body_id, on__lt=meeting.on, state__in=[MeetingState.HELD, MeetingState.CLOSED]
        ).order_by("-on")

    def after(self, meeting: Meeting) -> MeetingQuerySet:
        """Later meetings of the same body that are neither cancelled nor postponed, the next one first."""
        out = [MeetingState.CANCELLED, MeetingState.POSTPONED]
        return (
            self.filter(body=meeting.body_id, on__gt=meeting.on)
            .exclude(state__in=out)
            .order_by("on", "starts")
        )

    def latest_first(self) -> MeetingQuerySet:
        """Meetings with the latest day first and those without a day last."""
        return self.order_by(F("on").desc(nulls_last=True), "body__name")

    def for_lists(self) -> MeetingQuerySet:
        """Meetings with what a list shows about them."""
        return self.select_related("body")
