"""What is asked about a value while it is typed: what is missing, what day its data go to, whether it is due at all."""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal

from indicators.domain.measure import UNDIVIDED, Aggregation, Measure
from indicators.domain.period import Frequency, Period
from indicators.domain.value import Query, Value, queries

LAST: Mapping[Frequency, str] = {
    Frequency.MONTH: "last month's",
    Frequency.QUARTER: "last quarter's",
    Frequency.TERM: "last term's",
    Frequency.HALF_YEAR: "the last half-year's",
    Frequency.YEAR: "last year's",
}


def entry_queries(measure: Measure, value: Value, *, last: Value, frequency: Frequency) -> tuple[Query, ...]:
    """Ask about a typed value; a part that is missing is asked for with the figure of the period before."""
    asked = [query for query in queries(measure, value) if not _asks_for_missing(query, value, measure)]
    return (*_missing(measure, value, last, frequency), *asked)


def period_query(period: Period, *, on: dt.date, retired_on: dt.date | None) -> str:
    """Say why no value of a period can be entered on a day; empty where one can."""
    if retired_on is not None and retired_on <= period.starts_on:
        return (
            f"It was retired on {_day(retired_on)}, before this period. Take the figures out, or ask a performance "
            "officer to bring it back."
        )
    if period.starts_on > on:
        return f"{period.title} has not begun. Check the year, or wait until {_day(period.starts_on)}."
    return ""


def data_day_query(period: Period, day: dt.date, *, on: dt.date) -> str:
    """Say why a value's data cannot go up to a day; empty where they can: from its year's first day, up to today."""
    if day > on:
        return f"{_day(day)} is still to come. Check the year."
    first = period.whole_year().starts_on
    if day < first:
        return f"{_day(day)} is before {period.whole_year().title} began, on {_day(first)}. Check the year."
    return ""


def plain(figure: Decimal) -> Decimal:
    """Give a figure as somebody types it, without the noughts that a database puts after the point."""
    return Decimal(f"{figure.normalize():f}")


def _asks_for_missing(query: Query, value: Value, measure: Measure) -> bool:
    """Whether a query says that one part is missing beside the other."""
    if measure.unit in UNDIVIDED or query.part not in {"numerator", "denominator"}:
        return False
    return getattr(value, query.part) is None


def _missing(measure: Measure, value: Value, last: Value, frequency: Frequency) -> Iterator[Query]:
    if measure.unit in UNDIVIDED:
        return
    parts = {"numerator": value.numerator, "denominator": value.denominator}
    is_begun = any(part is not None for part in parts.values())
    is_short = value.value is not None and measure.aggregation is Aggregation.RATIO
    if is_begun or is_short:
        for name, part in parts.items():
            if part is None:
                yield Query(name, _asked_for(name, getattr(last, name), frequency))


def _asked_for(name: str, last: Decimal | None, frequency: Frequency) -> str:
    return (
        f"Enter the {name}: {plain(last):,} was {LAST[frequency]}."
        if last is not None
        else f"Enter the {name} too."
    )


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B %Y}"
