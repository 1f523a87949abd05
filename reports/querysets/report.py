"""Which reports a person may work on or read as drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

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
        """Reports with whether they are closed, because an item they stand under is not open."""
        link: Any = self.model._meta.get_field("item_reports").related_model
        links = link.objects.filter(report=OuterRef("pk"))
        return self.annotate(is_closed=Exists(links.exclude(item__classification=Classification.OPEN)))

    def with_shown_titles(self) -> ReportQuerySet:
        """Reports with the title by which lists call them: the neutral one, which may be empty, of what is exempt."""
        is_open = Q(neutral_title="", is_closed=False)
        shown = Case(When(is_open, then=F("title")), default=F("neutral_title"))
        return self.with_openness().annotate(shown_title=shown)

    def for_lists(self) -> ReportQuerySet:
        """Reports with what a list shows about them."""
        return self.select_related("directorate", "template_version__template").prefetch_related("authors")
