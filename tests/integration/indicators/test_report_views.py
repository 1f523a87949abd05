"""The screens of a period: approval, monitoring table, themes, clinics, targets; and what home says of them."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from lxml import html

from childservices.choices import Role
from indicators.choices import Polarity, ValueState
from indicators.models import Clinic, ClinicRecommendation, Indicator, IndicatorValue, Target, ThemeNarrative
from tests.indicators_factories import (
    CommentaryFactory,
    IndicatorFactory,
    RecordedFactory,
    TargetFactory,
    ThemeFactory,
    ValueFactory,
    quarter_two_of_2009,
)
from tests.integration.indicators.conftest import AT, LABEL, Service
from tests.screens import MOST_QUERIES, counted_queries, source, words

D = Decimal
PAGES = ("monitoring", "themes", "clinics")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _october_2009() -> Any:
    with time_machine.travel(datetime(2009, 10, 12, 9, 30, tzinfo=UTC), tick=False):
        yield


def of(page: str, rest: str = "") -> str:
    """The address of a page of quarter two."""
    return f"/indicators/{page}/{LABEL}/{rest}"


def lines_of(response: Any) -> list[list[str]]:
    """A CSV file as its lines."""
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def cells_of(response: Any, row: str) -> list[str]:
    """The cells of the table row that a header names."""
    for line in html.fromstring(source(response)).cssselect("tbody tr, tfoot tr"):
        if line.cssselect("th")[0].text_content().strip() == row:
            return [" ".join(cell.text_content().split()) for cell in line.cssselect("th, td")]
    raise AssertionError(f"There is no row {row}.")


# Monitoring table ---------------------------------------------------------------------------------------------


def test_the_monitoring_table_has_the_columns_of_the_2009_glossary(service: Service) -> None:
    theme = ThemeFactory(title="Staying Safe")
    indicator = service.indicator("NI59", title="Initial assessments", number="3", theme=theme)
    TargetFactory(indicator=indicator)
    TargetFactory(
        indicator=indicator, value=D(85), starts_on=date(2010, 4, 1), ends_on=date(2011, 3, 31)
    )  # fmt: skip
    ValueFactory(indicator=indicator, period="2008-09", numerator=1767, denominator=2270)
    ValueFactory(indicator=indicator, period="2009-10-Q1", numerator=400, denominator=500)
    ValueFactory(indicator=indicator, numerator=826, denominator=1128, data_on=date(2009, 9, 30))
    CommentaryFactory(indicator=indicator, text="Two posts.", approved_at=AT, approved_by=service.director)
    RecordedFactory(indicator=indicator, neighbours="better", national="in_line")
    browser = service.browser(service.member)

    header, line = lines_of(browser.get(f"{of('monitoring')}?format=csv"))
    page = browser.get(of("monitoring"))

    assert dict(zip(header, line, strict=True)) == {
        "Theme": "Staying Safe",
        "No": "3",
        "Ref": "NI59",
        "Definition": "Initial assessments",
        "Good performance": "High",
        "2008/09 actual": "77.8%",
        "Quarter 1 2009/10 performance": "80.0%",
        "Data up to": "30 September 2009",
        "Quarter 2 2009/10 target": "at least 80.0% (year-end target)",
        "Quarter 2 2009/10 performance": "73.2%",
        "On target": "Has not met target",
        "Direction of travel": "Declined, off target",
        "Year to date": "73.2%: Below target",
        "Statistical neighbours": "Better",
        "National": "In line",
        "Comments": "Two posts.",
        "2009/10 target": "at least 80.0%",
        "2010/11 target": "at least 85.0%",
        "2011/12 target": "",
    }
    assert cells_of(page, "NI59")[8:12] == [
        "73.2%",
        "✗Has not met target",
        "↓Declined, off target",
        "▲Below target 73.2%",
    ]
    key = html.fromstring(source(page)).cssselect("dl dt")
    signs = [term.text_content().strip() for term in key]
    assert signs == [
        "✓",
        "✗",
        "↑",
        "→",
        "↓",
        "↓",
        "↓",
        "▴",
        "▾",
        "=",
        "★",
        "●",
        "▲",
        "–",
        "c",
        "(as printed)",
    ]


def test_a_printed_judgement_is_told_from_a_computed_one(service: Service) -> None:
    RecordedFactory(indicator=service.indicator("NI67"), rating="below", direction="declined")

    page = service.browser(service.member).get(of("monitoring"))

    cells = cells_of(page, "NI67")
    assert cells[9:11] == ["✗Has not met target (as printed)", "↓Declined (as printed)"]


def test_a_printed_judgement_that_differs_is_shown_with_the_difference(service: Service) -> None:
    indicator = service.indicator("NI60")
    TargetFactory(indicator=indicator)
    ValueFactory(indicator=indicator, value=73)
    RecordedFactory(indicator=indicator, rating="met")

    page = service.browser(service.member).get(of("monitoring"))

    assert cells_of(page, "NI60")[9] == (
        "✗Has not met target Printed as on target, but the value is off target."
    )


def test_members_see_no_small_number_and_performance_officers_do(service: Service) -> None:
    indicator = service.indicator("NI148")
    ValueFactory(indicator=indicator, numerator=6, denominator=11)

    member = cells_of(service.browser(service.member).get(of("monitoring")), "NI148")
    officer = cells_of(service.browser(service.performance_officer).get(of("monitoring")), "NI148")

    assert (member[8], officer[8]) == ("c", "54.5%")
    assert "54.5" not in source(service.browser(service.member).get(of("monitoring")))


def test_words_without_approval_are_not_shown_to_members(service: Service) -> None:
    CommentaryFactory(indicator=service.indicator("NI59"), text="Not yet approved.")

    member = source(service.browser(service.member).get(of("monitoring")))
    officer = source(service.browser(service.performance_officer).get(of("monitoring")))

    assert ("Not yet approved." in member, "Not yet approved." in officer) == (False, True)


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_period_says_what_to_do(service: Service, name: str) -> None:
    shown = words(service.browser(service.performance_officer).get(of(name)))

    assert any(text in shown for text in ("Choose another one", "No indicator is off target and declining."))


@pytest.mark.parametrize("name", PAGES)
def test_readers_are_members_and_staff(service: Service, client_with_role: Any, name: str) -> None:
    assert client_with_role(Role.PROVIDER).get(of(name)).status_code == 403
    assert client_with_role(Role.MEMBER).get(of(name)).status_code == 200
    assert Client().get(of(name)).status_code == 302


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("rows", [1, 30])
def test_queries_do_not_grow_with_the_components(
    service: Service, client_with_role: Any, name: str, rows: int
) -> None:
    theme = ThemeFactory()
    for number in range(rows):
        indicator = service.indicator(f"NI{number}", theme=theme)
        TargetFactory(indicator=indicator)
        ValueFactory(indicator=indicator, period="2009-10-Q1", value=75)
        ValueFactory(indicator=indicator, value=73)
        for period in ("2009-10-Q1", LABEL):
            ClinicRecommendation.objects.create(
                indicator=indicator, period=period, answer="no", rationale="Known.",
                recommended_at=AT, recommended_by=service.performance_officer,
            )  # fmt: skip
        Clinic.objects.create(
            indicator=indicator, period=LABEL, created_at=AT, created_by=service.performance_officer
        )
    browser = client_with_role(Role.PERFORMANCE_OFFICER)
    browser.get(of(name))

    with counted_queries() as queries:
        browser.get(of(name))
    assert len(queries) == {"monitoring": 9, "themes": 10, "clinics": 12}[name] <= MOST_QUERIES


# Themes -------------------------------------------------------------------------------------------------------


def test_the_summary_by_theme_has_both_denominators(service: Service) -> None:
    quarter_two_of_2009()
    browser = service.browser(service.member)

    page = browser.get(of("themes"))

    assert cells_of(page, "All themes") == ["All themes", "13", "9", "3", "25", "52.0", "59.1"]
    assert cells_of(page, "Staying Safe") == ["Staying Safe", "5", "3", "2", "10", "50.0", "62.5"]
    shown = words(page)
    assert "13 of 25 components are on target; 22 of them were assessed." in shown
    assert "22 judgements are taken from a published report." in shown
    picture = html.fromstring(source(page)).cssselect("svg[role=img] desc")[0]
    assert "All themes: 13 on target, 9 off target, 3 not assessed." in " ".join(
        picture.text_content().split()
    )
    rows = lines_of(browser.get(f"{of('themes')}?format=csv"))
    assert rows[0] == [
        "Theme",
        "Summary",
        "Outcome",
        "Count",
        "Share of all (%)",
        "Share of those assessed (%)",
    ]
    assert ["All themes", "Performance against targets", "✓ On target", "13", "52.0", "59.1"] in rows
    assert ["All themes", "Performance against targets", "– Not assessed", "3", "12.0", ""] in rows


def test_what_is_said_of_a_theme_is_typed_beside_what_was_written_already(service: Service) -> None:
    theme = ThemeFactory(slug="staying-safe", title="Staying Safe")
    CommentaryFactory(indicator=service.indicator("NI59", theme=theme), text="Two posts.")
    browser = service.browser(service.performance_officer)
    address = of("themes", "staying-safe/")

    before = words(browser.get(address))
    saved = browser.post(address, {"text": "Visits are late.", "edit_number": "0"}, follow=True)
    overtaken = browser.post(address, {"text": "Mine.", "edit_number": "0"})

    assert "NI59 Two posts." in before
    assert "Visits are late." in words(saved)
    assert "What was saved meanwhile" in words(overtaken)
    assert "Mine." in source(overtaken)
    assert ThemeNarrative.objects.get().text == "Visits are late."
    assert "Visits are late." in source(browser.get(address))
    assert service.browser(service.member).get(address).status_code == 403


# Approval -----------------------------------------------------------------------------------------------------


def test_a_director_approves_many_with_one_action(service: Service) -> None:
    for name in ("NI59", "NI60", "NI64"):
        indicator = service.indicator(name)
        ValueFactory(
            indicator=indicator, numerator=826, denominator=1128, state=ValueState.SUBMITTED,
            note="As printed.",
        )  # fmt: skip
    CommentaryFactory(indicator=Indicator.objects.get(reference="NI59"), text="Two posts.")
    browser = service.browser(service.director)

    page = browser.get(of("approve"))
    boxes = html.fromstring(source(page)).cssselect("input[name=read]")
    keys = [box.get("value") for box in boxes if box.get("aria-label") != "Approve NI64"]
    response = browser.post(of("approve"), {"read": [*keys, "x.1.1", "1"]}, follow=True)

    assert "73.2% (826 of 1,128)" in words(page)
    assert "Queried, and kept because: As printed." in words(page)
    assert "Approved: NI59, NI60." in words(response)
    left = IndicatorValue.objects.exclude(state=ValueState.APPROVED).get()
    assert left.indicator.reference == "NI64"
    header, line = lines_of(browser.get(f"{of('approve')}?format=csv"))
    assert (header[1], line[1]) == ("Indicator", f"NI64 {left.indicator.title}")


def test_what_changed_meanwhile_is_not_approved_unseen(service: Service) -> None:
    indicator = service.indicator("NI59")
    ValueFactory(indicator=indicator, value=73, state=ValueState.SUBMITTED, edit_number=2)
    browser = service.browser(service.director)

    response = browser.post(of("approve"), {"read": [f"{indicator.pk}.1.0"]}, follow=True)
    nothing = browser.post(of("approve"), {}, follow=True)

    assert "NI59 is not approved. Somebody changed it after you opened this page." in words(response)
    assert "Nothing was ticked" in words(nothing)


def test_nobody_else_approves(service: Service) -> None:
    indicator = service.indicator("NI59")
    value = ValueFactory(indicator=indicator, value=73, state=ValueState.SUBMITTED)
    manager = service.browser(service.manager)

    assert "Nothing of this period waits for you." in words(manager.get(of("approve")))
    assert manager.post(of("approve"), {"read": [f"{indicator.pk}.1.0"]}).status_code == 403
    assert manager.get(f"/indicators/values/{value.pk}/return/").status_code == 403
    assert service.browser(service.member).get(of("approve")).status_code == 403


def test_a_value_is_returned_with_a_reason_that_its_manager_reads(service: Service) -> None:
    value = ValueFactory(indicator=service.indicator("NI59"), value=73, state=ValueState.SUBMITTED)
    browser = service.browser(service.director)
    address = f"/indicators/values/{value.pk}/return/"

    asked = browser.post(address, {"reason": ""})
    response = browser.post(address, {"reason": "September is missing."}, follow=True)
    again = browser.post(address, {"reason": "September is missing."})

    assert "Why is it returned?" in words(asked)
    assert "NI59 is returned." in words(response)
    assert "cannot take this step" in words(again)
    manager = service.browser(service.manager)
    assert "It was returned: September is missing." in words(manager.get(of("entry")))


# Clinics ------------------------------------------------------------------------------------------------------


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
    assert "Review in 2009-10-Q3 (approved)" in words(later)
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
    assert reviews[1][1:4] == ["2009-10-Q1", "No (not approved yet)", "Known."]


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


# Targets ------------------------------------------------------------------------------------------------------


def test_a_target_is_set_warned_of_changed_and_taken_away(service: Service) -> None:
    service.indicator("NI65", polarity=Polarity.LOW, range_low=10, range_high=15)
    browser = service.browser(service.performance_officer)
    fields = {
        "level": "year_end", "kind": "at_most", "starts_on": "1 April 2009", "ends_on": "31 March 2010",
        "value": "7%", "tolerance_kind": "percent_of_target", "tolerance": "2%", "amber_kind": "none",
        "edit_number": "0",
    }  # fmt: skip

    added = browser.post("/indicators/new-target/NI65/", fields, follow=True)
    target = Target.objects.get()
    change = f"/indicators/target/{target.pk}/"
    shown = source(browser.get(change))
    browser.post(change, fields | {"value": "12", "edit_number": "1"})
    stale = browser.post(change, fields | {"value": "13", "edit_number": "1"})

    warning = "The target of 7.0% lies outside the good range, 10.0% to 15.0%."
    assert warning in words(added)
    assert 'value="7"' in shown
    assert "What was saved meanwhile" in words(stale)
    target.refresh_from_db()
    assert (target.value, target.tolerance) == (D(12), D(2))
    header, line = lines_of(browser.get("/indicators/targets/NI65/?format=csv"))
    assert (header[0], line[:4]) == ("Asks for", ["at most 12.0%", "Year end", "2009-04-01", "2010-03-31"])
    assert "will be removed" in words(browser.get(f"{change}remove/"))
    gone = browser.post(f"{change}remove/", follow=True)
    assert "The target is removed." in words(gone)
    assert not Target.objects.exists()


def test_a_target_that_does_not_fit_says_so_beside_the_field(service: Service) -> None:
    service.indicator("NI59")
    browser = service.browser(service.performance_officer)
    fields = {
        "level": "year_end", "kind": "at_most", "starts_on": "1 April 2009", "ends_on": "31 March 2010",
        "value": "80", "tolerance_kind": "none", "amber_kind": "none", "edit_number": "0",
    }  # fmt: skip

    wrong_way = browser.post("/indicators/new-target/NI59/", fields)
    no_number = browser.post("/indicators/new-target/NI59/", fields | {"value": "eighty"})

    assert "High is good here. Make the target “at least”." in words(wrong_way)
    assert "Type a number, such as 57.6" in words(no_number)
    assert not Target.objects.exists()


def test_members_read_targets_and_change_none(service: Service) -> None:
    target = TargetFactory(indicator=service.indicator("NI59"))
    member = service.browser(service.member)

    page = member.get("/indicators/targets/NI59/")

    assert "at least 80.0%" in words(page)
    assert "Add a target" not in words(page)
    assert member.get(f"/indicators/target/{target.pk}/").status_code == 403
    assert member.get("/indicators/targets/none/").status_code == 404


# Home ---------------------------------------------------------------------------------------------------------


def test_home_says_which_values_to_enter_and_to_approve(service: Service) -> None:
    service.indicator("NI59")
    ValueFactory(indicator=service.indicator("NI60"), value=64, state=ValueState.SUBMITTED)
    IndicatorFactory(reference="LPI1")

    manager = words(service.browser(service.manager).get("/"))
    director = words(service.browser(service.director).get("/"))

    assert (
        "Values of Quarter 2 2009/10 1 of 2 are still to be submitted. The period ended on 30 September 2009."
        in manager
    )
    assert "Values of Quarter 2 2009/10 1 value waits for you. Submitted" in director
    assert "Values to approve" not in manager


def test_home_says_nothing_when_everything_is_entered(service: Service) -> None:
    ValueFactory(indicator=service.indicator("NI60"), value=64)

    assert "Values" not in words(service.browser(service.manager).get("/"))
