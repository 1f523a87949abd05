"""The year to date: what the periods of a year come to so far.

Counts, money and days are added; shares and rates are the sum of numerators over the sum of denominators; pictures of a
day, running totals and rolling figures are their latest. Percentages are never added.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from indicators.domain.measure import PLENTY, SUMMABLE, Aggregation, Measure, Unit
from indicators.domain.period import Period
from indicators.domain.value import Value, read

CANNOT_BE_ADDED: Mapping[Unit, str] = {
    Unit.PERCENT: "Percentages cannot be added. Give numerators and denominators, or take the latest.",
    Unit.RATE: "Rates cannot be added. Give numerators and denominators, or take the latest.",
    Unit.SCORE: "Scores cannot be added. Take the latest.",
    Unit.YES_NO: "Yes and no cannot be added. Take the latest.",
    Unit.GRADE: "Grades cannot be added. Take the latest.",
}
AVERAGES = (
    "What has a denominator is an average, and averages cannot be added. Choose the sum of parts instead."
)
WITHOUT_MEAN = frozenset({Unit.YES_NO, Unit.GRADE})


@dataclass(frozen=True, slots=True)
class YearToDate:
    """The figure of the year so far, the label that has to stand beside it, or why there is none."""

    value: Value | None
    label: str = ""
    reason: str = ""


def year_to_date(measure: Measure, values: Mapping[Period, Value], *, through: Period) -> YearToDate:
    """Work out the year up to a period from the values of that year's periods of the same kind; others do not count."""
    ways = {Aggregation.SUM: _sum, Aggregation.RATIO: _ratio}
    return ways.get(measure.aggregation, _latest)(measure, _so_far(values, through), through)


def total(measure: Measure, figures: Iterable[Decimal]) -> YearToDate:
    """Add figures up, or refuse to where their sum would mean nothing, as of percentages."""
    if measure.unit not in SUMMABLE:
        return YearToDate(None, reason=CANNOT_BE_ADDED[measure.unit])
    return YearToDate(Value(_added(figures)))


def mean_of_periods(measure: Measure, values: Mapping[Period, Value], *, through: Period) -> YearToDate:
    """Give the plain mean of the periods so far, always labelled so, because small periods count like large ones."""
    if measure.unit in WITHOUT_MEAN:
        return YearToDate(None, reason="Yes and no, and grades, have no mean. Take the latest.")
    figures = list(_figures(measure, _so_far(values, through)).values())
    if not figures:
        return YearToDate(None, reason="There is no value yet.")
    periods = f"{len(figures)} {through.frequency.replace('_', '-')}{'' if len(figures) == 1 else 's'}"
    return YearToDate(Value(PLENTY.divide(_added(figures), len(figures))), f"plain mean of {periods}")


def _so_far(values: Mapping[Period, Value], through: Period) -> Mapping[Period, Value]:
    return {period: values[period] for period in through.year_so_far() if period in values}


def _figures(measure: Measure, held: Mapping[Period, Value]) -> Mapping[Period, Decimal]:
    readings = {period: read(measure, value).value for period, value in held.items()}
    return {period: figure for period, figure in readings.items() if figure is not None}


def _sum(measure: Measure, held: Mapping[Period, Value], through: Period) -> YearToDate:
    if any(value.denominator is not None for value in held.values()):
        return YearToDate(None, reason=AVERAGES)
    figures = _figures(measure, held)
    result = total(measure, figures.values())
    if result.value is None:
        return result
    if not figures:
        return YearToDate(None, reason="There is no value yet.")
    return YearToDate(result.value, _without(through, figures))


def _ratio(measure: Measure, held: Mapping[Period, Value], through: Period) -> YearToDate:
    numerators, denominators = [], []
    for period, value in held.items():
        if value.numerator is None or value.denominator is None:
            return YearToDate(None, reason=f"Type numerator and denominator for {period.title}.")
        numerators.append(value.numerator)
        denominators.append(value.denominator)
    if not numerators:
        return YearToDate(None, reason="There is no value yet.")
    summed = Value(numerator=_added(numerators), denominator=_added(denominators))
    return YearToDate(summed, _without(through, held), read(measure, summed).reason)


def _latest(measure: Measure, held: Mapping[Period, Value], through: Period) -> YearToDate:
    figures = _figures(measure, held)
    if not figures:
        return YearToDate(None, reason="There is no value yet.")
    period = max(figures, key=lambda one: one.number)
    labels = [f"rolling {measure.rolling} periods"] if measure.aggregation is Aggregation.ROLLING else []
    labels += [f"latest is {period.title}"] if period != through else []
    return YearToDate(held[period], ", ".join(labels))


def _without(through: Period, held: Mapping[Period, object]) -> str:
    missing = [period.title for period in through.year_so_far() if period not in held]
    return f"without {', '.join(missing)}" if missing else ""


def _added(figures: Iterable[Decimal]) -> Decimal:
    result = Decimal(0)
    for figure in figures:
        result = PLENTY.add(result, figure)
    return result
