"""Accounts: made, changed, closed, and their second factor taken away; posts ended."""

from collections.abc import Collection
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from childservices.domain.refusals import Refusal
from childservices.models import Person, PostHolding, User
from childservices.operations.audit import record_event
from childservices.operations.roles import OwnRightsRefused, set_roles


class AccountExists(Refusal):
    """There is already an account with the address."""


class PostEndsTooEarly(Refusal):
    """The last day of a post cannot lie before its first."""


def create_account(
    *,
    email: str,
    roles: Collection[str],
    by: User | None,
    at: datetime,
    person: Person | None = None,
    password: str | None = None,
    wants_email: bool = True,
) -> User:
    """Will make an account with these roles; without a password its owner sets one by "forgotten password".

    Raises AccountExists when the address has an account.
    """
    with transaction.atomic():
        if User.objects.filter(email=email.lower()).exists():
            raise AccountExists("There is an account with this address. Change that one.", "email")
        user = User.objects.create_user(email, password, person=person, wants_email=wants_email)
        record_event(verb="account.created", subject=user, by=by, at=at)
        return set_roles(user=user, roles=roles, by=by, at=at)


def change_account(
    *,
    user: User,
    email: str,
    person: Person | None,
    wants_email: bool,
    is_active: bool,
    roles: Collection[str],
    by: User,
    at: datetime,
) -> User:
    """Will change an account; one that is no longer active is signed out everywhere at once.

    Raises AccountExists for another account's address and OwnRightsRefused for one's own closing.
    """
    with transaction.atomic():
        stored = User.objects.select_for_update().get(pk=user.pk)
        if User.objects.filter(email=email.lower()).exclude(pk=user.pk).exists():
            raise AccountExists("There is another account with this address.", "email")
        if by == stored and not is_active:
            raise OwnRightsRefused("Ask another administrator to close your account.", "is_active")
        wanted = {
            "email": email.lower(),
            "person": person,
            "wants_email": wants_email,
            "is_active": is_active,
        }
        changed = [name for name, value in wanted.items() if getattr(stored, name) != value]
        for name in changed:
            setattr(stored, name, wanted[name])
        if changed:
            stored.save(update_fields=changed)
            record_event(
                verb="account.changed", subject=stored, by=by, at=at, detail={"fields": list(changed)}
            )
        return set_roles(user=stored, roles=roles, by=by, at=at)


def reset_second_factor(*, user: User, by: User, at: datetime) -> int:
    """Will take away an account's second factor and recovery codes, so that its owner sets up a new one."""
    with transaction.atomic():
        removed: int = Authenticator.objects.filter(user=user).delete()[0]
        if removed:
            record_event(verb="account.second_factor_reset", subject=user, by=by, at=at)
    return removed


def end_post(*, holding: PostHolding, on: date, by: User, at: datetime) -> PostHolding:
    """Will end a time in a post after its last day; staff roles end with the person's last post."""
    if on < holding.starts_on:
        raise PostEndsTooEarly("Enter a last day that is not before the first.", "ends_on")
    with transaction.atomic():
        holding.ends_on = on
        holding.save(update_fields=["ends_on"])
        record_event(verb="post.ended", subject=holding, by=by, at=at, detail={"ends_on": on.isoformat()})
    return holding
