"""The control chart of kept figures: its limits, what it says, and why there is none."""

from decimal import Decimal
from typing import Any

import pytest

from indicators.choices import Aggregation, TargetLevel
from indicators.models import Area, Indicator, PublishedPeriod, PublishedValue
from indicators.queries.control_chart import Charted, charted
from indicators.queries.series import series_of
from indicators.queries.told import told_of_chart
from tests.indicators_factories import AreaFactory, IndicatorFactory, TargetFactory, ValueFactory

pytestmark = pytest.mark.django_db

NOTHING = "The latest figure is within what chance explains: nothing has changed."


def drawn(indicator: Indicator) -> Charted:
    """The chart of everything that is kept of an indicator."""
    points = series_of(indicator, Area.objects.get(), sees_true_values=True)
    return charted(indicator, points, [row.rule for row in indicator.targets.all()])


def with_quarters(values: str, **fields: Any) -> Indicator:
    """An indicator with a value for each quarter from the first of 2009/10 on; a full stop leaves one out."""
    AreaFactory()
    indicator: Indicator = IndicatorFactory(**fields)
    for number, value in enumerate(values.split()):
        if value != ".":
            period = f"{2009 + number // 4}-{10 + number // 4}-Q{number % 4 + 1}"
            ValueFactory(indicator=indicator, period=period, value=Decimal(value))
    return indicator


def test_limits_join_the_points_on_both_sides_of_a_gap() -> None:
    found = drawn(with_quarters("50 52 . 50 52 50 52"))

    assert found.chart is not None
    assert found.chart.limits is not None
    assert found.chart.limits.mean == Decimal(51)
    assert found.chart.limits.average_moving_range == Decimal("1.6") + Decimal("0.4")
    assert found.chart.limits.is_trial


@pytest.mark.parametrize(
    ("values", "target", "assurance"),
    [
        ("50 52 50 52 50 52", "40", "consistently_passing"),
        ("50 52 50 52 50 52", "80", "consistently_failing"),
        ("50 52 50 52 50 52", "51", "hit_and_miss"),
        ("50 52 50 52", "51", None),
    ],
)
def test_what_it_says_of_the_target(values: str, target: str, assurance: str | None) -> None:
    indicator = with_quarters(values)
    for year in (2009, 2010):
        TargetFactory(
            indicator=indicator, level=TargetLevel.PERIOD, value=Decimal(target),
            starts_on=f"{year}-04-01", ends_on=f"{year + 1}-03-31",
        )  # fmt: skip

    assert drawn(indicator).assurance == assurance


def test_without_a_target_it_says_nothing_of_one() -> None:
    assert drawn(with_quarters("50 52 50 52 50 52")).assurance is None


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"aggregation": Aggregation.CUMULATIVE}, "A cumulative figure grows by itself"),
        (
            {"aggregation": Aggregation.ROLLING, "rolling": 4},
            "Each value covers 12 months and the next",
        ),
    ],
)
def test_series_that_cannot_have_one_say_why(fields: dict[str, Any], reason: str) -> None:
    found = drawn(with_quarters("50 52 50 52 50 52", **fields))

    assert found.chart is None
    assert told_of_chart(found).startswith(reason)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ("50 52 50 52 50", "Six figures make the first limits; there are fewer."),
        (
            "50 52 50 52 50 52",
            f"{NOTHING} The limits are on trial, because fewer than 13 figures made them.",
        ),
        (
            "50 51 50 51 50 51 50 51 50 51 50 51 50 51 80",
            "The latest figure is better than chance explains: something has improved.",
        ),
    ],
)
def test_what_is_found_is_told(values: str, sentence: str) -> None:
    assert told_of_chart(drawn(with_quarters(values))) == sentence


def test_published_figures_of_several_years_overlap() -> None:
    area = AreaFactory()
    indicator = IndicatorFactory(is_published_statistic=True)
    for year in (2014, 2015):
        period = PublishedPeriod.objects.create(
            label=f"{year}-{year % 100 + 2}", start_year=year, end_year=year + 2, years=3
        )
        PublishedValue.objects.create(indicator=indicator, area=area, period=period, value=Decimal(4))

    found = drawn(indicator)

    assert found.reason.startswith("Each value covers 36 months and the next follows after 12")


def test_published_years_are_a_series() -> None:
    area = AreaFactory()
    indicator = IndicatorFactory(is_published_statistic=True)
    for year, value in enumerate((4, 5, 4, 5, 4, 5), start=2014):
        period = PublishedPeriod.objects.create(label=str(year), start_year=year, end_year=year)
        PublishedValue.objects.create(indicator=indicator, area=area, period=period, value=Decimal(value))

    found = drawn(indicator)

    assert found.chart is not None
    assert found.chart.limits is not None
    assert found.chart.limits.mean == Decimal("4.5")
