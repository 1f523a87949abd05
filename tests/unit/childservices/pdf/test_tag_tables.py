"""Which headers a cell has, as a reader would say it."""

from xml.etree import ElementTree

import pytest

from childservices.pdf.tag_tables import Grid, read_table


def table(html: str) -> Grid:
    return read_table(ElementTree.fromstring(f"<table>{html}</table>"))


def heard(grid: Grid) -> dict[str, str]:
    """Each cell's words and those of its headers."""
    return {
        cell.source.text or "": " / ".join(header.source.text or "" for header in cell.headers)
        for cell in grid.cells
    }


def test_a_simple_table_has_headers_above_and_to_the_left() -> None:
    grid = table(
        "<tr><th>Year</th><th>Count</th></tr><tr><th>2009</th><td>7</td></tr><tr><th>2010</th><td>8</td></tr>"
    )

    assert heard(grid) == {
        "Year": "",
        "Count": "",
        "2009": "Year",
        "7": "2009 / Count",
        "2010": "Year",
        "8": "2010 / Count",
    }
    assert grid.is_simple


def test_a_head_of_two_rows_and_a_theme_over_several_rows() -> None:
    grid = table(
        "<thead><tr><th rowspan='2' scope='col'>Theme</th><th rowspan='2' scope='col'>Indicator</th>"
        "<th colspan='2' scope='colgroup'>Outturn</th></tr><tr><th>Q1</th><th>Q2</th></tr></thead>"
        "<tbody><tr><th rowspan='2' scope='rowgroup'>Safe</th><th scope='row'>NI 1</th><td>a</td><td>b</td></tr>"
        "<tr><th scope='row'>NI 2</th><td>c</td><td>d</td></tr>"
        "<tr><th scope='rowgroup'>Well</th><th scope='row'>NI 3</th><td>e</td><td>f</td></tr></tbody>"
    )

    answer = heard(grid)
    assert {cell: answer[cell] for cell in "abcdef"} == {
        "a": "Safe / NI 1 / Outturn / Q1",
        "b": "Safe / NI 1 / Outturn / Q2",
        "c": "Safe / NI 2 / Outturn / Q1",
        "d": "Safe / NI 2 / Outturn / Q2",
        "e": "Well / NI 3 / Outturn / Q1",
        "f": "Well / NI 3 / Outturn / Q2",
    }
    assert {cell: answer[cell] for cell in ("Q1", "NI 2", "Safe")} == {
        "Q1": "Outturn",
        "NI 2": "Safe / Indicator",
        "Safe": "Theme",
    }
    assert not grid.is_simple


def test_a_heading_across_the_table_heads_what_stands_below_it_until_the_next() -> None:
    grid = table(
        "<tr><th scope='col'>Risk</th><th scope='col'>Level</th></tr>"
        "<tr><th colspan='2' scope='rowgroup'>Money</th></tr><tr><td>late</td><td>high</td></tr>"
        "<tr><th colspan='2' scope='rowgroup'>People</th></tr><tr><td>few</td><td>low</td></tr>"
    )

    answer = heard(grid)
    assert (answer["high"], answer["low"]) == ("Level / Money", "Level / People")


def test_headers_without_a_scope_are_understood_by_their_place() -> None:
    grid = table("<thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><th>r</th><td>x</td></tr></tbody>")

    assert [cell.heads_row for cell in grid.cells] == [False, False, True, False]


@pytest.mark.parametrize(
    ("span", "rows", "columns"),
    [
        ("rowspan='0'", 2, 1),
        ("rowspan='9'", 2, 1),
        ("rowspan='x'", 1, 1),
        ("colspan='0'", 1, 1),
        ("colspan='3'", 1, 3),
    ],
)
def test_spans_end_where_their_group_of_rows_ends(span: str, rows: int, columns: int) -> None:
    grid = table(
        f"<tbody><tr><td {span}>a</td></tr><tr><td>b</td></tr></tbody><tbody><tr><td>c</td></tr></tbody>"
    )

    assert (grid.cells[0].rows, grid.cells[0].columns) == (rows, columns)


def test_a_cell_stands_right_of_what_reaches_down_from_above() -> None:
    grid = table("<tr><td rowspan='2'>a</td><td>b</td></tr><tr><td>c</td></tr>")

    assert [(cell.source.text, cell.row, cell.column) for cell in grid.cells] == [
        ("a", 0, 0),
        ("b", 0, 1),
        ("c", 1, 1),
    ]


def test_a_table_inside_a_cell_is_another_table() -> None:
    grid = table("<tr><td>a<table><tr><th>inner</th></tr></table></td></tr>")

    assert [cell.source.text for cell in grid.cells] == ["a"]


def test_an_empty_table_has_no_cells() -> None:
    assert (table("").cells, table("").width) == ([], 0)
