"""What is inside a pack: one structure of many, bookmarks, files, and for the public only what is the public's."""

import io
from datetime import date

import pytest
from pikepdf import Name, parse_content_stream
from pypdf import PdfReader

from childservices.pdf import AssembledPack, PackItem, PackRefused, check_pdf
from tests.unit.childservices.pdf.counting import content_of, elements_of
from tests.unit.childservices.pdf.samples import (
    FIGURES,
    SECRET,
    everything_in,
    front_sheet,
    item,
    open_pdf,
    pack_of,
    render_front,
    rendered,
    roles,
)


def test_a_pack_has_the_elements_of_its_items_one_part_each_and_itself(
    members: AssembledPack, open_items: list[PackItem], exempt_item: PackItem
) -> None:
    front = render_front(front_sheet(members.placed))
    blank = rendered("<p>This page is intentionally blank</p>")
    sources = [front.pdf, blank.pdf, *(part.pdf for part in [*open_items, exempt_item])]
    counts = [
        elements_of(source) - 1 for source in sources
    ]  # without its own Document, which a Part replaces

    with open_pdf(members.pdf) as pdf:
        found = roles(pdf)

    assert len(found) == sum(counts) + len(sources) + 1
    assert (found.count("Document"), found.count("Part")) == (1, len(sources))


def test_content_and_structure_agree_both_ways(members: AssembledPack) -> None:
    in_streams, in_tree, listed = content_of(members.pdf)

    assert in_streams == in_tree == listed
    assert len(in_streams) > 500


def test_nothing_of_an_exempt_item_is_in_the_public_pack(
    public: AssembledPack, members: AssembledPack
) -> None:
    assert everything_in(members.pdf).count(SECRET) > 8  # the probe finds it where it is
    found = everything_in(public.pdf)

    for word in (SECRET, SECRET.lower(), "exempt-tender", "1,819,926", "1819926", "Not for publication"):
        assert word not in found
    assert SECRET.encode("utf-16-be") not in public.pdf
    assert SECRET.encode("utf-16-be").hex().upper() not in found.upper()


def test_stamps_are_decoration_to_a_screen_reader(members: AssembledPack) -> None:
    with open_pdf(members.pdf) as pdf:
        kinds = [
            [
                str(step.operands[1].Subtype)
                for step in parse_content_stream(page, "BDC")
                if Name.Subtype in step.operands[1]
            ]
            for page in pdf.pages
        ]
    exempt = members.placed[-1]
    expected = {True: ["/Footer", "/Header", "/Watermark"], False: ["/Footer", "/Watermark"]}

    assert kinds == [expected[number >= exempt.first_page] for number in range(1, members.pages + 1)]


def test_bookmarks_are_the_items_with_their_sections_closed(members: AssembledPack) -> None:
    with open_pdf(members.pdf) as pdf, pdf.open_outline() as outline:
        top = [
            (line.title, line.is_closed, [child.title for child in line.children]) for line in outline.root
        ]
        mode = pdf.Root.PageMode

    assert top == [
        ("Front sheet", False, []),
        ("4 Minutes of the previous meeting", True, ["Proposals and Details"]),
        ("5 Parenting Strategy", True, ["Summary", "Risks"]),
        ("8 Performance Indicators", True, ["Proposals and Details"]),
        (f"9 Tender of {SECRET}", True, [f"{SECRET} and its price", "Proposals and Details"]),
    ]
    assert mode == Name.UseOutlines


def test_a_pack_says_what_it_is() -> None:
    pack = pack_of(
        [item("one", "1", "One", "<p>x</p>")],
        title="Pack & <papers>\x0b",
        author="Council",
        on=date(2009, 11, 18),
    )

    reader = PdfReader(io.BytesIO(pack.pdf))
    assert reader.metadata is not None
    assert reader.metadata.title == "Pack & <papers>\x0b"
    assert (reader.metadata.author, reader.metadata.subject) == ("Council", "Agenda and papers")
    assert str(reader.metadata.creation_date_raw) == "D:20091118000000Z"
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.dc_title == {"x-default": "Pack & <papers>"}
    with open_pdf(pack.pdf) as pdf:
        assert (str(pdf.Root.Lang), bool(pdf.Root.ViewerPreferences.DisplayDocTitle)) == ("en-GB", True)


def test_files_travel_in_the_pack(public: AssembledPack) -> None:
    with open_pdf(public.pdf) as pdf:
        attached = pdf.attachments["indicators.csv"]
        file = attached.get_file()
        assert (file.read_bytes(), file.mime_type, attached.description) == (
            FIGURES.data,
            "text/csv",
            "The figures of table 1",
        )
        assert attached.obj.AFRelationship == Name.Data


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.raises(PackRefused, match=r"Two files of the pack are called “indicators\.csv”"):
        pack_of([item("one", "1", "One", "<p>x</p>")], attachments=[FIGURES, FIGURES])


def test_a_pack_claims_pdfua_when_all_its_parts_pass(public: AssembledPack, members: AssembledPack) -> None:
    assert [check_pdf(pack.pdf).findings for pack in (public, members)] == [(), ()]


@pytest.mark.parametrize(("claim", "rules"), [(None, ["06-002", "13-004"]), (True, ["13-004"])])
def test_a_pack_with_a_faulty_part_does_not_claim_it(claim: bool | None, rules: list[str]) -> None:
    drawing = "<svg width='40' height='40'><rect width='40' height='40'/></svg>"

    pack = pack_of([item("one", "1", "One", drawing)], claims_pdfua=claim)

    own = [finding.rule for finding in check_pdf(pack.pdf).findings if not finding.rule.startswith("PDFUA1")]
    assert own == rules
