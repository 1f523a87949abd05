"""An indicator's figures over time for one area, oldest first, as one reader sees them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import F

from indicators.domain.measure import Measure
from indicators.domain.period import MONTHS, Frequency, Period, YearType, read_period
from indicators.domain.value import Value, read
from indicators.models import Area, Indicator, IndicatorValue, PublishedValue
from indicators.queries.component import HIDDEN
from indicators.queries.suppression import is_hidden


@dataclass(frozen=True)
class SeriesPoint:
    """A figure of one period; `held` stands in the place of what is too small to show."""

    measure: Measure
    label: str
    title: str
    held: Value
    months: int
    """How many months the period has."""
    period: Period | None = None
    """None for the periods of national statistics, which are labelled as published."""
    row: IndicatorValue | None = None
    is_regular: bool = True
    """Whether it is of the indicator's usual period, and counts from that period's first day."""

    @property
    def is_hidden(self) -> bool:
        """Whether it is kept from the reader."""
        return self.held == HIDDEN

    @property
    def value(self) -> Decimal | None:
        """What it comes to, unrounded; None where there is nothing, or nothing to show."""
        return read(self.measure, self.held).value

    @property
    def text(self) -> str:
        """The figure as it is printed, “c” where it is hidden, or why there is none."""
        if self.is_hidden:
            return "c"
        found = read(self.measure, self.held)
        return found.reason if found.value is None else self.measure.text(found.value)


def series_of(indicator: Indicator, area: Area, *, sees_true_values: bool) -> Sequence[SeriesPoint]:
    """Give the settled local values, or the national statistics, of an indicator for an area, in one query."""
    if indicator.is_published_statistic:
        return _published(indicator, area)
    rows = indicator.values.filter(area=area).settled().order_by("ends_on", "period")
    points = [_local(indicator, row) for row in rows]
    return points if sees_true_values else _suppressed(indicator, points)


def regular(points: Sequence[SeriesPoint]) -> Sequence[SeriesPoint]:
    """Give the points of the usual periods, which may be drawn and compared as one series."""
    return [point for point in points if point.is_regular]


def _local(indicator: Indicator, row: IndicatorValue) -> SeriesPoint:
    period = read_period(row.period, YearType(indicator.year_type))
    is_regular = period.frequency == indicator.frequency and not row.is_year_to_date
    until = _data_day(row.data_on or row.ends_on) if row.is_year_to_date else ""
    return SeriesPoint(
        indicator.measure,
        row.period,
        f"{period.title}{until}",
        row.figures,
        MONTHS[period.frequency],
        period,
        row,
        is_regular,
    )


def _data_day(day: date) -> str:
    return f", year to {day.day} {day:%B %Y}"


def _published(indicator: Indicator, area: Area) -> Sequence[SeriesPoint]:
    rows = PublishedValue.objects.filter(indicator=indicator, area=area).select_related("period")
    in_order = rows.order_by("period__end_year", F("period__place").asc(), "period__label")
    return [
        SeriesPoint(
            indicator.measure,
            row.period.label,
            row.period.label,
            Value(row.value, flag=row.flag),
            row.period.years * MONTHS[Frequency.YEAR],
        )
        for row in in_order
    ]


def _suppressed(indicator: Indicator, points: Sequence[SeriesPoint]) -> Sequence[SeriesPoint]:
    """Hide what is too small, and the longer periods from which a hidden part of them could be worked out."""
    hidden = [point.period for point in points if is_hidden(indicator, point.held)]

    def shown(point: SeriesPoint) -> SeriesPoint:
        gives_away = any(_holds(point.period, part) for part in hidden)
        return replace(point, held=HIDDEN, row=None) if gives_away else point

    return [shown(point) for point in points]


def _holds(whole: Period | None, part: Period | None) -> bool:
    if whole is None or part is None:
        return False
    return whole.starts_on <= part.starts_on and part.ends_on <= whole.ends_on
