"""Tables: every row as wide as the others, every header heading something, every named header there."""

from collections.abc import Iterator

from pikepdf import Dictionary, Name, Object

from childservices.pdf.checks.roles import GROUPS_OF_ROWS
from childservices.pdf.checks.structure import StructureWalk
from childservices.pdf.findings import Finding
from childservices.pdf.structure import as_list, attributes_of

Place = tuple[int, int]


def check_table(table: Object, walk: StructureWalk) -> Iterator[Finding]:
    """Will check one table; spans count as the cells that they cover."""
    page = walk.page_of(table)
    rows = list(_rows(table, walk))
    covered: set[Place] = set()
    headers: list[dict[str, Object]] = []
    named: list[bytes] = []
    overlap = False
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            facts = _table_attributes(cell)
            while (row, column) in covered:
                column += 1
            width = int(facts.get("/ColSpan", 1))
            places = {
                (y, x)
                for y in range(row, row + int(facts.get("/RowSpan", 1)))
                for x in range(column, column + width)
            }
            overlap = overlap or not covered.isdisjoint(places)
            covered |= places
            column += width
            named.extend(bytes(header) for header in facts.get("/Headers", ()))
            if walk.roles.standard(cell) == "TH":
                headers.append(facts)
    if overlap or not _is_closed(covered, len(rows)):
        yield Finding("15-GRID", "The cells of a table leave gaps or lie over each other.", page)
    yield from _header_findings(headers, named, walk, page)


def _header_findings(
    headers: list[dict[str, Object]], named: list[bytes], walk: StructureWalk, page: int | None
) -> Iterator[Finding]:
    if not headers:
        yield Finding("15-TH", "A table has no headers.", page)
    if not named and any("/Scope" not in facts for facts in headers):
        yield Finding("15-003", "A table header does not say whether it heads a row or a column.", page)
    for name in sorted(set(named) - walk.identifiers.keys()):
        yield Finding(
            "15-HEADERS", f"A table cell names the header {name.decode('latin-1')}, which is not there.", page
        )


def _rows(parent: Object, walk: StructureWalk) -> Iterator[list[Object]]:
    for kid in _elements(parent):
        role = walk.roles.standard(kid)
        if role == "TR":
            yield _elements(kid)
        elif role in GROUPS_OF_ROWS:
            yield from _rows(kid, walk)


def _elements(parent: Object) -> list[Object]:
    return [kid for kid in as_list(parent.get(Name.K)) if isinstance(kid, Dictionary) and Name.S in kid]


def _table_attributes(cell: Object) -> dict[str, Object]:
    facts: dict[str, Object] = {}
    for attribute in attributes_of(cell):
        if attribute.get(Name.O) == Name.Table:
            facts.update(dict(attribute.items()))
    return facts


def _is_closed(covered: set[Place], height: int) -> bool:
    """True when the covered places are exactly a rectangle of that height."""
    width = max((column for _, column in covered), default=-1) + 1
    lowest = max((row for row, _ in covered), default=-1)
    return lowest < height and len(covered) == width * height
