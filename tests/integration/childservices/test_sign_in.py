"""Signing in: password, second factor, limits, and what ends a session."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client

from childservices.choices import Role
from childservices.models import AuditEvent, User
from childservices.operations.accounts import change_account, end_post
from tests.factories import PostHoldingFactory

PASSWORD = "four calm horses drink"
AT = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db
MakeUser = Callable[..., User]
PROTECTED = "/accounts/password/change/"


@pytest.fixture(autouse=True)
def _second_factor(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True


def sign_in(user: User, password: str = PASSWORD, client: Client | None = None) -> Client:
    client = client or Client()
    client.answer = client.post("/accounts/login/", {"login": user.email, "password": password})
    return client


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code_for(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def set_up(client: Client) -> str:
    """Set up a second factor and give its secret."""
    page = client.get("/accounts/2fa/totp/activate/")
    secret: str = page.context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)})
    return secret


class TestPassword:
    def test_a_member_signs_in_with_a_password_and_it_is_noted(self, user_with_role: MakeUser) -> None:
        user = user_with_role(Role.MEMBER, password=PASSWORD)

        client = sign_in(user)

        assert is_signed_in(client)
        assert client.answer["Location"] == "/"
        assert AuditEvent.objects.filter(verb="account.signed_in", by=user).count() == 1

    def test_a_wrong_one_signs_nobody_in(self, user_with_role: MakeUser) -> None:
        assert not is_signed_in(sign_in(user_with_role(Role.MEMBER, password=PASSWORD), "wrong"))

    def test_a_closed_account_signs_nobody_in(self, user_with_role: MakeUser) -> None:
        assert not is_signed_in(sign_in(user_with_role(Role.MEMBER, password=PASSWORD, is_active=False)))

    def test_guessing_is_stopped_even_when_the_sixth_guess_is_right(self, user_with_role: MakeUser) -> None:
        user = user_with_role(Role.MEMBER, password=PASSWORD)
        client = Client()

        for _ in range(5):
            sign_in(user, "wrong", client)
        sign_in(user, PASSWORD, client)

        assert not is_signed_in(client)

    def test_changing_it_ends_every_other_session(self, user_with_role: MakeUser) -> None:
        user = user_with_role(Role.MEMBER, password=PASSWORD)
        here, elsewhere = sign_in(user), sign_in(user)
        new = {
            "oldpassword": PASSWORD,
            "password1": "five calm horses drink",
            "password2": "five calm horses drink",
        }

        here.post("/accounts/password/change/", new)

        assert here.get(PROTECTED).status_code == 200
        assert elsewhere.get(PROTECTED).status_code == 302

    def test_forgetting_it_sends_one_letter_and_tells_strangers_nothing(
        self, user_with_role: MakeUser
    ) -> None:
        user = user_with_role(Role.MEMBER)

        answers = [
            Client().post("/accounts/password/reset/", {"email": address})
            for address in (user.email, "stranger@council.example")
        ]

        assert [answer["Location"] for answer in answers] == ["/accounts/password/reset/done/"] * 2
        assert [letter.to for letter in mail.outbox] == [[user.email]]

    def test_it_is_set_by_the_letter(self, user_with_role: MakeUser) -> None:
        user = user_with_role(Role.MEMBER)
        Client().post("/accounts/password/reset/", {"email": user.email})
        [link] = re.findall(r"http://testserver(/\S+)", str(mail.outbox[0].body))
        browser = Client()
        form = browser.get(link)["Location"]

        browser.post(form, {"password1": PASSWORD, "password2": PASSWORD})

        assert is_signed_in(sign_in(user))

    @pytest.mark.parametrize("password", ["short", "password1234", "account-owner@council"])
    def test_a_weak_one_is_refused(self, user_with_role: MakeUser, password: str) -> None:
        user = user_with_role(Role.MEMBER, password=PASSWORD, email="account-owner@council.example")
        client = sign_in(user)

        client.post(
            "/accounts/password/change/",
            {"oldpassword": PASSWORD, "password1": password, "password2": password},
        )

        assert User.objects.get(pk=user.pk).check_password(PASSWORD)


class TestClosedDoors:
    def test_nobody_signs_up(self) -> None:
        Client().post(
            "/accounts/signup/", {"email": "me@x.example", "password1": PASSWORD, "password2": PASSWORD}
        )

        assert not User.objects.exists()

    def test_nobody_changes_the_own_address(self, client_with_role: Callable[..., Client]) -> None:
        client = client_with_role(Role.MEMBER)

        client.post("/accounts/email/", {"email": "second@x.example", "action_add": ""})

        assert not client.user.emailaddress_set.exists()

    def test_the_administration_has_no_door_of_its_own(self) -> None:
        answer = Client().post("/admin/login/?next=/admin/", {"username": "x", "password": "y"})

        assert answer["Location"] == "/accounts/login/?next=%2Fadmin%2F"


class TestSecondFactor:
    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.MEMBER, Role.PROVIDER}))
    def test_staff_are_led_to_set_one_up(self, user_with_role: MakeUser, role: Role) -> None:
        client = sign_in(user_with_role(role, password=PASSWORD))

        answers = [client.get("/audit/?verb=x"), client.post("/audit/"), client.get("/admin/")]

        assert [answer["Location"] for answer in answers] == [
            "/accounts/2fa/totp/activate/?next=%2Faudit%2F%3Fverb%3Dx",
            "/accounts/2fa/totp/activate/?next=%2F",
            "/accounts/2fa/totp/activate/?next=%2Fadmin%2F",
        ]

    @pytest.mark.parametrize("role", [Role.MEMBER, Role.PROVIDER])
    def test_members_and_providers_are_not(self, user_with_role: MakeUser, role: Role) -> None:
        client = sign_in(user_with_role(role, password=PASSWORD))

        assert client.get("/audit/").status_code == 403

    def test_a_member_who_is_also_staff_is(self, user_with_role: MakeUser) -> None:
        client = sign_in(user_with_role(Role.MEMBER, Role.CLERK, password=PASSWORD))

        assert client.get("/audit/").status_code == 302

    def test_setting_it_up_opens_the_door(self, user_with_role: MakeUser) -> None:
        client = sign_in(user_with_role(Role.CLERK, password=PASSWORD))

        set_up(client)

        assert client.get("/audit/").status_code == 200

    def test_a_wrong_code_sets_nothing_up(self, user_with_role: MakeUser) -> None:
        client = sign_in(user_with_role(Role.CLERK, password=PASSWORD))
        client.get("/accounts/2fa/totp/activate/")

        client.post("/accounts/2fa/totp/activate/", {"code": "000000"})

        assert client.get("/audit/").status_code == 302

    def test_the_password_alone_no_longer_signs_in(self, user_with_role: MakeUser) -> None:
        user = user_with_role(Role.CLERK, password=PASSWORD)
        with time_machine.travel(AT, tick=False):
            secret = set_up(sign_in(user))
        with time_machine.travel(AT + timedelta(minutes=2), tick=False):
            client = sign_in(user)
            before = is_signed_in(client)
            client.post("/accounts/2fa/authenticate/", {"code": code_for(secret)})
            after = is_signed_in(client)
            opened = client.get("/audit/").status_code

        assert (before, after, opened) == (False, True, 200)

    def test_a_session_older_than_the_factor_must_show_it(self, user_with_role: MakeUser) -> None:
        user = user_with_role(Role.CLERK, password=PASSWORD)
        older, newer = sign_in(user), sign_in(user)

        set_up(newer)

        assert older.get("/audit/")["Location"] == "/accounts/2fa/reauthenticate/?next=%2Faudit%2F"

    def test_setting_up_twice_does_not_open_an_older_session(self, user_with_role: MakeUser) -> None:
        user = user_with_role(Role.CLERK, password=PASSWORD)
        older = sign_in(user)
        older.get("/accounts/2fa/totp/activate/")
        set_up(sign_in(user))

        older.post("/accounts/2fa/totp/activate/", {"code": "000000"})

        assert older.get("/audit/").status_code == 302

    def test_staff_cannot_take_it_away_themselves(self, user_with_role: MakeUser) -> None:
        user = user_with_role(Role.CLERK, password=PASSWORD)
        client = sign_in(user)
        set_up(client)

        client.post("/accounts/2fa/totp/deactivate/")

        assert user.authenticator_set.filter(type="totp").exists()

    def test_recovery_codes_come_with_it(self, user_with_role: MakeUser) -> None:
        user = user_with_role(Role.CLERK, password=PASSWORD)
        client = sign_in(user)
        set_up(client)
        [authenticator] = user.authenticator_set.filter(type="recovery_codes")
        unused = authenticator.wrap().get_unused_codes()
        again = sign_in(user)

        again.post("/accounts/2fa/authenticate/", {"code": unused[0]})

        assert len(unused) == 10
        assert is_signed_in(again)


class TestEndOfRights:
    def test_closing_an_account_ends_its_sessions(self, user_with_role: MakeUser) -> None:
        user, administrator = (
            user_with_role(Role.MEMBER, password=PASSWORD),
            user_with_role(Role.ADMINISTRATOR),
        )
        client = sign_in(user)
        before = client.get(PROTECTED).status_code

        change_account(
            user=user, email=user.email, person=None, wants_email=True, is_active=False, roles=[Role.MEMBER],
            by=administrator, at=AT,
        )  # fmt: skip

        assert (before, client.get(PROTECTED).status_code) == (200, 302)

    def test_a_post_that_has_ended_opens_nothing_the_day_after(
        self, user_with_role: MakeUser, client_with_role: Callable[..., Client], settings: Any
    ) -> None:
        settings.SECOND_FACTOR_REQUIRED = False
        holding = PostHoldingFactory()
        end_post(holding=holding, on=date(2010, 5, 7), by=user_with_role(Role.ADMINISTRATOR), at=AT)

        with time_machine.travel(datetime(2010, 5, 7, 22, 30, tzinfo=UTC), tick=False):  # 23:30 in London
            client = client_with_role(Role.CLERK, person=holding.person)
            on_the_day = client.get("/audit/").status_code
        with time_machine.travel(datetime(2010, 5, 7, 23, 30, tzinfo=UTC), tick=False):  # 00:30 in London
            after = client.get("/audit/").status_code

        assert (on_the_day, after) == (200, 403)
