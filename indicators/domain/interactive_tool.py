"""What the Local Authority Interactive Tool says of its measures, in the words of this program.

Source: the data dictionary of the Department for Education's tool.
"""

import re
from dataclasses import dataclass

from indicators.domain.measure import Polarity, Unit
from indicators.domain.period import YearType

POLARITIES = {"High": Polarity.HIGH, "Low": Polarity.LOW}
YEAR_TYPES = {"Academic Year": YearType.ACADEMIC, "Financial Year": YearType.FINANCIAL}
MONEY = frozenset({"Spend", "Unit Cost"})
SHARES = frozenset({"Absence Rate", "Turnover rate"})
RATE = re.compile(r"Rate per ([\d,]+)", re.ASCII)
WHOLE = re.compile(r"(?:Number|Total cases|Entries)\b")
EQUIVALENTS = frozenset({"Social Workers", "Starters FTE", "Leavers FTE"})
"""Counts of people who may work part of the week."""


@dataclass(frozen=True, slots=True)
class ToolMeasure:
    """How a measure of the tool is counted and shown."""

    unit: Unit
    per: int
    polarity: Polarity
    decimals: int
    year_type: YearType
    has_quartiles: bool


def read_tool_measure(
    *, unit_label: str, polarity: str, decimals: str, year_type: str, no_quartile: str
) -> ToolMeasure:
    """Read a row of the dictionary: "-" and "NA" are no direction, "NA" the usual decimals, "N" no quartiles."""
    unit, per = _unit(unit_label)
    return ToolMeasure(
        unit=unit,
        per=per,
        polarity=POLARITIES.get(polarity, Polarity.NONE),
        decimals=int(decimals) if decimals.isdecimal() else _usual_decimals(unit_label),
        year_type=YEAR_TYPES.get(year_type, YearType.CALENDAR),
        has_quartiles=no_quartile != "N",
    )


def _unit(label: str) -> tuple[Unit, int]:
    if label.startswith("%") or label in SHARES:
        return Unit.PERCENT, 1
    if rate := RATE.match(label):
        return Unit.RATE, int(rate[1].replace(",", ""))
    if label in MONEY:
        return Unit.MONEY, 1
    is_count = WHOLE.match(label) or label in EQUIVALENTS
    return (Unit.COUNT, 1) if is_count else (Unit.SCORE, 1)


def _usual_decimals(label: str) -> int:
    return 0 if WHOLE.match(label) else 1
