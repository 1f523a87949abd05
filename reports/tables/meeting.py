"""The list of meetings."""

import django_tables2
from django_tables2 import A

from childservices.tables import CouncilTable, LongDateColumn
from reports.models import Meeting


class MeetingTable(CouncilTable):
    """Meetings, the latest first."""

    caption = "Meetings"
    empty_text = "No meeting matches. Choose another body or year, or plan a meeting."
    row_header = "body"

    body = django_tables2.Column(linkify=("meeting_detail", {"pk": A("pk")}), order_by=("body__name", "-on"))
    on = LongDateColumn(verbose_name="Date", accessor="on", empty_values=())
    starts = django_tables2.TimeColumn(verbose_name="Start", format="H:i", orderable=False)
    venue = django_tables2.Column(orderable=False)
    state = django_tables2.Column(accessor="get_state_display", order_by="state")

    class Meta:
        model = Meeting
        fields = ("body", "on", "starts", "venue", "state")

    def render_on(self, record: Meeting) -> str:
        """Give the day, or the source's words where it gives none."""
        return record.day_text

    def value_on(self, record: Meeting) -> str:
        """Give the day for the CSV file."""
        return record.on.isoformat() if record.on else record.date_text
