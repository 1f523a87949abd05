"""Deliberate faults: each makes one thing wrong in a pack that is right, and names the rule that must find it."""

from collections.abc import Callable
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.unit.childservices.pdf.samples import elements, nodes

Change = Callable[[Pdf], None]


def first(pdf: Pdf, role: str, number: int = 0) -> Any:
    return elements(pdf, role)[number]


def metadata(pdf: Pdf, old: bytes, new: bytes) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(old, new))


def with_header_to_nowhere(pdf: Pdf) -> None:
    next(cell for cell in elements(pdf, "TD") if Name.Headers in cell.A).A.Headers = Array(
        [String("nowhere")]
    )


def without_scopes(pdf: Pdf) -> None:
    for header in elements(pdf, "TH"):
        del header.A[Name.Scope]
    for node in nodes(pdf):
        if Name.Headers in node.element.get(Name.A, Dictionary()):
            del node.element.A[Name.Headers]


def with_swapped_parents(pdf: Pdf) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Kids[0].Nums
    numbers[1], numbers[3] = Array(numbers[3]), Array(numbers[1])


def with_unmarked_stamp(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"q BT /PackStamp 9 Tf 1 0 0 1 100 20 Tm (Page 1) Tj ET Q")


def inside_an_artifact(pdf: Pdf) -> None:
    pdf.pages[1].contents_add(b"/Artifact BMC", prepend=True)
    pdf.pages[1].contents_add(b"EMC")


def with_artifact_inside(pdf: Pdf) -> None:
    page = pdf.pages[1]
    content = page.Contents[1].read_bytes().replace(b"BDC", b"BDC /Artifact BMC EMC", 1)
    page.Contents[1] = pdf.make_stream(content)


def without_embedded_font(pdf: Pdf) -> None:
    font = next(iter(pdf.pages[1].resources.Font.values()))
    del (font.DescendantFonts[0] if Name.DescendantFonts in font else font).FontDescriptor[Name.FontFile2]


def without_letters(pdf: Pdf) -> None:
    del next(font for font in pdf.pages[1].resources.Font.values() if Name.ToUnicode in font)[Name.ToUnicode]


def without_shapes(pdf: Pdf) -> None:
    font = next(font for font in pdf.pages[1].resources.Font.values() if Name.DescendantFonts in font)
    del font.DescendantFonts[0][Name.CIDToGIDMap]


def without_encoding(pdf: Pdf) -> None:
    del pdf.pages[0].resources.Font[Name.PackStamp][Name.Encoding]


def without_link_reference(pdf: Pdf) -> None:
    link = first(pdf, "Link")
    link.K = Array([kid for kid in link.K if isinstance(kid, int)])


def with_annotation(subtype: str) -> Change:
    def change(pdf: Pdf) -> None:
        note = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=Array([0, 0, 9, 9])))
        pdf.pages[0].Annots.append(note)

    return change


def with_layer(**configuration: Any) -> Change:
    def change(pdf: Pdf) -> None:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("Notes")))
        pdf.Root.OCProperties = Dictionary(
            OCGs=Array([layer]), D=Dictionary(Order=Array([layer]), **configuration)
        )

    return change


def with_repeated_content(pdf: Pdf) -> None:
    page = pdf.pages[1]
    page.Contents[1] = pdf.make_stream(page.Contents[1].read_bytes().replace(b"/MCID 1>>", b"/MCID 0>>"))


def with_element_twice(pdf: Pdf) -> None:
    section = first(pdf, "Sect")
    section.K.append(section.K[0])


def with_content_twice(pdf: Pdf) -> None:
    one = first(pdf, "P")
    one.K.append(one.K[0])


def with_overlapping_cells(pdf: Pdf) -> None:
    next(header for header in elements(pdf, "TH") if Name.RowSpan in header.A).A.RowSpan = 9


def with_own_type(pdf: Pdf) -> None:
    first(pdf, "P").S = Name.First
    pdf.Root.StructTreeRoot.RoleMap = Dictionary({"/First": Name.Second, "/Second": Name.First})


def with_borrowed_drawing(pdf: Pdf) -> None:
    drawing = pdf.make_stream(
        b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), Ref=Dictionary()
    )
    pdf.pages[0].Resources.XObject = Dictionary(Borrowed=drawing)


