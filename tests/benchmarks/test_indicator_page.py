"""How an indicator's page grows with its history: one year of monthly figures, and ten."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from statistics import median
from time import perf_counter

import pytest

from childservices.choices import Role
from childservices.models import User
from indicators.choices import TargetLevel
from indicators.domain.period import Frequency, YearType, period_on
from indicators.models import Indicator, IndicatorValue
from tests.benchmarks.telling import at_most, tell
from tests.conftest import SignedInClient
from tests.indicators_factories import AreaFactory, IndicatorFactory, TargetFactory
from tests.screens import MOST_QUERIES, counted_queries

pytestmark = [pytest.mark.timing, pytest.mark.django_db]
LAST_MONTH = period_on(date(2024, 3, 31), Frequency.MONTH, YearType.FINANCIAL)
ENTERED_AT = datetime(2024, 4, 10, 9, tzinfo=UTC)
TEN = 10


def with_history(years: int, by: User) -> Indicator:
    """An indicator with a figure for each month of so many years, and a target for each year."""
    area, indicator = AreaFactory(), IndicatorFactory(frequency=Frequency.MONTH)
    months = [LAST_MONTH.shifted(-back) for back in range(12 * years)]
    IndicatorValue.objects.bulk_create(
        IndicatorValue(
            indicator=indicator, area=area, period=month.label, ends_on=month.ends_on, state="published",
            value=Decimal(60 + number % 7), entered_at=ENTERED_AT, entered_by=by,
            approved_at=ENTERED_AT, approved_by=by,
        )
        for number, month in enumerate(months)
    )  # fmt: skip
    for year in {month.whole_year() for month in months}:
        TargetFactory(
            indicator=indicator, level=TargetLevel.PERIOD, starts_on=year.starts_on, ends_on=year.ends_on
        )
    made: Indicator = indicator
    return made


def shown(client: SignedInClient, indicator: Indicator, *, figures: int) -> tuple[int, float]:
    """The number of queries of the page, and the seconds it takes."""
    address = indicator.get_absolute_url()
    client.get(address)
    with counted_queries() as asked:
        assert len(client.get(address).context["page"].points) == figures
    return len(asked), median(took(client, address) for _ in range(7))


def took(client: SignedInClient, address: str) -> float:
    """How long the page takes, in seconds."""
    began = perf_counter()
    client.get(address)
    return perf_counter() - began


def test_ten_years_of_figures_cost_no_more_queries(
    client_with_role: Callable[..., SignedInClient], capsys: pytest.CaptureFixture[str]
) -> None:
    client = client_with_role(Role.PERFORMANCE_OFFICER)
    one, ten = with_history(1, client.user), with_history(TEN, client.user)

    queries, seconds = shown(client, one, figures=12)
    many_queries, many_seconds = shown(client, ten, figures=120)

    ratio = many_seconds / seconds
    tell(capsys, f"indicator page: {many_queries} queries, {many_seconds * 1000:.0f} ms for 120 figures")
    tell(capsys, f"indicator page, ten years beside one: {at_most(ratio, TEN)}")
    assert queries == many_queries <= MOST_QUERIES
