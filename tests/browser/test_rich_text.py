"""The editor of papers in a real browser, under the service's own Content-Security-Policy."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from childservices.richtext import without_ids
from tests.browser.editor_page import STORED
from tests.browser.screens import paste, serious_findings, text_editor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FROM_WORD = (Path(__file__).parent / "from_word.html").read_text()


@pytest.fixture(autouse=True)
def _editor_page(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.browser.editor_page"


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the browser complains of; Word's inline styles, which the policy blocks, are no complaint."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert [text for text in found if "style-src" not in text] == []


def open_editor(page: Page, live_server: LiveServer, stored: str) -> Locator:
    """Open the page and wait for its editor."""
    response = page.goto(f"{live_server.url}/editor/{stored}/")
    assert response is not None
    assert "script-src 'self' 'nonce-" in response.headers["content-security-policy"]
    editor = text_editor(page, "Summary")
    expect(editor).to_be_visible()
    return editor


def saved(page: Page) -> str:
    """Save, and give the stored text."""
    page.get_by_role("button", name="Save").click()
    return page.locator("#saved").inner_text()


def test_typing_a_paper(page: Page, live_server: LiveServer, complaints: list[str]) -> None:
    editor = open_editor(page, live_server, "new")
    editor.click()
    page.get_by_role("button", name="heading 3").click()
    page.keyboard.type("Summary")
    page.keyboard.press("Enter")
    page.keyboard.type("Spend is ")
    page.keyboard.press("Control+b")
    page.keyboard.type("£605,000")
    page.keyboard.press("Control+b")
    page.keyboard.type(".")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="unordered list").click()
    page.keyboard.type("One")
    page.keyboard.press("Enter")
    page.keyboard.type("Two")

    assert without_ids(saved(page)) == (
        "<h3>Summary</h3>\n<p>Spend is <strong>£605,000</strong>.</p>\n<ul>\n<li>One</li>\n<li>Two</li>\n</ul>"
    )
    assert complaints == []  # not even of a style


def test_an_edit_loses_nothing_that_was_stored(
    page: Page, live_server: LiveServer, complaints: list[str]
) -> None:
    editor = open_editor(page, live_server, "stored")

    editor.locator("h3").click()
    page.keyboard.press("End")
    page.keyboard.type("!")

    assert saved(page) == STORED.replace("Summary", "Summary!")
    assert page.locator(".removed").count() == 0


def test_a_page_that_is_only_saved_changes_nothing(page: Page, live_server: LiveServer) -> None:
    open_editor(page, live_server, "stored")

    assert saved(page) == STORED


def test_a_paste_from_word(page: Page, live_server: LiveServer, complaints: list[str]) -> None:
    editor = open_editor(page, live_server, "new")
    editor.click()
    paste(editor, FROM_WORD)

    expect(editor.locator("ol > li")).to_have_count(4)
    assert without_ids(saved(page)) == (
        "<h3>Finance</h3>\n<p><strong>The budget</strong> is £605,000.</p>\n"
        '<ol>\n<li>First point\n<ol type="a">\n<li>Under the first</li>\n<li>Also under it</li>\n</ol></li>\n'
        "<li>Second point</li>\n</ol>\n"
        "<ul>\n<li>A bullet\n<ul>\n<li>An inner bullet</li>\n</ul></li>\n</ul>\n"
        '<table>\n<thead>\n<tr><th scope="col"><strong>Year</strong></th><th scope="col">Spend</th></tr>\n</thead>\n'
        "<tbody>\n<tr><td>2008/09</td><td>£593,000</td></tr>\n</tbody>\n</table>"
    )


def test_a_table_and_its_caption(page: Page, live_server: LiveServer, complaints: list[str]) -> None:
    editor = open_editor(page, live_server, "new")
    editor.click()
    page.get_by_role("button", name="Insert table").click()
    page.get_by_label("Rows").fill("2")
    page.get_by_label("Columns").fill("2")
    page.get_by_role("button", name="Insert Table", exact=True).last.click()
    for word in ("Year", "Spend", "2008", "5"):
        page.keyboard.type(word)
        page.keyboard.press("Tab") if word != "5" else None
    page.get_by_role("button", name="Caption of the table").click()
    page.get_by_role("dialog").get_by_label("Caption").fill("Spend by year")
    page.get_by_role("dialog").get_by_role("button", name="Update").click()

    assert without_ids(saved(page)) == (
        "<table>\n<caption>Spend by year</caption>\n"
        '<thead>\n<tr><th scope="col">Year</th><th scope="col">Spend</th></tr>\n</thead>\n'
        "<tbody>\n<tr><td>2008</td><td>5</td></tr>\n</tbody>\n</table>"
    )


def test_a_link(page: Page, live_server: LiveServer, complaints: list[str]) -> None:
    editor = open_editor(page, live_server, "new")
    editor.click()
    page.keyboard.type("our site")
    page.keyboard.press("Control+a")
    expect(page.get_by_role("button", name="insert link")).not_to_have_class(re.compile("disabled"))
    page.get_by_role("button", name="insert link").click()
    page.get_by_role("dialog").get_by_label("Address").fill("https://example.org/a")
    page.get_by_role("dialog").get_by_role("button", name="Update").click()

    assert without_ids(saved(page)) == '<p><a href="https://example.org/a">our site</a></p>'


@pytest.mark.parametrize("width", [1280, 320])
def test_the_editor_is_accessible(
    page: Page, live_server: LiveServer, complaints: list[str], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    editor = open_editor(page, live_server, "stored")
    editor.locator("td").first.click()

    assert serious_findings(page) == {}
    assert page.evaluate("document.documentElement.scrollWidth") == width
    expect(editor).to_have_attribute("aria-describedby", "id_text_helptext")


def test_without_javascript_the_same_html_is_in_a_text_box(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/editor/stored/")
    box = page.get_by_label("Summary")

    assert box.input_value() == STORED
    box.fill("Typed by hand.\n\nIn two paragraphs.<script>alert(1)</script>")

    assert without_ids(saved(page)) == "<p>Typed by hand.</p>\n<p>In two paragraphs.</p>"
    assert page.locator(".removed").all_inner_texts() == ["A script was removed."]
