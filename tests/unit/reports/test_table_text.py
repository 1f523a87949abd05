"""A table as text: what officers type, paste from a spreadsheet or upload becomes columns and rows, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.table_text import (
    MOST_COLUMNS,
    MOST_ROWS,
    TableText,
    UnreadableTable,
    decoded,
    header_lines_of,
    heading_faults,
    read_table,
    write_table,
)

THEMES = [
    {"label": "Theme", "group": "", "numeric": False},
    {"label": "Completed", "group": "Number", "numeric": True},
    {"label": "Completed", "group": "Share, computed", "numeric": True},
]


def test_one_line_of_headings_and_figures() -> None:
    table = read_table(
        'Quarter,Arrivals,Note\nApril to June,"1,204",\nJuly to September,-,late\n', header_lines=1
    )

    assert table == TableText(
        [
            {"label": "Quarter", "group": "", "numeric": False},
            {"label": "Arrivals", "group": "", "numeric": True},
            {"label": "Note", "group": "", "numeric": False},
        ],
        [["April to June", "1,204", ""], ["July to September", "-", "late"]],
    )


def test_two_lines_of_headings_name_groups() -> None:
    table = read_table(
        ',Number,"Share, computed"\nTheme,Completed,Completed\nAll,106,58.56%\n', header_lines=2
    )

    assert table == TableText(THEMES, [["All", "106", "58.56%"]])


def test_neighbours_in_one_line_share_their_group() -> None:
    table = read_table("Theme,Boys: number,Boys: share,Ratio 1: 2\nAll,3,4%,2\n", header_lines=1)

    assert [(column["group"], column["label"]) for column in table.columns] == [
        ("", "Theme"),
        ("Boys", "number"),
        ("Boys", "share"),
        ("", "Ratio 1: 2"),
    ]


def test_cells_pasted_from_a_spreadsheet_stand_between_tabs() -> None:
    table = read_table("Provider\tSpend, £\r\nFirst, Ltd\t£4,934.00\r\n", header_lines=1)

    assert [column["label"] for column in table.columns] == ["Provider", "Spend, £"]
    assert table.rows == [["First, Ltd", "£4,934.00"]]
    assert table.columns[1]["numeric"] is True


def test_what_a_spreadsheet_leaves_empty_is_left_out() -> None:
    table = read_table("A,B,,\n\n1,2,,\n,,,\n", header_lines=1)

    assert [column["label"] for column in table.columns] == ["A", "B"]
    assert table.rows == [["1", "2"]]


def test_rows_keep_their_own_length_so_that_a_fault_can_be_shown() -> None:
    table = read_table("A,B\n1\n1,2,3\n", header_lines=1)

    assert table.rows == [["1"], ["1", "2", "3"]]


def test_a_download_comes_back_without_the_apostrophes_that_made_it_harmless() -> None:
    table = read_table("Name,Change\n'+ more,'-\n'quoted',5\n", header_lines=1)

    assert table.rows == [["+ more", "-"], ["'quoted'", "5"]]


def test_a_known_column_keeps_whether_it_holds_figures() -> None:
    known = [{"label": "Year", "group": "", "numeric": False}]

    table = read_table("Year,Count\n2008,4\n", header_lines=1, known=known)

    assert [column["numeric"] for column in table.columns] == [False, True]


def test_a_column_without_any_cell_holds_no_figures() -> None:
    table = read_table("Year,Comment\n2008,\n", header_lines=1)

    assert [column["numeric"] for column in table.columns] == [True, False]


@pytest.mark.parametrize("text", ["", "\n\n", "Theme,Number", ",Boys\nTheme,Number"])
def test_a_table_needs_headings_and_rows(text: str) -> None:
    with pytest.raises(UnreadableTable, match="a line for each row"):
        read_table(text, header_lines=2 if "\nTheme" in text else 1)


def test_an_open_quotation_mark_swallows_nothing() -> None:
    with pytest.raises(UnreadableTable, match="quotation mark"):
        read_table('A,B\n"1,2\n3,4\n', header_lines=1)


def test_too_many_columns_and_rows_are_refused_with_the_limit() -> None:
    wide = ",".join(str(number) for number in range(MOST_COLUMNS + 1))
    with pytest.raises(UnreadableTable, match="has 61 columns"):
        read_table(f"{wide}\n{wide}", header_lines=1)
    with pytest.raises(UnreadableTable, match="has 2,001 rows"):
        read_table("A\n" + "1\n" * (MOST_ROWS + 1), header_lines=1)


def test_a_column_without_a_heading_is_named_by_its_place() -> None:
    table = read_table("A,,C\n1,2,3\n", header_lines=1)

    assert heading_faults(table.columns) == ["Column 2 has no heading. Write what stands in it."]


def test_a_table_is_written_with_its_groups_over_its_labels() -> None:
    text = write_table(THEMES, [["All", "106", "58.56%"]])

    assert text == ',Number,"Share, computed"\nTheme,Completed,Completed\nAll,106,58.56%\n'
    assert header_lines_of(THEMES) == 2


def test_a_table_without_groups_has_one_line_of_headings() -> None:
    assert write_table([{"label": "Year"}], [["2008"]]) == "Year\n2008\n"
    assert header_lines_of([{"label": "Year"}]) == 1


def test_bytes_are_read_as_programs_and_older_excel_write_them() -> None:
    assert decoded("\ufeff£1".encode()) == "£1"
    assert decoded("£1 – 2".encode("cp1252")) == "£1 – 2"
    with pytest.raises(UnreadableTable, match="not a text file"):
        decoded(b"PK\x03\x04\x00\x00")


CELLS = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=8).filter(
    lambda text: not text.startswith("'") and ":" not in text
)


@given(st.lists(CELLS, min_size=1, max_size=5).flatmap(
    lambda labels: st.tuples(
        st.just(labels),
        st.lists(st.lists(CELLS, min_size=len(labels), max_size=len(labels)), min_size=1, max_size=5),
    )
))  # fmt: skip
def test_what_was_written_is_read_back(table: tuple[list[str], list[list[str]]]) -> None:
    labels, rows = table
    columns = [{"label": label, "group": "", "numeric": False} for label in labels]

    read = read_table(write_table(columns, rows), header_lines=1, known=columns)

    assert read.rows == rows
    assert [column["label"] for column in read.columns] == labels
