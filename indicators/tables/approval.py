"""What waits for a director."""

from typing import Any

import django_tables2
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from childservices.tables import CouncilTable
from indicators.domain.mark import DisplayMap
from indicators.queries.waiting import Waiting
from indicators.tables.marks import judgement_html, judgement_words, travel_html, travel_words

BREAK = SafeString("<br>")


def _column(name: str) -> django_tables2.Column:
    return django_tables2.Column(verbose_name=name, accessor="component", orderable=False)


class ApprovalTable(CouncilTable):
    """Submitted values and words on them, each with a box to tick; the boxes belong to the form `approve`."""

    caption = "Waiting for you"
    empty_text = "Nothing of this period waits for you."
    row_header = "indicator"

    chosen = _column("Approve")
    indicator = _column("Indicator")
    previous = _column("Period before")
    value = _column("Value")
    target = _column("Target")
    judgement = _column("On target")
    direction = _column("Direction of travel")
    words = _column("Comment and notes")
    back = _column("Return")

    def render_chosen(self, record: Waiting) -> SafeString:
        """Give the box, ticked."""
        return format_html(
            '<input type="checkbox" class="council-tick" name="read" value="{}" form="approve" checked '
            'aria-label="Approve {}">',
            record.key,
            record.component.indicator.reference,
        )

    def value_chosen(self, record: Waiting) -> str:
        """Leave the box out of the CSV file."""
        return ""

    def render_indicator(self, record: Waiting) -> str:
        """Give reference and title."""
        return str(record.component.indicator)

    def render_previous(self, record: Waiting) -> str:
        """Give the figure of the period before."""
        return record.component.previous.text

    def render_value(self, record: Waiting) -> str:
        """Give the figure with its parts."""
        held, text = record.component.figure.held, record.component.figure.text
        if held.numerator is None or held.denominator is None:
            return text
        return f"{text} ({held.numerator.normalize():,f} of {held.denominator.normalize():,f})"

    def render_target(self, record: Waiting) -> str:
        """Give the target in force, with its label."""
        return " ".join(
            part for part in (record.component.target_words, record.component.in_force.label) if part
        )

    def render_judgement(self, record: Waiting) -> SafeString:
        """Give a tick, a cross or a dash."""
        return judgement_html(record.component.judgement, DisplayMap.TICKS)

    def value_judgement(self, record: Waiting) -> str:
        """Say it in words for the CSV file."""
        return judgement_words(record.component.judgement, DisplayMap.TICKS)

    def render_direction(self, record: Waiting) -> SafeString:
        """Give an arrow."""
        return travel_html(record.component.travel)

    def value_direction(self, record: Waiting) -> str:
        """Say it in words for the CSV file."""
        return travel_words(record.component.travel)

    def render_words(self, record: Waiting) -> SafeString:
        """Give the manager's words, and why the figures stand although they were queried."""
        return format_html_join(BREAK, "{}", [(text,) for text in _words(record)])

    def value_words(self, record: Waiting) -> str:
        """Give the same for the CSV file."""
        return " ".join(_words(record))

    def render_back(self, record: Waiting) -> Any:
        """Lead to the page that returns the value."""
        if record.value is None:
            return ""
        return format_html(
            '<a class="govuk-link" href="{}">Return<span class="govuk-visually-hidden"> {}</span></a>',
            reverse("value_return", args=[record.value.pk]),
            record.component.indicator.reference,
        )

    def value_back(self, record: Waiting) -> str:
        """Leave the link out of the CSV file."""
        return ""


def _words(record: Waiting) -> list[str]:
    texts = [record.comment.text if record.comment else ""]
    if record.value is not None and record.value.note:
        texts.append(f"Queried, and kept because: {record.value.note}")
    return [text for text in texts if text]