def with_font_in_a_drawing(pdf: Pdf) -> None:
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.TrueType, Encoding=Name.WinAnsiEncoding))
    drawing = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]))
    drawing.Resources = Dictionary(Font=Dictionary(F=font))
    pdf.pages[0].Resources.XObject = Dictionary(Drawing=drawing, Again=drawing)


def with_unreadable_page(pdf: Pdf) -> None:
    pdf.pages[1].Contents = pdf.make_stream(b"BT (open")


def with_damaged_page(pdf: Pdf) -> None:
    pdf.pages[1].Contents = pdf.make_stream(b"this was never compressed", Filter=Name.FlateDecode)


def with_named_properties(pdf: Pdf) -> None:
    """A mark whose number stands among the resources of the page."""
    page = pdf.pages[0]
    page.Resources.Properties = Dictionary(Mark=Dictionary(MCID=999))
    page.contents_add(b"/Span /Mark BDC EMC")


def unnamed_file(pdf: Pdf) -> None:
    specification = pdf.Root.Names.EmbeddedFiles.Kids[0].Names[1]
    del specification[Name.UF]


def with_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def set_on(role: str, number: int = 0, **entries: Any) -> Change:
    def change(pdf: Pdf) -> None:
        for name, value in entries.items():
            first(pdf, role, number)[f"/{name}"] = value

    return change


def remove(role: str, name: str) -> Change:
    def change(pdf: Pdf) -> None:
        del first(pdf, role)[name]

    return change


