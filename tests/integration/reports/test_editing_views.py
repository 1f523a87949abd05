"""What happens to typed words when the ground moves while they are being saved."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory
from django.urls import reverse

from childservices.domain.refusals import EditConflict, StorageFull
from childservices.models import User
from reports.forms.component import RiskForm
from reports.models import Report, ReportAuthor, Risk
from reports.views.editing import Editing, edit
from reports.views.report_access import seen_by
from tests.conftest import SignedInClient
from tests.papers import EXEMPT, OPEN, Office
from tests.screens import value_of, words

SENT = {"risk": "What I wrote", "classification": "open", "expected": "1"}


@pytest.fixture
def report(office: Office) -> Report:
    return office.report()


@pytest.fixture
def risk(report: Report) -> Risk:
    return Risk.objects.create(report=report, risk="Before", **OPEN)


def sent_by(user: User) -> HttpRequest:
    request = RequestFactory().post("/", SENT)
    request.user = user
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]
    return request


def editing_of(risk: Risk, request: HttpRequest, save: Any) -> Editing:
    return Editing(
        seen=seen_by(request, risk.report),
        form_class=RiskForm,
        save=save,
        template="reports/component_form.html",
        title="Risk 1",
        back="/reports/",
        done="Saved.",
        row=risk,
        part=risk,
    )


def conflict() -> EditConflict:
    return EditConflict("Somebody else saved this.", current={})


def test_removed_in_the_same_moment(office: Office, risk: Risk) -> None:
    request = sent_by(office.officer)

    def save(**_: Any) -> None:
        Risk.objects.all().delete()
        raise conflict()

    response = edit(request, editing_of(risk, request, save))

    assert response.status_code == 409
    assert "What I wrote" in words(response)


def test_deleted_with_its_report_in_the_same_moment(office: Office, risk: Risk) -> None:
    request = sent_by(office.officer)

    def save(**_: Any) -> None:
        raise Report.DoesNotExist

    response = edit(request, editing_of(risk, request, save))

    assert response.status_code == 409
    assert "Somebody removed this while you were writing." in words(response)


def test_closed_to_the_writer_in_the_same_moment(office: Office, risk: Risk) -> None:
    request = sent_by(office.officer)
    editing = editing_of(risk, request, None)
    closed = replace(editing.seen, standing=replace(editing.seen.standing, reports=frozenset()))

    def save(**_: Any) -> None:
        Risk.objects.update(risk="£9,417", edit_number=2, **EXEMPT)
        raise conflict()

    response = edit(request, replace(editing, seen=closed, save=save))

    assert response.status_code == 403
    assert "What I wrote" in words(response)
    assert "9,417" not in response.content.decode()


def test_a_full_disk(office: Office, risk: Risk) -> None:
    client = SignedInClient(office.officer)
    request = sent_by(office.officer)
    request.session = client.session

    def save(**_: Any) -> None:
        raise StorageFull

    response = edit(request, editing_of(risk, request, save))

    assert "The disk is full, nothing was lost: what you typed is still here." in words(response)
    assert "What I wrote" in words(response)


def test_a_change_that_the_log_does_not_know_is_a_conflict_all_the_same(office: Office, risk: Risk) -> None:
    Risk.objects.update(risk="Theirs", edit_number=2)

    response = SignedInClient(office.officer).post(reverse("component_edit", args=["risk", risk.pk]), SENT)

    assert response.status_code == 409
    assert "The text saved by somebody else on 2 November 2009" in words(response)
    assert value_of(response, "risk") == "What I wrote"


def test_a_writer_who_is_no_author_any_more_gets_the_words_back(office: Office, risk: Risk) -> None:
    Risk.objects.update(**EXEMPT, risk="£9,417")
    ReportAuthor.objects.all().delete()

    response = SignedInClient(office.officer).post(reverse("component_edit", args=["risk", risk.pk]), SENT)

    assert response.status_code == 403
    assert "Meanwhile this was closed to you." in words(response)
    assert "What I wrote" in words(response)
    assert "9,417" not in response.content.decode()


@pytest.mark.parametrize("address", ["details/", "add/risk/", "add/appendix/"])
def test_a_deleted_report_gives_the_words_back(office: Office, report: Report, address: str) -> None:
    client = SignedInClient(office.officer)
    client.post(f"/reports/{report.pk}/delete/")

    response = client.post(f"/reports/{report.pk}/{address}", {"title": "My words", "risk": "My words"})

    assert response.status_code == 409
    assert "My words" in words(response)
