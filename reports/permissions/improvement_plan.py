"""Who may read, keep and update improvement plans."""

from typing import Any

from childservices.choices import Role
from reports.models import PlanAction


def can_read_plan_updates(user: Any) -> bool:
    """Whether a person may read what was said of actions, and highlight reports: the council's staff."""
    return bool(user.is_authenticated and user.is_council_staff)


def can_keep_plans(user: Any) -> bool:
    """Whether a person may add and change actions and write highlight reports: performance officers."""
    return bool(user.is_authenticated and user.has_role(Role.PERFORMANCE_OFFICER))


def can_update_action(user: Any, action: PlanAction) -> bool:
    """Whether a person may say how an action stands: its leads, and performance officers."""
    if can_keep_plans(user):
        return True
    is_lead = bool(user.person_id) and any(lead.person_id == user.person_id for lead in action.leads.all())
    return is_lead and bool(user.is_council_staff)
