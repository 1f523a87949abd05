"""Officers write in the rich text editor, two at once and past the end of a session, and nothing typed is lost.

They give files to appendices, and see at once what readers get of them.
"""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import FilePayload, Locator, Page, expect

from childservices.choices import Role
from tests.browser.screens import Complaints, Site, paste, serious_findings, sign_in, text_editor, width_of
from tests.office_files import paragraph, picture_in_word, table_in_word, word, workbook
from tests.uploads import picture, plain_pdf

pytestmark = pytest.mark.browser

FROM_WORD = (Path(__file__).parent / "from_word.html").read_text()
SAVED = ".govuk-notification-banner--success"
LETTER = word(
    paragraph("Foster carers", style="Heading1"),
    picture_in_word("A map"),
    table_in_word("<w:tr>" + f"<w:tc>{paragraph('Arrivals of children')}</w:tc>" * 9 + "</w:tr>"),
    pictures=(picture(size=(1500, 300)),),
)
WIDE = workbook({"Arrivals": [[f"Quarter {number} of the year" for number in range(1, 13)], [404] * 12]})
FILES = [
    ("plan.pdf", plain_pdf("Larkspur", "Tansy"), "Page 2 as it will be printed"),
    ("letter.docx", LETTER, "A map"),
    ("figures.xlsx", WIDE, None),
    ("map.png", picture(size=(1500, 300)), "Map of eight centres"),
]


def open_section(site: Site, page: Page) -> Locator:
    """Open the summary of the draft report, and give its editor with the cursor at the end of the text."""
    page.goto(site.url("section"))
    editor = text_editor(page, "Text")
    editor.click()
    page.keyboard.press("Control+End")
    return editor


def add_paragraph(page: Page, text: str) -> None:
    """Type a paragraph where the cursor is."""
    page.keyboard.press("Enter")
    page.keyboard.type(text)


def save(page: Page) -> None:
    """Save, and go on to the report."""
    page.get_by_role("button", name="Save and go back to the report").click()


def test_what_is_typed_and_pasted_from_word_is_in_the_preview(changing_site: Site) -> None:
    page = changing_site.visitor(Role.OFFICER)
    complaints = Complaints(page)
    editor = open_section(changing_site, page)

    add_paragraph(page, "Families waited nine weeks.")
    page.keyboard.press("Enter")
    paste(editor, FROM_WORD)
    save(page)
    expect(page.locator(SAVED)).to_contain_text("“Summary” is saved.")
    page.get_by_role("link", name="Read it as members will").click()

    expect(page.get_by_text("Families waited nine weeks.")).to_be_visible()
    expect(page.get_by_role("heading", name="Finance").first).to_be_visible()
    expect(page.locator("li", has_text="First point").locator("ol > li")).to_have_text(
        ["Under the first", "Also under it"]
    )
    expect(page.get_by_role("cell", name="£593,000")).to_be_visible()
    # Word's own styles are blocked, and taken out of what is kept.
    assert [text for text in complaints.left() if "style-src" not in text] == []


def test_of_two_officers_at_one_section_the_second_compares_and_nothing_is_lost(changing_site: Site) -> None:
    first, second = (changing_site.visitor(role) for role in (Role.OFFICER, Role.CLERK))
    open_section(changing_site, first)
    open_section(changing_site, second)
    add_paragraph(first, "The first officer wrote this.")
    add_paragraph(second, "The second officer wrote that.")

    save(first)
    expect(first.locator(SAVED)).to_be_visible()
    complaints = Complaints(second)
    save(second)

    expect(second.get_by_role("heading", name="Somebody else has changed this text")).to_be_visible()
    mine, theirs = second.locator(".council-text-box").all_inner_texts()
    assert ["The second officer wrote that." in mine, "The first officer wrote this." in mine] == [
        True,
        False,
    ]
    assert ["The second officer wrote that." in theirs, "The first officer wrote this." in theirs] == [
        False,
        True,
    ]
    assert (serious_findings(second), width_of(second)) == ({}, 1280)
    second.set_viewport_size({"width": 360, "height": 800})
    assert (serious_findings(second), width_of(second)) == ({}, 360)
    assert complaints.left("Failed to load resource: the server responded with a status of 409") == []

    text_editor(second, "Text").click()
    second.keyboard.press("Control+End")
    add_paragraph(second, "The first officer wrote this.")
    save(second)
    expect(second.locator(SAVED)).to_be_visible()
    second.get_by_role("link", name="Read it as members will").click()
    expect(second.get_by_text("The first officer wrote this.")).to_be_visible()
    expect(second.get_by_text("The second officer wrote that.")).to_be_visible()


