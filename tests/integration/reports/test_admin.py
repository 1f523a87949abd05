"""The administration of committee papers: bodies, memberships and templates, and nothing that may be exempt."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib import admin

from childservices.choices import Role
from childservices.models import AuditEvent
from reports.models import Body, Membership, ReportTemplate, StandingItem, TemplateSection, TemplateVersion
from reports.operations.editing import NotAllowed
from reports.operations.template import begin_template_version
from tests.conftest import SignedInClient
from tests.factories import PersonFactory
from tests.papers import AT, Office

pytestmark = pytest.mark.django_db
PAGES = ("body", "reporttemplate", "templateversion")
UNTYPED = {"body", "version"}  # what a row belongs to, which the page knows


@pytest.fixture
def administrator(client_with_role: Callable[..., SignedInClient]) -> SignedInClient:
    """A browser in which an administrator is signed in."""
    return client_with_role(Role.ADMINISTRATOR)


def formset(prefix: str, *rows: dict[str, Any], initial: int = 0) -> dict[str, Any]:
    """What a browser sends for rows under a parent, of which so many are there already."""
    management = {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": initial}
    fields = {f"{prefix}-{n}-{name}": value for n, row in enumerate(rows) for name, value in row.items()}
    return management | fields


def body_form(body: Body | None = None, **changes: Any) -> dict[str, Any]:
    """What a browser sends for a body, unchanged but for the changes."""
    values: dict[str, Any] = {
        "name": body.name if body else "Children's Trust Board",
        "slug": "childrens-trust-board",
        "kind": "partnership",
        "regime": "none",
        **formset("standing_items"),
        **formset("memberships"),
        **formset("memberships-2"),
    }
    return values | changes


def page_of(row: Any) -> str:
    """The address of a row's page."""
    return f"/admin/reports/{row._meta.model_name}/{row.pk}/change/"


def errors_in(response: Any) -> list[str]:
    """Every error that a page shows."""
    form, formsets = response.context["adminform"].form, response.context["inline_admin_formsets"]
    said = [*form.non_field_errors(), *(error for errors in form.errors.values() for error in errors)]
    for one in formsets:
        said += [*one.formset.non_form_errors()]
        said += [error for row in one.formset.errors for errors in row.values() for error in errors]
    return list(dict.fromkeys(map(str, said)))


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


