"""Our tagging of PDFs, in the place of WeasyPrint's own.

WeasyPrint 70.0 makes one structure element for each page that an HTML element touches, repeats table headers as content
and forgets which header belongs to which cell (Kozea/WeasyPrint #2482, #2508). The one function that does so is
replaced here. It is private, so the version is pinned and checked, and golden tests stand guard.
"""

from typing import Any

import pydyf  # type: ignore[import-untyped, unused-ignore]

from childservices.pdf.engine import weasyprint_module
from childservices.pdf.errors import RenderFailed
from childservices.pdf.tag_elements import AttributeValue, Element, LinkArea, MarkedContent, elements_below
from childservices.pdf.tag_tables import read_table
from childservices.pdf.tag_tree import PageMarks, TreeReader

WEASYPRINT_VERSION = "70.0"
_PRINTED = 4  # the flag of an annotation that says it is there on paper too


def install_tagging() -> None:
    """Will make WeasyPrint tag its PDFs with `add_tags`; a version that was not tried is refused. Safe to repeat."""
    found = weasyprint_module().VERSION
    if found != WEASYPRINT_VERSION:
        raise RenderFailed(f"Papers need WeasyPrint {WEASYPRINT_VERSION} and found {found}.")
    weasyprint_module("weasyprint.pdf").add_tags = add_tags


def add_tags(pdf: pydyf.PDF, document: Any, pdf_version: object, page_streams: list[Any]) -> None:
    """Will write the structure tree of a document that WeasyPrint has drawn; it has the signature of the one it
    replaces.

    `document.tag_id_prefix`, when there is one, begins the identifiers of table headers.
    """
    reader = TreeReader()
    for page, stream in zip(document.pages, page_streams, strict=True):
        reader.read_page(page, stream._tags)
        _renumber(stream.stream, reader.pages[-1])
    for number, table in enumerate(reader.tables):
        _tie_headers(table, reader, f"{getattr(document, 'tag_id_prefix', '')}t{number}")
    for area in reader.stray_links:
        _remove_link(pdf, area)
    _TreeWriter(pdf).write(reader)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})


def _renumber(tokens: list[Any], marks: PageMarks) -> None:
    """Will put our numbers into a content stream, where a mark stands as three tokens: name, dictionary, BDC."""
    for index in range(len(tokens) - 2):
        properties = tokens[index + 1]
        if tokens[index + 2] != b"BDC" or not isinstance(properties, dict) or "MCID" not in properties:
            continue
        kind = marks.artifacts.get(properties["MCID"])
        if kind:
            tokens[index] = "/Artifact"
            tokens[index + 1] = pydyf.Dictionary({"Type": f"/{kind}"})
        else:
            tokens[index + 1] = pydyf.Dictionary({"MCID": marks.numbers[properties["MCID"]]})


def _tie_headers(table: Element, reader: TreeReader, prefix: str) -> None:
    """Will say of each cell how far it spans, of each header what it heads, and name the headers of cells where
    needed."""
    grid = read_table(table.source)
    names = {id(cell): f"{prefix}r{cell.row}c{cell.column}" for cell in grid.cells if cell.is_header}
    for cell in grid.cells:
        element = reader.element_of(cell.source)
        if element is None:
            continue
        attributes: dict[str, AttributeValue] = {}
        if cell.rows > 1:
            attributes["RowSpan"] = cell.rows
        if cell.columns > 1:
            attributes["ColSpan"] = cell.columns
        if cell.is_header:
            attributes["Scope"] = "/Row" if cell.heads_row else "/Column"
            element.identifier = names[id(cell)]
        if cell.headers and not grid.is_simple:
            attributes["Headers"] = tuple(names[id(header)] for header in cell.headers)
        element.describe("Table", **attributes)


def _remove_link(pdf: pydyf.PDF, area: LinkArea) -> None:
    """A link in what is repeated or decorative can be in no element, so its area is taken off the page."""
    page_number = pdf.page_references[area.page].split()[0]
    page = pdf.objects[int(page_number)]
    page["Annots"].remove(area.annotation.reference)
    if not page["Annots"]:
        del page["Annots"]


