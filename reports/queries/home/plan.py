"""The actions of improvement plans that somebody updates and that are due or overdue."""

from datetime import date, timedelta

from django.urls import reverse

from childservices.models import User
from reports.models import PlanAction
from reports.queries.home.desk import Desk, Need, desk_of

LISTED = 5
SOON = timedelta(days=28)


def plan_desk(user: User, *, on: date) -> Desk:
    """Gather the actions that are overdue, or due or up for review in the next four weeks, the oldest first."""
    own = PlanAction.objects.led_by(user)
    due = own.overdue(on=on) | own.due(on=on, until=on + SOON)
    rows = due.select_related("plan").soonest_first()[: LISTED + 1]
    return desk_of(
        "Updates due for improvement plans",
        [_need(action, on=on) for action in rows],
        "None of your actions is due in the next four weeks.",
        limit=LISTED,
        more_href=reverse("my_actions"),
    )


def _need(action: PlanAction, *, on: date) -> Need:
    begins = action.due.overdue_from
    is_overdue = begins is not None and begins <= on
    return Need(
        name=f"{action.reference} {action.title}",
        href=action.get_absolute_url(),
        hint=f"{action.plan}, due {action.due}",
        status="Overdue" if is_overdue else "Due",
        colour="red" if is_overdue else "blue",
    )
