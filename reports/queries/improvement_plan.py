"""How far a plan has come on a day: its figures, its burn-up, and what was said of its actions."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from childservices.models import CleanedUpload
from reports.choices import ActionStatus
from reports.domain.improvement_plan.action import Action, BurnUpPoint, Status, Update, burn_up
from reports.domain.improvement_plan.chart import chart_days
from reports.domain.improvement_plan.due import Window
from reports.domain.improvement_plan.summary import Decimals, Tally, summarise
from reports.models import ActionUpdate, ImprovementPlan, PlanAction
from reports.queries.history import post_of, posts_of


@dataclass(frozen=True)
class ThemeLine:
    """A theme of a plan with how many of its actions stand where, altogether and by priority."""

    reference: str
    title: str
    tally: Tally
    by_priority: Mapping[int, Tally]


@dataclass(frozen=True)
class PriorityLine:
    """A priority of a plan with its window and how many of its actions stand where."""

    number: int
    window: Window
    tally: Tally


@dataclass(frozen=True)
class PlanSummary:
    """How far a plan had come on a day."""

    slug: str
    title: str
    as_at: date
    overall: Tally
    themes: Sequence[ThemeLine]
    priorities: Sequence[PriorityLine]
    overdue: Sequence[str]
    """The references of the actions that were overdue."""
    burn_up: Sequence[BurnUpPoint]


@dataclass(frozen=True)
class UpdateSaid:
    """One update of an action as the timeline tells it."""

    update: ActionUpdate
    title: str
    by: str

    @property
    def evidence(self) -> CleanedUpload | None:
        """The file that was added as evidence."""
        return self.update.evidence


def plan_summary(plan: ImprovementPlan, *, as_at: date) -> PlanSummary:
    """Count a plan's actions as they stood on a day: overall, by theme, by priority, and over its period."""
    actions = plan_actions(plan)
    themes = list(plan.themes.order_by("position"))
    priorities = list(plan.priorities.order_by("number"))
    decimals = Decimals(plan.overall_decimals, plan.theme_decimals, plan.priority_decimals)
    numbers = [priority.number for priority in priorities]
    summary = summarise(
        actions,
        themes=[theme.reference for theme in themes],
        priorities=numbers,
        as_at=as_at,
        decimals=decimals,
    )
    cells = summary.themes_by_priority
    return PlanSummary(
        slug=plan.slug,
        title=plan.title,
        as_at=as_at,
        overall=summary.overall,
        themes=[
            ThemeLine(
                theme.reference,
                theme.title,
                summary.themes[theme.reference],
                {number: cells[theme.reference, number] for number in numbers},
            )
            for theme in themes
        ],
        priorities=[
            PriorityLine(one.number, one.window, summary.priorities[one.number]) for one in priorities
        ],
        overdue=[action.reference for action in actions if action.is_overdue(as_at=as_at)],
        burn_up=burn_up(actions, chart_days(plan.starts_on, plan.ends_on, as_at=as_at)),
    )


def plan_actions(plan: ImprovementPlan) -> Sequence[Action]:
    """The actions of a plan in their order, with every update that gave a status, for the rules."""
    said: dict[UUID, list[Update]] = defaultdict(list)
    updates = ActionUpdate.objects.filter(action__plan=plan).exclude(status="").order_by("on", "number")
    for action, on, status in updates.values_list("action", "on", "status"):
        said[action].append(Update(on, Status(status)))
    rows = plan.actions.select_related("objective__theme", "priority").order_by("position")
    return [
        Action(
            row.reference,
            row.objective.theme.reference,
            row.priority.number,
            row.due,
            said[row.pk],
            row.added_on,
        )
        for row in rows
    ]


def timeline_of(action: PlanAction) -> Sequence[UpdateSaid]:
    """What was said of an action, the latest day first."""
    updates = list(action.updates.latest_first().select_related("made_by", "evidence__file"))
    posts = posts_of({update.made_by.person_id for update in updates})
    return [UpdateSaid(update, _heading(update), post_of(update.made_by, posts)) for update in updates]


def latest_said(action: PlanAction) -> ActionUpdate | None:
    """The update that was made last, whatever day it speaks of."""
    return action.updates.order_by("-number").first()


def _heading(update: ActionUpdate) -> str:
    return ActionStatus(update.status).label if update.status else "Status unchanged"
