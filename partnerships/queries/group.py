"""Groups: the tree of those that somebody may read, and what one group's page shows."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count

from partnerships.choices import TaskState
from partnerships.domain.due import Standing, standing
from partnerships.domain.group_tree import Branch, nested
from partnerships.models import Group, GroupMember, GroupTask, Milestone, Strategy


@dataclass(frozen=True)
class GroupNode:
    """A group with those that report to it; `depth` is 0 at the top."""

    group: Any
    depth: int
    children: "Sequence[GroupNode]"

    def flat(self) -> "Iterator[GroupNode]":
        """The group and everything under it, from above."""
        yield self
        for child in self.children:
            yield from child.flat()


@dataclass(frozen=True)
class TaskRow:
    """A task with how it stands on the day asked about."""

    task: GroupTask
    standing: Standing


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone with how it stands on the day asked about."""

    milestone: Milestone
    standing: Standing


@dataclass(frozen=True)
class GroupPage:
    """What a group's page shows beside its own facts."""

    members: Sequence[GroupMember]
    tasks: Sequence[TaskRow]
    milestones: Sequence[MilestoneRow]
    children: Sequence[Group]
    parent: Group | None
    """The group above, if whoever asks may read it."""
    strategy: Strategy | None
    """What it carries out, if whoever asks may read it."""


def group_tree(user: Any) -> Sequence[GroupNode]:
    """The groups that somebody may read as a tree with the number of their members; one query."""
    rows = Group.objects.visible_to(user).annotate(member_count=Count("members")).order_by("title")
    groups: Mapping[UUID, Any] = {group.pk: group for group in rows}
    branches = nested({key: group.parent_id for key, group in groups.items()})
    return [_node(branch, groups, 0) for branch in branches]


def group_page(group: Group, user: Any, *, on: dt.date) -> GroupPage:
    """Gather what a group's page shows, in a number of queries that does not grow."""
    return GroupPage(
        members=list(group.members.select_related("organisation").order_by("position")),
        tasks=[_task(task, on) for task in group.tasks.order_by("position")],
        milestones=milestone_rows(Milestone.objects.visible_to(user).filter(group=group), on=on),
        children=list(Group.objects.visible_to(user).filter(parent=group).order_by("title")),
        parent=Group.objects.readable(user, group.parent_id),
        strategy=Strategy.objects.readable(user, group.strategy_id),
    )


def milestone_rows(milestones: Any, *, on: dt.date) -> Sequence[MilestoneRow]:
    """Milestones by their day, those without one last, with how each stands."""
    return [
        MilestoneRow(one, standing(is_done=one.is_done, due_on=one.due_on, on=on))
        for one in sorted(milestones, key=lambda one: (one.on is None, one.on or dt.date.max, one.position))
    ]


def _task(task: GroupTask, on: dt.date) -> TaskRow:
    return TaskRow(task, standing(is_done=task.state == TaskState.COMPLETED, due_on=task.due_on, on=on))


def _node(branch: Branch[UUID], groups: Mapping[UUID, Any], depth: int) -> GroupNode:
    children = [_node(child, groups, depth + 1) for child in branch.children]
    return GroupNode(groups[branch.key], depth, children)
