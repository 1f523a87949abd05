"""Measures, values and targets of the performance reports of 2009 that several tests speak of."""

from datetime import date
from decimal import Decimal
from typing import Any

from indicators.domain.measure import Aggregation, Measure, Polarity, Unit
from indicators.domain.period import Period, YearType, read_period
from indicators.domain.target import Target, TargetKind
from indicators.domain.value import Value

D = Decimal


def measure(reference: str = "NI59", **changes: Any) -> Measure:
    """A percentage of which more is good, shown with one decimal, unless the changes say otherwise."""
    facts: dict[str, Any] = {"unit": Unit.PERCENT, "polarity": Polarity.HIGH, "decimals": 1, **changes}
    return Measure(reference, **facts)


def value(typed: str) -> Value:
    """A value that was typed as it is, without its parts."""
    return Value(D(typed))


def parts(numerator: int, denominator: int, typed: str | None = None) -> Value:
    """A value of numerator and denominator, with what was typed beside them."""
    return Value(None if typed is None else D(typed), D(numerator), D(denominator))


def period(label: str) -> Period:
    """A period of a financial year."""
    return read_period(label, YearType.FINANCIAL)


def target(kind: TargetKind = TargetKind.AT_LEAST, typed: str | None = "80", **changes: Any) -> Target:
    """A target of the year 2009/10 in its kind, unless the changes say otherwise."""
    dates = {"starts_on": date(2009, 4, 1), "ends_on": date(2010, 3, 31)}
    return Target(kind, **{**dates, "value": None if typed is None else D(typed), **changes})


NI59 = measure("NI59", aggregation=Aggregation.RATIO, ceiling=D(100))
"""Initial assessments within 7 working days of referral."""
NI65 = measure("NI65", polarity=Polarity.LOW, range_low=D(10), range_high=D(15))
"""Repeat child protection plans: low is good, yet the paper prints a good band of 10 to 15%."""
NI68 = measure("NI68", polarity=Polarity.RANGE, range_low=D(60), range_high=D(70))
"""Referrals going on to initial assessment: the middle is good."""
NI89A = measure("NI89a", unit=Unit.COUNT, polarity=Polarity.LOW, decimals=0, ceiling=D(0))
"""Schools in special measures."""
ARRIVALS = measure(
    "Arrivals", unit=Unit.COUNT, polarity=Polarity.NONE, decimals=0, aggregation=Aggregation.SUM
)
"""Families who arrived, counted anew in each period."""
