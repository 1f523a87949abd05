"""The screens that readers of a period meet: the monitoring table and the summary by theme."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from lxml import html

from childservices.choices import Role
from indicators.models import Clinic, ClinicRecommendation, ThemeNarrative
from tests.indicators_factories import (
    CommentaryFactory,
    RecordedFactory,
    TargetFactory,
    ThemeFactory,
    ValueFactory,
    quarter_two_of_2009,
)
from tests.integration.indicators.conftest import AT, LABEL, Service
from tests.performance_pages import cells_of, lines_of, of
from tests.screens import MOST_QUERIES, counted_queries, source, words

D = Decimal
PAGES = ("monitoring", "themes", "clinics")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _october_2009() -> Any:
    with time_machine.travel(datetime(2009, 10, 12, 9, 30, tzinfo=UTC), tick=False):
        yield


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
