"""Which reports a person may work on or read as drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from reports.choices import ReportState

if TYPE_CHECKING:
    from reports.models import Report  # noqa: F401  (named in a string)


class ReportQuerySet(QuerySet["Report"]):
    """Reports, by who asks."""

    def visible_to(self, user: Any) -> ReportQuerySet:
        """Reports whose drafts a person may know of: the council's staff all, everybody else none."""
        if user.is_authenticated and user.is_council_staff:
            return self
        return self.none()

    def written_by(self, user: Any) -> ReportQuerySet:
        """Reports of which the person is an author."""
        return self.filter(authors__person=user.person_id) if user.person_id else self.none()

    def returned(self) -> ReportQuerySet:
        """Reports that went back to their authors."""
        return self.filter(state=ReportState.RETURNED)

    def unfinished(self) -> ReportQuerySet:
        """Reports that are neither published nor withdrawn."""
        return self.exclude(state__in=[ReportState.PUBLISHED, ReportState.WITHDRAWN])

    def for_lists(self) -> ReportQuerySet:
        """Reports with what a list shows about them."""
        return self.select_related("directorate", "template_version__template").prefetch_related("authors")
