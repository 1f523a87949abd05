"""The lists of plans and of their actions."""

from datetime import date
from typing import Any

import django_tables2
from django.utils.html import format_html
from django.utils.safestring import SafeString

from childservices.tables import CouncilTable, LongDateColumn, NumberColumn
from childservices.templatetags.council import tag
from reports.choices import OPEN_ACTIONS, ActionStatus
from reports.models import ImprovementPlan, PlanAction

STATUS_COLOURS = {
    ActionStatus.COMPLETED: "green",
    ActionStatus.PARTIALLY_COMPLETED: "blue",
    ActionStatus.NOT_COMPLETED: "orange",
    ActionStatus.NOT_KNOWN: "grey",
    ActionStatus.CANCELLED: "grey",
    ActionStatus.MERGED: "grey",
}


def status_tag(status: str) -> SafeString:
    """Give the status of an action as a tag."""
    known = ActionStatus(status)
    return tag(known.label, STATUS_COLOURS[known])


class PlanTable(CouncilTable):
    """Plans by their period, the body they report to, and how many actions they have."""

    caption = "Improvement plans"
    empty_text = "There is no plan yet. An administrator adds one on the administration pages."
    row_header = "title"

    title = django_tables2.Column(
        verbose_name="Plan",
        linkify=lambda record: record.get_absolute_url(),
        attrs={"a": {"class": "govuk-link"}},
    )
    body = django_tables2.Column(verbose_name="Reports to", order_by=("body__name", "title"))
    starts_on = LongDateColumn(verbose_name="From")
    ends_on = LongDateColumn(verbose_name="Until")
    action_count = NumberColumn(verbose_name="Actions")

    class Meta:
        model = ImprovementPlan
        fields = ("title", "body", "starts_on", "ends_on", "action_count")


class PlanActionTable(CouncilTable):
    """Actions as they stood on a day: what, when due, who leads, and how far it has come."""

    empty_text = "No action matches. Clear the filter, or choose another day."
    row_header = "reference"

    reference = django_tables2.Column(verbose_name="No.", order_by=("position",))
    title = django_tables2.Column(verbose_name="Action", order_by=("text",))
    theme = django_tables2.Column(
        accessor="objective__theme__reference", order_by=("objective__theme__position",)
    )
    priority = django_tables2.Column(accessor="priority__number")
    due = django_tables2.Column(accessor="due", verbose_name="Due", order_by=("due_on",))
    leads = django_tables2.Column(verbose_name="Leads", orderable=False, empty_values=())
    status = django_tables2.Column(accessor="status_then", verbose_name="Status")
    overdue = django_tables2.Column(verbose_name="Overdue", orderable=False, empty_values=(), visible=False)
    updated = LongDateColumn(accessor="updated_on", verbose_name="Last update", default="")

    class Meta:
        model = PlanAction
        fields = ("reference", "title", "theme", "priority", "due", "leads", "status", "overdue", "updated")

    def __init__(self, *args: Any, as_at: date, links: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.as_at, self.links = as_at, links

    def render_title(self, record: PlanAction, value: str) -> str:
        """Give the action, for staff as a link to its page."""
        if not self.links:
            return value
        hidden = "" if record.text else f" of action {record.reference}"
        return format_html(
            '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden">{}</span></a>',
            record.get_absolute_url(),
            value,
            hidden,
        )

    def value_title(self, value: str) -> str:
        """Give the action for the file."""
        return value

    def render_due(self, value: Any) -> str:
        """Give when it is due in words."""
        text = str(value)
        return f"{text[0].upper()}{text[1:]}"

    def render_leads(self, record: PlanAction) -> str:
        """Give the posts that lead it, in their order."""
        leads = sorted(record.leads.all(), key=lambda lead: lead.position)
        return "; ".join(lead.post_title for lead in leads)

    def render_status(self, record: Any, value: str) -> SafeString:
        """Give the status as a tag, and beside it whether the action is overdue."""
        late = format_html(" {}", tag("Overdue", "red")) if self.is_overdue(record) else ""
        return format_html("{}{}", status_tag(value), late)

    def value_status(self, value: str) -> str:
        """Give the status in words for the file."""
        return ActionStatus(value).label

    def value_overdue(self, record: PlanAction) -> bool:
        """Say in the file whether the action is overdue."""
        return self.is_overdue(record)

    def is_overdue(self, record: Any) -> bool:
        """Whether an action was open on the day and had fallen due before it."""
        begins = record.due.overdue_from
        return begins is not None and begins <= self.as_at and record.status_then in OPEN_ACTIONS


class OwnActionTable(PlanActionTable):
    """Actions of several plans that one person updates."""

    plan = django_tables2.Column(accessor="plan__title", verbose_name="Plan")

    class Meta:
        model = PlanAction
        exclude = ("theme", "priority", "leads")
        sequence = ("reference", "title", "due", "status", "overdue", "updated", "plan")
