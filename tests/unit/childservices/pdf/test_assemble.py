"""A pack: what stands on the front sheet is true, and every page has one number, whoever reads it."""

import io
from typing import Any

import pytest
from pikepdf import Pdf
from pypdf import PdfReader

from childservices.pdf import (
    AssembledPack,
    PackItem,
    PackRefused,
    PlacedItem,
    RenderedItem,
    front_page_count,
)
from tests.unit.childservices.pdf.counting import links_of, stamps_of, target_page
from tests.unit.childservices.pdf.samples import (
    document,
    elements,
    front_sheet,
    item,
    open_pdf,
    pack_of,
    page_texts,
    render_front,
)


def test_every_stamp_is_the_place_and_the_label_of_its_page(members: AssembledPack) -> None:
    expected = [str(number) for number in range(1, members.pages + 1)]

    assert stamps_of(page_texts(members.pdf)) == [f"Page {number}" for number in expected]
    assert PdfReader(io.BytesIO(members.pdf)).page_labels == expected


def test_the_ranges_hit_the_pages_of_their_items(members: AssembledPack) -> None:
    texts = page_texts(members.pdf)

    assert [place.first_page for place in members.placed] == [
        number
        for number, text in enumerate(texts, start=1)
        if any(text.startswith(title) for title in _titles(members))
    ]
    assert members.placed[0].first_page == members.front_pages + 1
    assert members.placed[-1].last_page == members.pages == len(texts)
    for before, after in zip(members.placed, members.placed[1:], strict=False):
        assert after.first_page == before.last_page + 1


def _titles(pack: AssembledPack) -> list[str]:
    heads = {"open": "", "exempt": ""}
    return [f"{heads[place.part]}{place.number} {place.title}" for place in pack.placed]


def test_the_front_sheet_says_these_ranges(members: AssembledPack) -> None:
    front = " ".join(page_texts(members.pdf)[0].split())

    for place in members.placed:
        assert f"{place.number} {place.title} {place.first_page} to {place.last_page}" in front


def test_its_links_lead_to_the_pages_it_names(members: AssembledPack) -> None:
    assert links_of(members.pdf) == [place.first_page for place in members.placed]
    assert b"pack.invalid" not in members.pdf


def test_links_inside_an_item_stay_inside_it(open_items: list[PackItem]) -> None:
    twice = [
        item(
            "one",
            "1",
            "One",
            "<p><a href='#same'>on</a></p><h2 id='same' style='break-before: page'>Same</h2>",
        ),
        item(
            "two",
            "2",
            "Two",
            "<p><a href='#same'>on</a></p><h2 id='same' style='break-before: page'>Same</h2>",
        ),
    ]

    with open_pdf(pack_of(twice).pdf) as pdf:
        targets = [target_page(pdf, pdf.pages[number - 1].Annots[0]) for number in (2, 4)]

    assert targets == [3, 5]


def test_a_link_in_an_item_leads_to_another_item() -> None:
    items = [
        item("one", "1", "One", "<p><a href='https://pack.invalid/#two'>see item 2</a></p>"),
        item("two", "2", "Two", "<p>x</p>"),
    ]

    with open_pdf(pack_of(items).pdf) as pdf:
        assert target_page(pdf, pdf.pages[1].Annots[0]) == 3


def test_a_link_to_an_item_that_is_not_there_is_refused() -> None:
    items = [item("one", "1", "One", "<p><a href='https://pack.invalid/#three'>x</a></p>")]

    with pytest.raises(PackRefused, match="leads to “three”, which is not in the pack"):
        pack_of(items)


def test_open_pages_have_the_same_numbers_in_both_packs(
    public: AssembledPack, members: AssembledPack
) -> None:
    def open_pages(pack: AssembledPack) -> list[PlacedItem]:
        return [place for place in pack.placed if place.part == "open"]

    last = public.pages
    assert open_pages(public) == open_pages(members) == list(public.placed)
    first = public.front_pages
    assert [_body(text) for text in page_texts(public.pdf)[first:]] == [
        _body(text) for text in page_texts(members.pdf)[first:last]
    ]


