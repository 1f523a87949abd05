"""Groups, strategies, scorecards, protocols, commitments and consultations, row by row."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from childservices.domain.refusals import Refusal
from childservices.models import Kept, Part, User
from childservices.operations.editing import NotAllowed
from childservices.operations.keeping import add_kept, change_kept, remove_kept
from partnerships.domain.group_tree import would_circle
from partnerships.models import Group
from partnerships.permissions import can_keep_partnerships

REFUSED = "Only officers, performance officers and commissioning managers keep partnerships. Ask one of them."


class UnderItself(Refusal):
    """A group cannot report to itself, nor to one that reports to it."""


@transaction.atomic
def add_row(row: Kept, *, by: User, at: datetime) -> None:
    """Will add something that partners have agreed, at the end of what it belongs with."""
    _refuse_unless_keeper(by)
    add_kept(row, by=by, at=at)


@transaction.atomic
def change_row(row: Kept, *, expected: int, values: Mapping[str, Any], by: User, at: datetime) -> None:
    """Will change something that nobody else has changed since it was read.

    Raises:
        UnderItself: a group would stand under itself.
    """
    _refuse_unless_keeper(by)
    if isinstance(row, Group):
        _refuse_circle(row, values.get("parent"))
    change_kept(row, expected=expected, values=values, by=by, at=at)


@transaction.atomic
def remove_row(row: Part, *, by: User, at: datetime) -> None:
    """Will take away something that stands in a list; what has a page of its own is ended instead."""
    _refuse_unless_keeper(by)
    if not isinstance(row, Part):
        raise NotAllowed("What has a page of its own is not taken away. Give it a last day instead.")
    remove_kept(row, by=by, at=at)


def _refuse_unless_keeper(user: User) -> None:
    if not can_keep_partnerships(user):
        raise NotAllowed(REFUSED)


def _refuse_circle(group: Group, parent: Group | None) -> None:
    parents = dict(Group.objects.values_list("pk", "parent"))
    if would_circle(parents, group.pk, parent.pk if parent else None):
        raise UnderItself(
            "A group cannot report to itself or to a group under it. Choose another.", field="parent"
        )