class TestBodies:
    def test_one_is_added_with_its_standing_items_and_members(self, administrator: SignedInClient) -> None:
        person = PersonFactory(name="Adviser 1")

        administrator.post(
            "/admin/reports/body/add/",
            body_form(
                **formset(
                    "standing_items", {"position": 1, "kind": "standing", "title": "Apologies for absence"}
                ),
                **formset("memberships-2", {"person": person.pk, "role": "chair", "starts_on": "2009-05-22"}),
            ),
        )

        body = Body.objects.get(slug="childrens-trust-board")
        assert [item.title for item in body.standing_items.all()] == ["Apologies for absence"]
        assert [(m.person, m.role, m.starts_on, m.ends_on) for m in body.memberships.all()] == [
            (person, "chair", date(2009, 5, 22), None)
        ]

    def test_additions_are_on_the_audit_log_and_each_membership_with_its_days(
        self, administrator: SignedInClient
    ) -> None:
        person = PersonFactory(name="Adviser 1")
        rows = formset("memberships-2", {"person": person.pk, "role": "chair", "starts_on": "2009-05-22"})

        administrator.post("/admin/reports/body/add/", body_form(**rows))

        body = Body.objects.get(slug="childrens-trust-board")
        events = AuditEvent.objects.filter(by=administrator.user).order_by("id")
        assert [(event.verb, event.label) for event in events] == [
            ("membership.added", "Adviser 1, chair of Children's Trust Board"),
            ("reference.added", "Children's Trust Board"),
        ]
        assert events[0].detail == {
            "body": str(body.pk),
            "person": str(person.pk),
            "role": "chair",
            "starts_on": "2009-05-22",
            "ends_on": None,
        }

    def test_a_membership_is_ended_and_that_is_noted(
        self, administrator: SignedInClient, office: Office
    ) -> None:
        membership = office.body.memberships.get()
        row = {"id": membership.pk, "role": "member", "starts_on": "2009-05-22", "ends_on": "2010-05-07"}

        administrator.post(
            page_of(office.body), body_form(office.body, **formset("memberships", row, initial=1))
        )

        membership.refresh_from_db()
        assert membership.ends_on == date(2010, 5, 7)
        event = AuditEvent.objects.get(verb="membership.changed")
        assert (event.by, event.subject_id) == (administrator.user, str(membership.pk))
        assert event.detail["ends_on"] == "2010-05-07"

    def test_a_membership_cannot_pass_to_somebody_else_nor_be_taken_away(
        self, administrator: SignedInClient, office: Office
    ) -> None:
        membership = office.body.memberships.get()
        row = {
            "id": membership.pk,
            "role": "member",
            "starts_on": "2009-05-22",
            "person": PersonFactory().pk,
            "DELETE": "on",
        }

        administrator.post(
            page_of(office.body), body_form(office.body, **formset("memberships", row, initial=1))
        )

        assert list(office.body.memberships.values_list("person", flat=True)) == [office.member.person_id]

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            (
                {"active_from": "2010-01-01", "active_to": "2009-01-01"},
                "The last day cannot be before the first day.",
            ),
            ({"name": ""}, "This field is required."),
            ({"quorum": "-1"}, "Ensure this value is greater than or equal to 0."),
            (
                formset("memberships-2", {"person": "", "role": "chair", "starts_on": "2009-05-22"}),
                "This field is required.",
            ),
        ],
    )
    def test_what_does_not_fit_is_said_in_a_sentence(
        self, administrator: SignedInClient, office: Office, changes: dict[str, Any], sentence: str
    ) -> None:
        response = administrator.post(page_of(office.body), body_form(office.body, **changes))

        assert errors_in(response) == [sentence]
        assert not AuditEvent.objects.filter(verb__startswith="reference").exists()

    def test_a_membership_that_ends_before_it_starts(
        self, administrator: SignedInClient, office: Office
    ) -> None:
        row = {
            "person": PersonFactory().pk,
            "role": "chair",
            "starts_on": "2010-01-01",
            "ends_on": "2009-01-01",
        }

        response = administrator.post(
            page_of(office.body), body_form(office.body, **formset("memberships-2", row))
        )

        assert errors_in(response) == ["The last day cannot be before the first day."]
        assert office.body.memberships.count() == 1

    def test_a_body_does_not_report_to_itself_by_a_roundabout_way(
        self, administrator: SignedInClient, office: Office
    ) -> None:
        below = Body.objects.create(
            slug="b", name="Panel", kind="committee", regime="none", parent=office.body
        )
        lowest = Body.objects.create(
            slug="c", name="Sub-panel", kind="committee", regime="none", parent=below
        )

        for parent in (office.body, below, lowest):
            response = administrator.post(page_of(office.body), body_form(office.body, parent=parent.pk))

            assert errors_in(response) == ["A body cannot report to itself or to a body that reports to it."]

    def test_the_short_name_stays(self, administrator: SignedInClient, office: Office) -> None:
        administrator.post(
            page_of(office.body), body_form(office.body, slug="another", name="Cabinet Member")
        )

        office.body.refresh_from_db()
        assert (office.body.slug, office.body.name) == ("cabinet-member-cyps", "Cabinet Member")

    def test_a_row_of_another_body_is_not_taken(self, administrator: SignedInClient, office: Office) -> None:
        other = Body.objects.create(slug="b", name="Panel", kind="committee", regime="none")
        item = StandingItem.objects.create(body=other, position=1, title="Apologies")
        row = {"id": item.pk, "position": 1, "kind": "standing", "title": "Taken"}

        response = administrator.post(
            page_of(office.body), body_form(office.body, **formset("standing_items", row, initial=1))
        )

        item.refresh_from_db()
        assert (response.status_code, item.title, item.body) == (200, "Apologies", other)

    def test_standing_items_are_put_in_the_order_that_is_typed(
        self, administrator: SignedInClient, office: Office
    ) -> None:
        titles = ("Apologies", "Declarations", "Minutes")
        items = [
            StandingItem.objects.create(body=office.body, position=number, title=title)
            for number, title in enumerate(titles, start=1)
        ]
        rows: list[dict[str, Any]] = [
            {"id": items[0].pk, "position": 3, "kind": "standing", "title": "Apologies"},
            {"id": items[1].pk, "position": 2, "kind": "standing", "title": "Declarations", "DELETE": "on"},
            {"id": items[2].pk, "position": 3, "kind": "minutes", "title": "Minutes"},
            {"position": 1, "kind": "standing", "title": "Welcome"},
        ]

        administrator.post(
            page_of(office.body), body_form(office.body, **formset("standing_items", *rows, initial=3))
        )

        order = office.body.standing_items.order_by("position").values_list("position", "title", "kind")
        assert list(order) == [
            (1, "Welcome", "standing"),
            (2, "Apologies", "standing"),
            (3, "Minutes", "minutes"),
        ]


