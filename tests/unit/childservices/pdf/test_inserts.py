"""Pages of uploaded PDFs as a part of a pack."""

import io
from dataclasses import replace

import pytest
from pikepdf import Pdf
from pypdf import PdfReader

from childservices.pdf import AssembledPack, Finding, Insert, PackFinding, PackRefused, Verdict, check_pdf
from childservices.pdf.clean import clean_pdf
from childservices.pdf.inserts import as_tagged_pages, judge_pages
from tests import uploads
from tests.unit.childservices.pdf.samples import item, pack_of, rendered

SHOWN = [
    lambda: uploads.plain_pdf("Larkspur", "Tansy"),
    lambda: uploads.pdf_with(uploads.turn_and_shift, "Larkspur"),
    lambda: uploads.pdf_with(uploads.add_form, "Larkspur"),
    lambda: uploads.scan(2),
    lambda: rendered("<h2>Wörter</h2><p>Ein Tag – 5 €</p>").pdf,
]


def insert(data: bytes, key: str = "map", title: str = "Appendix A: Map of centres") -> Insert:
    clean = clean_pdf(data)
    return Insert(key, title, clean.pdf, len(clean.texts))


@pytest.fixture(scope="module")
def pack() -> AssembledPack:
    paper = item("strategy", "5", "Parenting Strategy", "<h2>Summary</h2><p>Marigold</p>")
    following = item("indicators", "6", "Indicators", "<p>Yarrow</p>")
    maps = insert(SHOWN[0]())
    return pack_of([replace(paper, inserts=(maps,)), following], claims_pdfua=None)


@pytest.mark.parametrize("made", SHOWN)
def test_any_cleaned_pdf_is_accessible_as_pictures(made: object) -> None:
    assert check_pdf(as_tagged_pages(insert(made()))).findings == ()  # type: ignore[operator]


def test_each_page_says_which_it_is() -> None:
    with Pdf.open(io.BytesIO(as_tagged_pages(insert(SHOWN[0]())))) as pdf:
        figures = pdf.Root.StructTreeRoot.K[0].K

        assert [str(figure.Alt) for figure in figures] == [
            "Appendix A: Map of centres, page 1 of 2",
            "Appendix A: Map of centres, page 2 of 2",
        ]


def test_a_wide_page_lies_on_its_side_and_none_is_larger_than_the_paper() -> None:
    wide, tall = uploads.new_pdf("x", size=(2000, 1000)), uploads.new_pdf("x", size=(100, 200))

    boxes = []
    for source in (wide, tall):
        with Pdf.open(io.BytesIO(as_tagged_pages(insert(uploads.saved(source))))) as pdf:
            boxes.append([round(float(edge)) for edge in pdf.pages[0].mediabox.as_list()])

    assert boxes == [[0, 0, 842, 595], [0, 0, 595, 842]]


def test_they_follow_their_item_and_count_among_its_pages(pack: AssembledPack) -> None:
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pack.pdf)).pages]

    assert [(place.first_page, place.last_page) for place in pack.placed] == [(2, 4), (5, 5)]
    assert [
        word in page
        for word, page in zip(("Marigold", "Larkspur", "Tansy", "Yarrow"), pages[1:], strict=True)
    ] == [True] * 4
    assert [f"Page {number}" in page for number, page in enumerate(pages, start=1)] == [True] * 5


def test_the_pack_stays_accessible(pack: AssembledPack) -> None:
    assert check_pdf(pack.pdf).findings == ()


def test_what_is_known_of_their_pages_is_believed_and_found_at_the_right_page() -> None:
    paper = item("strategy", "5", "Parenting Strategy", "<p>Marigold</p>")
    said = Verdict(False, (Finding("RULE", "It cannot be heard.", 2),))
    maps = replace(insert(SHOWN[0]()), verdict=said)

    made = pack_of([replace(paper, inserts=(maps,))], claims_pdfua=None)

    assert made.findings == (PackFinding("strategy", "RULE", "It cannot be heard.", 4),)


def test_cleaned_pages_are_judged_without_their_title() -> None:
    clean = insert(SHOWN[0]())

    assert judge_pages(clean.pdf, clean.pages) == check_pdf(as_tagged_pages(clean)) == Verdict(True, ())


def test_they_stand_below_their_item_among_the_bookmarks(pack: AssembledPack) -> None:
    reader = PdfReader(io.BytesIO(pack.pdf))
    outline = reader.outline

    titles = [mark.title for mark in outline if not isinstance(mark, list)]
    below = next(mark for mark in outline if isinstance(mark, list))[-1]
    assert titles == ["Front sheet", "5 Parenting Strategy", "6 Indicators"]
    assert (below.title, reader.get_destination_page_number(below)) == ("Appendix A: Map of centres", 2)


def test_two_of_one_name_are_refused() -> None:
    paper = item("strategy", "5", "Parenting Strategy", "<p>Marigold</p>")
    maps = insert(SHOWN[0]())

    with pytest.raises(PackRefused, match="Two items of the pack have the key “map”"):
        pack_of([replace(paper, inserts=(maps, maps))])


def test_one_with_other_pages_than_announced_is_refused() -> None:
    paper = item("strategy", "5", "Parenting Strategy", "<p>Marigold</p>")
    maps = replace(insert(SHOWN[0]()), pages=3)

    with pytest.raises(PackRefused, match=r"has \d+ pages? and was announced with 3"):
        pack_of([replace(paper, inserts=(maps,))])


def test_the_same_pages_give_the_same_bytes() -> None:
    maps = insert(SHOWN[0]())

    assert as_tagged_pages(maps) == as_tagged_pages(maps)
