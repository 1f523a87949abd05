"""What an indicator measures: its unit, which way is good, how its values are shown, and what its definition lacks.

All figures are `Decimal`. The value that is shown is the value that is judged, unless the measure says otherwise.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum


class Unit(StrEnum):
    """What a value counts. Yes is 1 and no is 0; a grade is its place in the measure's list of grades, from 1."""

    COUNT = "count"
    PERCENT = "percent"
    RATE = "rate"
    MONEY = "money"
    DAYS = "days"
    SCORE = "score"
    YES_NO = "yes_no"
    GRADE = "grade"


class Polarity(StrEnum):
    """Which way is good: more, less, within a range; or neither, and then nothing is judged."""

    HIGH = "high"
    LOW = "low"
    RANGE = "range"
    NONE = "none"


class Aggregation(StrEnum):
    """How the figures of a year's periods become the year's figure."""

    SNAPSHOT = "snapshot"
    """Each period is a picture of its last day."""
    SUM = "sum"
    """Each period counts its own, and the year is their total."""
    RATIO = "ratio"
    """The year is the sum of numerators over the sum of denominators."""
    ROLLING = "rolling"
    """Each period already covers a number of periods up to its end."""
    CUMULATIVE = "cumulative"
    """Each period already counts from the beginning of the year."""


SUMMABLE = frozenset({Unit.COUNT, Unit.MONEY, Unit.DAYS})
"""Units whose values may be added; percentages, rates, scores and grades never."""

UNDIVIDED = frozenset({Unit.COUNT, Unit.YES_NO, Unit.GRADE})
"""Units that have no numerator and denominator."""

PLENTY = Context(prec=50, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Measure:
    """An indicator's definition as its arithmetic needs it."""

    reference: str
    unit: Unit
    polarity: Polarity = Polarity.NONE
    decimals: int = 0
    aggregation: Aggregation = Aggregation.SNAPSHOT
    per: int = 1
    """The n of a rate per n."""
    rolling: int = 0
    """How many periods each figure of a rolling measure covers."""
    range_low: Decimal | None = None
    range_high: Decimal | None = None
    ceiling: Decimal | None = None
    """The best value that there can be: 100 where high is good, 0 where low is good."""
    grades: tuple[str, ...] = ()
    is_share: bool = True
    """Of a percentage: the numerator is part of the denominator, so that it lies between 0 and 100."""
    is_judged_exactly: bool = False

    @property
    def scale(self) -> int:
        """What numerator over denominator is multiplied by: 100 for a percentage, n for a rate per n."""
        if self.unit is Unit.PERCENT:
            return 100
        return self.per if self.unit is Unit.RATE else 1

    def displayed(self, value: Decimal) -> Decimal:
        """Round a value half up to the decimals that are shown; there is no minus before nought."""
        return rounded(value, self.decimals)

    def judged(self, value: Decimal) -> Decimal:
        """Give the value that targets are held against: the displayed one, unless the measure is judged exactly."""
        return value if self.is_judged_exactly else self.displayed(value)

    def text(self, value: Decimal) -> str:
        """Say a value as it is printed: 57.6%, 1,128, £494,737.55, 49.3 per 1,000, 35 days, Yes, Good."""
        number = f"{self.displayed(value):,}"
        sign, digits = ("-", number[1:]) if number.startswith("-") else ("", number)
        forms = {
            Unit.PERCENT: f"{number}%",
            Unit.RATE: f"{number} per {self.per:,}",
            Unit.MONEY: f"{sign}£{digits}",
            Unit.DAYS: f"{number} day" if digits == "1" else f"{number} days",
            Unit.YES_NO: "Yes" if value else "No",
        }
        if self.unit is Unit.GRADE and value in range(1, len(self.grades) + 1):
            return self.grades[int(value) - 1]
        return forms.get(self.unit, number)

    def is_at_ceiling(self, value: Decimal) -> bool:
        """Whether a value cannot be better: at its ceiling, or past it."""
        if self.ceiling is None:
            return False
        if self.polarity is Polarity.HIGH:
            return self.judged(value) >= self.ceiling
        return self.polarity is Polarity.LOW and self.judged(value) <= self.ceiling

    def is_past_ceiling(self, value: Decimal) -> bool:
        """Whether a value, unrounded, is better than the best that there can be, so that something is wrong."""
        if self.ceiling is None:
            return False
        if self.polarity is Polarity.HIGH:
            return value > self.ceiling
        return self.polarity is Polarity.LOW and value < self.ceiling

    def improvement(self, value: Decimal, earlier: Decimal) -> Decimal:
        """Say by how much a value is better than an earlier one; negative where it is worse.

        Within a range nothing is better than anything else; outside, nearer is better. Without polarity it is the
        plain difference.
        """
        if self.polarity is Polarity.LOW:
            return earlier - value
        if self.polarity is Polarity.RANGE:
            return self._distance(earlier) - self._distance(value)
        return value - earlier

    def _distance(self, value: Decimal) -> Decimal:
        below = Decimal(0) if self.range_low is None else self.range_low - value
        above = Decimal(0) if self.range_high is None else value - self.range_high
        return max(below, above, Decimal(0))


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half up, away from nought, to so many decimals; what rounds to nought has no sign."""
    return PLENTY.add(value.quantize(Decimal(1).scaleb(-decimals), context=PLENTY), Decimal(0))


def definition_faults(measure: Measure) -> tuple[str, ...]:
    """Say what is missing or contradicts itself in a definition, a sentence each that says what to do."""
    checks = {
        "Give the range of good performance a low and a high end, the low one first.": _has_no_range(measure),
        "Good performance is a range, but the direction says otherwise: choose “range”, or take the range out.": (
            measure.polarity is not Polarity.RANGE and _has_some_range(measure)
        ),
        "Percentages, rates, scores and grades cannot be added up. Choose another way for the year's figure.": (
            measure.aggregation is Aggregation.SUM and measure.unit not in SUMMABLE
        ),
        "Counts, grades, and yes and no are not divided. Choose another way for the year's figure.": (
            measure.aggregation is Aggregation.RATIO and measure.unit in UNDIVIDED
        ),
        "Say how many periods each rolling figure covers.": (
            measure.aggregation is Aggregation.ROLLING and measure.rolling < 2
        ),
        "Say per how many the rate is, such as 1,000 or 10,000.": (
            measure.unit is Unit.RATE and measure.per < 2
        ),
        "List the grades, in their order.": measure.unit is Unit.GRADE and not measure.grades,
        "A best possible value needs a direction. Choose high or low, or take it out.": (
            measure.ceiling is not None and measure.polarity not in {Polarity.HIGH, Polarity.LOW}
        ),
    }
    return tuple(sentence for sentence, is_wrong in checks.items() if is_wrong)


def _has_some_range(measure: Measure) -> bool:
    return measure.range_low is not None or measure.range_high is not None


def _has_no_range(measure: Measure) -> bool:
    if measure.polarity is not Polarity.RANGE:
        return False
    if measure.range_low is None or measure.range_high is None:
        return True
    return measure.range_low > measure.range_high
