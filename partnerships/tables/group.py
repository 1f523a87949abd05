"""Tables of groups and what belongs to them."""

from typing import Any

import django_tables2

from childservices.tables import CouncilTable, LongDateColumn, NumberColumn
from partnerships.queries.group import GroupNode, MilestoneRow
from partnerships.tables.base import PartnershipTable


class GroupTable(CouncilTable):
    """All groups from above, as a file: the page shows them as a nested list."""

    caption = "Groups"
    empty_text = "No group is published yet."
    row_header = "title"

    title = django_tables2.Column(accessor="group__title", verbose_name="Group", orderable=False)
    kind = django_tables2.Column(accessor="group__get_kind_display", orderable=False)
    level = NumberColumn(accessor="depth", verbose_name="Level", orderable=False)
    parent = django_tables2.Column(accessor="group", verbose_name="Reports to", orderable=False)
    place = django_tables2.Column(accessor="group__place", orderable=False)
    chair = django_tables2.Column(accessor="group__chair", verbose_name="Chair or lead", orderable=False)
    cadence = django_tables2.Column(
        accessor="group__cadence", verbose_name="How often it meets", orderable=False
    )
    members = NumberColumn(accessor="group__member_count", orderable=False)
    purpose = django_tables2.Column(accessor="group__purpose", orderable=False)

    def __init__(self, nodes: Any, **kwargs: Any) -> None:
        rows = [node for root in nodes for node in root.flat()]
        self.titles = {node.group.pk: node.group.title for node in rows}
        super().__init__(rows, default="", **kwargs)

    def render_level(self, record: GroupNode) -> int:
        """Count from 1 at the top."""
        return record.depth + 1

    def value_level(self, record: GroupNode) -> int:
        """Count from 1 at the top."""
        return record.depth + 1

    def render_parent(self, record: GroupNode) -> str:
        """Name the group above."""
        return str(self.titles.get(record.group.parent_id, ""))


class MemberTable(PartnershipTable):
    """The agencies and parts represented on a group."""

    caption = "Members"
    empty_text = "No member is entered yet."
    row_header = "represents"
    noun = "member"

    represents = django_tables2.Column(verbose_name="Agency or part")
    organisation = django_tables2.Column(order_by=("organisation__name",))
    note = django_tables2.Column(orderable=False)


class TaskTable(PartnershipTable):
    """What a group has taken on."""

    caption = "Tasks"
    empty_text = "No task is entered yet."
    row_header = "text"
    noun = "task"
    within = "task"

    text = django_tables2.Column(accessor="task__text", verbose_name="Task")
    state = django_tables2.Column(accessor="task__get_state_display")
    due = LongDateColumn(accessor="task__due_on", verbose_name="Due")
    standing = django_tables2.Column(accessor="standing__words", verbose_name="How it stands")
    note = django_tables2.Column(accessor="task__note", verbose_name="Remark", orderable=False)
    evidence = django_tables2.Column(accessor="task__evidence", orderable=False)


class MilestoneTable(PartnershipTable):
    """Dated events on the way."""

    caption = "Milestones"
    empty_text = "No milestone is entered yet."
    row_header = "event"
    noun = "milestone"
    within = "milestone"

    event = django_tables2.Column(accessor="milestone__event")
    area = django_tables2.Column(accessor="milestone__area", verbose_name="Part of")
    on = django_tables2.Column(
        accessor="milestone__day_words", order_by="milestone__on", verbose_name="Date", empty_values=()
    )
    date_text = django_tables2.Column(
        accessor="milestone__date_text", verbose_name="As the source gives it", orderable=False
    )
    standing = django_tables2.Column(accessor="standing__words", verbose_name="How it stands")
    note = django_tables2.Column(accessor="milestone__note", orderable=False)

    def value_on(self, record: MilestoneRow) -> Any:
        """Give the day as 2009-11-18 for the CSV file."""
        return record.milestone.on
