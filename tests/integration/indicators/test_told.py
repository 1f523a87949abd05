"""How an indicator stands and compares, in sentences: what is said where something is missing."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from indicators.choices import AreaLevel, Polarity, Unit
from indicators.models import Area, Indicator, PublishedPeriod, PublishedValue
from indicators.queries.neighbours import beside_others
from indicators.queries.told import told_beside
from tests.indicators_factories import AreaFactory, IndicatorFactory, RecordedFactory, ValueFactory
from tests.screens import words

pytestmark = pytest.mark.django_db


def statistic(figures: dict[str, dict[str, str]], **fields: Any) -> Indicator:
    """A national statistic with figures by year and area; 372 is our own and 970 England."""
    indicator: Indicator = IndicatorFactory(is_published_statistic=True, **fields)
    for year, values in figures.items():
        period = PublishedPeriod.objects.create(label=year, start_year=int(year), end_year=int(year))
        for code, value in values.items():
            level = AreaLevel.COUNTRY if code == "970" else AreaLevel.LOCAL_AUTHORITY
            area = AreaFactory(code=code, name=f"Area {code}", level=level, is_own=code == "372")
            PublishedValue.objects.create(indicator=indicator, period=period, area=area, value=Decimal(value))
    return indicator


def said_of(indicator: Indicator) -> str:
    """How our own area compares."""
    beside = beside_others(indicator, Area.objects.get(code="372"), on=date(2026, 11, 25))
    assert beside is not None
    return told_beside(beside)


def test_better_than_england_and_a_gap_between_the_years() -> None:
    indicator = statistic(
        {"2019": {"372": "60"}, "2022": {"372": "70", "301": "71", "970": "65"}}, polarity=Polarity.HIGH
    )

    assert said_of(indicator) == (
        "Area 372 has 70.0% in 2022, better than England (65.0%). "
        "That is rank 2 of 2 authorities with a figure, in quartile band D. "
        "In 2019 it was 60.0% (the years between have no figures)."
    )


def test_level_to_the_displayed_digit_and_nothing_before() -> None:
    indicator = statistic({"2022": {"372": "65.04", "970": "65.0"}}, has_quartiles=False)

    assert said_of(indicator) == (
        "Area 372 has 65.0% in 2022, level with England (65.0%). That is rank 1 of 1 authorities with a figure."
    )


def test_where_neither_way_is_good_nobody_is_better() -> None:
    indicator = statistic({"2022": {"372": "61", "970": "65"}}, polarity=Polarity.NONE)

    assert said_of(indicator) == "Area 372 has 61.0% in 2022, beside England (65.0%)."


def test_where_the_council_has_no_figure() -> None:
    indicator = statistic({"2021": {"372": "61"}, "2022": {"970": "65"}})

    assert said_of(indicator) == "There is no figure for Area 372 in 2022."


def test_where_nobody_has_a_figure_nothing_is_compared(client: Client) -> None:
    AreaFactory()
    indicator = IndicatorFactory(is_published_statistic=True)

    page = client.get(indicator.get_absolute_url())

    assert page.context["page"].beside is None
    assert "There are no figures yet." in words(page)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (("50", None), "There is no figure for Quarter 2 2009/10."),
        (("50", "50"), "It is the same since Quarter 1 2009/10, when it was 50.0%."),
        (("50", "40"), "It has got worse since Quarter 1 2009/10, when it was 50.0%."),
        (("100", "100"), "It cannot be better."),
    ],
)
def test_which_way_it_went(client: Client, values: tuple[str | None, ...], sentence: str) -> None:
    indicator = IndicatorFactory(ceiling=Decimal(100))
    for number, value in enumerate(values, start=1):
        ValueFactory(
            indicator=indicator, period=f"2009-10-Q{number}",
            value=value and Decimal(value), flag="" if value else "x",
        )  # fmt: skip

    assert sentence in words(client.get(indicator.get_absolute_url()))


def test_what_a_source_records_without_a_figure(client: Client) -> None:
    AreaFactory()
    recorded = RecordedFactory(rating="below", direction="declined_off_target")

    said = words(client.get(recorded.indicator.get_absolute_url()))

    assert "For Quarter 2 2009/10 the source prints no figure, and records it as off target." in said
    assert "It has got worse, as the source records." in said


@pytest.mark.parametrize(
    ("fields", "unit", "good"),
    [
        ({"unit": Unit.RATE, "per": 10000}, "Rate per 10,000", "High is good"),
        (
            {"polarity": Polarity.RANGE, "range_low": Decimal(12), "range_high": Decimal(22)},
            "Percent",
            "A range is good; good is 12.0% to 22.0%",
        ),
    ],
)
def test_what_it_measures_is_told(client: Client, fields: dict[str, Any], unit: str, good: str) -> None:
    AreaFactory()
    indicator = IndicatorFactory(**fields)

    said = words(client.get(indicator.get_absolute_url()))

    assert f"Unit {unit} Which way is good {good}" in said
