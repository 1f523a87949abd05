"""Which actions are due and overdue on a day: the database says what the rules say."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from reports.choices import ActionStatus, DueKind
from reports.models import ImprovementPlan, PlanAction
from reports.queries.improvement_plan import plan_actions
from tests.plans import Planning, make_planning

DAYS = [date(2009, 10, 1) + timedelta(days=number) for number in range(0, 120, 7)]


@pytest.fixture
def planning(db: None) -> Planning:
    return make_planning()


@pytest.fixture
def every_kind(planning: Planning) -> Planning:
    """Actions of every kind of due day, with updates on some days, one of them written down later."""
    a = planning.action("1.1", due_on=date(2009, 10, 31))
    b = planning.action("1.2", due_kind=DueKind.MONTH)
    c = planning.action("1.3", due_kind=DueKind.OUTTURN, due_on=None)
    d = planning.action("1.4", due_kind=DueKind.ONGOING, due_on=date(2009, 11, 20))
    planning.action("1.5", due_kind=DueKind.ONGOING, due_on=None)
    planning.action("1.6", due_on=date(2009, 10, 31), added_on=date(2009, 11, 15))
    planning.said(a, date(2009, 11, 15), ActionStatus.COMPLETED)
    planning.said(a, date(2009, 11, 1), ActionStatus.NOT_COMPLETED)
    planning.said(b, date(2009, 12, 10), ActionStatus.CANCELLED)
    planning.said(c, date(2009, 11, 2))
    planning.said(d, date(2009, 12, 1), ActionStatus.MERGED)
    planning.said(d, date(2009, 12, 1), ActionStatus.COMPLETED)
    return planning


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_database_agrees_with_the_rules(every_kind: Planning, day: date) -> None:
    ruled = plan_actions(every_kind.plan)
    rows = PlanAction.objects.filter(plan=every_kind.plan)

    assert {row.reference: row.status_then for row in rows.as_at(day)} == {
        action.reference: action.status(as_at=day) for action in ruled if action.is_planned(as_at=day)
    }
    assert {row.reference for row in rows.overdue(on=day)} == {
        action.reference for action in ruled if action.is_overdue(as_at=day)
    }
    assert {row.reference for row in rows.open(on=day)} == {
        action.reference for action in ruled if action.is_open(as_at=day)
    }
    reviews = {row.reference for row in rows.due(on=day, until=day) if row.due_kind == DueKind.ONGOING}
    assert reviews == {action.reference for action in ruled if action.is_for_review(as_at=day)}


def test_due_until_a_day_holds_both_ends(every_kind: Planning) -> None:
    due = PlanAction.objects.due(on=date(2009, 10, 31), until=date(2009, 11, 30))

    assert [row.reference for row in due.order_by("position")] == ["1.1", "1.2", "1.4"]


def test_what_is_cancelled_is_listed_apart(every_kind: Planning) -> None:
    rows = PlanAction.objects.as_at(date(2009, 12, 31))

    assert [row.reference for row in rows.left_out()] == ["1.2"]
    assert rows.counted().count() == 5


def test_a_plan_that_is_not_public_is_for_staff(planning: Planning) -> None:
    ImprovementPlan.objects.update(is_public=False)

    assert not ImprovementPlan.objects.visible_to(AnonymousUser()).exists()
    assert ImprovementPlan.objects.visible_to(planning.lead).exists()
