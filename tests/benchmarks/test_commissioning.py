"""Commissioning at the size of a large council: 1,000 providers, 5,000 agreements, 8 quarters of returns."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from time import perf_counter
from typing import Any
from uuid import UUID, uuid5

import pytest
import time_machine
from django.db import transaction

from childservices.choices import Role
from childservices.models import Organisation
from childservices.operations.roles import set_roles
from partnerships.domain.claim import quarter_of
from partnerships.models import (
    AgreedMeasure,
    Agreement,
    OutputFigure,
    Programme,
    Provider,
    QuarterlyReturn,
)
from tests.benchmarks.telling import tell
from tests.commissioning import AT
from tests.conftest import SignedInClient
from tests.factories import UserFactory
from tests.screens import MOST_QUERIES, counted_queries

pytestmark = [pytest.mark.timing, pytest.mark.django_db]
PROGRAMMES, PROVIDERS, AGREEMENTS = 50, 1000, 5000
QUARTERS = [quarter_of(year, number) for year in (2025, 2026) for number in range(1, 5)]
NAMESPACE = UUID("0c5f7d1e-6a53-5b7e-8f6e-2f1c5d7a9b31")
START, END = date(2025, 4, 1), date(2027, 3, 31)
ADDRESSES = {
    "programmes": "/commissioning/",
    "providers": "/commissioning/providers/",
    "a programme of 100": "/commissioning/programmes/programme-0/",
    "its table as CSV": "/commissioning/programmes/programme-0/?format=csv",
    "what needs attention": "/commissioning/attention/",
    "all returns": "/commissioning/returns/",
    "public JSON": "/api/v1/programmes/programme-0/summary",
}


def key(*path: object) -> UUID:
    return uuid5(NAMESPACE, "/".join(str(part) for part in path))


def load(agreements: int) -> None:
    """Make the rows; their ids follow from their places, so that loading again makes nothing."""

    def keep(rows: Any) -> None:
        made = list(rows)
        type(made[0])._default_manager.bulk_create(made, batch_size=2000, ignore_conflicts=True)

    keep(
        Programme(
            pk=key("programme", number), slug=f"programme-{number}", title=f"Programme {number}",
            budget=Decimal(10_000_000), starts_on=START, ends_on=END, is_public=True,
        )
        for number in range(PROGRAMMES)
    )  # fmt: skip
    keep(
        Organisation(
            pk=key("organisation", number), slug=f"provider-{number}", name=f"Provider {number}", kind="voluntary"
        )
        for number in range(PROVIDERS)
    )  # fmt: skip
    keep(
        Provider(pk=key("provider", number), organisation_id=key("organisation", number))
        for number in range(PROVIDERS)
    )
    places = range(agreements)
    keep(
        Agreement(
            pk=key("agreement", number), programme_id=key("programme", number % PROGRAMMES),
            provider_id=key("provider", number % PROVIDERS), number=number // PROGRAMMES + 1,
            project=f"Project {number}",
            allocation=Decimal(8000), starts_on=START, ends_on=END, announced_on=START,
        )
        for number in places
    )  # fmt: skip
    keep(
        QuarterlyReturn(
            pk=key("return", number, quarter.label), agreement_id=key("agreement", number), year=quarter.year,
            quarter=quarter.number, quarter_ends_on=quarter.ends_on, due_on=quarter.ends_on,
            planned=Decimal(1000), claimed=Decimal(900 + number % 300) if quarter.year == 2025 else None,
            state="approved" if quarter.year == 2025 else "draft",
            approved=Decimal(900) if quarter.year == 2025 else None,
        )
        for number in places for quarter in QUARTERS
    )  # fmt: skip
    keep(
        AgreedMeasure(
            pk=key("measure", number, year, place), agreement_id=key("agreement", number), year=year, number=place,
            title=f"Measure {place}", kind=("count", "percent")[place - 1],
        )
        for number in places for year in (2025, 2026) for place in (1, 2)
    )  # fmt: skip
    keep(
        OutputFigure(
            pk=key("figure", number, quarter.label, place), measure_id=key("measure", number, quarter.year, place),
            quarterly_return_id=key("return", number, quarter.label), forecast=Decimal(50),
            actual=Decimal(40 + number % 20) if quarter.year == 2025 else None,
        )
        for number in places for quarter in QUARTERS for place in (1, 2)
    )  # fmt: skip


@pytest.fixture(scope="module")
def large(django_db_setup: None, django_db_blocker: Any) -> Iterator[SignedInClient]:
    """The rows, and a commissioning manager's browser on 10 July 2026."""
    moment = time_machine.travel("2026-07-10T09:00:00Z", tick=True)
    with django_db_blocker.unblock(), transaction.atomic(), moment:
        load(AGREEMENTS // 10)
        manager = set_roles(user=UserFactory(), roles=[Role.COMMISSIONING_MANAGER], by=None, at=AT)
        yield SignedInClient(manager)
        transaction.set_rollback(True)


def measured(client: SignedInClient) -> dict[str, tuple[int, float]]:
    found = {}
    for name, address in ADDRESSES.items():
        client.get(address)
        began = perf_counter()
        with counted_queries() as asked:
            response = client.get(address)
            if response.streaming:
                list(response)  # type: ignore[call-overload]
        assert response.status_code == 200
        found[name] = (len(asked), perf_counter() - began)
    return found


def test_ten_times_the_agreements_ask_no_more_queries(
    large: SignedInClient, capsys: pytest.CaptureFixture[str]
) -> None:
    small = measured(large)
    load(AGREEMENTS)
    counted = [model.objects.count() for model in (Provider, Agreement, QuarterlyReturn, OutputFigure)]
    full = measured(large)
    load(AGREEMENTS)

    assert counted == [PROVIDERS, AGREEMENTS, AGREEMENTS * 8, AGREEMENTS * 16]
    assert [
        model.objects.count() for model in (Provider, Agreement, QuarterlyReturn, OutputFigure)
    ] == counted
    for name, (queries, seconds) in full.items():
        before = small[name]
        tell(
            capsys,
            f"{name}: {before[0]} and {queries} queries, {before[1] * 1000:.0f} and {seconds * 1000:.0f} ms "
            "with a tenth of the rows and with all",
        )
        assert queries <= max(before[0], 10) + 2
        assert queries <= MOST_QUERIES
