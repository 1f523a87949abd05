"""How a plan's page grows with its history: one year of monthly updates, and ten."""

from collections.abc import Iterator
from datetime import date
from statistics import median
from time import perf_counter

import pytest
from django.db import transaction

from reports.choices import ActionStatus
from reports.domain.improvement_plan.due import ONE_DAY, last_day
from reports.models import ActionUpdate
from tests.benchmarks.telling import at_most, tell
from tests.conftest import SignedInClient
from tests.plans import AT, Planning, make_planning
from tests.screens import MOST_QUERIES, counted_queries

pytestmark = [pytest.mark.timing, pytest.mark.django_db]
ACTIONS, TEN = 181, 10
PAGE = "/plans/recovery-plan/?as_at=2019-03-31"
STATUSES = (ActionStatus.NOT_COMPLETED, ActionStatus.PARTIALLY_COMPLETED)


@pytest.fixture
def planning() -> Iterator[Planning]:
    """A plan of ten years with as many actions as that of 2009."""
    with transaction.atomic():
        made = make_planning(ends_on=date(2019, 3, 31))
        add_actions(made, ACTIONS)
        yield made
        transaction.set_rollback(True)


def add_actions(planning: Planning, count: int) -> None:
    """Add so many open actions."""
    for _ in range(count):
        planning.action(f"1.{planning.plan.actions.count()}", due_on=date(2019, 3, 31))


def say(planning: Planning, *, years: int) -> None:
    """Update every action each month of the last so many years; in each tenth month the status changes."""
    ActionUpdate.objects.all().delete()
    month, days = date(2019, 3, 31), []
    for _ in range(12 * years):
        days.append(month)
        month = last_day(month.replace(day=1) - ONE_DAY)
    ActionUpdate.objects.bulk_create(
        ActionUpdate(
            action=action, number=number, on=on, status=STATUSES[number // 10 % 2], text="As planned.",
            made_at=AT, made_by=planning.keeper,
        )
        for action in planning.plan.actions.all()
        for number, on in enumerate(reversed(days), start=1)
    )  # fmt: skip


def shown(client: SignedInClient) -> tuple[int, float]:
    """The number of queries of the page, and the seconds it takes."""
    client.get(PAGE)
    with counted_queries() as asked:
        assert len(client.get(PAGE).context["table"].paginated_rows) == 25
    return len(asked), median(took(client) for _ in range(7))


def took(client: SignedInClient) -> float:
    """How long the page takes, in seconds."""
    began = perf_counter()
    client.get(PAGE)
    return perf_counter() - began


@pytest.mark.parametrize("more", ["updates", "actions"])
def test_ten_times_the_history_costs_no_more_queries(
    planning: Planning, capsys: pytest.CaptureFixture[str], more: str
) -> None:
    client = SignedInClient(planning.keeper)
    say(planning, years=1)
    queries, seconds = shown(client)

    if more == "actions":
        add_actions(planning, (TEN - 1) * ACTIONS)
    say(planning, years=TEN if more == "updates" else 1)
    queries_of_ten, seconds_of_ten = shown(client)

    assert queries == queries_of_ten <= MOST_QUERIES
    tell(capsys, f"page of a plan, ten times the {more}: {queries_of_ten} queries, as with one year")
    tell(
        capsys,
        f"  {seconds * 1000:.0f} ms, then {seconds_of_ten * 1000:.0f} ms for {TEN} times the rows counted",
    )
    tell(capsys, f"  seconds ÷ rows: {at_most(seconds_of_ten / seconds / TEN, 1)}")
