"""Templates of reports and their versions, as an administrator keeps them."""

from collections.abc import Callable
from typing import Any

import pytest

from childservices.choices import Role
from childservices.models import AuditEvent
from childservices.operations.editing import NotAllowed
from reports.models import ReportTemplate, TemplateVersion
from reports.operations.template import begin_template_version
from tests.admin_pages import errors_in, formset, page_of
from tests.conftest import SignedInClient
from tests.papers import AT, Office

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client_with_role: Callable[..., SignedInClient]) -> SignedInClient:
    """A browser in which an administrator is signed in."""
    return client_with_role(Role.ADMINISTRATOR)


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
