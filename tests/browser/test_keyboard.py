"""The screens with a keyboard alone, and at 400% zoom, where a window of 1280 pixels is 320 wide."""

import pytest
from playwright.sync_api import Page, expect

from childservices.choices import Role
from tests.browser.demonstration import COUNCIL
from tests.browser.screens import Site, serious_findings, text_editor, width_of

pytestmark = pytest.mark.browser

FRAME = [
    "Skip to main content", COUNCIL, "Your account", "Sign out", "Home", "Meetings", "Reports", "Plans", "Indicators",
    "Commissioning", "Partnerships", "Scrutiny",
]  # fmt: skip
FOCUSED = """() => {
    const element = document.activeElement;
    const label = element.getAttribute("aria-label") || element.labels?.[0]?.textContent || element.textContent;
    return (element.matches("[contenteditable]") ? "the text" : label).replace(/\\s+/g, " ").trim();
}"""


def stops(page: Page, until: str) -> list[str]:
    """The names of what the Tab key reaches, one after another, up to the one named."""
    names: list[str] = []
    while until not in names and len(names) < 200:
        page.keyboard.press("Tab")
        names.append(page.evaluate(FOCUSED))
    return names


@pytest.mark.parametrize(
    ("role", "name"),
    [(None, "sign-in"), (None, "papers-held"), (Role.OFFICER, "section"), (Role.CLERK, "agenda")],
)
def test_the_first_stop_skips_to_the_main_content(site: Site, role: Role | None, name: str) -> None:
    page = site.visitor(role)
    page.goto(site.url(name))

    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to main content")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")

    expect(page.locator("#main-content")).to_be_focused()


def test_the_stops_of_the_section_editor_follow_the_page(site: Site) -> None:
    page = site.visitor(Role.OFFICER)
    page.goto(site.url("section"))
    expect(text_editor(page, "Text")).to_be_visible()

    names = stops(page, until="Back without saving")

    buttons, rest = (
        names[names.index("heading 3") : names.index("the text")],
        names[names.index("the text") :],
    )
    assert names[: names.index("heading 3")] == [*FRAME, "Reports", "2026/0001", "What belongs here"]
    assert buttons[-3:] == ["Insert table", "undo", "redo"]
    assert rest == [
        "the text",
        "Open: the public may read it",
        "Save and go back to the report",
        "Save and stay here",
        "Back without saving",
    ]


def test_the_buttons_of_the_editor_say_whether_they_are_pressed_or_of_no_use(site: Site) -> None:
    page = site.visitor(Role.OFFICER)
    page.goto(site.url("section"))
    bold, undo = (page.get_by_role("button", name=name, exact=True) for name in ("bold", "undo"))
    expect(bold).to_have_attribute("aria-pressed", "false")
    expect(undo).to_have_attribute("aria-disabled", "true")

    text_editor(page, "Text").click()
    page.keyboard.press("Control+b")
    page.keyboard.type("now")

    expect(bold).to_have_attribute("aria-pressed", "true")
    expect(undo).to_have_attribute("aria-disabled", "false")


def test_an_item_is_moved_with_the_keyboard_and_the_page_stays_at_it(changing_site: Site) -> None:
    page = changing_site.visitor(Role.CLERK)
    page.goto(changing_site.url("agenda"))
    item = page.locator(".papers-item", has_text="Chair's update")
    expect(page.locator(".papers-item").nth(5)).to_contain_text("Chair's update")

    names = stops(page, until="Up: Chair's update")

    assert names[len(FRAME) :][2:8] == [
        "Add an item",
        "Go back to the meeting",
        "Change Apologies for absence",
        "Put a report under it: Apologies for absence",
        "Remove Apologies for absence",
        "Down: Apologies for absence",
    ]
    assert names[-4:-1] == [
        "Change Chair's update",
        "Put a report under it: Chair's update",
        "Remove Chair's update",
    ]
    page.keyboard.press("Enter")
    expect(page.locator(".papers-item").nth(4)).to_contain_text("Chair's update")
    expect(item).to_be_in_viewport()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Change Chair's update"


@pytest.mark.parametrize(
    ("role", "name"),
    [(None, "papers-held"), (Role.CLERK, "agenda"), (Role.OFFICER, "section"), (None, "meeting")],
)
def test_at_400_per_cent_nothing_is_cut_off_or_scrolls_sideways(
    site: Site, role: Role | None, name: str
) -> None:
    page = site.visitor(role, width=320)
    site.open(page, name)

    assert (serious_findings(page), width_of(page)) == ({}, 320)
    outside = page.evaluate(
        """() => [...document.querySelectorAll("main a, main button, main input, main h1, main h2, main p")]
            .filter(e => e.checkVisibility() && !e.closest(".council-scroll, .govuk-visually-hidden"))
            .filter(e => { const box = e.getBoundingClientRect(); return box.right > 320 || box.left < 0; })
            .map(e => e.outerHTML.slice(0, 200))"""
    )
    assert outside == []
