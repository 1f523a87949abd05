"""Live tables of improvement plans, as at a day."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from django.db.models import Max

from reports.choices import ActionStatus, BlockKind
from reports.domain.improvement_plan.action import COUNTED
from reports.domain.improvement_plan.summary import Cell, Tally
from reports.models import ActionUpdate, ImprovementPlan, PlanAction
from reports.papers.blocks.block import Block, NothingToShow, number, text
from reports.queries.improvement_plan import ThemeLine, plan_summary

Make = Callable[["PlanBlocks", ImprovementPlan, str, date], Block]


class PlanBlocks:
    """The tables of plans; the summary of a plan on a day is counted once however many tables need it."""

    def __init__(self) -> None:
        self.plan = cache(_plan)
        self.summary = cache(lambda plan, as_at: plan_summary(plan, as_at=as_at))

    def block(self, kind: BlockKind, subject: str, *, as_at: date | None) -> Block:
        """Will make one table; without a day it is as at the last update of the plan."""
        slug, _, theme = subject.partition("/")
        plan = self.plan(slug)
        return MAKING[kind](self, plan, theme, as_at or _last_day(plan))


def _plan(slug: str) -> ImprovementPlan:
    found = ImprovementPlan.objects.filter(slug=slug).first()
    if found is None:
        raise NothingToShow("The improvement plan is not there any more. Choose another.", "subject")
    return found


def _last_day(plan: ImprovementPlan) -> date:
    last: date | None = ActionUpdate.objects.filter(action__plan=plan).aggregate(last=Max("on"))["last"]
    return last or plan.starts_on


def _overall(blocks: PlanBlocks, plan: ImprovementPlan, _theme: str, as_at: date) -> Block:
    tally = blocks.summary(plan, as_at).overall
    return Block(
        [text("Measure"), number("Actions"), *_status_columns()],
        [["Number of actions", *_counts(tally)], _shares("Share of all actions", tally)],
        source=plan.title,
    )


def _priorities(blocks: PlanBlocks, plan: ImprovementPlan, _theme: str, as_at: date) -> Block:
    summary = blocks.summary(plan, as_at)
    rows = [
        [f"Priority {line.number}: due {line.window}", *_counts(line.tally)] for line in summary.priorities
    ]
    return _by_priority(plan, rows, "All priorities", "Share of all actions", summary.overall)


def _theme(blocks: PlanBlocks, plan: ImprovementPlan, reference: str, as_at: date) -> Block:
    summary = blocks.summary(plan, as_at)
    found = next((theme for theme in summary.themes if theme.reference == reference), None)
    if found is None:
        raise NothingToShow("The plan has no such theme. Choose one of its themes.", "subject")
    rows = [
        [f"Priority {line.number}: due {line.window}", *_counts(found.by_priority[line.number])]
        for line in summary.priorities
    ]
    return _by_priority(plan, rows, "All actions in the theme", "Share of the theme’s actions", found.tally)


def _by_priority(
    plan: ImprovementPlan, rows: Sequence[Sequence[str]], total: str, share: str, tally: Tally
) -> Block:
    return Block(
        [text("Priority and when due"), number("Actions"), *_status_columns()],
        [*rows, [total, *_counts(tally)], _shares(share, tally)],
        totals=2,
        source=plan.title,
    )


def _themes(blocks: PlanBlocks, plan: ImprovementPlan, _theme: str, as_at: date) -> Block:
    summary = blocks.summary(plan, as_at)
    labels = [_label(status) for status in COUNTED]
    return Block(
        [
            text("Theme"),
            number("Actions"),
            *(number(label, "Number") for label in labels),
            *(number(label, "Share") for label in labels),
        ],
        [
            *([_named(theme), *_counts(theme.tally), *_each_share(theme.tally)] for theme in summary.themes),
            ["All themes", *_counts(summary.overall), *_each_share(summary.overall)],
        ],
        totals=1,
        is_landscape=True,
        source=plan.title,
    )


def _all_shares(blocks: PlanBlocks, plan: ImprovementPlan, _theme: str, as_at: date) -> Block:
    summary = blocks.summary(plan, as_at)
    everything = "All themes"
    rows = [[everything, "All priorities", str(summary.overall.total), *_each_share(summary.overall)]]
    rows += [
        [everything, f"Priority {line.number}", str(line.tally.total), *_each_share(line.tally)]
        for line in summary.priorities
    ]
    for theme in summary.themes:
        rows.append([_named(theme), "All priorities", str(theme.tally.total), *_each_share(theme.tally)])
        rows += [
            [_named(theme), f"Priority {priority}", str(tally.total), *_each_share(tally)]
            for priority, tally in theme.by_priority.items()
        ]
    columns = [text("Theme"), text("Priority"), number("Actions")]
    columns += [number(_label(status), "Share") for status in COUNTED]
    return Block(columns, rows, row_headers=2, is_grouped=True, source=plan.title)


def _action_counts(blocks: PlanBlocks, plan: ImprovementPlan, _theme: str, as_at: date) -> Block:
    summary = blocks.summary(plan, as_at)
    rows = [
        [_named(theme), *(str(one.total) for one in theme.by_priority.values()), str(theme.tally.total)]
        for theme in summary.themes
    ]
    last = [
        "All themes",
        *(str(line.tally.total) for line in summary.priorities),
        str(summary.overall.total),
    ]
    columns = [number(f"Priority {line.number}") for line in summary.priorities]
    return Block(
        [text("Theme"), *columns, number("Actions")], [*rows, last], totals=1, source=_counted_from(plan)
    )


def _leads(_blocks: PlanBlocks, plan: ImprovementPlan, _theme: str, _as_at: date) -> Block:
    leads = PlanAction.objects.filter(plan=plan).order_by("position", "leads__position")
    found = Counter(post for post in leads.values_list("leads__post_title", flat=True) if post)
    rows = [[post, str(count)] for post, count in found.most_common()]
    return Block([text("Lead"), number("Actions led")], rows, source=_counted_from(plan))


def _actions(_blocks: PlanBlocks, plan: ImprovementPlan, _theme: str, as_at: date) -> Block:
    rows = plan.actions.select_related("objective__theme", "priority").prefetch_related("leads", "links")
    said = _latest(plan, as_at)
    return Block(
        [
            text("Theme"),
            text("No. and indicator"),
            text("Objective"),
            text("Action"),
            text("Priority and due"),
            text("Baseline"),
            text("Target"),
            text("Lead"),
            text("Update"),
        ],
        [_action_row(action, said.get(action.pk)) for action in rows.order_by("position")],
        row_headers=2,
        is_grouped=True,
        is_landscape=True,
        source=plan.title,
    )


def _action_row(action: PlanAction, update: ActionUpdate | None) -> Sequence[str]:
    theme = action.objective.theme
    links = ", ".join(link.reference for link in action.links.all())
    leads = sorted(action.leads.all(), key=lambda lead: lead.position)
    due = str(action.due)
    return [
        f"{theme.reference}. {theme.title}",
        f"{action.reference} ({links})" if links else action.reference,
        action.objective.title,
        action.title,
        f"Priority {action.priority.number}. {due[:1].upper()}{due[1:]}",
        action.baseline_text,
        action.target_text,
        "; ".join(lead.post_title for lead in leads),
        _told(update) if update else "",
    ]


def _told(update: ActionUpdate) -> str:
    status = ActionStatus(update.status).label if update.status else ""
    return ". ".join(part for part in (status, update.text.rstrip("."), update.value_text) if part)


def _latest(plan: ImprovementPlan, as_at: date) -> Mapping[Any, ActionUpdate]:
    rows = ActionUpdate.objects.filter(action__plan=plan, on__lte=as_at).order_by("on", "number")
    return {row.action_id: row for row in rows}


def _named(theme: ThemeLine) -> str:
    return f"{theme.reference}. {theme.title}"


def _counted_from(plan: ImprovementPlan) -> str:
    return f"Counted from the actions of {plan.title}"


def _label(status: Any) -> str:
    return Cell(status, 0, None).label


def _status_columns() -> Sequence[Mapping[str, Any]]:
    return [number(_label(status)) for status in COUNTED]


def _counts(tally: Tally) -> Sequence[str]:
    return [str(tally.total), *(str(cell.count) for cell in tally.cells)]


def _each_share(tally: Tally) -> Sequence[str]:
    return ["" if cell.share is None else f"{cell.share}%" for cell in tally.cells]


def _shares(label: str, tally: Tally) -> Sequence[str]:
    return [label, "", *_each_share(tally)]


MAKING: Mapping[str, Make] = {
    BlockKind.PLAN_OVERALL: _overall,
    BlockKind.PLAN_PRIORITIES: _priorities,
    BlockKind.PLAN_THEME: _theme,
    BlockKind.PLAN_THEMES: _themes,
    BlockKind.PLAN_SHARES: _all_shares,
    BlockKind.PLAN_COUNTS: _action_counts,
    BlockKind.PLAN_LEADS: _leads,
    BlockKind.PLAN_ACTIONS: _actions,
}

__all__ = ["MAKING", "PlanBlocks"]
