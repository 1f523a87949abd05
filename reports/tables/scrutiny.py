"""Tables of appraisals, scrutiny reviews and self-assessments."""

from typing import Any

import django_tables2

from childservices.tables import CouncilTable, KeptTable, LongDateColumn, NumberColumn
from reports.queries.scrutiny import RecommendationRow, VisitRow

LINK = {"a": {"class": "govuk-link"}}


class ScrutinyTable(CouncilTable):
    """Everything that has a page here: appraisals, reviews and frameworks of self-assessment."""

    caption = "Appraisals, reviews and self-assessments"
    empty_text = "Nothing is published yet. Officers begin an appraisal, a review or a self-assessment here."
    row_header = "title"

    title = django_tables2.Column(linkify=lambda record: record.get_absolute_url(), attrs=LINK)
    kind = django_tables2.Column(accessor="_meta__verbose_name", verbose_name="What it is", orderable=False)
    is_public = django_tables2.Column(verbose_name="Who may read it", orderable=False)

    def render_kind(self, value: str) -> str:
        """Give the kind with a capital."""
        return {"framework": "Self-assessment"}.get(value, value.capitalize())

    def render_is_public(self, value: bool) -> str:
        """Say who reads it."""
        return "Everybody" if value else "Staff and members"


class ChangeTable(CouncilTable):
    """Single changes of an appraisal that were tried, with who would be first."""

    caption = "Every single change that was tried"
    empty_text = "Nothing can be tried before an option is wholly scored."
    row_header = "words"

    words = django_tables2.Column(verbose_name="Change")
    first_before = django_tables2.Column(verbose_name="First before")
    first_after = django_tables2.Column(verbose_name="First after")
    alters_first = django_tables2.Column(verbose_name="Alters the first place")

    def render_first_before(self, value: Any) -> str:
        """Name who is first."""
        return "; ".join(option.title for option in value)

    def render_first_after(self, value: Any) -> str:
        """Name who would be first."""
        return "; ".join(option.title for option in value)

    def render_alters_first(self, value: bool) -> str:
        """Say whether it does."""
        return "Yes" if value else "No"


class ScrutinyKeptTable(KeptTable):
    """The base of tables whose rows are kept by whoever serves scrutiny."""

    address = "scrutiny"


class CriterionTable(ScrutinyKeptTable):
    """The criteria of an appraisal with their weights."""

    caption = "Criteria"
    empty_text = "There are no criteria yet. Add what options are to be held against."
    row_header = "title"
    noun = "criterion"

    title = django_tables2.Column(verbose_name="Criterion")
    weight = NumberColumn(default="1, as none is set")


class PointTable(ScrutinyKeptTable):
    """Lines of one kind of a review."""

    caption = "Lines"
    empty_text = "Nothing is written here yet."
    row_header = "text"
    noun = "point"

    text = django_tables2.Column(verbose_name="Text")
    detail = django_tables2.Column(verbose_name="More")


class SessionTable(ScrutinyKeptTable):
    """When a review met, and what for."""

    caption = "Sessions"
    empty_text = "No session is entered yet."
    row_header = "on"
    noun = "session"

    on = LongDateColumn(verbose_name="Day")
    until = LongDateColumn(verbose_name="Until")
    kind = django_tables2.Column(accessor="get_kind_display", order_by="kind")
    subjects = django_tables2.Column(orderable=False)
    note = django_tables2.Column(verbose_name="Remark", orderable=False)

    def render_subjects(self, value: str) -> str:
        """Give the subjects in one line."""
        return "; ".join(value.splitlines())


class VisitTable(ScrutinyKeptTable):
    """Which authorities were visited or called, when, and what they have."""

    caption = "Visits and calls"
    empty_text = "No visit is entered yet."
    row_header = "authority"
    noun = "visit"

    authority = django_tables2.Column(accessor="visit__authority")
    arrangement = django_tables2.Column(accessor="visit__arrangement", verbose_name="Its arrangement")
    method = django_tables2.Column(accessor="visit__get_method_display", verbose_name="How")
    on = LongDateColumn(accessor="visit__on", verbose_name="Day")
    learned = django_tables2.Column(
        accessor="visit__learned", verbose_name="What was learned", orderable=False
    )
    remark = django_tables2.Column(verbose_name="What does not fit", orderable=False)

    def render_keep(self, record: VisitRow) -> Any:
        """Give the links of the visit itself."""
        return super().render_keep(record.visit)


class RecommendationTable(ScrutinyKeptTable):
    """What was recommended, what was answered by when, and what came of it."""

    caption = "Recommendations"
    empty_text = "No recommendation is entered yet."
    row_header = "text"
    noun = "recommendation"

    text = django_tables2.Column(accessor="recommendation__text", verbose_name="Recommendation")
    response = django_tables2.Column(accessor="recommendation__get_response_display", verbose_name="Response")
    response_text = django_tables2.Column(
        accessor="recommendation__response_text", verbose_name="In words", orderable=False
    )
    standing = django_tables2.Column(accessor="answer__words", verbose_name="How far")
    day = LongDateColumn(accessor="answer__on", verbose_name="Day of the answer, or due")
    progress = django_tables2.Column(accessor="recommendation__progress", orderable=False)
    note = django_tables2.Column(accessor="recommendation__note", verbose_name="Remark", orderable=False)

    def render_keep(self, record: RecommendationRow) -> Any:
        """Give the links of the recommendation itself."""
        return super().render_keep(record.recommendation)
