"""The administration of committee papers: bodies, memberships and templates, and nothing that may be exempt."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib import admin

from childservices.choices import Role
from reports.models import Body, Membership, ReportTemplate, StandingItem, TemplateSection, TemplateVersion
from tests.admin_pages import page_of
from tests.conftest import SignedInClient
from tests.factories import PersonFactory
from tests.papers import Office

pytestmark = pytest.mark.django_db
PAGES = ("body", "improvementplan", "plantheme", "reporttemplate", "templateversion")
UNTYPED = {"body", "plan", "theme", "version"}  # what a row belongs to, which the page knows


@pytest.fixture
def administrator(client_with_role: Callable[..., SignedInClient]) -> SignedInClient:
    """A browser in which an administrator is signed in."""
    return client_with_role(Role.ADMINISTRATOR)


class TestPages:
    def test_only_reference_data_has_one(self) -> None:
        pages = {
            model._meta.model_name for model in admin.site._registry if model._meta.app_label == "reports"
        }

        assert pages == set(PAGES)

    @pytest.mark.parametrize("page", PAGES)
    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
    def test_open_to_administrators_alone(
        self, client_with_role: Callable[..., SignedInClient], page: str, role: Role
    ) -> None:
        client = client_with_role(role, is_superuser=True)

        assert client.get(f"/admin/reports/{page}/", follow=True).status_code == 403

    @pytest.mark.parametrize("page", PAGES)
    def test_open_to_administrators(self, administrator: SignedInClient, page: str) -> None:
        assert administrator.get(f"/admin/reports/{page}/").status_code == 200

    def test_nothing_that_is_a_record_can_be_deleted(
        self, administrator: SignedInClient, office: Office
    ) -> None:
        rows = (office.body, office.version, office.version.template)

        answers = [administrator.get(page_of(row).replace("change", "delete")).status_code for row in rows]

        assert answers == [403, 403, 403]

    def test_every_field_that_is_typed_has_help(self, administrator: SignedInClient, rf: Any) -> None:
        request = rf.get("/")
        request.user = administrator.user
        pages = [page for model, page in admin.site._registry.items() if model._meta.app_label == "reports"]
        forms = [page.get_form(request) for page in pages]
        forms += [formset.form for page in pages for formset, _ in page.get_formsets_with_inlines(request)]

        silent = {
            f"{form._meta.model.__name__}.{name}"
            for form in forms
            for name, field in form.base_fields.items()
            if not field.help_text and name not in {"DELETE", "id"} | UNTYPED
        }

        assert silent == set()

    @pytest.mark.parametrize(
        ("page", "query"),
        [
            ("body", "q=Cabinet"), ("body", "exists=yes"), ("body", "kind__exact=cabinet_member"),
            ("reporttemplate", "q=members"), ("reporttemplate", "is_offered__exact=1"),
            ("templateversion", "q=finance"),
        ],
    )  # fmt: skip
    def test_a_list_is_searched_and_narrowed(
        self, administrator: SignedInClient, office: Office, page: str, query: str
    ) -> None:
        found = administrator.get(f"/admin/reports/{page}/?{query}").context["cl"].queryset

        assert [str(row) for row in found] == [
            {
                "body": "Cabinet Member for Children",
                "reporttemplate": "Report to Members",
                "templateversion": "Report to Members, version 1",
            }[page]
        ]

    @pytest.mark.parametrize(
        ("page", "query"), [("body", "q=Nobody"), ("body", "exists=no"), ("templateversion", "q=x")]
    )
    def test_a_search_that_finds_nothing(
        self, administrator: SignedInClient, office: Office, page: str, query: str
    ) -> None:
        assert not administrator.get(f"/admin/reports/{page}/?{query}").context["cl"].queryset

    def test_a_body_is_found_by_who_sits_on_it_once(
        self, administrator: SignedInClient, office: Office
    ) -> None:
        person = PersonFactory(name="Adviser 7")
        for year in (2007, 2008):
            join(office.body, person, starts_on=date(year, 5, 1), ends_on=date(year, 12, 31))

        assert list(administrator.get("/admin/reports/body/?q=Adviser 7").context["cl"].queryset) == [
            office.body
        ]


def join(body: Body, person: Any = None, **fields: Any) -> Membership:
    """A membership that begins on 22 May 2009, unless the fields say otherwise."""
    values = {"role": "adviser", "starts_on": date(2009, 5, 22), **fields}
    return Membership.objects.create(body=body, person=person or PersonFactory(), **values)


class TestQueries:
    """At most 25 queries, and as many for 30 rows as for one."""

    def count(self, client: SignedInClient, address: str, django_assert_max_num_queries: Any) -> int:
        with django_assert_max_num_queries(25) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    @pytest.mark.parametrize("page", PAGES)
    def test_lists(
        self, administrator: SignedInClient, office: Office, page: str, django_assert_max_num_queries: Any
    ) -> None:
        address = f"/admin/reports/{page}/"
        few = self.count(administrator, address, django_assert_max_num_queries)
        for number in range(30):
            template = ReportTemplate.objects.create(slug=f"t{number}", name=f"Template {number}")
            TemplateVersion.objects.create(template=template, number=1, banner="Report to Cabinet")
            Body.objects.create(
                slug=f"b{number}", name=f"Body {number}", kind="cabinet", regime="none",
                template=template, parent=office.body,
            )  # fmt: skip

        many = self.count(administrator, address, django_assert_max_num_queries)

        assert many == few

    def test_a_body_with_thirty_members_and_standing_items(
        self, administrator: SignedInClient, office: Office, django_assert_max_num_queries: Any
    ) -> None:
        StandingItem.objects.create(body=office.body, position=1, title="Apologies")
        administrator.get(page_of(office.body))  # what is read once, such as content types, is read
        few = self.count(administrator, page_of(office.body), django_assert_max_num_queries)
        for number in range(2, 32):
            join(office.body)
            StandingItem.objects.create(body=office.body, position=number, title=f"Item {number}")

        many = self.count(administrator, page_of(office.body), django_assert_max_num_queries)

        assert many == few

    def test_a_version_with_thirty_headings(
        self, administrator: SignedInClient, office: Office, django_assert_max_num_queries: Any
    ) -> None:
        administrator.get(page_of(office.version))
        few = self.count(administrator, page_of(office.version), django_assert_max_num_queries)
        for number in range(7, 37):
            TemplateSection.objects.create(
                version=office.version, key=f"k{number}", heading="More", position=number
            )

        many = self.count(administrator, page_of(office.version), django_assert_max_num_queries)

        assert many == few
