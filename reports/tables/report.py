"""The list of reports to members."""

from typing import Any

import django_tables2
from django.utils.safestring import SafeString

from childservices.tables import CouncilTable, LongDateColumn
from childservices.templatetags.council import tag
from reports.choices import ReportState
from reports.models import Report

COLOURS = {
    ReportState.DRAFT: "grey",
    ReportState.SUBMITTED: "blue",
    ReportState.CLEARED: "turquoise",
    ReportState.ACCEPTED: "green",
    ReportState.PUBLISHED: "green",
    ReportState.RETURNED: "orange",
    ReportState.WITHDRAWN: "red",
    ReportState.DEFERRED: "yellow",
}


class ReportTable(CouncilTable):
    """Reports by reference, title, state, directorate and authors; the title is the one that the reader may read."""

    caption = "Reports"
    empty_text = "No report matches. Clear the filter, or write a new report."
    row_header = "title"

    reference = django_tables2.Column(order_by=("year", "number"))
    title = django_tables2.Column(
        accessor="shown_title",
        linkify=lambda record: record.get_absolute_url(),
        attrs={"a": {"class": "govuk-link"}},
        empty_values=(),
    )
    state = django_tables2.Column()
    directorate = django_tables2.Column(order_by=("directorate__name",))
    authors = django_tables2.Column(verbose_name="Authors", orderable=False, empty_values=())
    changed = LongDateColumn(accessor="changed_at", verbose_name="Last changed")

    class Meta:
        model = Report
        fields = ("reference", "title", "state", "directorate", "authors", "changed")

    def render_title(self, record: Report, value: str) -> str:
        """Give the title, or the reference where there is none to show."""
        return value or str(record)

    def render_state(self, record: Report) -> SafeString:
        """Give the state as a tag."""
        return tag(record.get_state_display(), COLOURS[ReportState(record.state)])

    def value_state(self, record: Report) -> str:
        """Give the state as a word for the CSV file."""
        return record.get_state_display()

    def render_authors(self, record: Report) -> str:
        """Give the posts of the authors in their order."""
        authors = sorted(record.authors.all(), key=lambda author: author.position)
        return "; ".join(author.post_title for author in authors)

    def value_changed(self, value: Any) -> str:
        """Give the day as 2009-11-18 for the CSV file."""
        return str(value.date().isoformat())
