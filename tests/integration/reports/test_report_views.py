"""The page of a report, its details, its moves and its end."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from childservices.choices import Role
from childservices.models import AuditEvent
from childservices.operations.audit import record_event
from reports.choices import Classification, ReportState
from reports.models import Report
from tests.conftest import SignedInClient
from tests.factories import PostFactory, PostHoldingFactory
from tests.papers import EXEMPT, OPEN, Office, user_in
from tests.screens import MOST_QUERIES, counted_queries, value_of, words

NEUTRAL, SECRET = "Information about an individual", "The complaint of family Q7X"


@pytest.fixture
def officer(office: Office) -> SignedInClient:
    return SignedInClient(office.officer)


@pytest.fixture
def clerk(office: Office) -> SignedInClient:
    return SignedInClient(office.clerk)


def sights() -> list[tuple[str, str]]:
    return list(AuditEvent.objects.filter(verb="exempt_seen").values_list("label", "reason"))


class TestDetail:
    def test_lists_sections_with_their_state_and_what_is_missing(
        self, office: Office, officer: SignedInClient
    ) -> None:
        report = office.report()
        report.sections.filter(heading__key="summary").update(body="")
        report.sections.filter(heading__key="finance").update(**EXEMPT)

        page = words(officer.get(f"/reports/{report.pk}/"))

        assert "Summary Empty" in page
        assert "Recommendations Written, 1 recommendation" in page
        assert "Finance Written Exempt, paragraph 3" in page
        assert "Write “Summary”, or say “None, because …”." in page

    def test_shows_agendas_template_and_source_notes(self, office: Office, officer: SignedInClient) -> None:
        report = office.report(source_notes=["Two sections are numbered 7."])
        meeting = office.meeting(report)

        response = officer.get(f"/reports/{report.pk}/")

        assert reverse("meeting_detail", args=[meeting.pk]) in response.content.decode()
        assert "Cabinet Member for Children, 18 November 2009" in words(response)
        assert "Report to Members, version 1" in words(response)
        assert "Found in the source Two sections are numbered 7." in words(response)

    def test_keeps_source_notes_from_those_who_may_not_see_everything(self, office: Office) -> None:
        report = office.report(source_notes=["The tender was £9,417."])
        report.risks.create(risk="Late", **EXEMPT)
        stranger = SignedInClient(user_in(Role.OFFICER))

        assert "9,417" not in stranger.get(f"/reports/{report.pk}/").content.decode()

    def test_tells_what_happened_by_post_and_without_the_words(
        self, office: Office, officer: SignedInClient
    ) -> None:
        PostHoldingFactory(person=office.officer.person, post=PostFactory(title="Head of Fostering"))
        report = office.report()
        section = report.sections.get(heading__key="finance")
        officer.post(
            reverse("section_edit", args=[section.pk]),
            {"body": "<p>Nine hundred.</p>", "classification": "open", "expected": 1},
        )
        officer.post(reverse("component_remove", args=["contact", report.contacts.get().pk]))

        page = words(officer.get(f"/reports/{report.pk}/"))

        assert "“Finance” saved by Head of Fostering" in page
        assert "Contact 1 removed by Head of Fostering" in page
        assert "Nine hundred" not in page

    def test_tells_what_the_service_itself_and_an_account_without_a_post_did(
        self, office: Office, officer: SignedInClient, at: datetime
    ) -> None:
        report = office.report()
        record_event(verb="report_placed", subject=report, by=None, at=at)
        record_event(verb="report_accept", subject=report, by=office.clerk, at=at)

        page = words(officer.get(f"/reports/{report.pk}/"))

        assert "Put on an agenda by the service itself 18 November 2009 at 10:30am" in page
        assert "Accepted for an agenda by an account without a post" in page

    def test_names_what_nobody_has_classified_yet(self, office: Office, officer: SignedInClient) -> None:
        report = office.report()
        report.sections.filter(heading__key="finance").update(classification="unclassified")
        report.contacts.update(classification="unclassified")

        page = words(officer.get(f"/reports/{report.pk}/"))

        assert "Say whether each part is open or exempt: Finance, contact 1." in page

    def test_shows_ten_events_and_all_of_them_when_asked(
        self, office: Office, officer: SignedInClient
    ) -> None:
        report = office.report()
        section = report.sections.get(heading__key="finance")
        for number in range(1, 13):
            officer.post(
                reverse("section_edit", args=[section.pk]),
                {"body": f"<p>{number}</p>", "classification": "open", "expected": number},
            )

        recent = officer.get(f"/reports/{report.pk}/")
        everything = officer.get(f"/reports/{report.pk}/?history=all")

        assert len(recent.context["history"]) == 10
        assert "Show all that happened" in words(recent)
        assert len(everything.context["history"]) == 12

    def test_fences_off_exempt_parts_and_keeps_who_saw_them(
        self, office: Office, officer: SignedInClient
    ) -> None:
        report = office.report()
        report.recommendations.create(
            position=2, verb="agree", text="the tender of £9,417 be accepted", **EXEMPT
        )
        office.appendix(report, title="Bids of Q7X", neutral_title="Business matter", **EXEMPT)
        stranger = SignedInClient(user_in(Role.OFFICER))

        closed, opened = stranger.get(f"/reports/{report.pk}/"), officer.get(f"/reports/{report.pk}/")

        assert "9,417" not in closed.content.decode()
        assert "Q7X" not in closed.content.decode()
        assert "Recommendation 2: not for publication" in words(closed)
        assert "Business matter: not for publication" in words(closed)
        assert "£9,417" in words(opened)
        assert "Appendix A: Bids of Q7X" in words(opened)
        assert sights() == [("Report 2009/0001", "wrote the report")]

    def test_keeps_no_sight_where_nothing_exempt_is_shown(
        self, office: Office, officer: SignedInClient
    ) -> None:
        report = office.report()
        report.sections.filter(heading__key="finance").update(**EXEMPT)

        officer.get(f"/reports/{report.pk}/")

        assert sights() == []

    def test_unclassified_parts_are_as_closed_as_exempt_ones(self, office: Office) -> None:
        report = office.report()
        report.contacts.update(classification=Classification.UNCLASSIFIED, post_title="Q7X")
        stranger = SignedInClient(user_in(Role.OFFICER))

        response = stranger.get(f"/reports/{report.pk}/")

        assert "Q7X" not in response.content.decode()
        assert "Contact 1: not for publication Open or exempt?" in words(response)

    def test_takes_no_more_queries_for_thirty_parts_of_each_kind_than_for_one(
        self, office: Office, officer: SignedInClient
    ) -> None:
        report = office.report(state=ReportState.RETURNED)
        office.meeting(report)
        report.risks.create(risk="A risk", **EXEMPT)
        office.appendix(report)
        with counted_queries() as one:
            officer.get(f"/reports/{report.pk}/")
        for position in range(2, 31):
            report.risks.create(position=position, risk="A risk", **EXEMPT)
            report.recommendations.create(position=position, verb="note", text="it be noted", **OPEN)
            report.consultees.create(position=position, name="Parents", **OPEN)
            report.background_papers.create(position=position, title="Minutes", **OPEN)
            office.appendix(report)
        with counted_queries() as thirty:
            officer.get(f"/reports/{report.pk}/")

        assert len(one) == len(thirty) <= MOST_QUERIES

    def test_offers_nothing_to_an_officer_who_may_only_read(self, office: Office) -> None:
        report = office.report()
        stranger = SignedInClient(user_in(Role.OFFICER))

        response = stranger.get(f"/reports/{report.pk}/")

        assert "Submit" not in words(response)
        assert "Add a recommendation" not in words(response)
        assert f"/reports/{report.pk}/preview/#s-" in response.content.decode()

    def test_does_not_exist_for_members_and_for_an_unknown_id(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        report = office.report()

        assert SignedInClient(office.member).get(f"/reports/{report.pk}/").status_code == 404
        assert clerk.get(f"/reports/{uuid4()}/").status_code == 404


class TestDetails:
    def sent(self, report: Report, **changed: object) -> dict[str, object]:
        return {
            "title": report.title, "directorate": report.directorate_id, "purpose": "note", "expected": 1, **changed
        }  # fmt: skip

    def test_are_changed(self, office: Office, officer: SignedInClient) -> None:
        report = office.report()

        answer = officer.post(
            f"/reports/{report.pk}/details/", self.sent(report, title="Foster carers", wards="All")
        )

        report.refresh_from_db()
        assert answer.status_code == 302
        assert (report.title, report.wards, report.purpose) == ("Foster carers", "All", "note")

    def test_changed_by_two_people_are_shown_side_by_side(
        self, office: Office, officer: SignedInClient
    ) -> None:
        report = office.report("Before")
        officer.post(f"/reports/{report.pk}/details/", self.sent(report, title="Theirs"))

        response = officer.post(f"/reports/{report.pk}/details/", self.sent(report, title="Mine"))

        assert response.status_code == 409
        assert "Your text Title: Mine" in words(response)
        assert "Title: Theirs" in words(response)
        assert value_of(response, "title") == "Mine"
        assert value_of(response, "expected") == "2"

    def test_of_a_wholly_exempt_report_are_closed_to_an_administering_clerk(self, office: Office) -> None:
        report = office.report(SECRET, neutral_title=NEUTRAL)
        both = user_in(Role.CLERK)
        both.groups.add(user_in(Role.ADMINISTRATOR).groups.get())

        response = SignedInClient(both).get(f"/reports/{report.pk}/details/")

        assert response.status_code == 403
        assert SECRET not in response.content.decode()

    def test_of_a_wholly_exempt_report_are_shown_to_its_author_and_that_is_kept(
        self, office: Office, officer: SignedInClient
    ) -> None:
        report = office.report(SECRET, neutral_title=NEUTRAL)

        response = officer.get(f"/reports/{report.pk}/details/")

        assert value_of(response, "title") == SECRET
        assert sights() == [("Report 2009/0001", "wrote the report")]


class TestMoves:
    def test_a_complete_report_goes_from_draft_to_accepted(
        self, office: Office, officer: SignedInClient, clerk: SignedInClient
    ) -> None:
        report = office.report()

        asked = officer.get(f"/reports/{report.pk}/move/submit/")
        submitted = officer.post(f"/reports/{report.pk}/move/submit/", follow=True)
        accepted = clerk.post(f"/reports/{report.pk}/move/accept/", follow=True)

        assert "Submit report 2009/0001" in words(asked)
        assert "The report is submitted. Democratic services check it next." in words(submitted)
        assert "The report is accepted." in words(accepted)

    def test_an_incomplete_report_says_what_is_missing_instead_of_a_button(
        self, office: Office, officer: SignedInClient
    ) -> None:
        report = office.report()
        report.recommendations.all().delete()

        asked = officer.get(f"/reports/{report.pk}/move/submit/")
        sent = officer.post(f"/reports/{report.pk}/move/submit/")

        assert "Add at least one recommendation." in words(asked)
        assert "Submit the report" not in words(asked)
        assert "The report is not complete." in words(sent)
        assert Report.objects.get().state == ReportState.DRAFT

    @pytest.mark.parametrize("verb", ["return", "withdraw"])
    def test_taking_a_report_back_needs_a_reason_that_its_page_then_tells(
        self, office: Office, clerk: SignedInClient, verb: str
    ) -> None:
        report = office.report(state=ReportState.SUBMITTED)

        without = clerk.post(f"/reports/{report.pk}/move/{verb}/", {"reason": " "})
        with_reason = clerk.post(
            f"/reports/{report.pk}/move/{verb}/", {"reason": "The costs are missing."}, follow=True
        )

        assert "Fill in “Reason”." in words(without)
        state = {"return": "returned", "withdraw": "withdrawn"}[verb]
        assert f"Why it was {state} The costs are missing." in words(with_reason)

    @pytest.mark.parametrize(
        ("state", "expected"),
        [
            (ReportState.DRAFT, ["submit", "withdraw"]),
            (ReportState.RETURNED, ["submit", "withdraw"]),
            (ReportState.SUBMITTED, ["withdraw"]),
            (ReportState.ACCEPTED, ["withdraw"]),
            (ReportState.PUBLISHED, []),
        ],
    )
    def test_the_author_is_offered_what_the_state_allows(
        self, office: Office, officer: SignedInClient, state: str, expected: list[str]
    ) -> None:
        report = office.report(state=state)

        moves = officer.get(f"/reports/{report.pk}/").context["moves"]

        assert [move.verb for move in moves] == expected

    def test_the_clerk_is_offered_acceptance_and_return_of_a_submitted_report(
        self, office: Office, clerk: SignedInClient
    ) -> None:
        report = office.report(state=ReportState.SUBMITTED)

        moves = clerk.get(f"/reports/{report.pk}/").context["moves"]

        assert [move.verb for move in moves] == ["accept", "return", "withdraw"]

    def test_nobody_makes_a_move_that_is_not_theirs(self, office: Office, officer: SignedInClient) -> None:
        report = office.report(state=ReportState.SUBMITTED)

        asked = officer.get(f"/reports/{report.pk}/move/accept/")
        sent = officer.post(f"/reports/{report.pk}/move/accept/")

        assert asked.status_code == 403
        assert "nobody accepts their own report" in words(asked)
        assert "You may not do this with this report." in words(sent)
        assert Report.objects.get().state == ReportState.SUBMITTED

    def test_an_unknown_move_does_not_exist(self, office: Office, clerk: SignedInClient) -> None:
        assert clerk.get(f"/reports/{office.report().pk}/move/publish/").status_code == 404


class TestDelete:
    def test_asks_and_then_deletes_a_draft(self, office: Office, officer: SignedInClient) -> None:
        report = office.report()

        asked = officer.get(f"/reports/{report.pk}/delete/")
        officer.post(f"/reports/{report.pk}/delete/")

        assert "Every section, list, appendix and table of the draft is deleted" in words(asked)
        assert Report.objects.count() == 0

    def test_is_refused_once_the_report_is_submitted(self, office: Office, officer: SignedInClient) -> None:
        report = office.report(state=ReportState.SUBMITTED)

        response = officer.post(f"/reports/{report.pk}/delete/")

        assert response.status_code == 403
        assert "Only a draft may be deleted" in words(response)
        assert Report.objects.count() == 1
