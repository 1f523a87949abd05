"""What the figure check says of a table by itself: totals, shares, and units that do not go together."""

import pytest

from reports.domain.figure_check.fact import Table
from reports.domain.figure_check.paper import check_figures

DIFFER = "Correct the part or the total that is wrong, or say why they differ."
ONE_UNIT = "This row has percentages beside plain numbers. Give every figure of it in one unit, or say why they differ."


def flags_of(table: Table) -> list[tuple[str, int | None, int | None, str]]:
    """Kind, row, column and reason of every flag of a table."""
    return [
        (flag.kind.value, flag.place.row, flag.place.column, flag.reason)
        for flag in check_figures([], [table])
    ]


def table(labels: str, *rows: str, totals: int = 0, row_headers: int = 1) -> Table:
    """A table whose headings (a group before a colon) and rows are typed with bars between cells."""
    parts = [label.strip().split(": ") for label in labels.split("|")]
    columns = [{"label": part[-1], "group": part[0] if len(part) > 1 else ""} for part in parts]
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    return Table("t-1", "Scores", columns, cells, row_headers=row_headers, totals=totals)


def test_parts_that_miss_the_total_below() -> None:
    scores = table(
        "Criterion | Points | Score", "One | many | 4", "Two | few | 3", " | TOTAL SCORE | 6", row_headers=2
    )

    assert flags_of(scores) == [("total", 3, 3, f"The parts add up to 7, the total printed is 6. {DIFFER}")]


@pytest.mark.parametrize(
    "rows",
    [
        ("One | 4", "Two | 3", "Total | 7"),
        ("One | 4", "Two | 3", "Total | 7 / 10"),
        ("One | 4", "Two | -", "Three | 3", "Total | 7"),
        ("One | 4", "of which late | 2", "Two | 3", "Total | 7"),
        ("One | 4", "Two | 3", "Subtotal | 7", "Three | 5", "Four | 1", "Subtotal | 6", "Total | 13"),
        ("One | 4", "Two | 3", "Subtotal | 7", "Three | 5", "Total | 12"),
        ("One | 4", "Two | see below", "Total | 9"),
        ("One | 4", "Two | 3", "Total | "),
        ("One | 4", "Total | 9"),
        ("One | 33%", "Two | 33%", "Three | 33%", "Total | 100%"),
        ("One | 83%", "Two | 38%", "Total | 61%"),
        ("One | 4", "Two | 3", "Total | 9 | 9"),
    ],
)
def test_totals_below_that_may_be_right(rows: tuple[str, ...]) -> None:
    assert flags_of(table("Criterion | Score", *rows)) == []


def test_a_total_need_not_be_called_one() -> None:
    scores = table("Criterion | Spent", "One | £4.50", "Two | £3", "Both | £8.50", totals=1)

    assert flags_of(scores) == [
        ("total", 3, 2, f"The parts add up to £7.50, the total printed is £8.50. {DIFFER}")
    ]


def test_rates_and_years_are_not_added() -> None:
    assert (
        flags_of(table("Area | Rate | Year", "One | 4 | 2009", "Two | 3 | 2010", "Total | 3.5 | 2010")) == []
    )


def test_percentages_are_flagged_where_the_total_was_meant_as_their_sum() -> None:
    quarters = table(
        "Output | Q1: Actual | Q2: Actual | Q3: Actual | TOTAL: Actual",
        "Courses | 66% | 96% | 110% | 271%",
        "Visits | 60% | 70% | 80% | 70%",
        "Plays | 60% | 70% | 80% | 210%",
        "Talks | 20 | 30 | | 60",
    )

    assert flags_of(quarters) == [
        ("total", 1, 5, f"The parts add up to 272%, the total printed is 271%. {DIFFER}"),
        ("total", 4, 5, f"The parts add up to 50, the total printed is 60. {DIFFER}"),
    ]


def test_a_row_that_mixes_units_is_queried_once_for_each_total() -> None:
    quarters = table(
        "Output | Q1: Actual | Q2: Actual | TOTAL: Actual",
        "Referrals | 2% | 1.14 | 1.16",
        "Nil | 0 | 2% | 2%",
    )

    assert flags_of(quarters) == [("units", 1, 4, ONE_UNIT)]


def test_a_total_column_is_held_against_the_others_where_it_is_near_their_sum() -> None:
    actions = table(
        "Priority | Total actions | Done | Open", "1 | 117 | 91 | 25", "2 | 44 | 12 | 32", "3 | 20 | 3 | 9"
    )

    assert flags_of(actions) == [
        ("total", 1, 2, f"The parts add up to 116, the total printed is 117. {DIFFER}")
    ]


def test_a_row_of_shares_is_held_against_the_counts_above_it() -> None:
    plan = table("Row | Total | Done | Open", "Count | 181 | 106 | 75", "Share | 100% | 58.65% | 41.44%")

    assert [flag for flag in flags_of(plan) if flag[0] == "share"] == [
        (
            "share",
            2,
            3,
            "106 of 181 is 58.56%, not 58.65%. Correct the one that is wrong, or say why both stand.",
        )
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ("Count | 0 | 0 | 0", "Share | 0% | 0% | 0%"),
        ("Count | 181 | 106 | 75", "Share | 100% | 58.56% | 41.44%"),
        ("Share | 100% | 60% | 40%", "Share | 100% | 50% | 50%"),
        ("Count | | 106 | 75", "Share | 100% | 60% | 40%"),
        ("Count | 181 | 106% | n/a", "Share | 100% | 60% | 40%"),
    ],
)
def test_rows_of_shares_that_may_be_right(rows: tuple[str, ...]) -> None:
    assert [flag for flag in flags_of(table("Row | Total | Done | Open", *rows)) if flag[0] == "share"] == []


def test_a_cell_that_contradicts_itself_is_flagged_where_it_does() -> None:
    plan = table("Indicator | Baseline", "Assessments | 57% (2270/3940)", "Reviews | 64% (96/149)")

    (flag,) = check_figures([], [plan])

    assert (flag.place.row, flag.place.column, flag.place.offset, flag.place.quote) == (1, 2, 0, "57%")
    assert flag.reason.startswith("2,270 of 3,940 is 58%, not 57%.")
