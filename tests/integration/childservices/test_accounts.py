"""Accounts and roles: made, changed, closed, and what the audit log says of it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command

from childservices.choices import SECOND_FACTOR_ROLES, Role
from childservices.models import AuditEvent, User
from childservices.operations.accounts import (
    AccountExists,
    PostEndsTooEarly,
    change_account,
    create_account,
    end_post,
    reset_second_factor,
)
from childservices.operations.roles import OwnRightsRefused, set_roles, sync_roles
from childservices.queries.accounts import standing_roles
from tests.factories import PersonFactory, PostHoldingFactory, UserFactory

AT = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db
MakeUser = Callable[..., User]


def events() -> list[tuple[str, dict[str, object]]]:
    return list(AuditEvent.objects.order_by("id").values_list("verb", "detail"))


def change(user: User, by: User, **changes: object) -> User:
    fields = {
        "email": user.email,
        "person": user.person,
        "wants_email": user.wants_email,
        "is_active": user.is_active,
        "roles": user.roles,
    }
    return change_account(user=user, by=by, at=AT, **(fields | changes))  # type: ignore[arg-type]


class TestRoles:
    def test_every_role_has_its_group_once(self) -> None:
        Group.objects.create(name="kept by hand")

        made = [sync_roles(), sync_roles()]

        assert made == [list(Role.values), []]
        assert set(Group.objects.values_list("name", flat=True)) == {*Role.values, "kept by hand"}

    def test_the_command_says_what_it_made(self) -> None:
        first, second = StringIO(), StringIO()

        call_command("sync_roles", stdout=first)
        call_command("sync_roles", stdout=second)

        assert first.getvalue() == f"Made: {', '.join(Role.values)}.\n"
        assert second.getvalue() == "Every role has its group.\n"

    def test_giving_and_taking_is_noted(self) -> None:
        user = UserFactory()

        set_roles(user=user, roles=[Role.OFFICER, Role.CLERK], by=None, at=AT)
        set_roles(user=user, roles=[Role.CLERK], by=None, at=AT)
        set_roles(user=user, roles=[Role.CLERK], by=None, at=AT)

        assert user.roles == {Role.CLERK}
        assert events() == [
            ("account.roles_changed", {"given": ["clerk", "officer"], "taken": []}),
            ("account.roles_changed", {"given": [], "taken": ["officer"]}),
        ]

    def test_other_groups_are_no_roles_and_stay(self) -> None:
        user = UserFactory()
        user.groups.add(Group.objects.create(name="superheroes"))

        set_roles(user=user, roles=[Role.MEMBER], by=None, at=AT)

        assert user.roles == {Role.MEMBER}
        assert user.groups.count() == 2

    def test_administrators_keep_their_own(self, user_with_role: MakeUser) -> None:
        administrator = user_with_role(Role.ADMINISTRATOR)

        with pytest.raises(OwnRightsRefused, match="another administrator"):
            set_roles(user=administrator, roles=[], by=administrator, at=AT)

    def test_an_inactive_account_has_none(self, user_with_role: MakeUser) -> None:
        user = user_with_role(*Role, is_active=False)

        assert user.roles == frozenset()
        assert not user.has_role(*Role)

    def test_a_superuser_has_none_by_itself(self) -> None:
        user = User.objects.create_superuser("root@council.example")

        assert (user.roles, user.is_staff, user.needs_second_factor) == (frozenset(), False, False)

    def test_staff_need_a_second_factor_and_members_and_providers_do_not(
        self, user_with_role: MakeUser
    ) -> None:
        needing = {role for role in Role if user_with_role(role).needs_second_factor}

        assert needing == set(Role) - {Role.MEMBER, Role.PROVIDER} == SECOND_FACTOR_ROLES


class TestAccounts:
    def test_is_made_with_its_roles(self) -> None:
        person = PersonFactory()

        user = create_account(
            email="Clerk@Council.Example", roles=[Role.CLERK], by=None, at=AT, person=person
        )

        assert (user.email, user.person, user.roles) == ("clerk@council.example", person, {Role.CLERK})
        assert not user.has_usable_password()
        assert [verb for verb, _ in events()] == ["account.created", "account.roles_changed"]

    def test_an_address_has_one_account(self) -> None:
        create_account(email="clerk@council.example", roles=[], by=None, at=AT)

        with pytest.raises(AccountExists) as refused:
            create_account(email="CLERK@council.example", roles=[], by=None, at=AT)

        assert refused.value.field == "email"

    def test_changes_are_noted_by_the_names_of_fields(self, user_with_role: MakeUser) -> None:
        administrator, user = user_with_role(Role.ADMINISTRATOR), user_with_role(Role.OFFICER)
        before = len(events())

        change(user, administrator, email="New@council.example", roles=[Role.CLERK])

        user = User.objects.get(pk=user.pk)
        assert (user.email, user.roles) == ("new@council.example", {Role.CLERK})
        assert events()[before:] == [
            ("account.changed", {"fields": ["email"]}),
            ("account.roles_changed", {"given": ["clerk"], "taken": ["officer"]}),
        ]

    def test_nothing_changed_is_not_noted(self, user_with_role: MakeUser) -> None:
        administrator, user = user_with_role(Role.ADMINISTRATOR), user_with_role(Role.OFFICER)
        before = len(events())

        change(user, administrator)

        assert len(events()) == before

    def test_an_address_in_use_is_refused(self, user_with_role: MakeUser) -> None:
        administrator, user = user_with_role(Role.ADMINISTRATOR), user_with_role(Role.OFFICER)

        with pytest.raises(AccountExists):
            change(user, administrator, email=administrator.email)

    def test_administrators_do_not_close_themselves(self, user_with_role: MakeUser) -> None:
        administrator = user_with_role(Role.ADMINISTRATOR)

        with pytest.raises(OwnRightsRefused):
            change(administrator, administrator, is_active=False)

    def test_the_second_factor_can_be_taken_away(self, user_with_role: MakeUser) -> None:
        administrator, user = user_with_role(Role.ADMINISTRATOR), user_with_role(Role.OFFICER)
        for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
            Authenticator.objects.create(user=user, type=kind, data={})

        removed = [reset_second_factor(user=user, by=administrator, at=AT) for _ in range(2)]

        assert removed == [2, 0]
        assert [verb for verb, _ in events()].count("account.second_factor_reset") == 1

    def test_the_first_administrator_comes_from_the_command_line(self) -> None:
        out = StringIO()

        call_command("create_account", "first@council.example", "--role", "administrator", stdout=out)

        assert User.objects.get().roles == {Role.ADMINISTRATOR}
        assert out.getvalue() == "Made the account first@council.example as administrator.\n"
        with pytest.raises(CommandError, match="There is an account with this address"):
            call_command("create_account", "first@council.example", "--role", "clerk")


class TestPosts:
    def test_rights_end_with_the_last_day_of_the_last_post(self, user_with_role: MakeUser) -> None:
        administrator = user_with_role(Role.ADMINISTRATOR)
        holding = PostHoldingFactory()
        user = user_with_role(Role.CLERK, Role.MEMBER, person=holding.person)

        end_post(holding=holding, on=date(2010, 5, 7), by=administrator, at=AT)

        assert standing_roles(user=user, on=date(2010, 5, 7)) == {Role.CLERK, Role.MEMBER}
        assert standing_roles(user=user, on=date(2010, 5, 8)) == {Role.MEMBER}
        assert events()[-1] == ("post.ended", {"ends_on": "2010-05-07"})

    def test_a_post_ends_after_it_began(self, user_with_role: MakeUser) -> None:
        holding = PostHoldingFactory(starts_on=date(2009, 4, 1))

        with pytest.raises(PostEndsTooEarly) as refused:
            end_post(holding=holding, on=date(2009, 3, 31), by=user_with_role(Role.ADMINISTRATOR), at=AT)

        assert refused.value.field == "ends_on"
