"""One account for each role of the demonstration, so that everybody's screens can be tried."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from childservices.models import User
from childservices.operations.audit import record_event
from reports.operations.demonstration.identity import person_of, stable_id


@transaction.atomic
def load_accounts(*, accounts: Sequence[Mapping[str, Any]], password: str, at: datetime) -> Sequence[User]:
    """Will make an account for each role with the demonstration's password, and leave those that exist."""
    made = []
    for row in accounts:
        user = User.objects.filter(email=row["email"]).first()
        if user is None:
            user = User.objects.create_user(
                row["email"],
                password,
                pk=stable_id("account", row.get("key", row["role"])),
                person=person_of(row["post"]),
            )
            record_event(verb="demonstration_account_made", subject=user, by=None, at=at)
        user.groups.add(Group.objects.get(name=row["role"]))
        made.append(user)
    return made
