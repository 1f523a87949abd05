"""Every component in a real browser: accessible, no wider than the page, and whole without JavaScript."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.gallery import PAGES
from tests.browser.screens import serious_findings, text_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _gallery(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.browser.gallery"


@pytest.mark.parametrize("width", [1280, 360, 320])  # 320 is 1280 at 400% zoom
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_fits_and_runs_within_the_policy(
    page: Page, live_server: LiveServer, name: str, width: int
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_viewport_size({"width": width, "height": 800})

    response = page.goto(f"{live_server.url}/gallery/{name}/")
    page.wait_for_load_state("load")

    assert response is not None
    assert "script-src 'self'" in response.headers["content-security-policy"]
    assert serious_findings(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert page.locator("h1").count() == 1
    # The editor tries to add a style of its own; it is blocked, and council.css holds what it needs.
    assert [text for text in complaints if not text.startswith("Applying inline style")] == []


def test_the_error_summary_leads_to_the_editor_that_hides_its_textarea(
    page: Page, live_server: LiveServer
) -> None:
    page.goto(f"{live_server.url}/gallery/errors/")
    editor = text_editor(page, "Proposals and details")
    editor.wait_for()

    page.locator(".govuk-error-summary").get_by_text("Fill in “Proposals and details”.").click()

    expect(editor).to_be_focused()
    expect(editor).to_have_attribute("aria-invalid", "true")
    expect(editor).to_have_attribute("aria-describedby", "id_text_helptext id_text_error")


def test_the_first_error_has_the_focus_of_its_summary(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/gallery/errors/")

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="There is no 31 November 2009. Enter a real date.").click()

    expect(page.get_by_label("Day")).to_be_focused()


def test_a_table_is_a_stop_for_the_keyboard_only_while_it_scrolls(
    page: Page, live_server: LiveServer
) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{live_server.url}/gallery/components/")
    region = page.get_by_role("region", name="Providers")

    expect(region).not_to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 360, "height": 800})

    expect(region).to_have_attribute("tabindex", "0")


def test_without_javascript_the_page_is_whole(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{live_server.url}/gallery/form/")

    expect(page.get_by_role("link", name="Meetings")).to_be_visible()
    expect(page.get_by_role("textbox", name="Proposals and details")).to_be_visible()
    expect(page.get_by_text("You can enter up to 400 characters")).to_be_visible()
    page.close()
