"""The joints of a pack: what can go wrong between parts that are right by themselves."""

from collections.abc import Callable
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from childservices.pdf import AssembledPack, Finding, PackFinding, PackItem, RenderedPaper, Verdict, check_pdf
from childservices.pdf.checks.joints import joint_findings
from tests.unit.childservices.pdf.samples import EVERYTHING, elements, item, open_pdf, pack_of, render_front

LINKED = "<p><a href='#same'>on</a></p><h2 id='same'>Same</h2>"
PAGES = (1, 1, 1)


@pytest.fixture(scope="module")
def pack() -> AssembledPack:
    """A front sheet and two papers of a page."""
    return pack_of([item("one", "1", "One", LINKED), item("two", "2", "Two", "<p>x</p>")])


def parts_of(pdf: Pdf) -> Any:
    return pdf.Root.StructTreeRoot.K[0].K


def without_a_part(pdf: Pdf) -> None:
    del parts_of(pdf)[2]


def with_a_part_elsewhere(pdf: Pdf) -> None:
    parts_of(pdf)[1].P = pdf.Root.StructTreeRoot


def with_an_empty_part(pdf: Pdf) -> None:
    parts_of(pdf)[2].K = Array()


def with_a_paper_under_another(pdf: Pdf) -> None:
    parts_of(pdf)[2].K[0].P = parts_of(pdf)[1]


def with_two_pages_of_one_number(pdf: Pdf) -> None:
    pdf.pages[2].obj.StructParents = pdf.pages[1].obj.StructParents


def with_a_page_that_leads_nowhere(pdf: Pdf) -> None:
    pdf.pages[2].obj.StructParents = 999


def with_a_link_into_another_paper(pdf: Pdf) -> None:
    link = pdf.pages[1].obj.Annots[0]
    numbers = pdf.Root.StructTreeRoot.ParentTree.Kids[0].Nums
    place = list(numbers[::2]).index(link.StructParent)
    numbers[2 * place + 1] = elements(pdf, "P")[-1]


def with_a_loose_element(pdf: Pdf) -> None:
    del parts_of(pdf)[2].P
    parts_of(pdf)[2].K[0].P = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Sect))


def with_a_tree_that_bites_its_tail(pdf: Pdf) -> None:
    top = parts_of(pdf)[2].K[0]
    top.P = top


FAULTS: dict[str, tuple[set[str], Callable[[Pdf], None]]] = {
    "a part is lost": ({"ST-TREE"}, without_a_part),
    "a part hangs elsewhere": ({"ST-TREE"}, with_a_part_elsewhere),
    "a part is empty": ({"ST-TREE"}, with_an_empty_part),
    "a paper hangs in another part": ({"ST-P", "ST-PARENTS"}, with_a_paper_under_another),
    "two pages have one number": ({"ST-KEYS", "ST-PARENTS"}, with_two_pages_of_one_number),
    "a page leads nowhere": ({"ST-PARENTS"}, with_a_page_that_leads_nowhere),
    "a link leads into another paper": ({"ST-LINKS"}, with_a_link_into_another_paper),
    "an element hangs in nothing": ({"ST-TREE", "ST-P", "ST-PARENTS"}, with_a_loose_element),
    "a tree bites its tail": ({"ST-P", "ST-PARENTS"}, with_a_tree_that_bites_its_tail),
}


def test_a_pack_that_is_joined_rightly_has_no_finding(pack: AssembledPack) -> None:
    with open_pdf(pack.pdf) as pdf:
        assert list(joint_findings(pdf, PAGES)) == []
    assert pack.findings == ()
    assert check_pdf(pack.pdf).pdfua1


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_between_parts_is_found(pack: AssembledPack, fault: str) -> None:
    rules, change = FAULTS[fault]
    with open_pdf(pack.pdf) as pdf:
        change(pdf)

        assert {finding.rule for finding in joint_findings(pdf, PAGES)} == rules


def test_a_finding_of_an_item_stands_on_its_page_of_the_pack_and_takes_the_claim_away() -> None:
    good = item("one", "1", "One", "<p>x</p><p style='break-before: page'>y</p>")
    judged = Verdict(
        False, (Finding("13-004", "A picture has no alternative text.", 1), Finding("07-001", "x"))
    )
    bad = item("two", "2", "Two", "<p>x</p>")
    bad = PackItem(bad.key, bad.number, bad.title, bad.part, bad.pdf, bad.pages, verdict=judged)

    pack = pack_of([good, bad])

    assert pack.findings == (
        PackFinding("two", "13-004", "A picture has no alternative text.", 4),
        PackFinding("two", "07-001", "x", None),
    )
    assert "06-002" in {finding.rule for finding in check_pdf(pack.pdf).findings}


def test_what_its_verdict_found_is_not_looked_for_again() -> None:
    broken = item("one", "1", "One", "<p>北京</p>")
    trusted = PackItem("one", "1", "One", "open", broken.pdf, broken.pages, verdict=Verdict(True, ()))

    assert {finding.rule for finding in pack_of([broken]).findings} == {"PDFUA1-NOTDEF-GLYPH-001"}
    assert pack_of([trusted]).findings == ()


def test_the_front_sheet_and_blank_pages_are_judged_too() -> None:
    def render(html: str) -> RenderedPaper:
        rendered = render_front(html)
        return RenderedPaper(rendered.pdf, rendered.pages, Verdict(False, (Finding("X", "x", 1),)))

    pack = pack_of([item("one", "1", "One", "<p>x</p>")], render=render, front_pages_at_least=3)

    assert pack.findings == (
        PackFinding("front-sheet", "X", "x", 1),
        PackFinding("blank-pages", "X", "x", 2),
    )


def test_a_finding_of_the_whole_is_placed_by_its_page() -> None:
    pack = pack_of([item("one", "1", "One", EVERYTHING)], first_page=11)

    located = pack.locate([Finding("X", "x", 1), Finding("X", "x", 2), Finding("X", "x")])

    assert located == (
        PackFinding("", "X", "x", 11),
        PackFinding("one", "X", "x", 12),
        PackFinding("", "X", "x", None),
    )
