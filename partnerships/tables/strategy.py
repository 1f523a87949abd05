"""Tables of strategies: the list, the action plan, tiers and training."""

from typing import Any

import django_tables2

from childservices.tables import LongDateColumn, NumberColumn
from partnerships.tables.base import PartnershipTable, linked


class StrategyTable(PartnershipTable):
    """Strategies by title."""

    caption = "Strategies"
    empty_text = "No strategy is published yet."
    row_header = "title"
    noun = "strategy"
    can_remove = False

    title = linked()
    starts_on = LongDateColumn(verbose_name="From")
    target_on = LongDateColumn(verbose_name="To be reached by")


class ServiceLevelTable(PartnershipTable):
    """The tiers of the service offer."""

    caption = "Service offer"
    empty_text = "No level is entered yet."
    row_header = "name"
    noun = "service-level"

    level = NumberColumn()
    name = django_tables2.Column()
    description = django_tables2.Column(verbose_name="Whose needs", orderable=False)
    entitlement = django_tables2.Column(verbose_name="What families are entitled to", orderable=False)
    agencies = django_tables2.Column(orderable=False)
    provided_at = django_tables2.Column(verbose_name="Where", orderable=False)
    access = django_tables2.Column(verbose_name="How families get it", orderable=False)

    def render_entitlement(self, value: str) -> str:
        """Give the items in one line."""
        return "; ".join(value.splitlines())


class TrainingLevelTable(PartnershipTable):
    """Levels of training, the highest first as printed."""

    caption = "Training levels"
    empty_text = "No level is entered yet."
    row_header = "level"
    noun = "training-level"

    level = NumberColumn()
    description = django_tables2.Column(orderable=False)
    note = django_tables2.Column(verbose_name="Remark", orderable=False)


ACTION_PLAN_HEADER = ("Heading", "No.", "Need", "Support", "Action", "Lead agencies", "Due", "How it stands")


def action_plan_lines(page: Any) -> Any:
    """Give the action plan line by line for its file, each action with the marks of its need."""
    for row in page.needs:
        need = row.need
        for one in row.actions:
            yield [
                need.group,
                need.reference,
                need.need,
                need.support,
                one.action.text,
                one.action.leads,
                one.action.due_on or one.action.due_text,
                one.standing.words,
                *row.marks,
            ]
