"""The monitoring table: the columns of the quarterly report of 2009, one row for a component."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import django_tables2
from django.utils.html import format_html
from django.utils.safestring import SafeString

from childservices.tables import CouncilTable
from childservices.templatetags.council import date_long
from indicators.choices import Polarity, Standing
from indicators.domain.mark import DisplayMap
from indicators.domain.period import Period
from indicators.queries.component import ComponentStanding
from indicators.tables.marks import (
    figure_text,
    judgement_html,
    judgement_words,
    travel_html,
    travel_words,
)

GOOD = {
    Polarity.HIGH: "High",
    Polarity.LOW: "Low",
    Polarity.RANGE: "Range",
    Polarity.NONE: "Neither",
}
STANDINGS = {Standing.BETTER: "Better", Standing.IN_LINE: "In line", Standing.WORSE: "Worse"}


def _column(name: str, css: str = "") -> django_tables2.Column:
    cells = {"td": {"class": css}, "th": {"class": css}} if css else {}
    return django_tables2.Column(verbose_name=name, accessor="indicator", orderable=False, attrs=cells)


class MonitoringTable(CouncilTable):
    """Components with target, performance, judgement and direction; columns are named after the period's own."""

    empty_text = "No component is reported for this period."
    row_header = "reference"

    number = _column("No")
    reference = _column("Ref")
    definition = _column("Definition", "council-definition")
    good = _column("Good performance")
    outturn = _column("")
    previous = _column("")
    data_on = _column("Data up to")
    target = _column("")
    performance = _column("")
    on_target = _column("On target")
    direction = _column("Direction of travel")
    year_to_date = _column("Year to date")
    neighbours = _column("Statistical neighbours")
    national = _column("National")
    comments = _column("Comments", "council-comment")
    this_year = _column("")
    next_year = _column("")
    year_after = _column("")

    def __init__(self, components: Sequence[ComponentStanding], *, period: Period, **kwargs: Any) -> None:
        super().__init__(components, **kwargs)
        year = period.whole_year()
        names = {
            "outturn": f"{year.previous().title} actual",
            "previous": f"{period.previous().title} performance",
            "target": f"{period.title} target",
            "performance": f"{period.title} performance",
            "this_year": f"{year.title} target",
            "next_year": f"{year.shifted(1).title} target",
            "year_after": f"{year.shifted(2).title} target",
        }
        for name, heading in names.items():
            self.columns[name].column.verbose_name = heading

    def render_number(self, record: ComponentStanding) -> str:
        """Give the row's number, for discussion."""
        return record.indicator.number

    def render_reference(self, record: ComponentStanding) -> str:
        """Give the reference."""
        return record.indicator.reference

    def render_definition(self, record: ComponentStanding) -> str:
        """Give the title."""
        return record.indicator.title

    def render_good(self, record: ComponentStanding) -> str:
        """Say which way is good."""
        return GOOD[Polarity(record.indicator.polarity)]

    def render_outturn(self, record: ComponentStanding) -> str:
        """Give the figure of the year before."""
        return figure_text(record.outturn)

    def render_previous(self, record: ComponentStanding) -> str:
        """Give the figure of the period before."""
        return figure_text(record.previous)

    def render_data_on(self, record: ComponentStanding) -> str:
        """Give the day up to which the data go, where one was typed."""
        return date_long(record.figure.row.data_on) if record.figure.row else ""

    def render_target(self, record: ComponentStanding) -> str:
        """Give the target in force, labelled where it is the year end's."""
        label = record.in_force.label
        return f"{record.target_words} ({label})" if record.target_words and label else record.target_words

    def render_performance(self, record: ComponentStanding) -> str:
        """Give the period's figure."""
        return figure_text(record.figure)

    def render_on_target(self, record: ComponentStanding) -> SafeString:
        """Give a tick, a cross or a dash, and how a printed one differs."""
        return format_html("{} {}", judgement_html(record.judgement, DisplayMap.TICKS), record.difference)

    def value_on_target(self, record: ComponentStanding) -> str:
        """Say it in words for the CSV file."""
        words = judgement_words(record.judgement, DisplayMap.TICKS)
        return ". ".join(part for part in (words, record.difference) if part)

    def render_direction(self, record: ComponentStanding) -> SafeString:
        """Give an arrow."""
        return travel_html(record.travel)

    def value_direction(self, record: ComponentStanding) -> str:
        """Say it in words for the CSV file."""
        return travel_words(record.travel)

    def render_year_to_date(self, record: ComponentStanding) -> SafeString:
        """Give a star, a dot or a triangle, and the figure."""
        mark = judgement_html(record.year_to_date_judgement, DisplayMap.STARS)
        return format_html("{} {}", mark, figure_text(record.year_to_date))

    def value_year_to_date(self, record: ComponentStanding) -> str:
        """Say it in words for the CSV file, with the figure."""
        words = judgement_words(record.year_to_date_judgement, DisplayMap.STARS)
        return ": ".join(part for part in (figure_text(record.year_to_date), words) if part)

    def render_neighbours(self, record: ComponentStanding) -> str:
        """Say how it stands beside statistical neighbours."""
        mean = record.beside.comparison.neighbours.mean if record.beside else None
        return _beside(record, mean, record.neighbours)

    def render_national(self, record: ComponentStanding) -> str:
        """Say how it stands beside England."""
        return _beside(record, record.beside.comparison.england if record.beside else None, record.national)

    def render_comments(self, record: ComponentStanding) -> str:
        """Give the manager's words."""
        return record.commentary.text if record.commentary else ""

    def render_this_year(self, record: ComponentStanding) -> str:
        """Give the target at the year's end."""
        return record.year_end_target(0)

    def render_next_year(self, record: ComponentStanding) -> str:
        """Give next year's target."""
        return record.year_end_target(1)

    def render_year_after(self, record: ComponentStanding) -> str:
        """Give the target of the year after next."""
        return record.year_end_target(2)


def _beside(record: ComponentStanding, other: Decimal | None, standing: Standing | None) -> str:
    """Give the other figure, and in brackets how the council stands beside it, as the report of 2009 does."""
    word = STANDINGS[standing] if standing else ""
    if other is None:
        return word
    return f"{record.measure.text(other)} ({word})" if word else record.measure.text(other)
