"""What performance asks of a person: values to enter and to approve, and clinics for the portfolio holder."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from childservices.choices import Role
from childservices.models import User
from indicators.queries.reported import period_title
from indicators.queries.waiting import clinics_to_approve, periods_to_approve, values_to_enter
from reports.queries.home.desk import Desk, Need, day_text


def performance_desks(user: User, *, on: date) -> Sequence[Desk]:
    """Gather the desks of managers, directors and portfolio holders; each has one only when something waits."""
    desks = []
    if user.person_id is not None and user.is_council_staff:
        desks += [
            Desk("Values to enter", _to_enter(user, on=on), ""),
            Desk("Values to approve", _to_approve(user, on=on), ""),
        ]
    if user.has_role(Role.MEMBER):
        desks.append(Desk("Performance clinics to approve", _clinics(user, on=on), ""))
    return [desk for desk in desks if desk.needs]


def _to_enter(user: User, *, on: date) -> Sequence[Need]:
    return [
        Need(
            name=f"Values of {one.period.title}",
            href=reverse("entry_grid", args=[one.period.label]),
            hint=f"{one.missing} of {one.total} are still to be submitted. "
            f"The period ended on {day_text(one.period.ends_on)}.",
            status="To enter",
            colour="yellow",
        )
        for one in values_to_enter(user, on=on)
    ]


def _to_approve(user: User, *, on: date) -> Sequence[Need]:
    return [
        Need(
            name=f"Values of {period_title(label)}",
            href=reverse("values_approve", args=[label]),
            hint="1 value waits for you." if count == 1 else f"{count} values wait for you.",
            status="Submitted",
            colour="blue",
        )
        for label, count in periods_to_approve(user, on=on).items()
    ]


def _clinics(user: User, *, on: date) -> Sequence[Need]:
    return [
        Need(
            name=f"Clinics of {period_title(label)}",
            href=reverse("clinic_list", args=[label]),
            hint="1 recommendation waits for you."
            if count == 1
            else f"{count} recommendations wait for you.",
            status="Recommended",
            colour="blue",
        )
        for label, count in clinics_to_approve(user, on=on).items()
    ]
