"""The screens of a period's performance in a browser: at 360 pixels, and without JavaScript."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from childservices.choices import Role
from childservices.models import User
from indicators.choices import ValueState
from indicators.models import IndicatorValue
from tests.browser.screens import Complaints, width_of
from tests.indicators_factories import CommentaryFactory, TargetFactory, ValueFactory, quarter_two_of_2009
from tests.integration.indicators.conftest import Service

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OF = "2009-10-Q2"
OFFICER, DIRECTOR = Role.PERFORMANCE_OFFICER, Role.OFFICER


@pytest.fixture
def service(user_with_role: Callable[..., User]) -> Service:
    """The 25 components of quarter two, of which some have values."""
    made = Service(user_with_role)
    named = quarter_two_of_2009()
    for indicator in named.values():
        indicator.manager, indicator.director = made.manager_post, made.director_post
        indicator.save()
    TargetFactory(indicator=named["NI59"])
    ValueFactory(indicator=named["NI59"], period="2009-10-Q1", numerator=1767, denominator=2270)
    ValueFactory(indicator=named["NI59"], numerator=826, denominator=1128, data_on=date(2009, 9, 30))
    ValueFactory(indicator=named["NI60"], numerator=96, denominator=149, state=ValueState.SUBMITTED)
    CommentaryFactory(indicator=named["NI60"])
    return made


@pytest.fixture
def visit(live_server: LiveServer, browser: Browser, service: Service) -> Iterator[Callable[..., Page]]:
    """Opens a page for the person of a role."""
    contexts = []
    complaints: dict[Page, Complaints] = {}

    def opened(address: str, role: Role, *, width: int = 1280, scripts: bool = True) -> Page:
        client = Client()
        client.force_login(service.performance_officer if role is OFFICER else service.director)
        context = browser.new_context(viewport={"width": width, "height": 900}, java_script_enabled=scripts)
        contexts.append(context)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        complaints[page] = Complaints(page)
        page.goto(f"{live_server.url}{address}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [text for each in complaints.values() for text in each.left()] == []


@pytest.mark.parametrize("name", ["entry", "monitoring", "themes", "clinics"])
def test_a_screen_fits_a_telephone(visit: Callable[..., Page], name: str) -> None:
    page = visit(f"/indicators/{name}/{OF}/", OFFICER, width=360)

    assert width_of(page) == 360


def test_a_manager_enters_a_quarter_with_two_mistakes_without_javascript(visit: Callable[..., Page]) -> None:
    page = visit(f"/indicators/entry/{OF}/", OFFICER, width=360, scripts=False)
    reviews, referrals = (page.get_by_role("group", name=name, exact=False) for name in ("NI66", "NI68"))

    reviews.get_by_label("Value").fill("95.8%")
    referrals.get_by_label("Numerator").fill("2270")
    referrals.get_by_label("Denominator").fill("3,940")
    referrals.get_by_label("Value").fill("57")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_text("Saved 1, 1 needs you.")).to_be_visible()
    page.get_by_role("link", name="NI68: 2,270 of 3,940 is 57.6%").click()
    expect(referrals.get_by_label("Value")).to_be_focused()
    referrals.get_by_label("Value").fill("57.6")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved 1 row.")).to_be_visible()
    values = IndicatorValue.objects.filter(state=ValueState.DRAFT).values_list("value", flat=True)
    assert set(values) == {Decimal("95.8"), Decimal("57.6")}


def test_a_director_approves_with_one_action(visit: Callable[..., Page]) -> None:
    page = visit(f"/indicators/approve/{OF}/", DIRECTOR)

    page.get_by_role("button", name="Approve all that are ticked").click()

    expect(page.get_by_text("Approved: NI60.")).to_be_visible()
    expect(page.get_by_text("Nothing of this period waits for you.")).to_be_visible()
    assert IndicatorValue.objects.get(indicator__reference="NI60").state == ValueState.APPROVED
