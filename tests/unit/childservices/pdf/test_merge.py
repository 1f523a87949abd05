"""Tagged PDFs from elsewhere: what clashes is renamed, what is shared is united."""

import io
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String

from childservices.pdf import PackItem, check_pdf
from childservices.pdf.trees import (
    read_name_tree,
    read_number_tree,
    text_key,
    write_name_tree,
    write_number_tree,
)
from tests.unit.childservices.pdf.samples import elements, item, open_pdf, pack_of

TABLE = (
    "<table><tr><th colspan='2' scope='colgroup'>Year</th></tr><tr><td>2009</td><td>2010</td></tr></table>"
)


def changed(paper: PackItem, change: Any) -> PackItem:
    saved = io.BytesIO()
    with open_pdf(paper.pdf) as pdf:
        change(pdf)
        pdf.save(saved)
    return PackItem(paper.key, paper.number, paper.title, paper.part, saved.getvalue(), paper.pages)


def with_role(role: str, meaning: str) -> Any:
    def change(pdf: Pdf) -> None:
        pdf.Root.StructTreeRoot.RoleMap = Dictionary({role: Name(meaning)})
        elements(pdf, "P")[0].S = Name(role)

    return change


def test_identifiers_that_clash_are_kept_apart_with_the_headers_that_name_them() -> None:
    first = item("same", "1", "One", TABLE)
    second = PackItem("other", "2", "Two", "open", first.pdf, first.pages)

    data = pack_of([first, second], claims_pdfua=True).pdf

    with open_pdf(data) as pdf:
        identifiers = [str(header.ID) for header in elements(pdf, "TH")][-2:]
        named = [[str(name) for name in cell.A.Headers] for cell in elements(pdf, "TD")[-4:]]
        index = [name for name, _ in read_name_tree(pdf.Root.StructTreeRoot.IDTree)]
    assert identifiers == ["same-t0r0c0", "other-same-t0r0c0"]
    assert named == [[identifiers[0]]] * 2 + [[identifiers[1]]] * 2
    assert {b"same-t0r0c0", b"other-same-t0r0c0"} <= set(index)
    assert check_pdf(data).findings == ()


def test_own_types_that_mean_two_things_get_two_names() -> None:
    papers = [
        changed(item("a", "1", "One", "<p>x</p>"), with_role("/Lead", "/P")),
        changed(item("b", "2", "Two", "<p>x</p>"), with_role("/Lead", "/P")),
        changed(item("c", "3", "Three", "<p>x</p>"), with_role("/Lead", "/Span")),
    ]

    data = pack_of(papers, claims_pdfua=True).pdf

    with open_pdf(data) as pdf:
        meanings = {role: str(meaning) for role, meaning in pdf.Root.StructTreeRoot.RoleMap.items()}
        found = [len(elements(pdf, role)) for role in ("Lead", "Lead-c")]
    assert meanings == {"/Lead": "/P", "/Lead-c": "/Span"}
    assert found == [2, 1]
    assert check_pdf(data).findings == ()


def test_the_language_of_a_paper_is_said_where_it_differs() -> None:
    def welsh(pdf: Pdf) -> None:
        pdf.Root.Lang = String("cy")

    papers = [item("a", "1", "One", "<p>x</p>"), changed(item("b", "2", "Two", "<p>x</p>"), welsh)]

    with open_pdf(pack_of(papers).pdf) as pdf:
        languages = [str(part.get(Name.Lang, "")) for part in elements(pdf, "Part")]

    assert languages == ["", "", "cy"]


def test_a_structure_without_a_document_of_its_own_is_taken_as_it_is() -> None:
    def without_document(pdf: Pdf) -> None:
        root = pdf.Root.StructTreeRoot
        root.K = root.K[0].K

    data = pack_of([changed(item("a", "1", "One", "<p>x</p>"), without_document)], claims_pdfua=True).pdf

    assert check_pdf(data).findings == ()


def test_classes_namespaces_and_files_of_a_paper_come_along() -> None:
    def enrich(pdf: Pdf) -> None:
        root = pdf.Root.StructTreeRoot
        root.ClassMap = Dictionary({"/wide": Dictionary(O=Name.Layout, SpaceBefore=4)})
        root.Namespaces = Array([pdf.make_indirect(Dictionary(NS=String("http://iso.org/pdf/ssn")))])
        pdf.attachments["figures.csv"] = b"a,b\n"

    papers = [changed(item(key, key, key, "<p>x</p>"), enrich) for key in ("a", "b")]

    with open_pdf(pack_of(papers).pdf) as pdf:
        assert [str(name) for name in pdf.Root.StructTreeRoot.ClassMap] == ["/wide"]
        assert len(pdf.Root.StructTreeRoot.Namespaces) == 2
        assert sorted(pdf.attachments) == ["a/figures.csv", "b/figures.csv"]


def test_bookmarks_and_links_by_name_or_by_action_lead_to_the_same_place_as_before() -> None:
    def old_fashioned(pdf: Pdf) -> None:
        place = pdf.make_indirect(Array([pdf.pages[1].obj, Name.Fit]))
        pdf.Root.Dests = Dictionary({"/later": place})
        link = pdf.pages[0].Annots[0]
        del link[Name.Dest]
        link.A = Dictionary(S=Name.GoTo, D=Name("/later"))
        line = pdf.Root.Outlines.First
        del line[Name.Dest]
        line.A = Dictionary(S=Name.GoTo, D=String("later"))
        line.Next = pdf.make_indirect(Dictionary(Title=String("Nowhere"), Parent=pdf.Root.Outlines))

    body = "<p><a href='#x'>on</a></p><h2 id='x' style='break-before: page'>Later</h2>"
    paper = changed(item("old", "1", "Old", body), old_fashioned)

    with open_pdf(pack_of([paper]).pdf) as pdf:
        target = str(pdf.pages[1].Annots[0].A.D)
        places = dict(read_name_tree(pdf.Root.Names.Dests))
        assert target == "old/later"
        assert places[text_key(target)][0].objgen == pdf.pages[2].obj.objgen
        with pdf.open_outline() as outline:
            assert [line.title for line in outline.root] == ["Front sheet", "1 Old"]
            assert [line.title for line in outline.root[1].children] == ["Later"]


@pytest.mark.parametrize("count", [0, 1, 256, 257, 700])
def test_trees_give_back_what_was_put_in_sorted(count: int) -> None:
    pdf = Pdf.new()
    names = {f"n{number:03}".encode(): pdf.make_indirect(Dictionary(N=number)) for number in range(count)}

    numbers = read_number_tree(
        write_number_tree(pdf, [(n, pdf.make_indirect(Dictionary(N=n))) for n in range(count)][::-1])
    )
    read = read_name_tree(write_name_tree(pdf, dict(reversed(names.items()))))

    assert [(key, int(value.N)) for key, value in numbers] == [(number, number) for number in range(count)]
    assert [name for name, _ in read] == list(names)


def test_a_tree_that_points_in_circles_is_read_once() -> None:
    pdf = Pdf.new()
    tree = pdf.make_indirect(Dictionary(Nums=Array([1, String("one")])))
    tree.Kids = Array([tree])

    assert [(key, str(value)) for key, value in read_number_tree(tree)] == [(1, "one")]


def test_names_are_compared_as_readers_compare_them() -> None:
    assert (text_key("plain"), text_key("Łódź")[:2]) == (b"plain", b"\xfe\xff")
