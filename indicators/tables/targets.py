"""The targets of an indicator."""

import django_tables2
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from childservices.tables import CouncilTable, LongDateColumn
from indicators.models import Target
from indicators.operations import warnings_about


class TargetTable(CouncilTable):
    """Targets with their dates, the latest first, and what contradicts the definition."""

    caption = "Targets"
    empty_text = "No target is set. Add one, so that values can be judged."
    row_header = "asks"

    asks = django_tables2.Column(verbose_name="Asks for", accessor="pk", orderable=False)
    level = django_tables2.Column(orderable=False)
    starts_on = LongDateColumn(verbose_name="From", orderable=False)
    ends_on = LongDateColumn(verbose_name="To", orderable=False)
    text = django_tables2.Column(verbose_name="In the council's words", orderable=False)
    warning = django_tables2.Column(verbose_name="Warning", accessor="pk", orderable=False)
    change = django_tables2.Column(verbose_name="Change", accessor="pk", orderable=False)

    def render_asks(self, record: Target) -> str:
        """Say what it asks for."""
        return record.rule.words(record.indicator.measure) or record.get_kind_display()

    def render_level(self, record: Target) -> str:
        """Say whether it is for a period or the year end."""
        return record.get_level_display()

    def render_warning(self, record: Target) -> str:
        """Say what contradicts the definition."""
        return " ".join(warnings_about(record))

    def render_change(self, record: Target) -> SafeString:
        """Lead to the forms that change it and take it away."""
        words = f"the target from {record.starts_on}"
        return format_html(
            '<a class="govuk-link" href="{}">Change<span class="govuk-visually-hidden"> {}</span></a> '
            '<a class="govuk-link" href="{}">Remove<span class="govuk-visually-hidden"> {}</span></a>',
            reverse("target_change", args=[record.pk]),
            words,
            reverse("target_remove", args=[record.pk]),
            words,
        )

    def value_change(self, record: Target) -> str:
        """Leave the links out of the CSV file."""
        return ""
