"""What a partnership strategy's page shows: needs with their actions and marks, tiers, training, groups, milestones."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from partnerships.domain.due import Standing, standing
from partnerships.models import (
    Group,
    Milestone,
    ServiceLevel,
    Strategy,
    StrategyAction,
    StrategyNeed,
    TrainingLevel,
)
from partnerships.queries.group import MilestoneRow, milestone_rows


@dataclass(frozen=True)
class ActionRow:
    """An action of a plan with how it stands on the day asked about."""

    action: StrategyAction
    standing: Standing

    @property
    def words(self) -> str:
        """How it stands, with when it is due in the source's words or as a day."""
        due = self.action.due_on
        when = self.action.due_text or (f"{due.day} {due:%B %Y}" if due else "")
        return f"{self.standing.words} ({when})" if when else self.standing.words


@dataclass(frozen=True)
class NeedRow:
    """A need with its actions, and for each outcome of the strategy whether it is ticked."""

    need: StrategyNeed
    marks: Sequence[bool]
    actions: Sequence[ActionRow]


@dataclass(frozen=True)
class StrategyPage:
    """A strategy with everything under it."""

    outcomes: Sequence[str]
    needs: Sequence[NeedRow]
    service_levels: Sequence[ServiceLevel]
    training_levels: Sequence[TrainingLevel]
    groups: Sequence[Group]
    milestones: Sequence[MilestoneRow]

    @property
    def action_count(self) -> int:
        """How many actions the plan has."""
        return sum(len(row.actions) for row in self.needs)

    @property
    def remarks(self) -> Sequence[str]:
        """What does not fit in the source, a sentence each, and which needs serve no outcome."""
        noted = [f"{row.need}: {row.need.note}" for row in self.needs if row.need.note]
        unmarked = [str(row.need) for row in self.needs if self.outcomes and not any(row.marks)]
        if unmarked:
            noted.append(
                f"{len(unmarked)} of {len(self.needs)} needs have no outcome marked: {'; '.join(unmarked)}."
            )
        return noted


def strategy_page(strategy: Strategy, user: Any, *, on: dt.date) -> StrategyPage:
    """Gather a strategy as it stands on a day, in a number of queries that does not grow."""
    outcomes = strategy.outcomes.splitlines()
    needs = strategy.needs.prefetch_related("actions").order_by("position")
    return StrategyPage(
        outcomes=outcomes,
        needs=[
            NeedRow(need, [outcome in need.marks for outcome in outcomes], _actions(need, on))
            for need in needs
        ],
        service_levels=list(strategy.service_levels.order_by("level")),
        training_levels=list(strategy.training_levels.order_by("level")),
        groups=list(Group.objects.visible_to(user).filter(strategy=strategy).order_by("title")),
        milestones=milestone_rows(Milestone.objects.visible_to(user).filter(strategy=strategy), on=on),
    )


def _actions(need: StrategyNeed, on: dt.date) -> Sequence[ActionRow]:
    rows = sorted(need.actions.all(), key=lambda action: action.position)
    return [
        ActionRow(action, standing(is_done=action.is_done, due_on=action.due_on, on=on)) for action in rows
    ]
