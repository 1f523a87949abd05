"""What is typed into a report stays in the browser tab until it is saved, even when the session has ended meanwhile."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from childservices.choices import Role
from tests.browser.screens import Site, text_editor

pytestmark = pytest.mark.browser
WORDS = "Words that were typed before the session ended."


def open_section(page: Page, site: Site) -> None:
    page.goto(site.url("section"))
    text_editor(page, "Text").wait_for()


def type_words(page: Page) -> None:
    text_editor(page, "Text").click()
    page.keyboard.press("Control+End")
    page.keyboard.type(WORDS)


def test_words_come_back_after_signing_in_again_and_are_forgotten_once_saved(changing_site: Site) -> None:
    page = changing_site.visitor(Role.OFFICER)
    session = [cookie for cookie in page.context.cookies() if cookie["name"] == settings.SESSION_COOKIE_NAME]
    open_section(page, changing_site)
    type_words(page)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Save and go back to the report").click()
    page.wait_for_url("**/accounts/login/**")
    page.context.add_cookies(session)  # type: ignore[arg-type]

    open_section(page, changing_site)
    expect(text_editor(page, "Text")).not_to_contain_text(WORDS)
    page.get_by_role("button", name="Put it back").click()
    expect(text_editor(page, "Text")).to_contain_text(WORDS)
    page.get_by_role("button", name="Save and go back to the report").click()
    expect(page.get_by_role("alert")).to_contain_text("is saved.")

    open_section(page, changing_site)
    expect(text_editor(page, "Text")).to_contain_text(WORDS)
    expect(page.get_by_role("button", name="Put it back")).to_have_count(0)


def test_another_account_in_the_same_tab_does_not_find_them(changing_site: Site) -> None:
    page = changing_site.visitor(Role.OFFICER)
    open_section(page, changing_site)
    type_words(page)
    page.wait_for_timeout(1500)  # it is kept a second after the last key
    assert page.evaluate("Object.keys(sessionStorage).length") == 1
    clerk = changing_site.visitor(Role.CLERK).context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.context.add_cookies(clerk)  # type: ignore[arg-type]

    open_section(page, changing_site)

    assert page.evaluate("Object.keys(sessionStorage)") == []
    expect(page.get_by_role("button", name="Put it back")).to_have_count(0)