class TestTemplates:
    def begin(self, client: SignedInClient, *templates: ReportTemplate) -> list[str]:
        response = client.post(
            "/admin/reports/reporttemplate/",
            {"action": "begin_version", "_selected_action": [str(template.pk) for template in templates]},
            follow=True,
        )
        return [str(message) for message in response.context["messages"]]

    def version_form(self, version: TemplateVersion, *rows: dict[str, Any], **changes: Any) -> dict[str, Any]:
        sections = list(version.sections.order_by("position"))
        kept = [
            {
                "id": s.pk, "position": s.position, "heading": s.heading, "key": s.key, "kind": s.kind,
                "is_required": "on", "guidance": "", "default_classification": "open",
            }
            for s in sections
        ]  # fmt: skip
        values = {
            "banner": version.banner,
            "is_numbered": "on",
            "has_header": "on",
            "directorate_label": "Directorate",
        }
        return values | formset("sections", *kept, *rows, initial=len(sections)) | changes

    def test_one_is_added(self, administrator: SignedInClient) -> None:
        administrator.post("/admin/reports/reporttemplate/add/", {"name": "Briefing", "slug": "briefing"})

        template = ReportTemplate.objects.get()
        assert (template.name, template.slug, template.is_offered) == ("Briefing", "briefing", False)
        assert AuditEvent.objects.get(by=administrator.user).verb == "reference.added"

    def test_the_first_version_of_a_template_is_begun(self, administrator: SignedInClient) -> None:
        template = ReportTemplate.objects.create(slug="briefing", name="Briefing")

        said = self.begin(administrator, template)

        assert said == ["Briefing, version 1 was begun. Change it among the versions."]
        assert [(v.number, v.banner) for v in template.versions.all()] == [(1, "Report to Members")]

    def test_the_next_version_begins_as_the_last_one_was(
        self, administrator: SignedInClient, office: Office
    ) -> None:
        office.report()

        said = self.begin(administrator, office.version.template)

        version = TemplateVersion.objects.get(number=2)
        assert said == ["Report to Members, version 2 was begun. Change it among the versions."]
        fields = ("key", "heading", "position", "kind", "is_required", "default_classification")
        assert list(version.sections.order_by("position").values_list(*fields)) == list(
            office.version.sections.order_by("position").values_list(*fields)
        )
        event = AuditEvent.objects.get(verb="template_version_begun")
        assert (event.by, event.label) == (administrator.user, "Report to Members, version 2")

    def test_no_version_is_begun_beside_one_that_nobody_has_used(
        self, administrator: SignedInClient, office: Office
    ) -> None:
        other = ReportTemplate.objects.create(slug="briefing", name="Briefing")

        said = self.begin(administrator, office.version.template, other)

        assert said == [
            "Briefing, version 1 was begun. Change it among the versions.",
            "No report was written on Report to Members, version 1 yet. Change that one.",
        ]

    def test_an_unused_version_is_changed(self, administrator: SignedInClient, office: Office) -> None:
        heading = {
            "position": 1, "heading": "Purpose", "key": "purpose", "kind": "text", "default_classification": "open",
        }  # fmt: skip

        administrator.post(
            page_of(office.version),
            self.version_form(office.version, heading, banner="Report to Cabinet"),
        )

        office.version.refresh_from_db()
        headings = office.version.sections.order_by("position").values_list("position", "key")
        assert office.version.banner == "Report to Cabinet"
        assert list(headings)[:3] == [(1, "summary"), (2, "purpose"), (3, "recommendations")]
        assert AuditEvent.objects.get(verb="reference.changed").by == administrator.user

    def test_a_version_that_a_report_was_written_on_is_shown_and_not_changed(
        self, administrator: SignedInClient, office: Office
    ) -> None:
        office.report()
        page = administrator.get(page_of(office.version))

        answer = administrator.post(
            page_of(office.version), self.version_form(office.version, banner="Changed")
        )

        office.version.refresh_from_db()
        assert (page.status_code, answer.status_code) == (200, 403)
        assert "_save" not in page.content.decode()
        assert office.version.banner == "Report to Members"

    def test_a_heading_that_stands_twice_is_refused(
        self, administrator: SignedInClient, office: Office
    ) -> None:
        twice = {
            "position": 9,
            "heading": "Summary",
            "key": "summary",
            "kind": "text",
            "default_classification": "open",
        }

        response = administrator.post(page_of(office.version), self.version_form(office.version, twice))

        assert errors_in(response) == [
            "Please correct the duplicate data for key.",
            "Please correct the duplicate values below.",
        ]
        assert office.version.sections.count() == 6

    def test_versions_are_not_added_by_hand(self, administrator: SignedInClient) -> None:
        assert administrator.get("/admin/reports/templateversion/add/").status_code == 403


def test_a_clerk_does_not_begin_a_version(office: Office) -> None:

    with pytest.raises(NotAllowed) as refused:
        begin_template_version(template=office.version.template, by=office.clerk, at=AT)

    assert refused.value.sentence == "Only an administrator changes the templates of reports."
