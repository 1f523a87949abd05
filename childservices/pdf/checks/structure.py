"""The structure tree itself: types, nesting, parents, headings, alternative texts, and what it says it owns."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from pikepdf import Dictionary, Name, Object, Pdf

from childservices.pdf.checks.catalog import is_language
from childservices.pdf.checks.roles import RoleMap, nesting_findings
from childservices.pdf.findings import Finding
from childservices.pdf.structure import as_list

ObjectId = tuple[int, int]


class _Step(NamedTuple):
    kid: Object | int
    parent: Object
    parent_role: str | None


class StructureWalk:
    """Walks the tree once, in reading order, and remembers what pages, links and tables are checked against."""

    def __init__(self, pdf: Pdf, root: Object) -> None:
        self.roles = RoleMap(root)
        self.owners: dict[tuple[int, int], ObjectId] = {}  # (page index, marked-content number) → element
        self.annotations: dict[ObjectId, Object] = {}  # annotation → element
        self.identifiers: Counter[bytes] = Counter()
        self.tables: list[Object] = []
        self._root = root
        self._pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        self._visited: set[ObjectId] = set()
        self._headings: list[str] = []

    def page_of(self, element: Object) -> int | None:
        """Will give the number of the page that an element begins on, where it says so."""
        index = self._page_index(element.get(Name.Pg))
        return None if index is None else index + 1

    def run(self) -> Iterator[Finding]:
        """Will walk the tree and give what is wrong with it."""
        yield from self.roles.findings()
        steps = [_Step(kid, self._root, None) for kid in reversed(as_list(self._root.get(Name.K)))]
        while steps:
            step = steps.pop()
            if isinstance(step.kid, Dictionary) and Name.S in step.kid:
                yield from self._element(step.kid, step, steps)
            else:
                yield from self._content(step)
        yield from self._identifier_findings()
        if "H" in self._headings and len(set(self._headings)) > 1:
            yield Finding("14-007", "Numbered and unnumbered headings are mixed.")

    def _element(self, element: Object, step: _Step, steps: list[_Step]) -> Iterator[Finding]:
        if element.objgen in self._visited:
            yield Finding("ST-TREE", "A structure element hangs in two places.")
            return
        self._visited.add(element.objgen)
        page = self.page_of(element)
        role = self.roles.standard(element)
        if role is None:
            yield Finding("02-001", f"{element.S} is no standard type.", page)
        role = role or str(element.S)
        kids = as_list(element.get(Name.K))
        kid_roles = [
            self.roles.standard(kid) or str(kid.S)
            for kid in kids
            if isinstance(kid, Dictionary) and Name.S in kid
        ]
        if element.get(Name.P, Dictionary()).objgen != step.parent.objgen:
            yield Finding("ST-P", f"{role} names a parent that it does not hang in.", page)
        yield from nesting_findings(role, step.parent_role, kid_roles, page)
        yield from self._said_of(element, role, page)
        if role == "Table":
            self.tables.append(element)
        steps.extend(_Step(kid, element, role) for kid in reversed(kids))

    def _said_of(self, element: Object, role: str, page: int | None) -> Iterator[Finding]:
        if role in ("Figure", "Formula") and not _has_words(element):
            yield Finding("13-004", "A picture has no alternative text.", page)
        if role == "Note" and Name.ID not in element:
            yield Finding("19-003", "A note has no identifier.", page)
        if Name.ID in element:
            self.identifiers[bytes(element.ID)] += 1
        if Name.Lang in element and not is_language(str(element.Lang)):
            yield Finding("11-001", f"“{element.Lang}” is no language.", page)
        if role == "H" or (role.startswith("H") and role[1:].isdigit()):
            yield from self._heading(role, page)

    def _heading(self, role: str, page: int | None) -> Iterator[Finding]:
        before = next((int(heading[1:]) for heading in reversed(self._headings) if heading != "H"), 0)
        self._headings.append(role)
        if role == "H" or int(role[1:]) <= before + 1:
            return
        if before:
            yield Finding("14-003", f"A heading of level {role[1:]} follows one of level {before}.", page)
        else:
            yield Finding("14-002", f"The first heading is of level {role[1:]}.", page)

    def _content(self, step: _Step) -> Iterator[Finding]:
        """A kid that is no element: a number, a reference to marked content, or one to a link."""
        kid = step.kid
        if isinstance(kid, Dictionary) and kid.get(Name.Type) == Name.OBJR:
            self.annotations[kid.Obj.objgen] = step.parent
            return
        reference = kid if isinstance(kid, Dictionary) else Dictionary(MCID=kid)
        if Name.Stm in reference:
            return  # content of a form that is drawn on the page, found with its drawing
        page = self._page_index(reference.get(Name.Pg, step.parent.get(Name.Pg)))
        if page is None:
            yield Finding("ST-PG", "A structure element owns content of a page that is not in the document.")
            return
        place = (page, int(reference.MCID))
        if place in self.owners:
            yield Finding("ST-TREE", "Two structure elements own the same content.", page + 1)
        self.owners[place] = step.parent.objgen

    def _identifier_findings(self) -> Iterator[Finding]:
        for identifier, count in self.identifiers.items():
            if count > 1:
                yield Finding(
                    "19-004", f"The identifier {identifier.decode('latin-1')} is used {count} times."
                )
        if self.identifiers and Name.IDTree not in self._root:
            yield Finding("ST-ID", "Elements have identifiers that no index lists.")

    def _page_index(self, page: Object | None) -> int | None:
        return None if page is None else self._pages.get(page.objgen)


def _has_words(element: Object) -> bool:
    return any(str(element.get(name, "")).strip() for name in (Name.Alt, Name.ActualText))
