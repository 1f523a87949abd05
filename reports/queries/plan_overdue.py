"""What of a plan was overdue on which day, to be held beside what a highlight report lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max

from reports.domain.improvement_plan.due import ONE_DAY, last_day
from reports.models import ActionUpdate, HighlightReport, ImprovementPlan, PlanAction
from reports.queries.improvement_plan import plan_actions


@dataclass(frozen=True)
class OverdueLine:
    """An action that was overdue on one of the days, with whether it was on each."""

    action: PlanAction
    is_overdue: Sequence[bool]


@dataclass(frozen=True)
class OverdueOnDays:
    """The days, how many actions were overdue on each, and these actions."""

    days: Sequence[date]
    counts: Sequence[int]
    lines: Sequence[OverdueLine]


def overdue_on(plan: ImprovementPlan, *, days: Sequence[date]) -> OverdueOnDays:
    """Find the actions of a plan that were overdue on one of several days."""
    found = {
        action.reference: [action.is_overdue(as_at=day) for day in days] for action in plan_actions(plan)
    }
    late = [reference for reference, marks in found.items() if any(marks)]
    rows = plan.actions.filter(reference__in=late).order_by("position")
    return OverdueOnDays(
        days=days,
        counts=[sum(marks[place] for marks in found.values()) for place in range(len(days))],
        lines=[OverdueLine(row, found[row.reference]) for row in rows],
    )


def usual_days(plan: ImprovementPlan, report: HighlightReport | None, *, today: date) -> Sequence[date]:
    """The days that are looked at unless others are chosen.

    The end of the month that was last reported, the day of the last update, and the first day of the quarter after it.
    """
    said = ActionUpdate.objects.filter(action__plan=plan).aggregate(last=Max("on"))["last"] or today
    reported = last_day(report.month) if report else last_day(said.replace(day=1) - ONE_DAY)
    quarter = said.replace(month=3 * ((said.month - 1) // 3) + 3, day=1)
    return sorted({reported, said, last_day(quarter) + ONE_DAY})
