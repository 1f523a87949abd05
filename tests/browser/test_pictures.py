"""The pictures in the README, taken from the demonstration; TAKE_SCREENSHOTS=1 keeps them."""

import io
import os
import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from childservices.choices import Role
from tests.browser.screens import Site

FOLDER = Path(__file__).parent / "screenshots"
README = Path(__file__).parents[2] / "README.md"
MOST_BYTES = 150_000
TABLE = "Theme 1, Management arrangements"
NAMED = re.compile(r"\]\(tests/browser/screenshots/([^)]+)\)")
TAKES = os.environ.get("TAKE_SCREENSHOTS") == "1"


def keep(folder: Path, name: str, picture: bytes) -> None:
    """Write a picture with as many colours as it needs to look right."""
    image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(64, dither=Image.Dither.NONE)
    image.save(folder / f"{name}.png", optimize=True)


def named_in_the_readme() -> list[str]:
    """The names of the pictures that the README shows."""
    return sorted(NAMED.findall(README.read_text("utf-8")))


def show_table(page: Page, caption: str) -> None:
    """Scroll to a table of the reading view, a little below the window's edge."""
    table = page.locator("table", has=page.locator("caption", has_text=caption)).first
    table.evaluate("table => window.scrollTo(0, table.getBoundingClientRect().top + window.scrollY - 200)")


@pytest.mark.browser
def test_the_pictures_that_the_readme_names_can_be_taken(site: Site, tmp_path: Path) -> None:
    folder = FOLDER if TAKES else tmp_path / "screenshots"
    folder.mkdir(exist_ok=True)
    clerk, officer, public, phone = (
        site.visitor(role, width=width)
        for role, width in ((Role.CLERK, 1280), (Role.OFFICER, 1280), (None, 1280), (None, 360))
    )

    site.open(clerk, "home")
    keep(folder, "home-clerk", clerk.screenshot())
    site.open(clerk, "meeting")
    keep(folder, "meeting", clerk.screenshot())
    for name in ("plan", "indicator", "programme-2008"):
        site.open(officer, name)
        keep(folder, name, officer.screenshot())
    members = clerk.get_by_role("link", name="Members’ pack").get_attribute("href")
    site.open(officer, "section-with-table")
    keep(folder, "section-editor", officer.screenshot())
    for page, name in ((public, "reading-view"), (phone, "reading-view-360")):
        site.open(page, "papers")
        show_table(page, TABLE)
        keep(folder, name, page.screenshot())
    (tmp_path / "pack.pdf").write_bytes(clerk.request.get(site.url(members or "")).body())
    front = ["pdftoppm", "-png", "-f", "1", "-singlefile", "-scale-to-x", "900", "-scale-to-y", "-1"]
    subprocess.run([*front, "pack.pdf", "front"], cwd=tmp_path, check=True)
    keep(folder, "pack-front", (tmp_path / "front.png").read_bytes())

    for page in (public, phone):
        expect(page.locator("caption", has_text=TABLE)).to_be_in_viewport()
    assert sorted(picture.name for picture in folder.iterdir()) == named_in_the_readme()


def test_the_readme_names_the_pictures_that_are_there_and_each_is_small() -> None:
    pictures = sorted(FOLDER.iterdir())

    assert [picture.name for picture in pictures] == named_in_the_readme()
    assert [picture.name for picture in pictures if picture.stat().st_size >= MOST_BYTES] == []
