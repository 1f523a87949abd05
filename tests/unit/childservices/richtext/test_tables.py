"""Tables: header cells with scopes, regular rows, captions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from childservices.richtext import sanitise
from childservices.richtext.tree import Element, elements, read_html


def rows(*lines: str) -> str:
    """A table of rows, each a string of cells."""
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def test_a_table_without_headers_gets_them_in_its_first_row() -> None:
    assert sanitise(rows("<td>Year<td>Spend", "<td>2008<td>5")) == (
        '<table>\n<thead>\n<tr><th scope="col">Year</th><th scope="col">Spend</th></tr>\n</thead>\n'
        "<tbody>\n<tr><td>2008</td><td>5</td></tr>\n</tbody>\n</table>"
    )


def test_what_an_editor_makes_of_it_comes_back_the_same() -> None:
    from_editor = (
        '<table style="min-width: 50px"><colgroup><col style="min-width: 25px"><col></colgroup><tbody>'
        '<tr><th colspan="1" rowspan="1"><p>Year</p></th><th colspan="1" rowspan="1"><p>Spend</p></th></tr>'
        '<tr><td colspan="1" rowspan="1"><p>2008</p></td><td colspan="1" rowspan="1"><p>5</p></td></tr></tbody></table>'
    )

    assert sanitise(from_editor) == sanitise(rows("<td>Year<td>Spend", "<td>2008<td>5"))


def test_row_headers_are_kept() -> None:
    assert sanitise(rows("<td>A<td>B", "<th>Row<td>1")).endswith(
        '<tbody>\n<tr><th scope="row">Row</th><td>1</td></tr>\n</tbody>\n</table>'
    )


def test_a_table_with_row_headers_only_gets_no_other() -> None:
    assert sanitise(rows("<th>Name<td>Spend", "<th>Place<td>Hall")) == (
        '<table>\n<tbody>\n<tr><th scope="row">Name</th><td>Spend</td></tr>\n'
        '<tr><th scope="row">Place</th><td>Hall</td></tr>\n</tbody>\n</table>'
    )


def test_a_row_that_says_it_heads_its_row_does_not_become_a_header_of_columns() -> None:
    assert "<thead>" not in sanitise(rows('<th scope="row">Total<td>', "<td>a<td>b"))


def test_two_header_rows_joined_by_a_tall_cell() -> None:
    assert sanitise(
        rows("<td rowspan=2>Theme<td colspan=2>Quarter", "<td>1<td>2", "<td>Health<td>5<td>6")
    ) == (
        '<table>\n<thead>\n<tr><th rowspan="2" scope="col">Theme</th><th colspan="2" scope="col">Quarter</th></tr>\n'
        '<tr><th scope="col">1</th><th scope="col">2</th></tr>\n</thead>\n'
        "<tbody>\n<tr><td>Health</td><td>5</td><td>6</td></tr>\n</tbody>\n</table>"
    )


def test_a_tall_first_cell_that_groups_all_rows_makes_no_header() -> None:
    assert "<th" not in sanitise(rows("<td rowspan=4>Group<td>a", "<td>b", "<td>c", "<td>d"))


def test_several_marked_header_rows() -> None:
    assert sanitise(rows("<th>A<th>B", "<th>a<th>b", "<td>1<td>2")).count('<th scope="col">') == 4


def test_all_rows_marked_leaves_a_body() -> None:
    assert sanitise(rows("<th>A<th>B", "<th>1<th>2")) == (
        '<table>\n<thead>\n<tr><th scope="col">A</th><th scope="col">B</th></tr>\n</thead>\n'
        '<tbody>\n<tr><th scope="row">1</th><th scope="row">2</th></tr>\n</tbody>\n</table>'
    )


def test_an_empty_corner_is_no_header() -> None:
    assert sanitise(rows("<th></th><th>A", "<th>R<td>1")) == (
        '<table>\n<thead>\n<tr><td></td><th scope="col">A</th></tr>\n</thead>\n'
        '<tbody>\n<tr><th scope="row">R</th><td>1</td></tr>\n</tbody>\n</table>'
    )


def test_one_row_has_nothing_to_head() -> None:
    assert sanitise(rows("<td>Only<td>row")) == (
        "<table>\n<tbody>\n<tr><td>Only</td><td>row</td></tr>\n</tbody>\n</table>"
    )


def test_given_sections_scopes_and_caption_stay() -> None:
    table = (
        "<table>\n<caption>Spend, £</caption>\n<thead>\n"
        '<tr><th scope="col">A</th><th scope="colgroup">B</th></tr>\n</thead>\n'
        '<tbody>\n<tr><th scope="rowgroup">g</th><td>1</td></tr>\n</tbody>\n'
        "<tbody>\n<tr><td>x</td><td>2</td></tr>\n</tbody>\n"
        "<tfoot>\n<tr><td>All</td><td>3</td></tr>\n</tfoot>\n</table>"
    )

    assert sanitise(table) == table


def test_a_caption_that_an_editor_kept_as_an_attribute() -> None:
    assert "<caption>Spend &amp; more</caption>" in sanitise(
        '<table data-caption="Spend &amp; more"><tr><td>a</table>'
    )


def test_only_a_foot_or_only_a_head() -> None:
    assert sanitise("<table><tfoot><tr><td>a</table>").startswith("<table>\n<tfoot>")
    assert sanitise("<table><thead><tr><td>a</table>") == (
        '<table>\n<thead>\n<tr><th scope="col">a</th></tr>\n</thead>\n</table>'
    )


@pytest.mark.parametrize(
    "html", ["<table></table>", "<table><tr></tr></table>", "<table><caption>c</caption></table>"]
)
def test_a_table_without_cells_goes(html: str) -> None:
    assert "<table" not in sanitise(html)


@pytest.mark.parametrize(
    ("attribute", "kept"),
    [
        ("colspan=3", 'colspan="3"'),
        ("colspan=60000", 'colspan="50"'),
        ("rowspan=99999999999", ""),
        ("colspan=0", ""),
        ("colspan=-1", ""),
        ("colspan=two", ""),
        ("colspan=²", ""),
    ],
)
def test_how_far_a_cell_reaches_is_bounded(attribute: str, kept: str) -> None:
    cell = sanitise(rows("<td>a<td>b", f"<td {attribute}>c")).split("<tbody>")[1]

    assert (f"<td {kept}>c" if kept else "<td>c") in cell


def test_a_tall_cell_ends_with_its_rows() -> None:
    assert 'rowspan="2"' in sanitise(rows("<td>A<td>B", "<td rowspan=1000>a<td>b", "<td>c"))


def test_short_rows_are_filled_up() -> None:
    assert sanitise(rows("<td>A<td>B<td>C", "<td rowspan=2>a<td>b", "<td>c")).endswith(
        '<tr><td rowspan="2">a</td><td>b</td><td></td></tr>\n<tr><td>c</td><td></td></tr>\n</tbody>\n</table>'
    )


@pytest.mark.parametrize(
    "lines", [["<td>x" * 200, *["<td>y"] * 200], [*["<td rowspan=900>x" * 20] * 50, *["<td>y"] * 100]]
)
def test_a_very_large_table_is_left_as_it_is(lines: list[str]) -> None:
    assert sanitise(rows(*lines)).count("<td></td>") == 0


def test_a_table_inside_a_table_becomes_paragraphs() -> None:
    assert sanitise(rows("<td>A", f"<td>{rows('<td>in', '<td>side')}")).count("<table>") == 1
    assert "<td><p>in</p><p>side</p></td>" in sanitise(rows("<td>A", f"<td>{rows('<td>in', '<td>side')}"))


def test_cells_hold_lists_and_paragraphs() -> None:
    assert "<td><p>a</p><ul>\n<li>b</li>\n</ul></td>" in sanitise(rows("<td>H", "<td>a<ul><li>b</ul>"))


spans = st.sampled_from(["", " colspan=2", " rowspan=2", " rowspan=3 colspan=2"])
cells = st.builds(
    lambda tag, span, text: f"<{tag}{span}>{text}",
    st.sampled_from(["td", "th"]),
    spans,
    st.sampled_from("ab "),
)
tables = st.lists(st.lists(cells, max_size=4).map("".join), max_size=5).map(lambda lines: rows(*lines))


def grid_of(section: Element) -> list[list[int]]:
    """How often each place of a section's grid is taken, by HTML's rules."""
    taken: dict[tuple[int, int], int] = {}
    lines = [row for row in section.children if isinstance(row, Element)]
    for y, row in enumerate(lines):
        x = 0
        for cell in (child for child in row.children if isinstance(child, Element)):
            while (y, x) in taken:
                x += 1
            for down in range(int(cell.attributes.get("rowspan", "1"))):
                for right in range(int(cell.attributes.get("colspan", "1"))):
                    taken[y + down, x + right] = taken.get((y + down, x + right), 0) + 1
    width = max(x for _, x in taken) + 1
    return [[taken.get((y, x), 0) for x in range(width)] for y in range(len(lines))]


@settings(max_examples=150)
@given(tables)
def test_every_place_of_every_table_is_taken_and_rows_are_equally_long(html: str) -> None:
    clean = sanitise(html)

    sections = [one for one in elements(read_html(clean)) if one.tag in {"thead", "tbody", "tfoot"}]
    grids = [grid_of(section) for section in sections]
    assert len({len(line) for grid in grids for line in grid}) <= 1
    assert all(place >= 1 for grid in grids for line in grid for place in line)
    assert sanitise(clean) == clean