def _body(text: str) -> str:
    return " ".join(text.replace("Draft", "").split())


def test_exempt_pages_say_so_at_their_head_and_no_other_page_does(members: AssembledPack) -> None:
    texts = page_texts(members.pdf)
    exempt = members.placed[-1]

    heads = [number for number, text in enumerate(texts, start=1) if "Not for publication" in text]
    assert heads == list(range(exempt.first_page, exempt.last_page + 1))


def test_a_draft_says_so_on_every_page(public: AssembledPack, members: AssembledPack) -> None:
    assert [text.count("Draft") for text in page_texts(members.pdf)] == [1] * members.pages
    assert [text.count("Draft") for text in page_texts(public.pdf)] == [0] * public.pages


def test_the_front_sheet_is_filled_up_with_pages_that_say_they_are_blank(public: AssembledPack) -> None:
    texts = page_texts(public.pdf)

    assert public.front_pages == 2
    assert texts[1].split("\n") == ["This page is intentionally blank", "Page 2"]
    with open_pdf(public.pdf) as pdf:
        blank = elements(pdf, "Part")[1]
        assert (str(blank.T), str(blank.K[0].S)) == ("This page is intentionally blank", "/P")


def lines(count: int) -> Any:
    """A front sheet that takes more pages the more digits its ranges have, as the longest lines break."""

    def front(placed: tuple[PlacedItem, ...]) -> str:
        digits = sum(len(str(place.first_page)) for place in placed)
        return document("<h1>Agenda</h1>" + "<p>line</p>" * (count * digits), "Agenda")

    return front


def test_a_front_sheet_that_grows_with_its_ranges_settles() -> None:
    items = [item(f"k{number}", str(number), "Paper", "<p>x</p>") for number in range(9)]

    pack = pack_of(items, front=lines(4))

    assert pack.placed[0].first_page == pack.front_pages + 1
    assert stamps_of(page_texts(pack.pdf))[-1] == f"Page {pack.front_pages + 9}"
    assert pack.front_pages > 1


def test_a_front_sheet_that_would_shrink_again_is_filled_up() -> None:
    def contrary(placed: tuple[PlacedItem, ...]) -> str:
        return document(
            "<p>a</p>" + "<p style='break-before: page'>b</p>" * (placed[0].first_page == 2), "Agenda"
        )

    pack = pack_of([item("one", "1", "One", "<p>x</p>")], front=contrary)

    assert (pack.front_pages, pack.placed[0].first_page) == (2, 3)
    assert "intentionally blank" in page_texts(pack.pdf)[1]


def test_the_larger_front_sheet_of_two_audiences_is_found(
    open_items: list[PackItem], exempt_item: PackItem
) -> None:
    audiences = [(open_items, front_sheet), ([*open_items, exempt_item], lines(12))]

    pages = front_page_count(audiences=audiences, render=render_front)

    packs = [pack_of(list(items), front=front, front_pages_at_least=pages) for items, front in audiences]
    assert [pack.front_pages for pack in packs] == [pages, pages]
    assert pages > 1
    assert packs[0].placed == packs[1].placed[:3]


def test_one_audience_without_items_has_one_front_page() -> None:
    assert front_page_count(audiences=[([], front_sheet)], render=render_front) == 1
    assert front_page_count(audiences=[([], front_sheet)], render=render_front, front_pages_at_least=3) == 3


def test_exempt_items_before_open_ones_are_refused(open_items: list[PackItem], exempt_item: PackItem) -> None:
    with pytest.raises(ValueError, match="Exempt items stand after the last open one"):
        pack_of([open_items[0], exempt_item, open_items[1]])


