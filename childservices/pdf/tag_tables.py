"""Which headers belong to which cell of a table, so that a voice can read "Quarter 2, On target: 25".

The rules are those of HTML ("Forming relationships between data cells and header cells"), with two liberties that
authors of papers expect: scope `rowgroup` and `colgroup` reach as far as the cell spans, and a header that spans the
whole width heads what stands beneath it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from childservices.pdf.tag_roles import CELLS, Source

WIDEST_SPAN = 1000  # the limit of HTML
_GROUPS = ("thead", "tbody", "tfoot")


@dataclass(eq=False)
class Cell:
    """A cell, where it stands in the grid of its table, how far it reaches, and which headers it has, outermost
    first."""

    source: Source
    row: int
    column: int
    rows: int
    columns: int
    is_header: bool
    heads_row: bool = False
    headers: list["Cell"] = field(default_factory=list)


@dataclass
class Grid:
    """A table as the eye sees it: at each row and column the cell that covers it."""

    cells: list[Cell]
    at: dict[tuple[int, int], Cell]
    height: int
    width: int
    rows_with_data: frozenset[int]

    @property
    def is_simple(self) -> bool:
        """True when a scope on each header says it all: headers only in the first row and column, none spanning."""
        headers = [cell for cell in self.cells if cell.is_header]
        spanning = any(cell.rows > 1 or cell.columns > 1 for cell in headers)
        return not spanning and all(cell.row == 0 or cell.column == 0 for cell in headers)


def read_table(table: Source) -> Grid:
    """Will lay out a table element, find what its headers head, and give every cell its headers."""
    grid = _lay_out(table)
    for cell in grid.cells:
        cell.heads_row = cell.is_header and _heads_row(cell, grid)
    for cell in grid.cells:
        cell.headers = _headers_of(cell, grid)
    return grid


def _lay_out(table: Source) -> Grid:
    rows = list(_rows(table))
    last_of_group = {id(group): index for index, (group, _) in enumerate(rows)}
    cells: list[Cell] = []
    at: dict[tuple[int, int], Cell] = {}
    for row, (group, source_row) in enumerate(rows):
        column = 0
        for source in source_row:
            if source.tag not in CELLS:
                continue
            while (row, column) in at:
                column += 1
            rows_left = last_of_group[id(group)] - row + 1
            span = min(_span(source, "rowspan", zero=rows_left), rows_left)
            cell = Cell(source, row, column, span, _span(source, "colspan", zero=1), source.tag == "th")
            cells.append(cell)
            at.update(dict.fromkeys(_places(cell), cell))
            column += cell.columns
    width = max((column for _, column in at), default=-1) + 1
    return Grid(
        cells, at, len(rows), width, frozenset(row for (row, _), cell in at.items() if not cell.is_header)
    )


def _rows(parent: Source) -> Iterator[tuple[Source, Source]]:
    for child in parent:
        if child.tag == "tr":
            yield parent, child
        elif child.tag in _GROUPS:
            yield from _rows(child)


def _span(source: Source, name: str, *, zero: int) -> int:
    """Zero means "to the end of the group" for rows and has no meaning for columns; what is no number means one."""
    text = source.get(name, "1").strip()
    number = int(text) if text.isascii() and text.isdigit() else 1
    return min(number, WIDEST_SPAN) or zero


def _places(cell: Cell) -> Iterable[tuple[int, int]]:
    return (
        (row, column)
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    )


def _heads_row(cell: Cell, grid: Grid) -> bool:
    if cell.columns >= grid.width > 1:
        return False
    scope = (cell.source.get("scope") or "").lower()
    if scope in ("row", "rowgroup"):
        return True
    if scope in ("col", "colgroup"):
        return False
    return not grid.rows_with_data.isdisjoint(range(cell.row, cell.row + cell.rows))


def _headers_of(cell: Cell, grid: Grid) -> list[Cell]:
    above = _scan(cell, grid, upwards=True)
    left = [] if cell.is_header and not cell.heads_row else _scan(cell, grid, upwards=False)
    return [*left, *above]


def _scan(cell: Cell, grid: Grid, *, upwards: bool) -> list[Cell]:
    """Will walk from a cell to the edge along each line it covers, and give the headers met, outermost first."""
    found: dict[int, Cell] = {}
    lines = (
        range(cell.column, cell.column + cell.columns) if upwards else range(cell.row, cell.row + cell.rows)
    )
    for line in lines:
        for header in _headers_on_line(cell, grid, line, upwards=upwards):
            found.setdefault(id(header), header)
    return sorted(found.values(), key=lambda header: (header.row, header.column))


def _headers_on_line(cell: Cell, grid: Grid, line: int, *, upwards: bool) -> Iterator[Cell]:
    """A header hides those of the same place and width beyond it, once data cells have come between them."""
    hidden: set[tuple[int, int]] = set()
    block: set[tuple[int, int]] = set()
    start = (cell.row if upwards else cell.column) - 1
    for position in range(start, -1, -1):
        other = grid.at.get((position, line) if upwards else (line, position))
        if other is None or not other.is_header:
            hidden |= block
            block = set()
            continue
        extent = (other.column, other.columns) if upwards else (other.row, other.rows)
        if other.heads_row != upwards and extent not in hidden:
            block.add(extent)
            yield other
