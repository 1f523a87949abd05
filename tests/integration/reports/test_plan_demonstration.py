"""The two plans of November 2009 as the demonstration loads them, held to what the pack printed."""

from datetime import date
from decimal import Decimal

import pytest

from reports.choices import HighlightKey
from reports.domain.improvement_plan.action import COUNTED, Status
from reports.domain.improvement_plan.due import window_warning
from reports.models import ActionUpdate, HighlightReport, ImprovementPlan, PlanAction
from reports.queries.highlight_report import highlight_report_of
from reports.queries.improvement_plan import PlanSummary, plan_summary
from tests.plans import load_demonstration_plan

pytestmark = pytest.mark.django_db
ON = date(2009, 11, 2)


@pytest.fixture
def plan() -> ImprovementPlan:
    return load_demonstration_plan("improvement-plan-2009")


@pytest.fixture
def immediate() -> ImprovementPlan:
    return load_demonstration_plan("immediate-priorities-2009")


@pytest.fixture
def summary(plan: ImprovementPlan) -> PlanSummary:
    return plan_summary(plan, as_at=ON)


def test_the_whole_plan_is_as_printed(summary: PlanSummary) -> None:
    assert summary.overall.total == 181
    assert dict(summary.overall.counts) == dict(zip(COUNTED, (106, 46, 29, 0), strict=True))
    assert [str(summary.overall.shares[status]) for status in COUNTED] == ["58.56", "25.41", "16.02", "0.00"]


def test_every_theme_is_as_printed(summary: PlanSummary) -> None:
    shown = {
        theme.reference: (
            theme.tally.total,
            *theme.tally.counts.values(),
            *map(str, theme.tally.shares.values()),
        )
        for theme in summary.themes
    }

    assert shown == {
        "1": (20, 7, 12, 1, 0, "35", "60", "5", "0"),
        "2": (46, 29, 11, 6, 0, "63", "24", "13", "0"),
        "3": (44, 31, 7, 6, 0, "70", "16", "14", "0"),
        "4": (43, 19, 15, 9, 0, "44", "35", "21", "0"),
        "5": (28, 20, 1, 7, 0, "71", "4", "25", "0"),
    }


def test_every_priority_is_as_printed(summary: PlanSummary) -> None:
    assert {one.number: (one.tally.total, *one.tally.counts.values()) for one in summary.priorities} == {
        1: (117, 91, 20, 6, 0),
        2: (44, 12, 20, 12, 0),
        3: (20, 3, 6, 11, 0),
    }


def test_every_theme_and_priority_is_as_printed(summary: PlanSummary) -> None:
    shown = {
        (theme.reference, number): (tally.total, *tally.counts.values())
        for theme in summary.themes
        for number, tally in theme.by_priority.items()
    }

    assert shown == {
        ("1", 1): (16, 7, 9, 0, 0), ("1", 2): (4, 0, 3, 1, 0), ("1", 3): (0, 0, 0, 0, 0),
        ("2", 1): (31, 28, 3, 0, 0), ("2", 2): (4, 1, 2, 1, 0), ("2", 3): (11, 0, 6, 5, 0),
        ("3", 1): (32, 28, 2, 2, 0), ("3", 2): (11, 3, 5, 3, 0), ("3", 3): (1, 0, 0, 1, 0),
        ("4", 1): (23, 17, 5, 1, 0), ("4", 2): (18, 2, 10, 6, 0), ("4", 3): (2, 0, 0, 2, 0),
        ("5", 1): (15, 11, 1, 3, 0), ("5", 2): (7, 6, 0, 1, 0), ("5", 3): (6, 3, 0, 3, 0),
    }  # fmt: skip


def test_before_anything_was_said_no_status_is_known(plan: ImprovementPlan) -> None:
    overall = plan_summary(plan, as_at=date(2009, 10, 30)).overall

    assert (overall.total, overall.counts[Status.NOT_KNOWN]) == (181, 181)


def test_no_action_of_the_181_has_a_title(plan: ImprovementPlan) -> None:
    assert {action.title for action in plan.actions.all()} == {"Title not published"}


def test_what_was_overdue_is_computed_beside_the_eight_that_were_printed(plan: ImprovementPlan) -> None:
    days = [date(2009, 10, 31), ON, date(2010, 1, 1)]

    overdue = [len(plan_summary(plan, as_at=day).overdue) for day in days]
    report = highlight_report_of(plan, month=date(2009, 10, 15))

    assert report is not None
    assert overdue == [0, 26, 58]
    assert report.body_of(HighlightKey.OVERDUE).count("<li") == 8


def test_none_of_the_37_was_overdue_before_december_and_19_at_the_turn_of_the_year(
    immediate: ImprovementPlan,
) -> None:
    days = [date(2009, 10, 31), ON, date(2010, 1, 1)]

    overdue = [plan_summary(immediate, as_at=day).overdue for day in days]

    assert overdue == [[], [], "5 7 9 10 12 13 14 15 16 18 19 22 24 25 27 28 32 34 37".split()]


def test_the_37_have_what_was_printed_of_them(immediate: ImprovementPlan) -> None:
    first = immediate.actions.get(reference="1")
    joint = immediate.actions.get(reference="25")

    assert immediate.actions.count() == 37
    assert (first.baseline_value, first.target_value, str(first.due)) == (
        Decimal("77.8"),
        Decimal(80),
        "outturn, March 2010",
    )
    assert first.updates.get().value == Decimal(73)
    assert [link.reference for link in first.links.all()] == ["NI 59"]
    assert [lead.post_title for lead in joint.leads.order_by("position")] == [
        "Lead officer A",
        "All Managers",
        "Performance and Quality",
    ]


def test_24_of_the_37_are_outside_their_window(immediate: ImprovementPlan) -> None:
    actions = immediate.actions.select_related("priority")

    warned = [
        action
        for action in actions
        if window_warning(action.due, priority=action.priority.number, window=action.priority.window)
    ]

    assert len(warned) == 24


def test_the_highlight_report_keeps_what_was_computed_beside_what_was_printed(plan: ImprovementPlan) -> None:
    report = highlight_report_of(plan, month=date(2009, 10, 1))

    assert report is not None
    completed = report.sections[0]
    assert completed.generated.startswith(
        "<ul><li>106 actions whose titles were not published: 1.1.1, 1.1.2,"
    )
    assert [section.body.count("<li") for section in report.sections] == [19, 7, 8, 6, 0]
    assert report.sections[3].generated.count("<li") == 6


def test_loading_twice_changes_nothing(plan: ImprovementPlan, immediate: ImprovementPlan) -> None:
    before = (PlanAction.objects.count(), ActionUpdate.objects.count(), HighlightReport.objects.count())

    again = load_demonstration_plan("improvement-plan-2009")

    assert again == plan
    assert before == (218, 188, 1)
    assert before == (
        PlanAction.objects.count(),
        ActionUpdate.objects.count(),
        HighlightReport.objects.count(),
    )
