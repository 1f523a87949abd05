"""The two plans of November 2009, computed from what the agenda pack printed and held beside what it printed."""

import csv
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from reports.domain.improvement_plan.action import COUNTED, Action, Status, Update
from reports.domain.improvement_plan.due import Due, DueKind, Window, window_warning
from reports.domain.improvement_plan.summary import Summary, Tally, summarise

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "data" / "seeds"
PRINTED = {
    "completed": Status.COMPLETED,
    "not_completed": Status.NOT_COMPLETED,
    "partially_completed": Status.PARTIALLY_COMPLETED,
    "status_unknown": Status.NOT_KNOWN,
}
WINDOWS = {
    1: Window(last=date(2009, 10, 31)),
    2: Window(date(2009, 11, 1), date(2009, 12, 31)),
    3: Window(date(2010, 1, 1), date(2010, 3, 31)),
}
DAYS = [date(2009, 10, 31), date(2009, 11, 2), date(2010, 1, 1)]


def read(name: str) -> list[dict[str, str]]:
    """The rows of a file of facts from the pack."""
    if not SEEDS.is_dir():
        pytest.skip(f"the facts from the pack of November 2009 are not at {SEEDS}")
    with (SEEDS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def overdue(actions: Sequence[Action], day: date) -> list[str]:
    """The references of what is overdue on a day."""
    return [action.reference for action in actions if action.is_overdue(as_at=day)]


# The plan of 181 actions: only its counts were printed ----------------------------------------------------------------


@pytest.fixture(scope="module")
def improvement_plan() -> Sequence[Action]:
    """An action for each that was counted, due on the last day of its priority."""
    return [
        Action(
            f"{row['theme_no']}.{row['priority']}",
            row["theme_no"],
            int(row["priority"]),
            Due(DueKind.DATE, WINDOWS[int(row["priority"])].last),
            [Update(date(2009, 10, 31), status)],
        )
        for row in read("improvement_plan_summary.csv")
        if row["level"] == "theme x priority"
        for column, status in PRINTED.items()
        for _ in range(int(row[column]))
    ]


@pytest.fixture(scope="module")
def summary(improvement_plan: Sequence[Action]) -> Summary:
    """The summary as at 2 November 2009."""
    return summarise(
        improvement_plan, themes=["1", "2", "3", "4", "5"], priorities=[1, 2, 3], as_at=date(2009, 11, 2)
    )


def test_the_line_of_the_whole_plan(summary: Summary) -> None:
    assert summary.overall == Tally(
        total=181,
        counts=dict(zip(COUNTED, (106, 46, 29, 0), strict=True)),
        shares=dict(zip(COUNTED, map(Decimal, ("58.56", "25.41", "16.02", "0.00")), strict=True)),
        cancelled=0,
        merged=0,
    )


def test_the_cells_of_a_line_say_their_status_in_words(summary: Summary) -> None:
    cells = [(cell.label, cell.count, str(cell.share)) for cell in summary.themes["1"].cells]

    assert cells == [
        ("Completed", 7, "35"),
        ("Partially completed", 12, "60"),
        ("Not completed", 1, "5"),
        ("Not known", 0, "0"),
    ]


def test_every_theme(summary: Summary) -> None:
    shown = {
        theme: (tally.total, *tally.counts.values(), *map(str, tally.shares.values()))
        for theme, tally in summary.themes.items()
    }

    assert shown == {
        "1": (20, 7, 12, 1, 0, "35", "60", "5", "0"),
        "2": (46, 29, 11, 6, 0, "63", "24", "13", "0"),
        "3": (44, 31, 7, 6, 0, "70", "16", "14", "0"),
        "4": (43, 19, 15, 9, 0, "44", "35", "21", "0"),
        "5": (28, 20, 1, 7, 0, "71", "4", "25", "0"),
    }


def test_every_priority(summary: Summary) -> None:
    shown = {
        priority: (tally.total, *tally.counts.values(), str(tally.shares[Status.COMPLETED]))
        for priority, tally in summary.priorities.items()
    }

    assert shown == {
        1: (117, 91, 20, 6, 0, "77.78"),
        2: (44, 12, 20, 12, 0, "27.27"),
        3: (20, 3, 6, 11, 0, "15.00"),
    }


def test_a_theme_without_actions_of_a_priority_has_no_shares(summary: Summary) -> None:
    assert summary.themes_by_priority["1", 3] == Tally(
        total=0,
        counts=dict.fromkeys(COUNTED, 0),
        shares=dict.fromkeys(COUNTED),
        cancelled=0,
        merged=0,
    )


def test_the_plan_was_further_behind_than_the_highlight_report_said(
    improvement_plan: Sequence[Action],
) -> None:
    """On 2 November the 26 open actions of priority 1 had fallen due, and the report of October lists 8 as overdue."""
    assert [len(overdue(improvement_plan, day)) for day in DAYS] == [0, 26, 58]


# The 37 immediate actions ---------------------------------------------------------------------------------------------


def due(row: dict[str, str]) -> Due:
    """When a printed action is due: "November 2009", "Outturn available March 2010" or "Ongoing"."""
    if row["target_date_text"] == "Ongoing":
        return Due(DueKind.ONGOING)
    kind = DueKind.OUTTURN if row["target_date_text"].startswith("Outturn") else DueKind.MONTH
    return Due(kind, date.fromisoformat(row["target_end_date"]))


@pytest.fixture(scope="module")
def immediate_actions() -> Sequence[Action]:
    """The 37 immediate actions; one was marked as completed."""
    return [
        Action(
            row["row_no"],
            row["theme_no"],
            int(row["priority"]),
            due(row),
            [Update(date(2009, 11, 2), Status.COMPLETED)] if row["completed_printed"] == "Y" else [],
        )
        for row in read("improvement_plan_actions.csv")
    ]


def test_24_of_37_are_outside_the_window_of_their_priority(immediate_actions: Sequence[Action]) -> None:
    warned = [
        action
        for action in immediate_actions
        if window_warning(action.due, priority=action.priority, window=WINDOWS[action.priority])
    ]

    assert (len(warned), len(immediate_actions)) == (24, 37)
    assert [action.reference for action in warned if action.due.kind == DueKind.ONGOING] == [
        "6",
        "17",
        "23",
        "26",
    ]


def test_no_immediate_action_was_overdue_before_december(immediate_actions: Sequence[Action]) -> None:
    """The eight that the highlight report of October lists are others, or were not due yet.

    Only one of them, the review of all cases without further action, is among the immediate actions: number 7, due in
    November 2009 and so overdue from 1 December.
    """
    assert [overdue(immediate_actions, day) for day in DAYS[:2]] == [[], []]
    assert immediate_actions[6].due.overdue_from == date(2009, 12, 1)
    assert len([row for row in read("highlight_report.csv") if row["kind"] == "overdue"]) == 8


def test_nineteen_were_overdue_when_the_year_had_turned_if_nothing_else_was_done(
    immediate_actions: Sequence[Action],
) -> None:
    assert overdue(immediate_actions, DAYS[2]) == (
        "5 7 9 10 12 13 14 15 16 18 19 22 24 25 27 28 32 34 37".split()
    )
