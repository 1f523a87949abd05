"""A pack of reports like a council's: both judges pass it, and everything in it is counted twice."""

from collections.abc import Sequence

import pytest

from childservices.pdf import AssembledPack, PackItem, check_pdf
from tests.made_packs import made_pack
from tests.unit.childservices.pdf.counting import content_of, elements_of, links_of, stamps_of, texts_of
from tests.unit.childservices.pdf.samples import (
    front_sheet,
    open_pdf,
    pack_of,
    render_front,
    rendered,
    roles,
)

PAGES, REPORTS = 20, 4


@pytest.fixture(scope="module")
def items() -> list[PackItem]:
    """Its reports, set one by one."""
    papers = [
        (paper, rendered(paper.body, f"{paper.key}-", paper.title)) for paper in made_pack(PAGES, REPORTS)
    ]
    return [
        PackItem(paper.key, paper.number, paper.title, "open", result.pdf, result.pages)
        for paper, result in papers
    ]


@pytest.fixture(scope="module")
def pack(items: Sequence[PackItem]) -> AssembledPack:
    """The pack of them, which asks both judges about each."""
    return pack_of(list(items))


def test_it_is_of_the_length_asked_for_and_has_what_councils_papers_have(pack: AssembledPack) -> None:
    with open_pdf(pack.pdf) as pdf:
        found = roles(pdf)

    assert PAGES <= pack.pages <= PAGES * 1.5
    assert found.count("Part") == REPORTS + 1
    assert min(found.count(role) for role in ("Table", "Figure", "L", "Link", "H2")) >= 3


def test_both_judges_pass_it(pack: AssembledPack) -> None:
    assert check_pdf(pack.pdf).findings == ()


def test_it_has_the_elements_and_the_content_of_its_parts(
    pack: AssembledPack, items: Sequence[PackItem]
) -> None:
    parts = [render_front(front_sheet(pack.placed)).pdf, *(item.pdf for item in items)]

    in_streams, in_tree, listed = content_of(pack.pdf)

    assert elements_of(pack.pdf) == sum(elements_of(part) - 1 for part in parts) + len(parts) + 1
    assert in_streams == in_tree == listed
    assert len(in_streams) == sum(len(content_of(part)[0]) for part in parts)


def test_every_stamp_range_and_link_is_true(pack: AssembledPack) -> None:
    texts = texts_of(pack.pdf)

    assert stamps_of(texts) == [f"Page {number}" for number in range(1, pack.pages + 1)]
    assert links_of(pack.pdf, pack.front_pages) == [place.first_page for place in pack.placed]
    for place in pack.placed:
        opening = " ".join(texts[place.first_page - 1].split())
        assert opening.startswith(f"{place.number} {place.title}")
