"""A paper becomes a PDF: always the same one, in the council's fonts, or not at all."""

import gc
import io
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from childservices.pdf import RenderFailed, RenderRefused, render_item
from tests.unit.childservices.pdf.samples import (
    EVERYTHING,
    SHIPPED_FONTS,
    STYLESHEET,
    document,
    elements,
    open_pdf,
    page_texts,
    prose,
    rendered,
)

DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def fonts_in(data: bytes) -> set[str]:
    found: set[str] = set()
    for page in PdfReader(io.BytesIO(data)).pages:
        fonts = page["/Resources"]["/Font"]  # type: ignore[index]
        found |= {str(font.get_object()["/BaseFont"]).partition("+")[2] for font in fonts.values()}
    return found


def test_a_paper_is_set_on_as_many_pages_as_it_says() -> None:
    item = rendered("<h1>Parenting Strategy</h1>" + prose(30))

    texts = page_texts(item.pdf)
    assert (item.pages, len(texts)) == (len(texts), item.pages)
    assert item.pages > 2
    assert "Parenting Strategy" in texts[0]


def test_pages_carry_no_number_of_their_own() -> None:
    texts = page_texts(rendered("<p>Only these words.</p>").pdf)

    assert [text.split() for text in texts] == [["Only", "these", "words."]]


def test_other_papers_in_between_change_nothing() -> None:
    first = rendered(EVERYTHING)
    rendered("<h1>Another</h1><style>p { color: red } @page { size: A5 }</style><p>Another paper.</p>")

    assert rendered(EVERYTHING) == first


def test_the_prefix_begins_the_identifiers_of_table_headers() -> None:
    table = "<table><tr><th scope='col'>Year</th></tr><tr><td>2009</td></tr></table>"

    with open_pdf(rendered(table, prefix="item-7-").pdf) as pdf:
        identifiers = [str(header.ID) for header in elements(pdf, "TH")]

    assert identifiers == ["item-7-t0r0c0"]


def test_only_the_fonts_of_the_council_are_used() -> None:
    text = "<p>Łódź <b>bold</b> <i>italic</i> <b><i>both</i></b> ✓ ✗ ★ → <span style='font-family: x'>serif</span></p>"

    item = rendered(text)

    assert fonts_in(item.pdf) == {
        "Council-Sans",
        "Council-Sans-Bold",
        "Council-Sans-Bold-Italic",
        "Council-Sans-Italic",
        "Council-Symbols",
    }
    assert "Łódź bold italic both ✓ ✗ ★ → serif" in page_texts(item.pdf)[0]


def test_a_paper_may_not_bring_a_font() -> None:
    style = "<style>@font-face { font-family: 'Council Sans'; src: url(data:font/woff2,x) }</style>"

    with pytest.raises(RenderRefused, match=r"Papers are set in the council's fonts\."):
        rendered(f"{style}<p>x</p>")


def test_a_picture_inside_the_text_is_printed_with_its_words() -> None:
    with open_pdf(rendered(f'<p><img src="{DOT}" alt="A dot"></p>').pdf) as pdf:
        assert [str(figure.Alt) for figure in elements(pdf, "Figure")] == ["A dot"]


@pytest.mark.parametrize("source", ["data:image/png;base64,AAAA", "data:image/svg+xml,<svg"])
def test_a_damaged_picture_is_not_left_out_in_silence(source: str) -> None:
    with pytest.raises(RenderFailed, match="A picture in the paper is damaged"):
        rendered(f"<p><img alt='x' src='{source}'></p>")


def test_a_link_to_a_place_that_is_not_there_is_printed_as_words() -> None:
    assert page_texts(rendered("<p>See <a href='#gone'>below</a>.</p>").pdf) == ["See below."]


def test_nothing_of_a_paper_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        rendered("<p style='colour: exemptword'>x</p><a href='#exemptword'>x</a>")

    assert "exemptword" not in caplog.text


@pytest.mark.parametrize("html", ["<div>" * 400, "<b>" * 700 + "x"])
def test_a_paper_nested_too_deeply_fails_in_a_sentence(html: str) -> None:
    with pytest.raises(RenderFailed) as failure:
        rendered(html)

    assert (
        failure.value.sentence == "Parts of the paper are nested too deeply inside each other. Simplify them."
    )


def test_a_missing_stylesheet_or_folder_of_fonts_is_named(tmp_path: Path) -> None:
    with pytest.raises(RenderFailed, match=r"The file .*none\.css is missing"):
        render_item("x", fonts=SHIPPED_FONTS, stylesheet=tmp_path / "none.css", id_prefix="")
    with pytest.raises(RenderFailed, match=r"The file .*fonts\.conf is missing"):
        render_item("x", fonts=tmp_path, stylesheet=STYLESHEET, id_prefix="")


def test_a_changed_stylesheet_is_read_again(tmp_path: Path) -> None:
    sheet = tmp_path / "papers.css"
    sheet.write_text("@page { size: A4 }")
    before = render_item(document(prose(12)), fonts=SHIPPED_FONTS, stylesheet=sheet, id_prefix="")
    sheet.write_text("@page { size: A6 landscape }")

    after = render_item(document(prose(12)), fonts=SHIPPED_FONTS, stylesheet=sheet, id_prefix="")

    assert (before.pages < after.pages, before.pdf == after.pdf) == (True, False)


@pytest.mark.parametrize("html", ["<p>x</p>", "<div>" * 400])
def test_the_collector_of_rubbish_is_as_before(html: str) -> None:
    gc.enable()
    try:
        rendered(html)
    except RenderFailed:
        assert html != "<p>x</p>"

    assert gc.isenabled()


MISSING_PANGO = """
import cffi
dlopen = cffi.FFI.dlopen
def without_pango(self, name, *rest):
    if "pango" in str(name):
        raise OSError(f"cannot load library '{name}'")
    return dlopen(self, name, *rest)
cffi.FFI.dlopen = without_pango
from tests.unit.childservices.pdf.samples import rendered
try:
    rendered("<p>x</p>")
except Exception as error:
    print(type(error).__name__, error)
"""


def test_a_machine_without_pango_is_told_what_to_install() -> None:
    asked = subprocess.run([sys.executable, "-c", MISSING_PANGO], capture_output=True, text=True, check=True)

    assert asked.stdout == (
        "RenderFailed This machine cannot make PDFs: install the Debian packages libpango-1.0-0 libpangoft2-1.0-0 "
        "libharfbuzz-subset0 (cannot load library 'libpango-1.0-0').\n"
    )


def test_weasyprint_is_not_loaded_before_a_paper_is_set() -> None:
    question = "import sys, childservices.pdf; print('weasyprint' in sys.modules)"

    answer = subprocess.run([sys.executable, "-c", question], capture_output=True, text=True, check=True)

    assert answer.stdout == "False\n"
