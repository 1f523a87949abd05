"""The structure of a paper, read from WeasyPrint's pages: one element for each HTML element, however many pages it
takes."""

from dataclasses import dataclass, field
from typing import Any, Literal

from childservices.pdf.engine import weasyprint_module
from childservices.pdf.tag_elements import Element, LinkArea, MarkedContent
from childservices.pdf.tag_roles import (
    PICTURES,
    REPEATED_ROWS,
    Source,
    alternative_text,
    is_decoration,
    link_text,
    list_numbering,
    role_of,
)

Box = Any  # a laid-out box, a page or an annotation of WeasyPrint, which has no types
ArtifactKind = Literal["Pagination", "Layout"]

POINTS_PER_PIXEL = 0.75


@dataclass
class PageMarks:
    """What became of one page's marked content: WeasyPrint's number → ours, or the kind of artifact that it is."""

    owners: list[Element] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    artifacts: dict[int, ArtifactKind] = field(default_factory=dict)


class TreeReader:
    """Walks the boxes of all pages in reading order and grows the structure tree."""

    def __init__(self) -> None:
        self._boxes = weasyprint_module("weasyprint.formatting_structure.boxes")
        self._placeholder = weasyprint_module("weasyprint.layout.absolute").AbsolutePlaceholder
        self.root = Element("Document", None)
        self.tables: list[Element] = []
        self.links: list[tuple[Element, LinkArea]] = []
        self.stray_links: list[LinkArea] = []  # in what is repeated or decorative
        self.pages: list[PageMarks] = []
        self._elements: dict[Source, Element] = {}
        self._first_page: dict[Source, int] = {}
        self._tags: dict[Box, dict[str, Any]] = {}
        self._page: Box = None

    def element_of(self, source: Source) -> Element | None:
        """Will find the structure element of an HTML element, if it has one."""
        return self._elements.get(source)

    def read_page(self, page: Box, tags: dict[Box, dict[str, Any]]) -> None:
        """Will add one page. `tags` says which box drew which marked content; it is left empty."""
        self._page, self._tags = page, tags
        self.pages.append(PageMarks())
        self._visit(page._page_box, self.root, None)
        # Drawn, and reached from no box of the page. No such thing was seen, and a test says so.
        for unread in tags.values():
            self.pages[-1].artifacts[unread["mcid"]] = "Layout"
        tags.clear()

    @property
    def _page_index(self) -> int:
        return len(self.pages) - 1

    def _visit(self, box: Box, parent: Element, artifact: ArtifactKind | None) -> None:
        if isinstance(box, self._placeholder):
            box = box._box
        if isinstance(box, self._boxes.TextBox):
            self._claim(box, parent, artifact)
            return
        artifact = artifact or self._artifact_kind(box)
        element = parent if artifact else self._element_for(box, parent)
        annotation = getattr(box, "link_annotation", None)
        if annotation is not None:
            name = "" if box.element is None else link_text(box.element)
            element = self._link(box, LinkArea(self._page_index, annotation, name), element, artifact)
        if isinstance(box, self._boxes.ReplacedBox):
            self._claim(box, element, artifact)
        for child in getattr(box, "children", ()):
            self._visit(child, element, artifact)

    def _claim(self, box: Box, element: Element, artifact: ArtifactKind | None) -> None:
        """Will give what a box has drawn to an element, or declare it an artifact."""
        tag = self._tags.pop(box, None)
        if tag is None:
            return
        marks = self.pages[-1]
        if artifact:
            marks.artifacts[tag["mcid"]] = artifact
            return
        number = marks.numbers[tag["mcid"]] = len(marks.owners)
        marks.owners.append(element)
        element.kids.append(MarkedContent(self._page_index, number))
        self._note_page(element)

    def _note_page(self, element: Element | None) -> None:
        while element is not None and element.page is None:
            element.page = self._page_index
            element = element.parent

    def _artifact_kind(self, box: Box) -> ArtifactKind | None:
        if isinstance(box, self._boxes.MarginBox):
            return "Pagination"
        source, tag = box.element, box.element_tag
        if source is None:
            return None
        if tag in REPEATED_ROWS and self._first_page.setdefault(source, self._page_index) < self._page_index:
            return "Pagination"
        return "Layout" if is_decoration(source, tag) else None

    def _element_for(self, box: Box, parent: Element) -> Element:
        """Will find the element that the content of a box belongs to, making it when the box is the first of its
        kind."""
        source, tag = box.element, box.element_tag
        if source is None or not isinstance(tag, str):
            return parent
        if tag == "li::marker":
            return self._label_of(source, parent)
        if "::" in tag:
            return parent  # what CSS adds before and after belongs to the element itself
        known = self._elements.get(source)
        if known is None:
            role = role_of(source, tag, inside=parent.role)
            if role is None:
                return parent
            known = self._elements[source] = self._make(role, source, tag, parent, box)
        return self._body_of(known)

    def _make(self, role: str, source: Source, tag: str, parent: Element, box: Box) -> Element:
        if tag in PICTURES:
            return self._picture(source, parent, box)
        if tag in ("dt", "dd"):
            parent = self._definition_for(tag, parent)
        element = parent.add(role, source)
        element.language = source.get("lang")
        if role == "Table":
            self.tables.append(element)
        if role == "L":
            element.describe("List", ListNumbering=list_numbering(source))
        return element

    def _picture(self, source: Source, parent: Element, box: Box) -> Element:
        """A picture alone in its HTML figure is that figure; its place on the page is given in points from below."""
        figure = parent if parent.role == "Figure" else parent.add("Figure", source)
        figure.alternative = alternative_text(source)
        left, top = box.content_box_x(), box.content_box_y()
        right, bottom = left + box.width, top + box.height
        corners = (left, self._page.height - bottom, right, self._page.height - top)
        figure.describe("Layout", BBox=tuple(round(length * POINTS_PER_PIXEL, 2) for length in corners))
        return figure

    def _definition_for(self, tag: str, parent: Element) -> Element:
        """PDF has no definition list: each term opens a list item, and its descriptions go into the same item."""
        definitions = [kid for kid in parent.kids if isinstance(kid, Element)]
        return definitions[-1] if tag == "dd" and definitions else parent.add("LI")

    def _body_of(self, element: Element) -> Element:
        if element.role != "LI":
            return element
        if element.body is None:
            element.body = element.add("LBody")
        return element.body

    def _label_of(self, source: Source, parent: Element) -> Element:
        item = self._elements.get(source)
        return parent if item is None else item.add("Lbl", first=True)

    def _link(self, box: Box, area: LinkArea, element: Element, artifact: ArtifactKind | None) -> Element:
        """Will tie a clickable area to its Link element; a link that is broken over lines has several areas.

        WeasyPrint lets everything inside a link be a link of its own. Of those only pictures keep their area, because
        they stand taller than the line, and it goes to the link around them.
        """
        link = _link_around(element)
        is_inner = link is not None and link.source is not box.element
        if artifact or (is_inner and not isinstance(box, self._boxes.ReplacedBox)):
            self.stray_links.append(area)
            return element
        link = link or element.add("Link", box.element)
        link.kids.append(area)
        self._note_page(link)
        self.links.append((link, area))
        return element if is_inner else link


def _link_around(element: Element | None) -> Element | None:
    while element is not None and element.role != "Link":
        element = element.parent
    return element
