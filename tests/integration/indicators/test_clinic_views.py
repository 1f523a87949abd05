"""Performance clinics on the screen: candidates, recommendations, approval, findings."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from lxml import html

from indicators.models import Clinic, ClinicRecommendation, Indicator
from tests.indicators_factories import (
    CommentaryFactory,
    quarter_two_of_2009,
)
from tests.integration.indicators.conftest import AT, LABEL, Service
from tests.performance_pages import cells_of, lines_of, of
from tests.screens import source, words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _october_2009() -> Any:
    with time_machine.travel(datetime(2009, 10, 12, 9, 30, tzinfo=UTC), tick=False):
        yield


def test_candidates_are_recommended_approved_and_come_back(service: Service) -> None:
    named = quarter_two_of_2009()
    Indicator.objects.update(portfolio=service.portfolio)
    CommentaryFactory(indicator=named["NI67"], text="One child's reviews.")
    officer, member = service.browser(service.performance_officer), service.browser(service.member)
    address = of("clinics", "recommend/NI67/")

    page = officer.get(of("clinics"))
    form = officer.get(address)
    silent = officer.post(address, {"answer": "review", "rationale": "Known.", "edit_number": "0"})
    officer.post(
        address,
        {"answer": "review", "rationale": "Known.", "review_in": "2009-10-Q3", "edit_number": "0"},
    )
    made = ClinicRecommendation.objects.get()
    detail = f"/indicators/clinic-recommendations/{made.pk}/"
    home = words(member.get("/"))
    approved = member.post(detail, {"edit_number": "1"}, follow=True)
    later = officer.get("/indicators/clinics/2009-10-Q3/")

    assert [row[0].split()[0] for row in (cells_of(page, name) for name in _candidates(page))] == [
        "NI67",
        "NI117",
        "NI148",
        "NI13",
    ]
    assert "One child's reviews." in source(form).replace("&#x27;", "'")
    assert "Name the period of the review, for a review only." in words(silent)
    assert "Clinics of Quarter 2 2009/10 1 recommendation waits for you." in home
    assert "The recommendation on NI67 is approved." in words(approved)
    assert "Review in Quarter 3 2009/10 (approved)" in words(later)
    assert "Known." in words(later)


def _candidates(page: Any) -> list[str]:
    [table] = html.fromstring(source(page)).xpath("//table[caption[normalize-space()='Candidates']]")
    return [cell.text_content().strip() for cell in table.cssselect("tbody th")]


def test_two_who_recommend_see_both_texts(service: Service) -> None:
    service.indicator("NI67")
    browser = service.browser(service.performance_officer)
    address = of("clinics", "recommend/NI67/")
    browser.post(address, {"answer": "no", "rationale": "Theirs.", "edit_number": "0"})

    response = browser.post(address, {"answer": "yes", "rationale": "Mine.", "edit_number": "0"})

    shown = words(response)
    assert "What was saved meanwhile" in shown
    assert "Theirs." in shown
    assert "Mine." in source(response)
    browser.post(address, {"answer": "yes", "rationale": "Mine.", "edit_number": "1"})
    assert ClinicRecommendation.objects.get().rationale == "Mine."


def test_another_indicator_is_chosen_and_its_clinic_arranged_and_followed(service: Service) -> None:
    indicator = service.indicator("NI148")
    browser = service.browser(service.performance_officer)

    chosen = browser.get(of("clinics", "choose/?indicator=NI148"))
    browser.post(chosen["Location"], {"answer": "yes", "rationale": "Falls.", "edit_number": "0"})
    made = ClinicRecommendation.objects.get()
    service.browser(service.member).post(
        f"/indicators/clinic-recommendations/{made.pk}/", {"edit_number": "1"}
    )
    detail = browser.get(f"/indicators/clinic-recommendations/{made.pk}/")
    browser.post(of("clinics", "arrange/NI148/"), {"note": "In County Hall."})
    clinic = Clinic.objects.get()
    browser.post(
        f"/indicators/held-clinics/{clinic.pk}/",
        {"held_on": "21 September 2009", "note": "Held.", "edit_number": "1"},
    )
    finding = f"/indicators/held-clinics/{clinic.pk}/findings/add/"
    browser.post(finding, {"text": "Report back.", "is_action": "on", "due_on": "31 March 2010"})
    page = browser.get(of("clinics"))

    assert "Arrange the clinic" in words(detail)
    assert f"{indicator}: held on 21 September 2009" in words(page)
    assert "Report back. Action Due 31 March 2010." in words(page)
    assert "Recommended for other reasons" in words(page)
    assert "Choose an indicator" in words(browser.get(of("clinics", "choose/")))
    for form in (finding, f"/indicators/held-clinics/{clinic.pk}/", of("clinics", "arrange/NI148/")):
        assert browser.get(form).status_code == 200


def test_the_lists_of_clinics_are_csv_too(service: Service) -> None:
    quarter_two_of_2009()
    ClinicRecommendation.objects.create(
        indicator=Indicator.objects.get(reference="NI60"), period="2009-10-Q1", answer="no",
        rationale="Known.", recommended_at=AT, recommended_by=service.performance_officer,
    )  # fmt: skip
    browser = service.browser(service.member)

    candidates = lines_of(browser.get(f"{of('clinics')}?format=csv"))
    reviews = lines_of(browser.get(f"{of('clinics')}?format=csv&table=reviews"))

    assert candidates[1][3:] == ["It is off target and declining.", "Nothing yet"]
    assert reviews[1][1:4] == ["Quarter 1 2009/10", "No (not approved yet)", "Known."]


def test_a_member_recommends_nothing_and_approves_nothing_of_others(service: Service) -> None:
    indicator = service.indicator("NI67", portfolio=None)
    made = ClinicRecommendation.objects.create(
        indicator=indicator, period=LABEL, answer="no", rationale="Known.",
        recommended_at=AT, recommended_by=service.performance_officer,
    )  # fmt: skip
    member = service.browser(service.member)

    assert member.get(of("clinics", "recommend/NI67/")).status_code == 403
    refused = member.post(f"/indicators/clinic-recommendations/{made.pk}/", {"edit_number": "1"})
    assert "Only the member who holds the indicator's portfolio approves this." in words(refused)
    assert "Approve" not in {
        button.text_content().strip() for button in html.fromstring(source(refused)).cssselect("button")
    }
