"""Candidates for clinics, and recommendations that come back."""

from collections.abc import Sequence
from typing import Any

import django_tables2
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from childservices.tables import CouncilTable
from indicators.models import ClinicRecommendation
from indicators.queries.clinics import ClinicCandidate, Review
from indicators.queries.reported import period_title

BREAK = SafeString("<br>")


def _column(name: str, accessor: str) -> django_tables2.Column:
    return django_tables2.Column(verbose_name=name, accessor=accessor, orderable=False)


class ClinicTable(CouncilTable):
    """What every list of clinics shows: the indicator, its figures, and what is recommended, with the way to do so."""

    row_header = "indicator"

    def __init__(self, rows: Sequence[Any], *, label: str, may_recommend: bool) -> None:
        prefix = f"{type(self).__name__.lower()}-"
        super().__init__(rows, exclude=() if may_recommend else ("recommend",), prefix=prefix)
        self.label = label

    def link(self, reference: str) -> SafeString:
        """Lead to the form that recommends for an indicator."""
        address = reverse("clinic_recommend", args=[self.label, reference])
        return format_html(
            '<a class="govuk-link" href="{}">Recommend<span class="govuk-visually-hidden"> for {}</span></a>',
            address,
            reference,
        )


def recommendation_text(row: ClinicRecommendation | None) -> str:
    """Say what is recommended and whether it is approved."""
    if row is None:
        return "Nothing yet"
    review = f" in {period_title(row.review_in)}" if row.review_in else ""
    approved = "approved" if row.approved_at else "not approved yet"
    return f"{row.get_answer_display()}{review} ({approved})"


def recommendation_link(row: ClinicRecommendation | None) -> SafeString | str:
    """The same, leading to the recommendation."""
    if row is None:
        return recommendation_text(row)
    return format_html(
        '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden">: {}</span></a>',
        reverse("recommendation_detail", args=[row.pk]),
        recommendation_text(row),
        row.indicator.reference,
    )


class CandidateTable(ClinicTable):
    """Components that are considered for a clinic, with the reasons."""

    caption = "Candidates"
    csv_url = "?format=csv"
    empty_text = "No indicator is off target and declining."

    indicator = _column("Indicator", "component")
    value = _column("Value", "component")
    target = _column("Target", "component")
    reasons = _column("Why it is a candidate", "component")
    recommended = _column("Recommended", "component")
    recommend = _column("Change", "component")

    def render_indicator(self, record: ClinicCandidate) -> str:
        """Give reference and title."""
        return str(record.component.indicator)

    def render_value(self, record: ClinicCandidate) -> str:
        """Give the period's figure."""
        return record.component.figure.text

    def render_target(self, record: ClinicCandidate) -> str:
        """Give the target in force."""
        return " ".join(
            part for part in (record.component.target_words, record.component.in_force.label) if part
        )

    def render_reasons(self, record: ClinicCandidate) -> SafeString:
        """Give a line for each reason."""
        return format_html_join(BREAK, "{}", [(reason,) for reason in record.reasons])

    def value_reasons(self, record: ClinicCandidate) -> str:
        """Give the reasons for the CSV file."""
        return " ".join(record.reasons)

    def render_recommended(self, record: ClinicCandidate) -> SafeString | str:
        """Say what is recommended."""
        return recommendation_link(record.recommendation)

    def value_recommended(self, record: ClinicCandidate) -> str:
        """Say it without a link for the CSV file."""
        return recommendation_text(record.recommendation)

    def render_recommend(self, record: ClinicCandidate) -> SafeString:
        """Lead to the form."""
        return self.link(record.component.indicator.reference)

    def value_recommend(self, record: ClinicCandidate) -> str:
        """Leave the link out of the CSV file."""
        return ""


class ReviewTable(ClinicTable):
    """Earlier recommendations that this report comes back to."""

    caption = "Earlier recommendations to review"
    csv_url = "?format=csv&table=reviews"
    empty_text = "No earlier recommendation comes back in this period."

    indicator = _column("Indicator", "recommendation")
    made_in = _column("Made in", "recommendation")
    earlier = _column("Recommended then", "recommendation")
    rationale = _column("Why", "recommendation")
    value = _column("Value now", "recommendation")
    recommended = _column("Recommended now", "recommendation")
    recommend = _column("Change", "recommendation")

    def render_indicator(self, record: Review) -> str:
        """Give reference and title."""
        return str(record.recommendation.indicator)

    def render_made_in(self, record: Review) -> str:
        """Give the period whose report made it."""
        return period_title(record.recommendation.period)

    def render_earlier(self, record: Review) -> SafeString | str:
        """Say what was recommended then."""
        return recommendation_link(record.recommendation)

    def value_earlier(self, record: Review) -> str:
        """Say it without a link for the CSV file."""
        return recommendation_text(record.recommendation)

    def render_rationale(self, record: Review) -> str:
        """Give the reason that stood then."""
        return record.recommendation.rationale

    def render_value(self, record: Review) -> str:
        """Give the figure of this period."""
        return record.component.figure.text if record.component else ""

    def render_recommended(self, record: Review) -> SafeString | str:
        """Say what is recommended now."""
        return recommendation_link(record.answered)

    def value_recommended(self, record: Review) -> str:
        """Say it without a link for the CSV file."""
        return recommendation_text(record.answered)

    def render_recommend(self, record: Review) -> SafeString:
        """Lead to the form."""
        return self.link(record.recommendation.indicator.reference)

    def value_recommend(self, record: Review) -> str:
        """Leave the link out of the CSV file."""
        return ""
