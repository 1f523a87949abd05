"""The parts that a report lists: each kind is added, changed, moved and removed by the same pages."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from childservices.choices import Role
from childservices.models import AuditEvent
from reports.choices import ReportState
from reports.models import Report
from reports.queries.part_kinds import PART_KINDS
from tests.conftest import SignedInClient
from tests.papers import EXEMPT, OPEN, Office, user_in
from tests.screens import MOST_QUERIES, counted_queries, value_of, words

FILLED = {
    "recommendation": {"verb": "note", "text": "the figures be noted.", "target_body": "Cabinet", "due_text": "May"},
    "risk": {"risk": "Too few places", "likelihood": "Low", "consequence": "Waiting", "mitigation": "Plan"},
    "background-paper": {"title": "Census", "author": "Schools", "date_text": "January 2009"},
    "consultee": {"name": "Parents", "consulted_on": "Hours", "outcome": "They asked for evenings."},
    "contact": {"post_title": "Head of Places", "note": "extension 12"},
}  # fmt: skip


@pytest.fixture
def officer(office: Office) -> SignedInClient:
    return SignedInClient(office.officer)


@pytest.fixture
def report(office: Office) -> Report:
    return office.report()


def rows(report: Report, kind: str) -> Any:
    return getattr(report, PART_KINDS[kind].relation)


def url(name: str, kind: str, row: Any) -> str:
    return reverse(f"component_{name}", args=[kind, row.pk])


@pytest.mark.parametrize("kind", FILLED)
class TestEveryKind:
    def test_is_added_at_the_end(self, report: Report, officer: SignedInClient, kind: str) -> None:
        before = rows(report, kind).count()

        answer = officer.post(
            reverse("component_add", args=[report.pk, kind]),
            FILLED[kind] | {"classification": "open"},
            follow=True,
        )

        part = rows(report, kind).get(position=before + 1)
        assert {name: getattr(part, name) for name in FILLED[kind]} == FILLED[kind]
        assert answer.redirect_chain == [(f"/reports/{report.pk}/#{kind}", 302)]
        assert f"The {PART_KINDS[kind].one} is added." in words(answer)
        assert PART_KINDS[kind].line(part) in words(answer)

    def test_is_offered_as_open_as_its_section_is(
        self, report: Report, officer: SignedInClient, kind: str
    ) -> None:
        report.template_version.sections.update(default_classification="exempt")

        response = officer.get(reverse("component_add", args=[report.pk, kind]))

        assert value_of(response, "classification") == "exempt"

    def test_asks_for_what_is_missing(self, report: Report, officer: SignedInClient, kind: str) -> None:
        before = rows(report, kind).count()

        response = officer.post(reverse("component_add", args=[report.pk, kind]), {})

        assert "There is a problem" in words(response)
        assert "Choose one for “Who may read it?”." in words(response)
        assert rows(report, kind).count() == before

    def test_is_changed(self, report: Report, officer: SignedInClient, kind: str) -> None:
        rows(report, kind).all().delete()
        part = rows(report, kind).create(**FILLED[kind], **OPEN)
        name = list(FILLED[kind])[-1]

        shown = officer.get(url("edit", kind, part))
        officer.post(
            url("edit", kind, part),
            FILLED[kind] | {name: "Changed", "classification": "open", "expected": 1},
        )

        part.refresh_from_db()
        assert value_of(shown, name) == FILLED[kind][name]
        assert getattr(part, name) == "Changed"

    def test_changed_by_two_people_is_shown_side_by_side(
        self, report: Report, officer: SignedInClient, kind: str
    ) -> None:
        rows(report, kind).all().delete()
        part = rows(report, kind).create(**FILLED[kind], **OPEN)
        name = list(FILLED[kind])[-1]
        sent = FILLED[kind] | {"classification": "open", "expected": 1}
        officer.post(url("edit", kind, part), sent | {name: "Theirs Q7X"})

        response = officer.post(url("edit", kind, part), sent | {name: "Mine Z8Y"})

        assert response.status_code == 409
        assert "Mine Z8Y" in words(response)
        assert "Theirs Q7X" in words(response)
        assert value_of(response, name) == "Mine Z8Y"

    def test_removed_meanwhile_gives_back_what_was_typed(
        self, report: Report, officer: SignedInClient, kind: str
    ) -> None:
        part = rows(report, kind).create(position=2, **FILLED[kind], **OPEN)
        officer.post(url("remove", kind, part))

        response = officer.post(url("edit", kind, part), FILLED[kind] | {"expected": 1})

        assert response.status_code == 409
        assert all(text in words(response) for name, text in FILLED[kind].items() if name != "verb")

    def test_moves_up_and_down_among_its_kind(
        self, report: Report, officer: SignedInClient, kind: str
    ) -> None:
        rows(report, kind).all().delete()
        parts = [rows(report, kind).create(position=n, **FILLED[kind], **OPEN) for n in (1, 2, 3)]

        officer.post(url("move", kind, parts[2]), {"direction": "up"})
        officer.post(url("move", kind, parts[0]), {"direction": "down"})
        answer = officer.post(url("move", kind, parts[1]), {"direction": "down"})

        order = rows(report, kind).order_by("position").values_list("pk", flat=True)
        assert list(order) == [parts[2].pk, parts[0].pk, parts[1].pk]
        assert answer.headers["Location"] == f"/reports/{report.pk}/#{kind}"

    def test_is_removed_after_a_question(self, report: Report, officer: SignedInClient, kind: str) -> None:
        rows(report, kind).all().delete()
        first = rows(report, kind).create(position=1, **FILLED[kind], **OPEN)
        second = rows(report, kind).create(position=2, **FILLED[kind], **OPEN)

        asked = officer.get(url("remove", kind, first))
        officer.post(url("remove", kind, first))

        second.refresh_from_db()
        assert PART_KINDS[kind].line(first) in words(asked)
        assert list(rows(report, kind).values_list("pk", "position")) == [(second.pk, 1)]

    def test_takes_no_more_queries_beside_thirty_others(
        self, report: Report, officer: SignedInClient, kind: str
    ) -> None:
        part = rows(report, kind).create(position=2, **FILLED[kind], **OPEN)
        with counted_queries() as one:
            officer.get(url("edit", kind, part))
        for position in range(3, 33):
            rows(report, kind).create(position=position, **FILLED[kind], **OPEN)
        with counted_queries() as thirty:
            officer.get(url("edit", kind, part))

        assert len(one) == len(thirty) <= MOST_QUERIES

    def test_is_not_for_others(self, office: Office, report: Report, kind: str) -> None:
        part = rows(report, kind).create(position=2, **FILLED[kind], **OPEN)
        stranger, member = SignedInClient(user_in(Role.OFFICER)), SignedInClient(office.member)
        pages = [
            url("edit", kind, part),
            url("remove", kind, part),
            reverse("component_add", args=[report.pk, kind]),
        ]

        assert [stranger.get(page).status_code for page in pages] == [403, 403, 403]
        assert [member.get(page).status_code for page in pages] == [404, 404, 404]
        assert stranger.post(url("move", kind, part), {"direction": "up"}).status_code == 403


def test_that_before_a_recommendation_is_not_doubled(report: Report, officer: SignedInClient) -> None:
    sent = {"verb": "approve", "text": "That the plan be approved.", "classification": "open"}

    officer.post(reverse("component_add", args=[report.pk, "recommendation"]), sent)

    assert report.recommendations.get(position=2).text == "the plan be approved."


def test_removing_something_exempt_shows_it_to_its_author_and_that_is_kept(
    report: Report, officer: SignedInClient
) -> None:
    risk = report.risks.create(risk="The tender of £9,417 fails", **EXEMPT)

    asked = officer.get(url("remove", "risk", risk))

    assert "£9,417" in words(asked)
    assert AuditEvent.objects.filter(verb="exempt_seen").get().label == "Risk 1 of report 2009/0001"


def test_what_is_exempt_is_closed_to_a_clerk_who_administers(office: Office, report: Report) -> None:
    risk = report.risks.create(risk="The tender of £9,417 fails", **EXEMPT)
    both = user_in(Role.CLERK)
    both.groups.add(user_in(Role.ADMINISTRATOR).groups.get())
    client = SignedInClient(both)

    pages = [client.get(url(name, "risk", risk)) for name in ("edit", "remove")]

    assert [page.status_code for page in pages] == [403, 403]
    assert "9,417" not in "".join(page.content.decode() for page in pages)


def test_the_session_of_a_report_that_was_submitted_keeps_what_was_typed(
    report: Report, officer: SignedInClient
) -> None:
    Report.objects.update(state=ReportState.SUBMITTED)
    sent = FILLED["risk"] | {"classification": "open"}

    response = officer.post(reverse("component_add", args=[report.pk, "risk"]), sent)

    assert response.status_code == 403
    assert value_of(response, "risk") == "Too few places"


@pytest.mark.parametrize("kind", ["appendix", "section", "nothing"])
def test_other_words_are_no_kinds(report: Report, officer: SignedInClient, kind: str) -> None:
    assert officer.get(reverse("component_edit", args=[kind, uuid4()])).status_code == 404


def test_an_unknown_part_does_not_exist(report: Report, officer: SignedInClient) -> None:
    assert officer.get(reverse("component_edit", args=["risk", uuid4()])).status_code == 404
    assert officer.post(reverse("component_move", args=["risk", uuid4()])).status_code == 404
    assert officer.get(reverse("component_add", args=[uuid4(), "risk"])).status_code == 404


def test_a_part_is_not_moved_by_a_link(report: Report, officer: SignedInClient) -> None:
    assert officer.get(url("move", "recommendation", report.recommendations.get())).status_code == 405
