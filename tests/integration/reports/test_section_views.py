"""The page of a section: text in, a paste from Word, a script, two people at once, and nothing typed lost."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from childservices.choices import Role
from childservices.models import AuditEvent
from reports.choices import Classification, ReportState
from reports.models import DataTable, Report, Section
from tests.conftest import SignedInClient
from tests.factories import PersonFactory, PostFactory, PostHoldingFactory
from tests.papers import EXEMPT, Office, user_in
from tests.screens import MOST_QUERIES, counted_queries, value_of, words

WORD = (Path(__file__).parent / "word.html").read_text("utf-8")
EXEMPT_ANSWERS = {"classification": "exempt", "exempt_paragraph": "3", "exempt_reason": "A tender is open."}


@pytest.fixture
def officer(office: Office) -> SignedInClient:
    return SignedInClient(office.officer)


@pytest.fixture
def report(office: Office) -> Report:
    return office.report()


@pytest.fixture
def section(report: Report) -> Section:
    return report.sections.select_related("heading").get(heading__key="finance")


@pytest.fixture
def colleague(office: Office, report: Report) -> SignedInClient:
    """A second author, who holds the post of Finance Manager."""
    person = PersonFactory()
    PostHoldingFactory(person=person, post=PostFactory(title="Finance Manager"))
    report.authors.create(person=person, post_title="Finance Manager", position=2)
    return SignedInClient(user_in(Role.OFFICER, person=person))


def url(section: Section) -> str:
    return reverse("section_edit", args=[section.pk])


def answers(body: str, **changed: object) -> dict[str, object]:
    return {"body": body, "classification": "open", "expected": 1, **changed}


class TestWriting:
    def test_shows_the_text_the_guidance_and_where_it_stands(
        self, section: Section, officer: SignedInClient
    ) -> None:
        section.heading.guidance = "Say what it costs."
        section.heading.save()

        response = officer.get(url(section))

        assert value_of(response, "body") == section.body
        assert "Say what it costs." in words(response)
        assert "Reports 2009/0001" in words(response)

    def test_saves_the_text_with_ids_and_goes_back_to_the_report(
        self, section: Section, officer: SignedInClient
    ) -> None:
        answer = officer.post(url(section), answers("<p>It costs £605,000.</p>"), follow=True)

        section.refresh_from_db()
        assert answer.redirect_chain == [(f"/reports/{section.report_id}/", 302)]
        assert "“Finance” is saved." in words(answer)
        assert section.body.endswith(">It costs £605,000.</p>")
        assert 'id="b-' in section.body

    def test_stays_on_the_page_when_asked(self, section: Section, officer: SignedInClient) -> None:
        answer = officer.post(url(section), answers("<p>Half.</p>", stay="1"))

        assert answer.headers["Location"] == url(section)

    def test_plain_typing_without_javascript_becomes_paragraphs(
        self, section: Section, officer: SignedInClient
    ) -> None:
        officer.post(url(section), answers("One.\n\nTwo."))

        section.refresh_from_db()
        assert section.body.count("<p ") == 2

    def test_a_paste_from_word_keeps_lists_tables_and_bold_and_none_of_the_mess(
        self, section: Section, officer: SignedInClient
    ) -> None:
        officer.post(url(section), answers(WORD))

        section.refresh_from_db()
        body = section.body
        assert body.count("<ol>") == 1
        assert body.count("<ul>") == 1
        assert body.count("<li") == 3
        assert '<th scope="col">' in body
        assert ">140<" in body
        assert "<strong>three</strong>" in body
        assert not [
            mess for mess in ("mso", "o:p", "style", "class", "span", "xml", "Calibri") if mess in body
        ]

    def test_a_script_is_taken_out_and_that_is_told(self, section: Section, officer: SignedInClient) -> None:
        typed = '<p>Safe.</p><script>alert("Q7X")</script><p onclick="Q7X()">Also.</p>'

        answer = officer.post(url(section), answers(typed), follow=True)

        section.refresh_from_db()
        assert "Q7X" not in section.body
        assert "A script was removed." in words(answer)
        assert "An instruction that would run a program was removed." in words(answer)

    def test_a_text_that_is_too_long_is_refused_and_still_there(
        self, section: Section, officer: SignedInClient
    ) -> None:
        long = "<p>" + "a " * 1_050_000 + "</p>"

        response = officer.post(url(section), answers(long))

        assert "This text is too long" in words(response)
        assert len(value_of(response, "body")) == len(long)

    def test_shows_the_recommendations_under_their_heading(
        self, report: Report, officer: SignedInClient
    ) -> None:
        recommendations = report.sections.get(heading__key="recommendations")

        page = words(officer.get(url(recommendations)))

        assert "That the strategy be approved." in page
        assert "Add a recommendation" in page

    def test_takes_no_more_queries_for_thirty_tables_and_parts_than_for_one(
        self, report: Report, officer: SignedInClient
    ) -> None:
        risks = report.sections.get(heading__key="risks")
        report.risks.create(risk="A risk", **EXEMPT)
        self.add_table(risks, "first")
        with counted_queries() as one:
            officer.get(url(risks))
        for position in range(2, 31):
            report.risks.create(position=position, risk="A risk", **EXEMPT)
            self.add_table(risks, f"table-{position}")
        with counted_queries() as thirty:
            officer.get(url(risks))

        assert len(one) == len(thirty) <= MOST_QUERIES

    def add_table(self, section: Section, key: str) -> None:
        DataTable.objects.create(
            section=section, key=key, caption="Costs", columns=[{"label": "Year"}], rows=[["2008"]]
        )


class TestPlacesOfTables:
    @pytest.fixture(autouse=True)
    def table(self, section: Section) -> DataTable:
        return DataTable.objects.create(
            section=section,
            key="costs",
            caption="Costs by year",
            columns=[{"label": "Year"}],
            rows=[["2008"]],
        )

    def test_are_listed_beside_the_text(self, section: Section, officer: SignedInClient) -> None:
        assert "[table costs] Costs by year" in words(officer.get(url(section)))

    def test_are_kept_where_they_name_a_table(self, section: Section, officer: SignedInClient) -> None:
        officer.post(url(section), answers("<p>Before.</p><p>[table costs]</p>"))

        section.refresh_from_db()
        assert section.body.endswith(">[table costs]</p>")

    def test_are_refused_where_there_is_no_such_table(
        self, section: Section, officer: SignedInClient
    ) -> None:
        response = officer.post(url(section), answers("<p>[table spend]</p>"))

        assert (
            "There is no table “spend” here. Add it below, or take [table spend] out of the text."
            in words(response)
        )

    @pytest.mark.parametrize("typed", ["<p>See [table costs] here.</p>", "<p>[table Costs]</p>"])
    def test_are_refused_where_they_would_print_as_words(
        self, section: Section, officer: SignedInClient, typed: str
    ) -> None:
        response = officer.post(url(section), answers(typed))

        assert "on a line of its own, with the table's name as it stands below." in words(response)


class TestClass:
    def test_exempt_is_saved_with_its_paragraph_and_reason(
        self, section: Section, officer: SignedInClient
    ) -> None:
        officer.post(url(section), answers("<p>A.</p>", **EXEMPT_ANSWERS, is_contract_negotiation="on"))

        section.refresh_from_db()
        assert (section.classification, section.exempt_paragraph) == ("exempt", 3)
        assert (section.exempt_reason, section.is_contract_negotiation) == ("A tender is open.", True)

    def test_exempt_asks_for_paragraph_and_reason(self, section: Section, officer: SignedInClient) -> None:
        response = officer.post(url(section), answers("<p>A.</p>", classification="exempt"))

        assert "Choose the paragraph of Schedule 12A that makes it exempt." in words(response)
        assert "Say why the public interest favours keeping it exempt." in words(response)

    def test_a_negotiation_is_paragraph_3_only(self, section: Section, officer: SignedInClient) -> None:
        sent = answers(
            "<p>A.</p>", **EXEMPT_ANSWERS | {"exempt_paragraph": "1"}, is_contract_negotiation="on"
        )

        response = officer.post(url(section), sent)

        assert "Only paragraph 3 can be a contract negotiation." in words(response)

    def test_open_drops_what_only_exempt_parts_have(self, section: Section, officer: SignedInClient) -> None:
        Section.objects.filter(pk=section.pk).update(**EXEMPT, exempt_reason="A tender.")

        officer.post(url(section), answers("<p>A.</p>", **EXEMPT_ANSWERS | {"classification": "open"}))

        section.refresh_from_db()
        assert (section.classification, section.exempt_paragraph, section.exempt_reason) == ("open", None, "")

    def test_unclassified_has_to_be_settled(self, section: Section, officer: SignedInClient) -> None:
        Section.objects.filter(pk=section.pk).update(classification=Classification.UNCLASSIFIED)

        shown = officer.get(url(section))
        response = officer.post(url(section), {"body": "<p>A.</p>", "expected": 1})

        assert "Nobody has said yet whether this is open or exempt." in words(shown)
        assert "Choose one for “Who may read it?”." in words(response)

    def test_exempt_words_are_shown_to_the_author_and_that_is_kept_once(
        self, section: Section, officer: SignedInClient
    ) -> None:
        Section.objects.filter(pk=section.pk).update(**EXEMPT, body="<p>£9,417</p>")

        response = officer.get(url(section))

        assert "9,417" in value_of(response, "body")
        kept = AuditEvent.objects.filter(verb="exempt_seen").values_list("label", "reason", "by")
        assert list(kept) == [("Section 3 of report 2009/0001", "wrote the report", officer.user.pk)]

    def test_exempt_words_are_closed_to_a_clerk_who_administers(
        self, office: Office, section: Section
    ) -> None:
        Section.objects.filter(pk=section.pk).update(**EXEMPT, body="<p>£9,417</p>")
        both = user_in(Role.CLERK)
        both.groups.add(user_in(Role.ADMINISTRATOR).groups.get())
        client = SignedInClient(both)

        shown = client.get(url(section))
        sent = client.post(url(section), answers("<p>My words.</p>"))

        assert (shown.status_code, sent.status_code) == (403, 403)
        assert "9,417" not in shown.content.decode() + sent.content.decode()
        assert "<p>My words.</p>" in words(sent)
        assert AuditEvent.objects.filter(verb="exempt_seen").count() == 0


class TestTwoAtOnce:
    def test_the_second_sees_both_texts_and_has_their_own_in_the_form(
        self, section: Section, officer: SignedInClient, colleague: SignedInClient
    ) -> None:
        colleague.post(url(section), answers("<p>Theirs.</p>"))

        response = officer.post(url(section), answers("<p>Mine.</p>"))

        section.refresh_from_db()
        assert response.status_code == 409
        assert "Your text Mine." in words(response)
        assert "The text saved by Finance Manager on" in words(response)
        assert "Theirs." in words(response)
        assert value_of(response, "body") == "<p>Mine.</p>"
        assert "Theirs." in section.body

    @pytest.mark.parametrize("choice", [("mine", "Mine."), ("edit", "Edited."), ("theirs", "Theirs.")])
    def test_whichever_is_chosen_is_kept(
        self, section: Section, officer: SignedInClient, colleague: SignedInClient, choice: tuple[str, str]
    ) -> None:
        keep, expected = choice
        colleague.post(url(section), answers("<p>Theirs.</p>"))
        conflict = officer.post(url(section), answers("<p>Mine.</p>"))
        typed = dict(conflict.context["conflict"]["typed"])
        sent = answers("<p>Edited.</p>", expected=value_of(conflict, "expected"), keep=keep)

        answer = officer.post(url(section), typed | sent)

        section.refresh_from_db()
        assert answer.status_code == 302
        assert f">{expected}</p>" in section.body

    def test_a_third_save_meanwhile_is_a_conflict_again(
        self, section: Section, officer: SignedInClient, colleague: SignedInClient
    ) -> None:
        colleague.post(url(section), answers("<p>Theirs.</p>"))
        conflict = officer.post(url(section), answers("<p>Mine.</p>"))
        colleague.post(url(section), answers("<p>Theirs again.</p>", expected=2))

        response = officer.post(
            url(section), answers("<p>Mine.</p>", expected=value_of(conflict, "expected"), keep="edit")
        )

        assert response.status_code == 409
        assert "Theirs again." in words(response)

    def test_what_became_exempt_is_not_opened_by_the_second_save(
        self, section: Section, officer: SignedInClient, colleague: SignedInClient
    ) -> None:
        colleague.post(url(section), answers("<p>£9,417</p>", **EXEMPT_ANSWERS))

        response = officer.post(url(section), answers("<p>Mine.</p>"))

        assert "The other person made this exempt, and yours would open it again." in words(response)
        assert value_of(response, "classification") == "exempt"
        assert value_of(response, "exempt_paragraph") == "3"
        assert AuditEvent.objects.filter(verb="exempt_seen", by=officer.user).count() == 1


class TestNothingTypedIsLost:
    def test_when_the_report_was_submitted_meanwhile(
        self, section: Section, officer: SignedInClient, colleague: SignedInClient
    ) -> None:
        colleague.post(f"/reports/{section.report_id}/move/submit/")

        response = officer.post(url(section), answers("<p>My words.</p>"))

        assert response.status_code == 403
        assert value_of(response, "body") == "<p>My words.</p>"
        assert "You may not change this report in its present state." in words(response)

    def test_when_the_report_was_published_meanwhile(self, section: Section, officer: SignedInClient) -> None:
        Report.objects.update(state=ReportState.PUBLISHED)

        response = officer.post(url(section), answers("<p>My words.</p>"))

        assert value_of(response, "body") == "<p>My words.</p>"
        assert "This report is published and its words are fixed." in words(response)

    def test_when_the_report_was_deleted_meanwhile(self, section: Section, officer: SignedInClient) -> None:
        officer.post(f"/reports/{section.report_id}/delete/")

        response = officer.post(url(section), answers("<p>My words.</p>"))

        assert response.status_code == 409
        assert "Somebody removed this while you were writing." in words(response)
        assert "&lt;p&gt;My words.&lt;/p&gt;" in response.content.decode()

    def test_an_expired_session_leads_to_sign_in_and_back_to_the_page(self, section: Section) -> None:
        answer = Client().post(url(section), answers("<p>My words.</p>"))

        assert answer.headers["Location"] == f"/accounts/login/?next={url(section)}"

    def test_the_page_asks_the_browser_to_keep_what_is_typed(
        self, section: Section, officer: SignedInClient
    ) -> None:
        markup = officer.get(url(section)).content.decode()

        assert f'data-keep-text="{officer.user.pk}"' in markup
        assert "reports/keep_text.js" in markup


class TestWhoMay:
    def test_another_officer_may_not_open_the_page(self, section: Section) -> None:
        response = SignedInClient(user_in(Role.OFFICER)).get(url(section))

        assert response.status_code == 403
        assert "You may not change this report in its present state." in words(response)

    def test_a_published_report_says_that_its_words_are_fixed(
        self, section: Section, officer: SignedInClient
    ) -> None:
        Report.objects.update(state=ReportState.PUBLISHED)

        assert "Ask democratic services to return it." in words(officer.get(url(section)))

    def test_the_clerk_may_change_a_submitted_report(self, office: Office, section: Section) -> None:
        Report.objects.update(state=ReportState.SUBMITTED)

        answer = SignedInClient(office.clerk).post(url(section), answers("<p>Corrected.</p>"))

        assert answer.status_code == 302

    def test_there_is_no_such_page_for_members_and_for_an_unknown_id(
        self, office: Office, section: Section, officer: SignedInClient
    ) -> None:
        assert SignedInClient(office.member).get(url(section)).status_code == 404
        assert officer.get(reverse("section_edit", args=[uuid4()])).status_code == 404
