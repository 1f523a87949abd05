"""A spreadsheet of outputs, with wrong rows in it."""

from decimal import Decimal

import pytest

from partnerships.domain.measure import MeasureKind
from partnerships.domain.sheet import NoSuchColumns, SheetRow, read_sheet

MEASURES = {"Visits": MeasureKind.COUNT, "Pupils": MeasureKind.PERCENT}


def test_reads_rows_in_any_order_of_columns_and_leaves_empty_ones_out() -> None:
    sheet = [
        ["Actual", "Forecast", " MEASURE "],
        ["1,060", "9", "Visits"],
        ["", "", ""],
        ["85%"],
        ["85%", "", "Pupils"],
    ]

    found = read_sheet(sheet, MEASURES)

    assert found[0] == SheetRow(2, "Visits", "1,060", "", Decimal(1060), "")
    assert [(row.line, row.measure, row.fault[:26]) for row in found[1:]] == [
        (4, "", "There is no measure “” in "),
        (5, "Pupils", ""),
    ]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (["Calls", "3"], "There is no measure “Calls” in this return. Use the words of the return."),
        (["Visits", "3", "x" * 301], "The reason has 301 characters. Shorten it to 300."),
        (["Visits", "a dozen"], "Enter a number, such as 12: “a dozen” is none."),
        (["Visits", "3"], "“Visits” stands in an earlier row too. Keep one of them."),
    ],
)
def test_says_what_is_wrong_with_a_row(row: list[str], fault: str) -> None:
    first = [["Visits", "1"]] if fault.startswith("“Visits”") else []

    found = read_sheet([["Measure", "Actual", "Reason or remark"], *first, row], MEASURES)

    assert (found[-1].fault, found[-1].typed) == (fault, row[1])


@pytest.mark.parametrize("rows", [[], [["Measure"]], [["Something", "Actual"]]])
def test_asks_for_its_columns(rows: list[list[str]]) -> None:
    with pytest.raises(NoSuchColumns):
        read_sheet(rows, MEASURES)
