"""The list of meetings."""

import django_tables2
from django_tables2 import A

from childservices.tables import CouncilTable, LongDateColumn
from reports.models import Meeting


class MeetingTable(CouncilTable):
    """Meetings, the latest first."""

    caption = "Meetings"
    empty_text = "No meeting matches. Choose another body or another year."
    row_header = "on"

    on = LongDateColumn(
        verbose_name="Date",
        empty_values=(),
        linkify=("meeting_detail", {"pk": A("pk")}),
        attrs={"a": {"class": "govuk-link"}},
    )
    body = django_tables2.Column(order_by=("body__name", "-on"))
    starts = django_tables2.TimeColumn(verbose_name="Start", format="H:i", orderable=False, default="")
    venue = django_tables2.Column(orderable=False, default="")
    state = django_tables2.Column(accessor="get_state_display", order_by="state")

    class Meta:
        model = Meeting
        fields = ("on", "body", "starts", "venue", "state")

    def render_on(self, record: Meeting) -> str:
        """Give the day, or the source's words where it gives none."""
        return record.day_text

    def value_on(self, record: Meeting) -> str:
        """Give the day for the CSV file."""
        return record.on.isoformat() if record.on else record.date_text
