"""The list of reports with its filter and its CSV, and the page on which a new one is begun."""

import csv
import io

import pytest

from childservices.choices import Role
from reports.choices import ReportState
from reports.models import Report
from tests.conftest import SignedInClient
from tests.factories import OrganisationFactory, PersonFactory, PostFactory, PostHoldingFactory
from tests.papers import Office, user_in
from tests.screens import MOST_QUERIES, counted_queries, value_of, words

NEUTRAL, SECRET = "Information about an individual", "The complaint of family Q7X"


@pytest.fixture
def officer(office: Office) -> SignedInClient:
    return SignedInClient(office.officer)


@pytest.fixture
def clerk(office: Office) -> SignedInClient:
    return SignedInClient(office.clerk)


class TestList:
    def test_shows_every_report_with_its_state_and_authors(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        office.report("Foster carers", state=ReportState.SUBMITTED)

        page = words(clerk.get("/reports/"))

        assert "2009/0001 Foster carers Submitted" in page
        assert "Head of Performance" in page

    def test_says_what_to_do_when_nothing_matches(self, office: Office, officer: SignedInClient) -> None:
        office.report("Foster carers")

        page = words(officer.get("/reports/?title=nothing"))

        assert "No report matches. Clear the filter, or write a new report." in page

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", {"Foster carers", "Youth justice", "School places"}),
            ("state=submitted", {"Youth justice"}),
            ("title=FOSTER", {"Foster carers"}),
            ("mine=on", {"Foster carers", "Youth justice"}),
            ("directorate=schools", {"School places"}),
        ],
    )
    def test_is_narrowed_by_its_filter(
        self, office: Office, officer: SignedInClient, query: str, expected: set[str]
    ) -> None:
        office.report("Foster carers")
        office.report("Youth justice", state=ReportState.SUBMITTED)
        other = office.report("School places")
        other.authors.update(person=PersonFactory())
        Report.objects.filter(pk=other.pk).update(directorate=OrganisationFactory(slug="schools"))

        response = officer.get(f"/reports/?{query}")

        assert {row.record.shown_title for row in response.context["table"].rows} == expected

    def test_calls_a_wholly_exempt_report_by_its_neutral_title_to_everybody(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        office.report(SECRET, neutral_title=NEUTRAL)
        others = (office.officer, user_in(Role.OFFICER), user_in(Role.ADMINISTRATOR))

        for client in (clerk, *map(SignedInClient, others)):
            page = words(client.get("/reports/"))
            assert NEUTRAL in page
            assert SECRET not in page

    def test_a_hidden_title_is_neither_searched_nor_sorted_by(self, office: Office) -> None:
        office.report("A plan")
        office.report("Zebra family", neutral_title="Individual")
        stranger = SignedInClient(user_in(Role.OFFICER))

        found = stranger.get("/reports/?title=zebra").context["table"].rows
        by_title = stranger.get("/reports/?sort=-title").context["table"].rows

        assert len(found) == 0
        assert [row.record.shown_title for row in by_title] == ["Individual", "A plan"]

    def test_downloads_what_it_shows_as_csv(self, office: Office, clerk: SignedInClient) -> None:
        office.report("=Foster carers", state=ReportState.SUBMITTED)
        office.report("Youth justice")

        answer = clerk.get("/reports/?state=submitted&format=csv")
        rows = list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))

        assert rows[0] == ["Reference", "Title", "State", "Directorate", "Authors", "Last changed"]
        assert rows[1][:3] == ["2009/0001", "'=Foster carers", "Submitted"]
        assert rows[1][4:] == ["Head of Performance", "2009-11-02"]
        assert len(rows) == 2

    def test_takes_no_more_queries_for_thirty_reports_than_for_one(
        self, office: Office, officer: SignedInClient
    ) -> None:
        office.report("Foster carers")
        with counted_queries() as one:
            officer.get("/reports/")
        for number in range(29):
            office.report(f"Report {number}")
        with counted_queries() as thirty:
            officer.get("/reports/")

        assert len(one) == len(thirty) <= MOST_QUERIES

    @pytest.mark.parametrize("role", [Role.MEMBER, Role.PROVIDER])
    def test_is_for_the_council_s_staff(self, office: Office, role: Role) -> None:
        response = SignedInClient(user_in(role)).get("/reports/")

        assert response.status_code == 403
        assert "Reports are written here by the council's officers." in words(response)


class TestNew:
    def test_begins_a_report_under_the_officer_s_post(self, office: Office, officer: SignedInClient) -> None:
        post = PostFactory(title="Head of Fostering")
        PostHoldingFactory(person=office.officer.person, post=post)
        directorate = OrganisationFactory()

        form = officer.get("/reports/new/")
        sent = {
            "title": "Foster carers", "template_version": office.version.pk, "directorate": directorate.pk,
            "purpose": "note", "post_title": value_of(form, "post_title"),
        }  # fmt: skip
        answer = officer.post("/reports/new/", sent)

        report = Report.objects.get(title="Foster carers")
        assert answer.headers["Location"] == f"/reports/{report.pk}/"
        assert report.authors.get().post_title == "Head of Fostering"
        assert report.sections.count() == 6

    def test_offers_the_newest_version_of_each_template_that_is_offered(
        self, office: Office, officer: SignedInClient
    ) -> None:
        newer = office.version.template.versions.create(number=2, banner="Report to Cabinet")

        offered = officer.get("/reports/new/").context["form"].fields["template_version"].queryset

        assert list(offered) == [newer]

    def test_asks_for_what_is_missing_and_keeps_what_was_typed(
        self, office: Office, officer: SignedInClient
    ) -> None:
        response = officer.post("/reports/new/", {"title": "Foster carers", "post_title": "Head"})

        assert value_of(response, "title") == "Foster carers"
        assert "Choose one for “Template”." in words(response)
        assert Report.objects.count() == 0

    def test_is_not_for_those_who_do_not_write_reports(self, office: Office) -> None:
        response = SignedInClient(user_in(Role.PERFORMANCE_OFFICER)).get("/reports/new/")

        assert response.status_code == 403
        assert "Only an officer who holds a post may begin a report." in words(response)
