"""Journeys in a browser that runs no JavaScript: an officer writes, a clerk builds the packs, a member reads."""

import re

import pytest
from playwright.sync_api import Page, expect

from childservices.choices import Role
from childservices.tasks import run_waiting_jobs
from tests.browser.screens import Site, sign_in

pytestmark = pytest.mark.browser

MOVED = "Waiting for an early help assessment: what families told us"
OVERTAKEN = "Children educated at home: numbers and support"


def numbers_and_titles(page: Page) -> list[str]:
    """The items of the agenda builder as a screen reader says them."""
    return page.locator(".papers-builder h3").all_inner_texts()


def test_an_officer_writes_a_section_as_html_and_reads_it_in_the_preview(changing_site: Site) -> None:
    page = changing_site.visitor(Role.OFFICER, scripts=False)
    page.goto(changing_site.url("report"))
    page.get_by_role("link", name="Summary", exact=True).click()
    box = page.get_by_label("Text", exact=True)
    assert "<p" in box.input_value()

    box.fill("<h3>The wait</h3><p>Families waited <strong>nine weeks</strong>.</p><script>alert(1)</script>")
    page.get_by_role("button", name="Save and go back to the report").click()

    expect(page.locator(".govuk-notification-banner--success")).to_contain_text("“Summary” is saved.")
    expect(page.get_by_text("A script was removed.")).to_be_visible()
    page.get_by_role("link", name="Read it as members will").click()
    expect(page.get_by_role("heading", name="The wait")).to_be_visible()
    expect(page.locator("strong", has_text="nine weeks")).to_be_visible()


def test_a_clerk_moves_an_item_builds_the_packs_and_opens_them(changing_site: Site) -> None:
    page = changing_site.visitor(Role.CLERK, scripts=False)
    page.goto(changing_site.url("agenda"))
    before = numbers_and_titles(page)

    page.get_by_role("button", name=re.compile(f"^Up ?: {MOVED}")).click()

    after = numbers_and_titles(page)
    place = next(index for index, text in enumerate(before) if MOVED in text)
    assert [OVERTAKEN in before[place - 1], MOVED in after[place - 1], OVERTAKEN in after[place]] == [
        True
    ] * 3
    assert after[: place - 1] + after[place + 1 :] == before[: place - 1] + before[place + 1 :]

    page.get_by_role("link", name="Go back to the meeting").click()
    page.get_by_role("button", name="Build draft packs").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_text("Waiting for its turn")).to_be_visible()
    assert page.locator("meta[http-equiv=refresh]").count() == 1

    assert run_waiting_jobs() == 1
    expect(page.get_by_text("Done", exact=True)).to_be_visible(
        timeout=10_000
    )  # the page asks again by itself
    page.get_by_role("link", name="Go back to where you started this").click()

    for name in ("Draft of the public pack", "Draft of the members’ pack"):
        link = page.get_by_role("link", name=name)
        answer = page.request.get(changing_site.url(link.get_attribute("href") or ""))
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.body().startswith(b"%PDF-1.7")


def test_a_member_signs_in_reads_the_papers_and_signs_out(changing_site: Site) -> None:
    page = changing_site.visitor(scripts=False)
    page.goto(changing_site.url("home"))
    page.get_by_role("link", name="Sign in").click()
    sign_in(page, Role.MEMBER)
    expect(page.get_by_role("heading", level=1)).to_contain_text("What needs you")

    page.goto(changing_site.url("meeting-held"))
    page.get_by_role("button", name="Read the agenda and papers").click()
    contents = page.get_by_role("navigation", name="Contents")
    contents.get_by_role("link", name="Youth justice plan: the first half of the year").click()
    expect(
        page.get_by_role("heading", name="Youth justice plan: the first half of the year")
    ).to_be_in_viewport()
    page.get_by_role("link", name="Open the exempt part of item").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("A building for a children's home")

    page.get_by_role("button", name="Sign out").click()
    page.goto(changing_site.url("exempt"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_an_officer_says_how_an_action_stands_and_then_updates_two_more_at_once(changing_site: Site) -> None:
    page = changing_site.visitor(Role.OFFICER, scripts=False)
    page.goto(changing_site.url("action"))

    page.get_by_label("Status").select_option("partially_completed")
    page.get_by_label("What has happened").fill("The first half is done.")
    page.get_by_role("button", name="Save the update").click()

    expect(page.locator(".govuk-notification-banner--success")).to_contain_text(
        "The update of action 25 is saved."
    )
    expect(page.locator(".moj-timeline")).to_contain_text("The first half is done.")
    page.goto(changing_site.url("my-actions-update"))
    for row in (0, 1):
        page.locator(f"select[name=form-{row}-status]").select_option("completed")
    page.get_by_role("button", name="Save all updates").click()
    expect(page.locator(".govuk-notification-banner--success")).to_contain_text("2 actions are updated.")


def test_a_provider_sends_a_return_late_with_two_mistakes_on_the_way(changing_site: Site) -> None:
    page = changing_site.visitor(Role.PROVIDER, scripts=False)
    page.goto(changing_site.url("home"))
    page.get_by_role("link", name="Family drop-in").first.click()
    expect(page.get_by_text("Late", exact=True)).to_be_visible()
    page.get_by_role("button", name="Fill in").click()
    for box, text in zip(page.get_by_label("Actual").all(), ("41", "70%", "9.6", "yes"), strict=True):
        box.fill(text)
    page.get_by_label("Claim for this quarter").fill("£18,000.01")

    page.get_by_role("button", name="Save and check").click()

    expect(page.get_by_text("The claim is £0.01 over what is left")).to_be_visible()
    expect(page.get_by_text("A count is a whole number. Correct 9.6")).to_be_visible()
    page.get_by_role("button", name="Go back and correct them").click()
    page.get_by_label("Actual (a whole number)").nth(1).fill("10")
    page.get_by_label("Claim for this quarter").fill("6000")
    page.get_by_role("button", name="Save and check").click()
    page.get_by_role("button", name="Send the return").click()
    expect(page.locator(".govuk-notification-banner--success")).to_contain_text("The return is sent.")
    expect(page.get_by_text("Submitted", exact=True)).to_be_visible()