class _TreeWriter:
    """Turns the elements into objects of the PDF."""

    def __init__(self, pdf: pydyf.PDF) -> None:
        self._pdf = pdf
        self._pages: list[bytes] = pdf.page_references
        self._objects: dict[int, pydyf.Dictionary] = {}
        self._identifiers: list[tuple[str, pydyf.Dictionary]] = []

    def write(self, reader: TreeReader) -> None:
        root = self._add({"Type": "/StructTreeRoot"})
        self._write_element(reader.root, root)
        root["K"] = pydyf.Array([self._objects[id(reader.root)].reference])
        root["ParentTree"] = self._write_parents(reader)
        root["ParentTreeNextKey"] = len(reader.pages) + len(reader.links)
        if self._identifiers:
            root["IDTree"] = self._write_identifiers()
        self._pdf.catalog["StructTreeRoot"] = root.reference

    def _add(self, entries: dict[str, Any]) -> pydyf.Dictionary:
        added = pydyf.Dictionary(entries)
        self._pdf.add_object(added)
        return added

    def _write_element(self, element: Element, parent: pydyf.Dictionary) -> bytes:
        written = self._add({"Type": "/StructElem", "S": f"/{element.role}", "P": parent.reference})
        self._objects[id(element)] = written
        if element.page is not None:
            written["Pg"] = self._pages[element.page]
        for key, text in (
            ("Alt", element.alternative),
            ("Lang", element.language),
            ("ID", element.identifier),
        ):
            if text:
                written[key] = pydyf.String(text)
        if element.identifier:
            self._identifiers.append((element.identifier, written))
        if element.owner:
            values = {name: _pdf_value(value) for name, value in element.attributes.items()}
            written["A"] = pydyf.Dictionary({"O": f"/{element.owner}", **values})
        needed = set(map(id, elements_below(element)))
        kids = [
            self._write_kid(kid, element, written)
            for kid in element.kids
            if not isinstance(kid, Element) or id(kid) in needed
        ]
        if kids:
            written["K"] = pydyf.Array(kids)
        return bytes(written.reference)

    def _write_kid(
        self, kid: Element | MarkedContent | LinkArea, owner: Element, written: pydyf.Dictionary
    ) -> Any:
        if isinstance(kid, Element):
            return self._write_element(kid, written)
        page = self._pages[kid.page]
        if isinstance(kid, LinkArea):
            kid.annotation["F"] = _PRINTED
            if kid.name:
                kid.annotation["Contents"] = pydyf.String(kid.name)
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": kid.annotation.reference, "Pg": page})
        if kid.page == owner.page:
            return kid.mcid
        return pydyf.Dictionary({"Type": "/MCR", "Pg": page, "MCID": kid.mcid})

    def _write_parents(self, reader: TreeReader) -> bytes:
        """The way back: from each page's marked content, and from each link, to the element that owns it."""
        numbers = pydyf.Array()
        for index, marks in enumerate(reader.pages):
            owners = pydyf.Array([self._objects[id(owner)].reference for owner in marks.owners])
            numbers.extend([index, owners])
        for index, (link, area) in enumerate(reader.links, start=len(reader.pages)):
            area.annotation["StructParent"] = index
            numbers.extend([index, self._objects[id(link)].reference])
        return bytes(self._add({"Nums": numbers}).reference)

    def _write_identifiers(self) -> bytes:
        names = pydyf.Array()
        for identifier, written in sorted(self._identifiers, key=lambda pair: pair[0].encode()):
            names.extend([pydyf.String(identifier), written.reference])
        return bytes(self._add({"Names": names}).reference)


def _pdf_value(value: AttributeValue) -> Any:
    if isinstance(value, tuple):
        return pydyf.Array([pydyf.String(part) if isinstance(part, str) else part for part in value])
    return value
