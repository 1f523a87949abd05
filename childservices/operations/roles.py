"""Roles as groups: the groups that the code knows, and who is in them."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction

from childservices.choices import Role
from childservices.domain.refusals import Refusal
from childservices.models import User
from childservices.operations.audit import record_event


class OwnRightsRefused(Refusal):
    """Administrators do not take away their own rights, lest nobody be left who can give them back."""


def sync_roles() -> list[str]:
    """Will make a group for every role that has none and give the names made; safe to repeat."""
    known = set(Group.objects.values_list("name", flat=True))
    missing = [role for role in Role.values if role not in known]
    Group.objects.bulk_create([Group(name=role) for role in missing], ignore_conflicts=True)
    return missing


def set_roles(*, user: User, roles: Collection[str], by: User | None, at: datetime) -> User:
    """Will give an account exactly these roles and note what was given and taken; nothing when they are the same.

    Raises OwnRightsRefused when an administrator would take away their own role.
    """
    wanted = frozenset(Role(role) for role in roles)
    with transaction.atomic():
        held = frozenset(user.groups.values_list("name", flat=True)) & frozenset(Role.values)
        if held == wanted:
            return user
        if by == user and Role.ADMINISTRATOR in held - wanted:
            raise OwnRightsRefused("Ask another administrator to take the role from you.", "roles")
        sync_roles()
        user.groups.remove(*Group.objects.filter(name__in=held - wanted))
        user.groups.add(*Group.objects.filter(name__in=wanted - held))
        detail = {"given": sorted(wanted - held), "taken": sorted(held - wanted)}
        record_event(verb="account.roles_changed", subject=user, by=by, at=at, detail=detail)
    user.__dict__.pop("roles", None)
    return user
