"""The list of indicators, and the figures of one."""

from collections.abc import Sequence
from typing import Any

import django_tables2
from django.utils.safestring import SafeString

from childservices.tables import CouncilTable, LongDateColumn, NumberColumn
from childservices.templatetags.council import tag
from indicators.models import Indicator
from indicators.queries.latest import Latest, latest_of
from indicators.queries.rows import ValueRow

FILLED = {"judgement": "target"}
"""Which attribute of a row tells whether a column has something to show, where it is not its own."""

COLOURS = {"green": "green", "amber": "yellow", "red": "red", "": "grey"}


class IndicatorTable(CouncilTable):
    """Indicators by reference and title, with the latest figure that the reader may see."""

    caption = "Indicators"
    empty_text = "No indicator matches. Use fewer words, or clear the filter."
    row_header = "title"

    reference = django_tables2.Column()
    title = django_tables2.Column(
        linkify=lambda record: record.get_absolute_url(), attrs={"a": {"class": "govuk-link"}}
    )
    theme = django_tables2.Column(order_by=("theme__position", "reference"), default="")
    latest = django_tables2.Column(
        verbose_name="Latest figure",
        empty_values=(),
        orderable=False,
        attrs={"td": {"class": "council-number"}},
    )
    period = django_tables2.Column(empty_values=(), orderable=False)

    class Meta:
        model = Indicator
        fields = ("reference", "title", "theme", "latest", "period")

    def __init__(self, *args: Any, sees_true_values: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sees_true_values = sees_true_values

    def render_latest(self, record: Indicator) -> str:
        """Give the latest figure, “c” where it is too small to show."""
        return self._latest(record).text

    def render_period(self, record: Indicator) -> str:
        """Give the period of the latest figure."""
        return self._latest(record).period

    def _latest(self, record: Indicator) -> Latest:
        return latest_of(record, sees_true_values=self.sees_true_values)


class ValueTable(CouncilTable):
    """The figures of an indicator, the latest first, each against the target of its period."""

    caption = "Figures"
    empty_text = "There are no figures yet. They appear here when they are approved."
    row_header = "period"

    period = django_tables2.Column(orderable=False)
    numerator = NumberColumn(orderable=False, default="")
    denominator = NumberColumn(orderable=False, default="")
    value = django_tables2.Column(orderable=False, attrs={"td": {"class": "council-number"}})
    target = django_tables2.Column(orderable=False)
    judgement = django_tables2.Column(verbose_name="Against target", orderable=False, empty_values=())
    special_cause = django_tables2.Column(verbose_name="Control chart", orderable=False)
    printed = django_tables2.Column(verbose_name="Printed in the source", orderable=False)
    note = django_tables2.Column(orderable=False)

    @classmethod
    def shown(cls, rows: Sequence[ValueRow], **options: Any) -> "ValueTable":
        """Make the table of a page, without columns in which there is nothing."""
        empty = [
            name for name in cls.base_columns if not any(getattr(row, FILLED.get(name, name)) for row in rows)
        ]
        return cls(rows, exclude=empty if rows else (), **options)

    def render_judgement(self, record: ValueRow) -> SafeString | str:
        """Give the mark as a tag with its word; why there is none, where there is none."""
        if record.mark is None:
            return record.reason
        return tag(f"{record.mark.sign} {record.mark.word}", COLOURS[record.mark.colour])

    def value_judgement(self, record: ValueRow) -> str:
        """Give the judgement in words for the CSV file."""
        return record.reason if record.mark is None else record.mark.word


class AreaTable(CouncilTable):
    """The published figures of areas, in the order of the chart above."""

    caption = "Areas compared"
    empty_text = "Nothing is published for these areas."
    row_header = "area"

    area = django_tables2.Column(accessor="name", orderable=False)
    kind = django_tables2.Column(accessor="kinship", orderable=False)
    value = django_tables2.Column(accessor="text", orderable=False, attrs={"td": {"class": "council-number"}})


class TargetTable(CouncilTable):
    """The targets of an indicator with the days between which they are in force."""

    caption = "Targets"
    empty_text = "No target is set."
    row_header = "words"

    words = django_tables2.Column(verbose_name="Target", orderable=False)
    level = django_tables2.Column(orderable=False)
    starts_on = LongDateColumn(verbose_name="From", orderable=False)
    ends_on = LongDateColumn(verbose_name="To", orderable=False)