FAULTS: dict[str, tuple[str, Change]] = {
    "no language": ("11-006", lambda pdf: pdf.Root.__delitem__(Name.Lang)),
    "no title bar": ("07-001", lambda pdf: pdf.Root.__delitem__(Name.ViewerPreferences)),
    "no title": ("06-003", lambda pdf: metadata(pdf, b"dc:title", b"dc:tytle")),
    "no claim": ("06-002", lambda pdf: metadata(pdf, b"<pdfuaid:part>1</pdfuaid:part>", b"")),
    "no metadata": ("06-001", lambda pdf: pdf.Root.__delitem__(Name.Metadata)),
    "not marked": ("ST-MARKED", lambda pdf: pdf.Root.MarkInfo.__setitem__(Name.Marked, False)),
    "suspect": ("01-007", lambda pdf: pdf.Root.MarkInfo.__setitem__(Name.Suspects, True)),
    "no structure": ("01-006", lambda pdf: pdf.Root.__delitem__(Name.StructTreeRoot)),
    "a part dropped": ("01-005", lambda pdf: pdf.Root.StructTreeRoot.K[0].K.__delitem__(1)),
    "figure without words": ("13-004", remove("Figure", "/Alt")),
    "header without scope": ("15-003", without_scopes),
    "header to nowhere": ("15-HEADERS", with_header_to_nowhere),
    "table without headers": (
        "15-TH",
        lambda pdf: [set_on("TH", S=Name.TD)(pdf) for _ in elements(pdf, "TH")] and None,
    ),
    "cells over each other": ("15-GRID", with_overlapping_cells),
    "heading skipped": ("14-003", set_on("H2", S=Name.H4)),
    "first heading of level 2": ("14-002", set_on("H1", S=Name.H2)),
    "mixed headings": ("14-007", set_on("H2", S=Name.H)),
    "cell outside a row": ("09-004", set_on("TD", S=Name.P)),
    "item without body": ("09-005", set_on("LBody", S=Name.P)),
    "item outside a list": ("09-005", set_on("L", S=Name.Div)),
    "contents outside contents": ("09-006", set_on("LI", S=Name.TOCI)),
    "unknown type": ("02-001", set_on("P", S=Name.Paragraph)),
    "types in a circle": ("02-001", with_own_type),
    "standard type remapped": (
        "02-004",
        lambda pdf: pdf.Root.StructTreeRoot.__setitem__(Name.RoleMap, Dictionary(P=Name.H1)),
    ),
    "wrong parent": ("ST-P", lambda pdf: set_on("P", 3, P=pdf.Root.StructTreeRoot.K[0])(pdf)),
    "element in two places": ("ST-TREE", with_element_twice),
    "content of two elements": ("ST-TREE", with_content_twice),
    "note without name": ("19-003", set_on("P", S=Name.Note)),
    "name used twice": ("19-004", lambda pdf: set_on("P", ID=first(pdf, "TH").ID)(pdf)),
    "names without index": ("ST-ID", lambda pdf: pdf.Root.StructTreeRoot.__delitem__(Name.IDTree)),
    "no such language": ("11-001", set_on("P", Lang=String("in English"))),
    "element emptied": ("01-005", remove("P", "/K")),
    "content elsewhere": (
        "ST-PG",
        lambda pdf: set_on("P", Pg=pdf.make_indirect(Dictionary(Type=Name.Page)))(pdf),
    ),
    "parent tree removed": ("ST-PARENTS", lambda pdf: pdf.Root.StructTreeRoot.__delitem__(Name.ParentTree)),
    "parent tree swapped": ("ST-PARENTS", with_swapped_parents),
    "parent tree with a stray entry": (
        "ST-PARENTS",
        lambda pdf: pdf.Root.StructTreeRoot.ParentTree.Kids[0].Nums.extend(
            [9999, pdf.Root.StructTreeRoot.K[0]]
        ),
    ),
    "parent tree with an entry twice": (
        "ST-PARENTS",
        lambda pdf: pdf.Root.StructTreeRoot.ParentTree.Kids[0].Nums.extend([0, pdf.Root.StructTreeRoot.K[0]]),
    ),
    "two pages with one key": (
        "ST-KEYS",
        lambda pdf: pdf.pages[2].obj.__setitem__(Name.StructParents, pdf.pages[0].StructParents),
    ),
    "stamp unmarked": ("01-005", with_unmarked_stamp),
    "text inside decoration": ("01-004", inside_an_artifact),
    "decoration inside text": ("01-003", with_artifact_inside),
    "mark ended twice": ("ST-STREAM", lambda pdf: pdf.pages[0].contents_add(b"EMC")),
    "content twice": ("ST-CONTENT", with_repeated_content),
    "content lost": ("ST-CONTENT", lambda pdf: pdf.pages[1].__setitem__("/Contents", pdf.make_stream(b""))),
    "link without name": ("28-012", lambda pdf: pdf.pages[0].Annots[0].__delitem__(Name.Contents)),
    "link outside": ("28-011", set_on("Link", S=Name.Span)),
    "link reference removed": ("28-011", without_link_reference),
    "link without way back": ("ST-LINKS", lambda pdf: pdf.pages[0].Annots[0].__delitem__(Name.StructParent)),
    "link off the page": ("ST-LINKS", lambda pdf: pdf.pages[0].Annots.__delitem__(0)),
    "tab order": ("28-009", lambda pdf: pdf.pages[0].obj.__delitem__(Name.Tabs)),
    "comment": ("28-002", with_annotation("/Text")),
    "form field": ("28-010", with_annotation("/Widget")),
    "trap network": ("28-007", with_annotation("/TrapNet")),
    "font not embedded": ("31-009", without_embedded_font),
    "letters unknown": ("31-027", without_letters),
    "shapes unknown": ("31-004", without_shapes),
    "stamp without encoding": ("31-021", without_encoding),
    "layer without name": ("20-001", with_layer()),
    "layer with a will of its own": ("20-003", with_layer(Name=String("x"), AS=Array())),
    "file without name": ("21-001", unnamed_file),
    "drawing from another file": ("30-001", with_borrowed_drawing),
    "font of a drawing not embedded": ("31-009", with_font_in_a_drawing),
    "page unreadable": ("ST-CONTENT", with_unreadable_page),
    "page damaged": ("ST-STREAM", with_damaged_page),
    "mark of no element": ("01-005", with_named_properties),
    "form of Adobe": (
        "25-001",
        lambda pdf: pdf.Root.__setitem__("/AcroForm", Dictionary(Fields=Array(), XFA=String("x"))),
    ),
}

# The 33 that validators were tried with when the judges were chosen; a script, the last, is none of accessibility.
OF_THE_DESIGN: dict[str, Change] = {
    name: FAULTS[name][1]
    for name in (
        "no language",
        "no title bar",
        "no title",
        "no claim",
        "not marked",
        "suspect",
        "figure without words",
        "header without scope",
        "header to nowhere",
        "heading skipped",
        "first heading of level 2",
        "cells over each other",
        "cell outside a row",
        "item without body",
        "item outside a list",
        "link without name",
        "link outside",
        "tab order",
        "parent tree removed",
        "parent tree swapped",
        "two pages with one key",
        "a part dropped",
        "no structure",
        "unknown type",
        "types in a circle",
        "font not embedded",
        "letters unknown",
        "stamp unmarked",
        "text inside decoration",
        "link reference removed",
        "element emptied",
        "wrong parent",
    )
} | {"a script": with_script}
