"""Which reports a person may work on or read as drafts."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from reports.choices import Classification, ReportState

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

    def with_openness(self) -> ReportQuerySet:
        """Reports with whether their title is open: it has no neutral one, and it stands under no item that is not."""
        link: Any = self.model._meta.get_field("item_reports").related_model
        links = link.objects.filter(report=OuterRef("pk"))
        under_open_items = ~Exists(links.exclude(item__classification=Classification.OPEN))
        return self.annotate(
            has_open_title=Case(When(Q(neutral_title="") & under_open_items, then=True), default=False)
        )

    def with_shown_titles(self, *, sees_all: bool, seen: Collection[UUID]) -> ReportQuerySet:
        """Reports with the title that a list may show: the neutral one, which may be empty, of what is not seen."""
        may_be_read = Q(has_open_title=True) | Q(pk__in=seen)
        title = (
            F("title") if sees_all else Case(When(may_be_read, then=F("title")), default=F("neutral_title"))
        )
        return self.with_openness().annotate(shown_title=title)

    def for_lists(self) -> ReportQuerySet:
        """Reports with what a list shows about them."""
        return self.select_related("directorate", "template_version__template").prefetch_related("authors")
