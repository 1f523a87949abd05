"""Whether a measure that was agreed with a provider is met for the year; percentages are never added."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

NOTHING = Decimal(0)


class MeasureKind(StrEnum):
    """What is measured: heads or events, a share, whether something was done, or pounds."""

    COUNT = "count"
    PERCENT = "percent"
    YES_NO = "yes_no"
    MONEY = "money"


class Outcome(StrEnum):
    """How a measure ended the year."""

    MET = "met"
    MISSED = "missed"
    NOT_ASSESSED = "not_assessed"


@dataclass(frozen=True, slots=True)
class QuarterFigure:
    """What was forecast and achieved in one quarter; of a percentage also its cohort where that is known."""

    forecast: Decimal | None
    actual: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def is_pair(self) -> bool:
        """Whether it holds an actual beside a forecast that is more than nil."""
        return bool(self.forecast) and self.actual is not None

    @property
    def has_cohort(self) -> bool:
        """Whether the percentage can be taken from its numerator and denominator."""
        return self.numerator is not None and bool(self.denominator)


@dataclass(frozen=True, slots=True)
class YearVerdict:
    """A measure's year: what was forecast, what was achieved, by which arithmetic, and how it ended."""

    outcome: Outcome
    forecast: Decimal | None
    actual: Decimal | None
    basis: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many measures were agreed, how many of them can be assessed, and how many were met."""

    agreed: int
    assessed: int
    met: int


def verdict_for_year(kind: MeasureKind, quarters: Sequence[QuarterFigure]) -> YearVerdict:
    """Judge a year: sums for counts and money, a mean or the cohort for percentages, each quarter for yes or no."""
    match kind:
        case MeasureKind.PERCENT:
            return _of_percentage(quarters)
        case MeasureKind.YES_NO:
            return _of_answers(quarters)
        case _:
            return _of_sums(quarters)


def is_met_by_totals(forecast: Decimal | None, actual: Decimal | None) -> bool:
    """Whether a source's two totals say that a measure is met, however they were made."""
    return (actual or NOTHING) >= (forecast or NOTHING)


def tally(agreed: int, outcomes: Iterable[Outcome]) -> Tally:
    """Count what became of the measures; how many were agreed is the agreement's, and no return can change it."""
    counts = Counter(outcomes)
    met = counts[Outcome.MET]
    return Tally(agreed, met + counts[Outcome.MISSED], met)


def _of_sums(quarters: Sequence[QuarterFigure]) -> YearVerdict:
    forecasts = [quarter.forecast for quarter in quarters if quarter.forecast is not None]
    actuals = [quarter.actual for quarter in quarters if quarter.actual is not None]
    forecast, actual = sum(forecasts, NOTHING), sum(actuals, NOTHING)
    if not forecast:
        return YearVerdict(Outcome.NOT_ASSESSED, forecast, actual, "Nothing was forecast")
    if not actuals:
        return YearVerdict(Outcome.NOT_ASSESSED, forecast, None, "Nothing is reported yet")
    return YearVerdict(_outcome(actual, forecast), forecast, actual, "Sum of the quarters")


def _of_percentage(quarters: Sequence[QuarterFigure]) -> YearVerdict:
    pairs = [quarter for quarter in quarters if quarter.is_pair]
    if not pairs:
        return YearVerdict(Outcome.NOT_ASSESSED, None, None, "No quarter has both a forecast and an actual")
    forecast = sum((quarter.forecast or NOTHING for quarter in pairs), NOTHING) / len(pairs)
    if all(quarter.has_cohort for quarter in pairs):
        numerator = sum((quarter.numerator or NOTHING for quarter in pairs), NOTHING)
        denominator = sum((quarter.denominator or NOTHING for quarter in pairs), NOTHING)
        actual, basis = numerator * 100 / denominator, "Share of the whole cohort"
    else:
        actual = sum((quarter.actual or NOTHING for quarter in pairs), NOTHING) / len(pairs)
        basis = "Mean of the quarter" if len(pairs) == 1 else f"Mean of {len(pairs)} quarters"
    return YearVerdict(_outcome(actual, forecast), forecast, actual, basis)


def _of_answers(quarters: Sequence[QuarterFigure]) -> YearVerdict:
    asked = [quarter for quarter in quarters if quarter.is_pair]
    if not asked:
        return YearVerdict(Outcome.NOT_ASSESSED, None, None, "No quarter has both a forecast and an answer")
    answered_yes = sum(1 for quarter in asked if quarter.actual)
    return YearVerdict(
        _outcome(Decimal(answered_yes), Decimal(len(asked))),
        Decimal(len(asked)),
        Decimal(answered_yes),
        "Quarters answered yes",
    )


def _outcome(actual: Decimal, forecast: Decimal) -> Outcome:
    return Outcome.MET if actual >= forecast else Outcome.MISSED
