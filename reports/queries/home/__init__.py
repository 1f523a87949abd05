"""What needs a person: gathered for each of their roles, in queries that do not grow with what is found."""

from collections.abc import Sequence
from datetime import date, datetime

from childservices.choices import Role
from childservices.models import User
from childservices.permissions import can_administer
from reports.permissions import Standing, can_build_agenda, can_keep_plans
from reports.queries.home.administrator import administrator_desks
from reports.queries.home.commissioning import commissioning_desks
from reports.queries.home.desk import Desk, Need
from reports.queries.home.member import member_desks
from reports.queries.home.officer import officer_desks
from reports.queries.home.performance import performance_desks
from reports.queries.home.plan import plan_desk
from reports.queries.home.staff import clerk_desks, coming_meetings, proper_officer_desks

__all__ = ["Desk", "Need", "desks_of"]


def desks_of(user: User, standing: Standing, *, on: date, at: datetime) -> Sequence[Desk]:
    """Gather what needs a person on a day, role after role; those whose roles have no work here are told so."""
    desks: list[Desk] = []
    if user.has_role(Role.MEMBER):
        desks += member_desks(standing, on=on, at=at)
    if user.has_role(Role.OFFICER):
        desks += officer_desks(user, standing, on=on)
    elif can_keep_plans(user):
        desks.append(plan_desk(user, on=on))
    if can_build_agenda(user):
        desks += clerk_desks(standing, on=on, at=at)
    if user.has_role(Role.PROPER_OFFICER):
        desks += proper_officer_desks(on=on)
    desks += performance_desks(user, on=on)
    desks += commissioning_desks(user, on=on)
    if can_administer(user):
        desks += administrator_desks()
    desks = desks or [Desk("What needs you", (), "Nothing needs you at the moment.")]
    if user.is_council_staff and not can_build_agenda(user):
        desks.append(coming_meetings(on=on, with_blocks=False))
    return desks
