"""The administration: who gets in, what is on it, what it saves."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.test import Client

from childservices.choices import Role
from childservices.models import AuditEvent, OfficeClosure, User
from childservices.operations.jobs import enqueue_job
from tests.factories import OrganisationFactory, PersonFactory, PostFactory, PostHoldingFactory

AT = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db
SignIn = Callable[..., Any]
OWN = ("auditevent", "job", "officeclosure", "organisation", "person", "post", "user")


class TestDoors:
    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
    def test_are_closed_to_other_roles(self, client_with_role: SignIn, role: Role) -> None:
        client = client_with_role(role)

        answers = [
            client.get(path, follow=True).status_code for path in ("/admin/", "/admin/childservices/user/")
        ]

        assert answers == [403, 403]

    def test_are_closed_to_a_superuser_without_the_role(self, client_with_role: SignIn) -> None:
        assert client_with_role(Role.CLERK, is_superuser=True).get("/admin/", follow=True).status_code == 403

    def test_lead_strangers_to_sign_in(self) -> None:
        way = Client().get("/admin/", follow=True).redirect_chain

        assert way[-1] == ("/accounts/login/?next=%2Fadmin%2F", 302)

    @pytest.mark.parametrize("model", OWN)
    def test_open_to_administrators(self, client_with_role: SignIn, model: str) -> None:
        client = client_with_role(Role.ADMINISTRATOR)

        assert client.get(f"/admin/childservices/{model}/").status_code == 200


class TestPages:
    def test_no_library_has_one(self) -> None:
        apps = {model._meta.app_label for model in admin.site._registry}

        assert apps <= {"childservices", "indicators", "partnerships", "reports"}
        assert {
            model._meta.model_name
            for model in admin.site._registry
            if model._meta.app_label == "childservices"
        } == set(OWN)

    def test_nothing_can_be_deleted_but_a_closure(self, client_with_role: SignIn, rf: Any) -> None:
        request = rf.get("/")
        request.user = client_with_role(Role.ADMINISTRATOR).user

        deleting = {
            model._meta.model_name
            for model, page in admin.site._registry.items()
            if model._meta.app_label == "childservices" and page.has_delete_permission(request)
        }

        assert deleting == {"officeclosure"}

    def test_every_field_that_is_typed_has_help(self, client_with_role: SignIn, rf: Any) -> None:
        request = rf.get("/")
        request.user = client_with_role(Role.ADMINISTRATOR).user

        silent = {
            f"{model._meta.label}.{name}"
            for model, page in admin.site._registry.items()
            if model._meta.app_label == "childservices" and page.has_add_permission(request)
            for name, field in page.get_form(request)().fields.items()
            if not field.help_text
        }

        assert silent == set()

    def test_a_job_shows_neither_parameters_nor_error(self, client_with_role: SignIn) -> None:
        job = enqueue_job(kind="test", parameters={"report": "a-secret-identifier"}, by=None, at=AT)

        page = client_with_role(Role.ADMINISTRATOR).get(f"/admin/childservices/job/{job.pk}/change/")

        assert page.status_code == 200
        assert "a-secret-identifier" not in page.content.decode()

    @pytest.mark.parametrize("model", ["auditevent", "job"])
    def test_records_cannot_be_added(self, client_with_role: SignIn, model: str) -> None:
        assert (
            client_with_role(Role.ADMINISTRATOR).get(f"/admin/childservices/{model}/add/").status_code == 403
        )

    @pytest.mark.parametrize(
        ("model", "make"),
        [
            ("person", PersonFactory),
            ("post", PostFactory),
            ("organisation", OrganisationFactory),
            ("user", lambda: PostHoldingFactory() and None),
        ],
    )
    def test_lists_ask_no_more_for_more_rows(
        self,
        client_with_role: SignIn,
        django_assert_max_num_queries: Any,
        model: str,
        make: Callable[[], Any],
    ) -> None:
        client = client_with_role(Role.ADMINISTRATOR, person=PersonFactory())
        for _ in range(30):
            make()

        with django_assert_max_num_queries(12):
            client.get(f"/admin/childservices/{model}/")


class TestReferenceData:
    def test_a_closure_is_added_and_noted(self, client_with_role: SignIn) -> None:
        client = client_with_role(Role.ADMINISTRATOR)

        client.post("/admin/childservices/officeclosure/add/", {"on": "2009-12-24", "reason": "Snow"})

        assert OfficeClosure.objects.get().on == date(2009, 12, 24)
        event = AuditEvent.objects.get(verb="reference.added")
        assert (event.by, event.label) == (client.user, "24.12.2009 Snow")

    def test_a_change_is_noted_by_its_fields(self, client_with_role: SignIn) -> None:
        closure = OfficeClosure.objects.create(on=date(2009, 12, 24), reason="Snow")
        client = client_with_role(Role.ADMINISTRATOR)

        client.post(
            f"/admin/childservices/officeclosure/{closure.pk}/change/", {"on": "2009-12-24", "reason": "Ice"}
        )

        assert AuditEvent.objects.get(verb="reference.changed").detail == {"fields": ["Reason"]}

    def test_an_organisation_is_added_with_its_aliases(self, client_with_role: SignIn) -> None:
        client = client_with_role(Role.ADMINISTRATOR)

        client.post(
            "/admin/childservices/organisation/add/",
            {
                "slug": "library-service", "name": "Library service", "kind": "directorate",
                "aliases-TOTAL_FORMS": "1", "aliases-INITIAL_FORMS": "0",
                "aliases-0-name": "Libraries and Museums", "aliases-0-starts_on": "", "aliases-0-ends_on": "2012-03-31",
            },
        )  # fmt: skip

        assert str(OrganisationFactory._meta.model.objects.get().aliases.get()) == "Libraries and Museums"


class TestAccounts:
    def form(self, **changes: Any) -> dict[str, Any]:
        return {
            "email": "New@council.example",
            "is_active": "on",
            "wants_email": "on",
            "roles": ["clerk"],
        } | changes

    def test_are_made_by_the_operation(self, client_with_role: SignIn) -> None:
        client = client_with_role(Role.ADMINISTRATOR)

        client.post("/admin/childservices/user/add/", self.form())

        user = User.objects.get(email="new@council.example")
        assert user.roles == {Role.CLERK}
        assert AuditEvent.objects.filter(verb="account.created", by=client.user).count() == 1

    def test_are_changed_by_the_operation(
        self, client_with_role: SignIn, user_with_role: Callable[..., User]
    ) -> None:
        user, client = user_with_role(Role.OFFICER), client_with_role(Role.ADMINISTRATOR)
        page = client.get(f"/admin/childservices/user/{user.pk}/change/")

        client.post(
            f"/admin/childservices/user/{user.pk}/change/", self.form(email=user.email, roles=["member"])
        )

        assert page.context["adminform"].form.initial["roles"] == ["officer"]
        assert User.objects.get(pk=user.pk).roles == {Role.MEMBER}
        assert AuditEvent.objects.filter(verb="account.roles_changed", by=client.user).count() == 1

    def test_a_refusal_is_an_error_of_the_form(self, client_with_role: SignIn) -> None:
        client = client_with_role(Role.ADMINISTRATOR)

        page = client.post(
            f"/admin/childservices/user/{client.user.pk}/change/",
            self.form(email=client.user.email, roles=["clerk"]),
        )

        assert page.status_code == 200
        assert "Ask another administrator to take the role from you." in page.content.decode()
        assert User.objects.get(pk=client.user.pk).roles == {Role.ADMINISTRATOR}

    def test_an_address_in_use_is_an_error_of_the_form(
        self, client_with_role: SignIn, user_with_role: Callable[..., User]
    ) -> None:
        user = user_with_role(Role.OFFICER)

        page = client_with_role(Role.ADMINISTRATOR).post(
            "/admin/childservices/user/add/", self.form(email=user.email.upper())
        )

        assert "There is an account with this address." in page.content.decode()

    def test_the_second_factor_is_taken_away(
        self, client_with_role: SignIn, user_with_role: Callable[..., User]
    ) -> None:
        user = user_with_role(Role.OFFICER)
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})

        client_with_role(Role.ADMINISTRATOR).post(
            "/admin/childservices/user/",
            {"action": "remove_second_factor", "_selected_action": [str(user.pk)]},
        )

        assert not Authenticator.objects.exists()


def test_a_password_is_changed_on_the_account_pages_alone(client_with_role: Callable[..., Client]) -> None:
    response = client_with_role(Role.ADMINISTRATOR).get("/admin/password_change/")

    assert response.status_code == 302
    assert response["Location"] == "/accounts/password/change/"