@pytest.mark.parametrize("key", ["minutes", "front-sheet"])
def test_a_key_is_used_once(open_items: list[PackItem], key: str) -> None:
    twin = PackItem(key, "5", "Twin", "open", open_items[0].pdf, open_items[0].pages)

    with pytest.raises(PackRefused, match=f"Two items of the pack have the key “{key}”"):
        pack_of([open_items[0], twin])


def test_an_item_with_more_pages_than_announced_is_refused(open_items: list[PackItem]) -> None:
    short = PackItem("one", "1", "One", "open", open_items[2].pdf, 1)

    with pytest.raises(PackRefused, match=r"“1 One” has \d+ pages and was announced with 1\."):
        pack_of([short])


def test_an_item_begins_where_an_earlier_edition_said(open_items: list[PackItem]) -> None:
    kept = item("one", "1", "One", "<p>x</p>", first_page=3)

    assert pack_of([kept], front_pages_at_least=2).placed[0].first_page == 3
    with pytest.raises(PackRefused, match="“One” was to begin on page 3 and would begin on page 2"):
        pack_of([kept])


@pytest.fixture(scope="module")
def supplement() -> AssembledPack:
    """Two papers that came late to a pack of twelve pages."""
    papers = [item("late", "12", "Late paper", "<p>x</p>"), item("later", "13", "Later", "<p>y</p>")]
    return pack_of(papers, first_page=13, front_pages_at_least=2)


class TestSupplement:
    def test_its_pages_continue_the_run(self, supplement: AssembledPack) -> None:
        expected = [str(number) for number in range(13, 17)]

        assert stamps_of(page_texts(supplement.pdf)) == [f"Page {number}" for number in expected]
        assert PdfReader(io.BytesIO(supplement.pdf)).page_labels == expected

    def test_its_front_sheet_has_the_next_numbers_and_names_the_pages_behind_it(
        self, supplement: AssembledPack
    ) -> None:
        front = " ".join(page_texts(supplement.pdf)[0].split())

        assert [(place.first_page, place.last_page) for place in supplement.placed] == [(15, 15), (16, 16)]
        assert "12 Late paper 15 to 15" in front
        assert (supplement.first_page, supplement.pages) == (13, 4)

    def test_its_links_and_bookmarks_lead_to_its_own_pages(self, supplement: AssembledPack) -> None:
        with open_pdf(supplement.pdf) as pdf, pdf.open_outline() as outline:
            targets = [target_page(pdf, annotation) for annotation in pdf.pages[0].Annots]
            titles = [line.title for line in outline.root]

        assert targets == [3, 4]
        assert titles == ["Front sheet", "12 Late paper", "13 Later"]

    def test_a_front_sheet_of_its_own_length_is_found(self) -> None:
        papers = [item("late", "12", "Late paper", "<p>x</p>")]

        pages = front_page_count(audiences=[(papers, lines(9))], render=render_front, first_page=9)

        assert pack_of(papers, front=lines(9), first_page=9).front_pages == pages


def test_an_item_without_structure_is_refused() -> None:
    blank = Pdf.new()
    blank.add_blank_page()
    data = io.BytesIO()
    blank.save(data)

    with pytest.raises(PackRefused, match="“1 Scan” carries no structure for screen readers"):
        pack_of([PackItem("scan", "1", "Scan", "open", data.getvalue(), 1)])


def test_a_watermark_of_letters_that_the_stamp_lacks_is_refused() -> None:
    with pytest.raises(ValueError, match="charmap"):
        pack_of([item("one", "1", "One", "<p>x</p>")], watermark="草稿")


def test_a_render_that_remembers_is_asked_for_the_front_sheet_alone(open_items: list[PackItem]) -> None:
    asked: list[str] = []

    def remembering(html: str) -> RenderedItem:
        asked.append(html)
        return render_front(html)

    pack_of(open_items, render=remembering)

    assert 1 <= len(asked) <= 3
    assert all("<h1>Agenda</h1>" in html for html in asked)
