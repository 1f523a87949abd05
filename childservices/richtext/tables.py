"""Tables that a screen reader can follow: header cells with their scope, regular rows, nothing cut off."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from childservices.richtext.tree import Element, Node, text_of
from childservices.richtext.vocabulary import LARGEST_REGULAR_TABLE, SCOPES, TALLEST_CELL, WIDEST_CELL

ReadBlocks = Callable[[Sequence[Node]], list[Element]]
ReadWords = Callable[[Sequence[Node]], list[Node]]
TALLEST_HEADER = 2


@dataclass(slots=True)
class Cell:
    """One cell: whether it heads others, how far it reaches, and what it holds."""

    header: bool
    columns: int = 1
    rows: int = 1
    scope: str = ""
    children: list[Node] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether the cell holds no words."""
        return not any(text_of(child).strip() for child in self.children)


Row = list[Cell]


@dataclass(slots=True)
class Groups:
    """The rows of a table: those that head its columns, its body in groups, and its foot."""

    head: list[Row] = field(default_factory=list)
    bodies: list[list[Row]] = field(default_factory=list)
    foot: list[Row] = field(default_factory=list)

    @property
    def in_order(self) -> list[list[Row]]:
        """The groups as they are read, without empty ones."""
        return [group for group in (self.head, *self.bodies, self.foot) if group]


def read_table(table: Element, read_blocks: ReadBlocks, read_words: ReadWords) -> Element | None:
    """Read a table into its one way of being written; None for one without cells."""
    groups = _groups_of(table, read_blocks)
    if not groups.in_order:
        return None
    _find_header(groups)
    _make_regular(groups.in_order)
    caption = _caption_of(table, read_words)
    result = Element("table")
    result.children += [Element("caption", {}, caption)] if caption else []
    result.children += [_section("thead", groups.head)] if groups.head else []
    result.children += [_section("tbody", body) for body in groups.bodies]
    result.children += [_section("tfoot", groups.foot)] if groups.foot else []
    return result


def _caption_of(table: Element, read_words: ReadWords) -> list[Node]:
    """The caption; an editor without captions keeps it as an attribute of the table."""
    for child in table.children:
        if isinstance(child, Element) and child.tag == "caption" and (words := read_words(child.children)):
            return words
    return read_words([table.attributes.get("data-caption", "")])


def _groups_of(table: Element, read_blocks: ReadBlocks) -> Groups:
    groups = Groups()
    for section in table.children:
        if isinstance(section, Element) and section.tag in {"thead", "tbody", "tfoot"}:
            rows = [row for tr in section.children if (row := _row_of(tr, read_blocks))]
            if section.tag == "thead":
                groups.head += rows
            elif section.tag == "tfoot":
                groups.foot += rows
            elif rows:
                groups.bodies.append(rows)
    return groups


def _row_of(tr: Node, read_blocks: ReadBlocks) -> Row:
    cells = tr.children if isinstance(tr, Element) else []
    return [
        _cell_of(cell, read_blocks)
        for cell in cells
        if isinstance(cell, Element) and cell.tag in {"th", "td"}
    ]


def _cell_of(cell: Element, read_blocks: ReadBlocks) -> Cell:
    blocks = read_blocks(cell.children)
    alone = len(blocks) == 1 and blocks[0].tag == "p"
    scope = cell.attributes.get("scope", "").lower()
    return Cell(
        cell.tag == "th" and bool(blocks),
        _span(cell.attributes.get("colspan", ""), WIDEST_CELL),
        _span(cell.attributes.get("rowspan", ""), TALLEST_CELL),
        scope if scope in SCOPES else "",
        blocks[0].children if alone else list(blocks),
    )


def _span(typed: str, most: int) -> int:
    number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 6 else 1
    return min(max(number, 1), most)


def _find_header(groups: Groups) -> None:
    """Move the rows that head the columns into the head, and say of every header cell what it heads.

    Where a table marks no header at all, its first row is the header, as in any table typed in a word processor.
    """
    if not groups.head and groups.bodies:
        rows = groups.bodies[0]
        count = _header_rows(rows, alone=len(groups.bodies) == 1 and not groups.foot)
        groups.head, groups.bodies[0] = rows[:count], rows[count:]
        groups.bodies = [body for body in groups.bodies if body]
    for cell in (cell for row in groups.head for cell in row):
        cell.header = not cell.is_empty
        cell.scope = (cell.scope or "col") if cell.header else ""
    for cell in (cell for body in (*groups.bodies, groups.foot) for row in body for cell in row):
        cell.scope = (cell.scope or "row") if cell.header else ""


def _header_rows(rows: Sequence[Row], *, alone: bool) -> int:
    """How many leading rows head the columns; a row must be left for them to head."""
    most = len(rows) - 1 if alone else len(rows)
    marked = 0
    while marked < most and _heads_columns(rows[marked]):
        marked += 1
    if marked:
        return min(max(marked, _reach(rows, marked)), most)
    nothing_marked = not any(cell.header for cell in rows[0])
    reach = _reach(rows, 1)
    return reach if nothing_marked and reach <= min(most, TALLEST_HEADER) else 0


def _reach(rows: Sequence[Row], count: int) -> int:
    """How many rows the cells of the first rows reach down."""
    return max(index + cell.rows for index, row in enumerate(rows[:count]) for cell in row)


def _heads_columns(row: Row) -> bool:
    filled = [cell for cell in row if not cell.is_empty]
    return bool(filled) and all(cell.header and cell.scope not in {"row", "rowgroup"} for cell in filled)


def _make_regular(groups: Sequence[list[Row]]) -> None:
    """End cells with their group of rows, and give every row the same number of columns."""
    for rows in groups:
        for index, row in enumerate(rows):
            for cell in row:
                cell.rows = min(cell.rows, len(rows) - index)
    height = sum(len(rows) for rows in groups)
    if height * max(_columns(row) for rows in groups for row in rows) > LARGEST_REGULAR_TABLE:
        return
    widths = [_columns_taken(rows) for rows in groups]
    width = max(max(taken) for taken in widths)
    if height * width > LARGEST_REGULAR_TABLE:
        return
    for rows, taken in zip(groups, widths, strict=True):
        for row, columns in zip(rows, taken, strict=True):
            row.extend(Cell(header=False) for _ in range(width - columns))


def _columns(row: Row) -> int:
    return sum(cell.columns for cell in row)


def _columns_taken(rows: Sequence[Row]) -> list[int]:
    """How many columns each row of a group takes, with the cells that reach into it from above."""
    taken = []
    reaching: dict[int, int] = {}
    for row in rows:
        here = {column for column, left in reaching.items() if left}
        reaching = {column: left - 1 for column, left in reaching.items() if left > 1}
        column = 0
        for cell in row:
            while column in here:
                column += 1
            here.update(range(column, column + cell.columns))
            if cell.rows > 1:
                reaching.update(dict.fromkeys(range(column, column + cell.columns), cell.rows - 1))
        taken.append(len(here))
    return taken


def _section(tag: str, rows: Sequence[Row]) -> Element:
    return Element(tag, {}, [Element("tr", {}, [_written(cell) for cell in row]) for row in rows])


def _written(cell: Cell) -> Element:
    attributes = {"colspan": str(cell.columns)} if cell.columns > 1 else {}
    attributes |= {"rowspan": str(cell.rows)} if cell.rows > 1 else {}
    attributes |= {"scope": cell.scope} if cell.scope else {}
    return Element("th" if cell.header else "td", attributes, cell.children)
