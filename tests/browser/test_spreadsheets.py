"""Spreadsheets of values in a real browser: from upload to loaded and taken back, accessible at every width."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from childservices.choices import Role
from indicators.models import Indicator, IndicatorValue
from tests.browser.screens import Complaints, Site, serious_findings, width_of

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("SHOTS", "")
ROWS = """reference,period,numerator,denominator,value,note,comment
NI59,2009-10-Q4,826,"1,128",,,Two teams were short of staff in the summer.
NI60,2009-10-Q4,2270,3940,57,,
Unknown,2009-10-Q4,many,3,,,
"""


def sheet() -> bytes:
    """A row that is right, one whose value contradicts its parts, and one that nobody knows."""
    indicator = Indicator.objects.get(reference="NI59")
    IndicatorValue.objects.filter(indicator=indicator, period="2009-10-Q4").delete()
    return ROWS.encode()


def look(page: Page, name: str, *, scripts: bool) -> None:
    """Hold a page to what every page is held to, at both widths; the checker is a script itself."""
    assert page.locator("h1").count() == 1
    if not scripts:
        return
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert width_of(page) == width
        assert serious_findings(page) == {}
        if SHOTS:
            page.screenshot(path=str(Path(SHOTS) / f"{name}-{width}.png"), full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("scripts", [True, False])
def test_a_spreadsheet_is_uploaded_loaded_and_taken_back(site: Site, scripts: bool) -> None:
    page = site.visitor(Role.PERFORMANCE_OFFICER, scripts=scripts)
    complaints = Complaints(page)
    data = sheet()
    site.open(page, "/indicators/spreadsheets/new/")
    look(page, "new", scripts=scripts)

    page.get_by_role("button", name="Upload and check").click()
    expect(page.get_by_role("link", name="Choose a spreadsheet.")).to_be_visible()
    page.get_by_label("Spreadsheet").set_input_files(
        {"name": "quarter four.csv", "mimeType": "text/csv", "buffer": data}
    )
    page.get_by_role("button", name="Upload and check").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("quarter four.csv")
    wrong = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="3", exact=True))
    expect(wrong).to_contain_text("2,270 of 3,940 is 57.6%, not 57.0%.")
    look(page, "checked", scripts=scripts)
    page.get_by_role("button", name="Load 1 value as a draft").click()
    expect(page.get_by_text("1 value is entered as a draft")).to_be_visible()
    look(page, "loaded", scripts=scripts)
    page.get_by_role("link", name="Take back what it entered").click()
    look(page, "undo", scripts=scripts)
    page.get_by_role("button", name="Take back the drafts").click()
    expect(page.get_by_text("are taken back")).to_be_visible()
    site.open(page, "/indicators/spreadsheets/")
    look(page, "list", scripts=scripts)
    assert complaints.left() == []
