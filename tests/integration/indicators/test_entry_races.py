"""Two people who save the same cell at the same moment: one is kept, and the other sees both values."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from threading import Barrier

import pytest
from django.db import connection

from childservices.models import AuditEvent, User
from indicators.domain.value import Value
from indicators.models import Indicator, IndicatorValue
from indicators.operations import Entered, TypedRow, enter_values
from tests.indicators_factories import ValueFactory
from tests.integration.indicators.conftest import AT, LABEL, TODAY, Service

D = Decimal

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(indicator: Indicator, people: list[User], *, expected: int) -> list[Entered]:
    """What comes of two people who save figures of their own at the same moment."""
    barrier = Barrier(len(people))

    def save(number: int) -> Entered:
        try:
            row = TypedRow(indicator, Value(D(70 + number)), expected=expected)
            barrier.wait()
            return enter_values(label=LABEL, rows=[row], by=people[number], at=AT, on=TODAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(save, range(len(people))))


@pytest.mark.parametrize("is_there", [True, False])
def test_one_is_kept_and_the_other_sees_it(user_with_role: Callable[..., User], is_there: bool) -> None:
    service = Service(user_with_role)
    indicator = service.indicator("NI59")
    if is_there:
        ValueFactory(indicator=indicator, value=60, state="draft")

    results = at_once(indicator, [service.manager, service.performance_officer], expected=int(is_there))

    [winner] = [result for result in results if result.saved]
    [loser] = [result for result in results if not result.saved]
    kept = IndicatorValue.objects.get()
    assert kept.value in {D(70), D(71)}
    assert loser.conflicts[indicator.pk][0].current["value"] == f"{kept.value.normalize():f}"
    assert winner.conflicts == {}
    assert AuditEvent.objects.filter(verb="value_entered").count() == 1
