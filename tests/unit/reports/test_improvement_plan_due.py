"""When actions fall due, what that is in words, and the warning beside a priority."""

from datetime import date

import pytest

from reports.domain.improvement_plan.due import Due, DueKind, Window, window_warning

BY_OCTOBER = Window(last=date(2009, 10, 31))
END_OF_2009 = Window(date(2009, 11, 1), date(2009, 12, 31))


@pytest.mark.parametrize(
    ("due", "falls_on", "overdue_from", "review_on", "words"),
    [
        (
            Due(DueKind.DATE, date(2009, 11, 18)),
            date(2009, 11, 18),
            date(2009, 11, 19),
            None,
            "18 November 2009",
        ),
        (Due(DueKind.MONTH, date(2009, 11, 1)), date(2009, 11, 30), date(2009, 12, 1), None, "November 2009"),
        (Due(DueKind.MONTH, date(2012, 2, 9)), date(2012, 2, 29), date(2012, 3, 1), None, "February 2012"),
        (
            Due(DueKind.OUTTURN, date(2010, 3, 1)),
            date(2010, 3, 31),
            date(2010, 4, 1),
            None,
            "outturn, March 2010",
        ),
        (Due(DueKind.OUTTURN), None, None, None, "outturn"),
        (
            Due(DueKind.ONGOING, date(2010, 3, 1)),
            None,
            None,
            date(2010, 3, 1),
            "ongoing, review on 1 March 2010",
        ),
        (Due(DueKind.ONGOING), None, None, None, "ongoing"),
    ],
    ids=str,
)
def test_a_month_falls_due_on_its_last_day_and_what_is_ongoing_never(
    due: Due, falls_on: date | None, overdue_from: date | None, review_on: date | None, words: str
) -> None:
    assert (due.falls_on, due.overdue_from, due.review_on, str(due)) == (
        falls_on,
        overdue_from,
        review_on,
        words,
    )


@pytest.mark.parametrize("kind", [DueKind.DATE, DueKind.MONTH])
def test_a_day_or_month_has_to_be_given(kind: DueKind) -> None:
    with pytest.raises(ValueError, match=r"^Give the day or the month in which the action is due\.$"):
        Due(kind)


@pytest.mark.parametrize(
    ("window", "words", "held"),
    [
        (BY_OCTOBER, "by 31 October 2009", [True, False, False, False]),
        (
            END_OF_2009,
            "between 1 November 2009 and 31 December 2009",
            [False, True, True, False],
        ),
        (Window(first=date(2010, 1, 1)), "from 1 January 2010", [False, False, False, True]),
        (Window(), "at any time", [True, True, True, True]),
    ],
    ids=str,
)
def test_both_ends_of_a_window_are_in_it(window: Window, words: str, held: list[bool]) -> None:
    days = [date(2009, 10, 31), date(2009, 11, 1), date(2009, 12, 31), date(2010, 1, 1)]

    assert str(window) == words
    assert [window.holds(day) for day in days] == held


@pytest.mark.parametrize(
    ("due", "warning"),
    [
        (Due(DueKind.MONTH, date(2009, 10, 1)), ""),
        (
            Due(DueKind.MONTH, date(2009, 11, 1)),
            (
                "Priority 1 is to be completed by 31 October 2009, and this action says “November 2009”. "
                "Check the date and the priority."
            ),
        ),
        (
            Due(DueKind.ONGOING),
            (
                "Priority 1 is to be completed by 31 October 2009, and this action says “ongoing”. "
                "Check the date and the priority."
            ),
        ),
    ],
    ids=str,
)
def test_outside_the_window_of_its_priority_is_a_warning(due: Due, warning: str) -> None:
    assert window_warning(due, priority=1, window=BY_OCTOBER) == warning
