"""The dictionary of the Local Authority Interactive Tool in our own words."""

import pytest

from indicators.domain.interactive_tool import ToolMeasure, read_tool_measure
from indicators.domain.measure import Polarity, Unit
from indicators.domain.period import YearType


def read(**changed: str) -> ToolMeasure:
    """A measure of referrals, but for what is changed."""
    usual = {
        "unit_label": "% of referrals", "polarity": "Low", "decimals": "NA", "year_type": "Financial Year",
        "no_quartile": "NA",
    }  # fmt: skip
    return read_tool_measure(**usual | changed)


def test_a_measure_is_read() -> None:
    assert read() == ToolMeasure(Unit.PERCENT, 1, Polarity.LOW, 1, YearType.FINANCIAL, has_quartiles=True)


@pytest.mark.parametrize(
    ("said", "expected"),
    [("High", Polarity.HIGH), ("Low", Polarity.LOW), ("-", Polarity.NONE), ("NA", Polarity.NONE)],
)
def test_a_dash_is_no_direction(said: str, expected: Polarity) -> None:
    assert read(polarity=said).polarity == expected


@pytest.mark.parametrize(
    ("label", "unit", "per"),
    [
        ("Rate per 10,000", Unit.RATE, 10_000),
        ("Rate per 1000 live births", Unit.RATE, 1_000),
        ("Turnover rate", Unit.PERCENT, 1),
        ("Unit Cost", Unit.MONEY, 1),
        ("Number of leavers", Unit.COUNT, 1),
        ("Starters FTE", Unit.COUNT, 1),
        ("Average Scaled Score", Unit.SCORE, 1),
    ],
)
def test_a_unit_is_told_by_its_label(label: str, unit: Unit, per: int) -> None:
    answer = read(unit_label=label)

    assert (answer.unit, answer.per) == (unit, per)


@pytest.mark.parametrize(
    ("label", "said", "expected"),
    [("% CIN", "2", 2), ("% CIN", "NA", 1), ("Number", "NA", 0), ("Leavers FTE", "NA", 1), ("Spend", "0", 0)],
)
def test_counts_have_no_decimals_unless_the_dictionary_says_so(label: str, said: str, expected: int) -> None:
    assert read(unit_label=label, decimals=said).decimals == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Academic Year", YearType.ACADEMIC),
        ("Financial Year", YearType.FINANCIAL),
        ("Annual - January", YearType.CALENDAR),
    ],
)
def test_a_year_begins_when_it_does(said: str, expected: YearType) -> None:
    assert read(year_type=said).year_type == expected


def test_some_measures_have_no_quartiles() -> None:
    assert not read(no_quartile="N").has_quartiles
