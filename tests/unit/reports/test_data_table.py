"""How a table of figures is laid out for a reader, a screen reader and a spreadsheet."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reports.domain.data_table import LaidCell, Layout, csv_header, faults, faults_by_row, lay_out

YEAR = {"label": "Year", "group": "", "numeric": False}
ARRIVALS = {"label": "Arrivals", "group": "", "numeric": True}
BOYS = {"label": "Number", "group": "Boys", "numeric": True}
BOYS_SHARE = {"label": "Share", "group": "Boys", "numeric": True}
GIRLS = {"label": "Number", "group": "Girls", "numeric": True}


def laid(columns: list[dict[str, Any]], rows: list[list[str]], **options: Any) -> Layout:
    """Lay out with one row header, without groups and totals, unless the options say otherwise."""
    return lay_out(columns, rows, **{"row_headers": 1, "is_grouped": False, "totals": 0, **options})


def test_one_row_of_headings_over_rows_that_are_named() -> None:
    assert laid([YEAR, ARRIVALS], [["2007/08", "310"], ["2008/09", "404"]]) == Layout(
        header=[[LaidCell("Year", scope="col"), LaidCell("Arrivals", scope="col", is_numeric=True)]],
        groups=[
            [
                [LaidCell("2007/08", scope="row"), LaidCell("310", is_numeric=True)],
                [LaidCell("2008/09", scope="row"), LaidCell("404", is_numeric=True)],
            ]
        ],
        totals=[],
    )


def test_groups_of_columns_stand_over_their_columns() -> None:
    layout = laid([YEAR, BOYS, BOYS_SHARE, GIRLS], [])

    assert layout.header == [
        [
            LaidCell("Year", scope="col", rowspan=2),
            LaidCell("Boys", scope="colgroup", colspan=2),
            LaidCell("Girls", scope="colgroup", colspan=1),
        ],
        [
            LaidCell("Number", scope="col", is_numeric=True),
            LaidCell("Share", scope="col", is_numeric=True),
            LaidCell("Number", scope="col", is_numeric=True),
        ],
    ]


def test_a_table_without_rows_has_no_groups() -> None:
    assert laid([YEAR, ARRIVALS], []).groups == []


def test_equal_neighbours_become_one_heading_for_their_rows() -> None:
    rows = [["North", "a"], ["North", "b"], ["South", "c"], ["North", "d"]]

    layout = laid([YEAR, YEAR], rows, is_grouped=True, row_headers=2)

    assert layout.groups == [
        [
            [LaidCell("North", scope="rowgroup", rowspan=2), LaidCell("a", scope="row")],
            [LaidCell("b", scope="row")],
        ],
        [[LaidCell("South", scope="row"), LaidCell("c", scope="row")]],
        [[LaidCell("North", scope="row"), LaidCell("d", scope="row")]],
    ]


def test_totals_stand_apart_and_are_always_named() -> None:
    layout = laid([YEAR, ARRIVALS], [["2008/09", "404"], ["All", "404"]], totals=1, row_headers=0)

    assert layout.groups == [[[LaidCell("2008/09"), LaidCell("404", is_numeric=True)]]]
    assert layout.totals == [[LaidCell("All", scope="row"), LaidCell("404", is_numeric=True)]]


@given(
    rows=st.lists(st.lists(st.text(max_size=3), min_size=2, max_size=2), max_size=6),
    is_grouped=st.booleans(),
    row_headers=st.integers(0, 2),
    data=st.data(),
)
def test_no_cell_is_lost(
    rows: list[list[str]], is_grouped: bool, row_headers: int, data: st.DataObject
) -> None:
    totals = data.draw(st.integers(0, len(rows)))

    layout = laid([YEAR, ARRIVALS], rows, is_grouped=is_grouped, row_headers=row_headers, totals=totals)

    spanned = sum(cell.rowspan for group in layout.groups for row in group for cell in row)
    assert spanned + sum(len(row) for row in layout.totals) == 2 * len(rows)
    assert [row[-1].text for group in layout.groups for row in group] == [
        row[-1] for row in rows[: len(rows) - totals]
    ]


def test_a_column_is_named_in_one_line_with_its_group() -> None:
    assert csv_header([YEAR, BOYS, GIRLS]) == ["Year", "Boys: Number", "Girls: Number"]


def test_rows_that_do_not_fit_are_named_with_what_to_do() -> None:
    rows = [["2007/08", "310"], ["2008/09"], ["2009/10", "1", "2"]]

    assert faults_by_row([YEAR, ARRIVALS], rows) == {
        2: "Row 2 has 1 cells. Give it 2, one for each column.",
        3: "Row 3 has 3 cells. Give it 2, one for each column.",
    }
    assert faults([YEAR, ARRIVALS], rows) == [
        "Row 2 has 1 cells. Give it 2, one for each column.",
        "Row 3 has 3 cells. Give it 2, one for each column.",
    ]


def test_rows_that_fit_have_no_faults() -> None:
    assert faults([YEAR, ARRIVALS], [["2007/08", "310"]]) == []
