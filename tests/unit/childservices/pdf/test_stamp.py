"""What is written over pages that come from elsewhere."""

import io
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from childservices.pdf import SHIPPED_FONTS
from childservices.pdf.council_fonts import STAMP_FONT
from childservices.pdf.stamp import Stamp, stamp_pages
from tests.unit.childservices.pdf.samples import page_texts
from tests.unit.childservices.pdf.test_papers_css import words_of

FONT = SHIPPED_FONTS / STAMP_FONT


def saved(pdf: Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def pages(count: int, *, box: tuple[int, int, int, int] = (0, 0, 400, 300)) -> Pdf:
    pdf = Pdf.new()
    for _ in range(count):
        pdf.add_blank_page()
        pdf.pages[-1].MediaBox = Array(box)
    return pdf


def test_pages_that_inherit_one_set_of_resources_are_stamped_each() -> None:
    pdf = pages(2)
    shared = pdf.make_indirect(Dictionary(ProcSet=Array([Name.PDF])))
    pdf.Root.Pages.Resources = shared
    for page in pdf.pages:
        del page.obj[Name.Resources]

    stamp_pages(pdf, [Stamp("Page 1"), Stamp("Page 2", "Not for publication")], font=FONT, watermark="Draft")

    assert page_texts(saved(pdf)) == ["Page 1\nDraft", "Page 2\nNot for publication\nDraft"]
    assert Name.Font not in shared


def test_the_stamp_stands_in_the_middle_of_the_page_wherever_its_corner_is(tmp_path: Path) -> None:
    pdf = pages(1, box=(100, 50, 500, 350))

    stamp_pages(pdf, [Stamp("Page 7", "Not for publication")], font=FONT)

    words, _ = words_of(saved(pdf), tmp_path)
    head = [word for word in words if word.text in ("Not", "for", "publication")]
    foot = [word for word in words if word not in head]
    assert (len(head), len(foot)) == (3, 2)
    for line in (foot, head):
        assert (line[0].left + line[-1].right) / 2 == pytest.approx(200, abs=0.5)
    assert max(word.bottom for word in foot) < 300 - 20
    assert max(word.bottom for word in head) < 40


def test_what_the_page_leaves_behind_does_not_move_the_stamp(tmp_path: Path) -> None:
    tidy, untidy = pages(1), pages(1)
    untidy.pages[0].Contents = untidy.make_stream(b"3 0 0 3 500 500 cm")
    for pdf in (tidy, untidy):
        stamp_pages(pdf, [Stamp("Page 1")], font=FONT)

    assert words_of(saved(tidy), tmp_path) == words_of(saved(untidy), tmp_path)


@pytest.mark.parametrize("text", ["two\nlines", "tab\tbed"])
def test_a_stamp_is_one_line(text: str) -> None:
    with pytest.raises(ValueError, match="A stamp is one line of text"):
        stamp_pages(pages(1), [Stamp(text)], font=FONT)


def test_every_page_needs_its_stamp() -> None:
    with pytest.raises(ValueError, match="zip"):
        stamp_pages(pages(2), [Stamp("Page 1")], font=FONT)
