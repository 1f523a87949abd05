"""The monitoring table of 60 components at ten years of data: as many queries, and as quick, as at one year."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from statistics import median
from time import perf_counter, process_time
from typing import Any

import pytest
from django.test import Client

from childservices.choices import Role
from childservices.models import User
from indicators.domain.period import YearType, read_period
from indicators.models import Area, Commentary, Indicator, IndicatorValue, Target
from tests.benchmarks.telling import at_most, tell
from tests.indicators_factories import AreaFactory, IndicatorFactory, ThemeFactory
from tests.screens import counted_queries

pytestmark = [pytest.mark.timing, pytest.mark.django_db]
AT = datetime(2026, 4, 20, 9, 0, tzinfo=UTC)
LAST = "2025-26-Q4"
PAGES = ("monitoring", "themes", "clinics")
COMPONENTS, YEARS, RUNS = 60, 10, 5


@pytest.fixture
def officer(user_with_role: Callable[..., User]) -> User:
    """A performance officer."""
    return user_with_role(Role.PERFORMANCE_OFFICER)


def components(count: int) -> list[Indicator]:
    """Quarterly percentages under six themes."""
    themes = [ThemeFactory() for _ in range(6)]
    return [
        IndicatorFactory(number=str(number + 1), theme=themes[number * 6 // count], aggregation="ratio")
        for number in range(count)
    ]


def fill(indicators: list[Indicator], years: range, by: User) -> None:
    """Give every indicator a target for each year, and a value and words for each quarter."""
    area: Area = AreaFactory()
    labels = [f"{year}-{(year + 1) % 100:02}-Q{quarter}" for year in years for quarter in (1, 2, 3, 4)]
    IndicatorValue.objects.bulk_create(
        IndicatorValue(
            indicator=indicator, area=area, period=label, ends_on=read_period(label, YearType.FINANCIAL).ends_on,
            numerator=Decimal(700 + number % 97), denominator=Decimal(1000), state="approved",
            entered_at=AT, entered_by=by, approved_at=AT, approved_by=by,
        )
        for number, (indicator, label) in enumerate((one, label) for one in indicators for label in labels)
    )  # fmt: skip
    Commentary.objects.bulk_create(
        Commentary(
            indicator=indicator, area=area, period=label, text="Two teams had vacancies; both are filled.",
            changed_at=AT, changed_by=by, approved_at=AT, approved_by=by,
        )
        for indicator in indicators
        for label in labels
    )  # fmt: skip
    Target.objects.bulk_create(
        Target(
            indicator=indicator, level="year_end", kind="at_least", value=Decimal(75),
            starts_on=date(year, 4, 1), ends_on=date(year + 1, 3, 31),
        )
        for indicator in indicators
        for year in years
    )  # fmt: skip


def shown(client: Client, name: str) -> tuple[int, float, float]:
    """How many queries a page takes, and how many milliseconds by the clock and of the processor."""
    address = f"/indicators/{name}/{LAST}/"
    assert client.get(address).status_code == 200
    with counted_queries() as queries:
        client.get(address)
    count = len(queries)  # before the next request clears them
    clock, processor = [], []
    for _ in range(RUNS):
        began, worked = perf_counter(), process_time()
        client.get(address)
        clock.append(perf_counter() - began)
        processor.append(process_time() - worked)
    return count, median(clock) * 1000, median(processor) * 1000


def test_pages_at_ten_years(officer: User, capsys: pytest.CaptureFixture[str]) -> None:
    client = Client()
    client.force_login(officer)
    indicators = components(COMPONENTS)

    fill(indicators, range(2025, 2026), officer)
    young = {name: shown(client, name) for name in PAGES}
    fill(indicators, range(2025 - YEARS + 1, 2025), officer)
    old = {name: shown(client, name) for name in PAGES}

    assert IndicatorValue.objects.count() == COMPONENTS * YEARS * 4
    for name in PAGES:
        queries, clock, processor = old[name]
        grown = f"{YEARS} years ÷ 1: {at_most(processor / young[name][2], 1.2)}"
        tell(capsys, f"{name}: {queries} queries, {clock:.0f} ms, {processor:.0f} processor ms; {grown}")
    assert {name: found[0] for name, found in old.items()} == {
        name: found[0] for name, found in young.items()
    }
    assert max(found[0] for found in old.values()) <= 25


@pytest.mark.parametrize("count", [15, 60])
def test_time_follows_the_rows_that_are_shown(
    officer: User, count: int, capsys: pytest.CaptureFixture[str]
) -> None:
    client = Client()
    client.force_login(officer)
    fill(components(count), range(2025 - YEARS + 1, 2026), officer)

    found: dict[str, Any] = {name: shown(client, name) for name in PAGES}

    told = ", ".join(f"{name} {processor:.0f}" for name, (_, _, processor) in found.items())
    tell(capsys, f"{count} components, processor ms: {told}")