def test_keeping_ones_own_text_keeps_it_as_it_was_typed(changing_site: Site) -> None:
    first, second = (changing_site.visitor(role) for role in (Role.OFFICER, Role.CLERK))
    open_section(changing_site, first)
    open_section(changing_site, second)
    add_paragraph(first, "The first officer wrote this.")
    add_paragraph(second, "The second officer wrote that.")
    save(first)
    save(second)

    second.get_by_label("Keep mine as it stands").check()
    save(second)

    expect(second.locator(SAVED)).to_be_visible()
    second.get_by_role("link", name="Read it as members will").click()
    expect(second.get_by_text("The second officer wrote that.")).to_be_visible()
    expect(second.get_by_text("The first officer wrote this.")).to_have_count(0)


def test_of_two_clerks_at_one_item_the_second_compares_and_nothing_is_lost(changing_site: Site) -> None:
    first, second = (changing_site.visitor(Role.CLERK) for _ in range(2))
    for page, title in ((first, "The title of the first clerk"), (second, "The title of the second clerk")):
        page.goto(changing_site.url("item-change"))
        page.get_by_label("Title", exact=True).fill(title)
    first.get_by_role("button", name="Save").click()
    expect(first.get_by_text("The title of the first clerk").first).to_be_visible()

    second.get_by_role("button", name="Save").click()

    expect(second.get_by_label("Title", exact=True)).to_have_value("The title of the second clerk")
    expect(second.get_by_role("main")).to_contain_text("The title of the first clerk")
    for width in (1280, 360):
        second.set_viewport_size({"width": width, "height": 800})
        assert (serious_findings(second), width_of(second)) == ({}, width)
    second.get_by_role("button", name="Save").click()
    expect(second.get_by_text("The title of the second clerk").first).to_be_visible()


def test_what_was_typed_outlives_the_session(changing_site: Site) -> None:
    page = changing_site.visitor(Role.OFFICER)
    open_section(changing_site, page)
    add_paragraph(page, "Typed before the session ended.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)

    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    sign_in(page, Role.OFFICER)

    expect(page.get_by_text("What you typed here was not saved.")).to_be_visible()
    page.get_by_role("button", name="Put it back").click()
    editor = text_editor(page, "Text")
    expect(editor).to_contain_text("Typed before the session ended.")
    save(page)
    expect(page.locator(SAVED)).to_be_visible()
    page.get_by_role("link", name="Read it as members will").click()
    expect(page.get_by_text("Typed before the session ended.")).to_be_visible()


def test_what_was_typed_for_a_report_that_is_gone_comes_back_to_be_copied(changing_site: Site) -> None:
    writer, remover = (changing_site.visitor(Role.OFFICER) for _ in range(2))
    open_section(changing_site, writer)
    add_paragraph(writer, "Written while the report was deleted.")
    remover.goto(changing_site.url("report-delete"))
    remover.get_by_role("main").get_by_role("button").click()
    expect(remover.locator(SAVED)).to_be_visible()

    save(writer)

    expect(writer.get_by_role("heading", level=1)).to_have_text("This was not saved")
    assert (
        "Written while the report was deleted." in writer.get_by_label("Text, as you typed it").input_value()
    )
    assert (serious_findings(writer), width_of(writer)) == ({}, 1280)


# Files ------------------------------------------------------------------------------------------------------


def give(page: Page, name: str, data: bytes) -> None:
    page.get_by_label("File").set_input_files(FilePayload(name=name, mimeType="", buffer=data))
    page.get_by_label("If it is a picture: what does it show?").fill("Map of eight centres")
    page.get_by_role("button", name="Upload").click()


@pytest.mark.parametrize(("name", "data", "shown"), FILES, ids=[name for name, _, _ in FILES])
def test_what_readers_get_is_shown_accessibly_and_fits(
    changing_site: Site, name: str, data: bytes, shown: str | None
) -> None:
    page = changing_site.visitor(Role.CLERK)
    complaints = Complaints(page)
    changing_site.open(page, "appendix-upload")

    give(page, name, data)

    expect(page.get_by_role("heading", name="What readers get")).to_be_visible()
    if shown is not None:
        expect(page.get_by_role("img", name=shown)).to_be_visible()
    assert serious_findings(page) == {}
    page.set_viewport_size({"width": 360, "height": 800})
    assert width_of(page) == 360
    assert serious_findings(page) == {}
    assert complaints.left() == []


def test_a_refusal_stands_beside_the_field_and_the_words_stay(changing_site: Site) -> None:
    page = changing_site.visitor(Role.CLERK, scripts=False)
    changing_site.open(page, "appendix-upload")

    give(page, "plan.pdf", plain_pdf()[:-40])

    expect(page.locator("#id_file-error, .govuk-error-message").first).to_contain_text(
        "The end of this PDF is missing."
    )
    expect(page.get_by_label("If it is a picture: what does it show?")).to_have_value("Map of eight centres")
