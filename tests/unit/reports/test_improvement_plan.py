"""Where actions stand on a day, what that adds up to, and what a month's highlight report takes up."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.improvement_plan.action import COUNTED, Action, BurnUpPoint, Status, Update, burn_up
from reports.domain.improvement_plan.due import Due, DueKind
from reports.domain.improvement_plan.highlights import Highlights, Risk, highlights
from reports.domain.improvement_plan.summary import Decimals, Tally, summarise

OCTOBER, NOVEMBER = (Due(DueKind.MONTH, date(2009, month, 1)) for month in (10, 11))
COMPLETED, PARTLY, NOT, UNKNOWN = COUNTED


def action(
    reference: str = "1",
    *updates: Update,
    theme: str = "A",
    priority: int = 1,
    due: Due = OCTOBER,
    added_on: date | None = None,
) -> Action:
    """An action of theme A, priority 1, due in October 2009."""
    return Action(reference, theme, priority, due, updates, added_on)


def said(month: int, day: int, status: Status | None) -> Update:
    """An update of 2009."""
    return Update(date(2009, month, day), status)


class TestStatus:
    HISTORY = (
        said(10, 20, Status.COMPLETED),
        said(9, 1, Status.NOT_COMPLETED),
        said(10, 25, None),
        said(11, 3, Status.NOT_COMPLETED),
        said(11, 3, Status.PARTIALLY_COMPLETED),
    )

    @pytest.mark.parametrize(
        ("day", "status"),
        [
            (date(2009, 8, 31), Status.NOT_KNOWN),
            (date(2009, 9, 1), Status.NOT_COMPLETED),
            (date(2009, 10, 19), Status.NOT_COMPLETED),
            (date(2009, 10, 20), Status.COMPLETED),
            (date(2009, 11, 2), Status.COMPLETED),
            (date(2009, 11, 3), Status.PARTIALLY_COMPLETED),
        ],
    )
    def test_the_last_that_was_said_by_a_day_counts(self, day: date, status: Status) -> None:
        assert action("1", *self.HISTORY).status(as_at=day) == status

    @pytest.mark.parametrize(
        ("status", "is_open"),
        [
            (Status.COMPLETED, False),
            (Status.PARTIALLY_COMPLETED, True),
            (Status.NOT_COMPLETED, True),
            (Status.NOT_KNOWN, True),
            (Status.CANCELLED, False),
            (Status.MERGED, False),
        ],
    )
    def test_what_is_open_falls_overdue_on_the_day_after(self, status: Status, is_open: bool) -> None:
        one = action("1", said(9, 1, status))

        assert one.is_open(as_at=date(2009, 10, 31)) == is_open
        assert one.is_overdue(as_at=date(2009, 10, 31)) is False
        assert one.is_overdue(as_at=date(2009, 11, 1)) == is_open

    def test_an_action_is_neither_open_nor_overdue_before_it_is_in_the_plan(self) -> None:
        one = action(added_on=date(2009, 12, 1))

        assert [one.is_open(as_at=date(2009, *day)) for day in ((11, 30), (12, 1))] == [False, True]
        assert [one.is_overdue(as_at=date(2009, *day)) for day in ((11, 30), (12, 1))] == [False, True]

    def test_what_is_ongoing_is_reviewed_and_never_overdue(self) -> None:
        one = action(due=Due(DueKind.ONGOING, date(2009, 11, 30)))

        assert one.is_overdue(as_at=date(2019, 1, 1)) is False
        assert [one.is_for_review(as_at=date(2009, 11, day)) for day in (29, 30)] == [False, True]

    def test_what_is_completed_or_has_a_date_is_not_for_review(self) -> None:
        done = action("1", said(9, 1, Status.COMPLETED), due=Due(DueKind.ONGOING, date(2009, 11, 30)))

        assert done.is_for_review(as_at=date(2009, 12, 1)) is False
        assert action().is_for_review(as_at=date(2009, 12, 1)) is False


class TestBurnUp:
    def test_each_day_has_what_was_planned_due_and_completed_by_then(self) -> None:
        actions = [
            action("1", said(10, 5, Status.COMPLETED)),
            action("2", said(10, 5, Status.COMPLETED), said(11, 1, Status.NOT_COMPLETED)),
            action("3", said(11, 1, Status.CANCELLED), due=NOVEMBER),
            action("4", added_on=date(2009, 11, 1), due=NOVEMBER),
            action("5", due=Due(DueKind.ONGOING)),
        ]
        days = [date(2009, 10, 4), date(2009, 10, 31), date(2009, 11, 1), date(2009, 11, 30)]

        assert burn_up(actions, days) == [
            BurnUpPoint(date(2009, 10, 4), planned=4, due=0, completed=0),
            BurnUpPoint(date(2009, 10, 31), planned=4, due=2, completed=2),
            BurnUpPoint(date(2009, 11, 1), planned=4, due=2, completed=1),
            BurnUpPoint(date(2009, 11, 30), planned=4, due=3, completed=1),
        ]


class TestSummary:
    AS_AT = date(2009, 11, 2)

    def test_shares_are_of_the_total_without_what_was_cancelled_or_merged(self) -> None:
        actions = [
            action("1", said(10, 1, Status.COMPLETED)),
            action("2", said(10, 1, Status.COMPLETED)),
            action("3"),
            action("4", said(10, 1, Status.CANCELLED)),
            action("5", said(10, 1, Status.MERGED)),
            action("6", said(10, 1, Status.MERGED)),
            action("7", added_on=date(2009, 11, 3)),
        ]

        summary = summarise(actions, themes=["A"], priorities=[1], as_at=self.AS_AT)

        assert summary.overall == Tally(
            total=3,
            counts={COMPLETED: 2, PARTLY: 0, NOT: 0, UNKNOWN: 1},
            shares={
                COMPLETED: Decimal("66.67"),
                PARTLY: Decimal("0.00"),
                NOT: Decimal("0.00"),
                UNKNOWN: Decimal("33.33"),
            },
            cancelled=1,
            merged=2,
        )

    def test_every_theme_and_priority_has_its_place_with_or_without_actions(self) -> None:
        actions = [action("1", theme="B", priority=2), action("2", said(10, 1, Status.COMPLETED))]

        summary = summarise(actions, themes=["B", "C", "A"], priorities=[1, 2, 3], as_at=self.AS_AT)

        assert {theme: tally.total for theme, tally in summary.themes.items()} == {"B": 1, "C": 0, "A": 1}
        assert [*summary.themes] == ["B", "C", "A"]
        assert {priority: tally.total for priority, tally in summary.priorities.items()} == {1: 1, 2: 1, 3: 0}
        assert [key for key, tally in summary.themes_by_priority.items() if tally.total] == [
            ("B", 2),
            ("A", 1),
        ]
        assert len(summary.themes_by_priority) == 9
        assert summary.themes["C"].shares == dict.fromkeys(COUNTED)

    def test_decimals_are_settings_and_halves_are_rounded_up(self) -> None:
        actions = [action("1", said(10, 1, Status.COMPLETED)), *[action(str(n)) for n in range(2, 9)]]

        summary = summarise(
            actions,
            themes=["A"],
            priorities=[1],
            as_at=self.AS_AT,
            decimals=Decimals(overall=1, themes=0, priorities=3),
        )

        assert str(summary.overall.shares[COMPLETED]) == "12.5"
        assert str(summary.themes["A"].shares[COMPLETED]) == "13"
        assert str(summary.themes_by_priority["A", 1].shares[COMPLETED]) == "13"
        assert str(summary.priorities[1].shares[COMPLETED]) == "12.500"

    def test_shares_that_do_not_add_up_to_100_are_left_so(self) -> None:
        states = (Status.COMPLETED, Status.PARTIALLY_COMPLETED, Status.NOT_COMPLETED)
        actions = [action(str(status), said(10, 1, status)) for status in states]

        overall = summarise(actions, themes=["A"], priorities=[1], as_at=self.AS_AT).overall

        assert sum(share or 0 for share in overall.shares.values()) == Decimal("99.99")

    @pytest.mark.parametrize(("theme", "priority"), [("Z", 1), ("A", 9)])
    def test_an_action_that_is_nowhere_in_the_plan_would_be_lost(self, theme: str, priority: int) -> None:
        with pytest.raises(ValueError, match=r"^Give action 7 a theme and a priority of the plan\.$"):
            summarise(
                [action("7", theme=theme, priority=priority)],
                themes=["A"],
                priorities=[1],
                as_at=self.AS_AT,
            )

    @given(
        st.lists(st.tuples(st.sampled_from("AB"), st.integers(1, 3), st.sampled_from(Status)), max_size=20),
        st.randoms(),
    )
    def test_tables_reconcile_in_every_column_whatever_the_order(
        self, rows: list[tuple[str, int, Status]], random: Random
    ) -> None:
        actions = [
            action("1", said(10, 1, status), theme=theme, priority=priority)
            for theme, priority, status in rows
        ]
        shuffled = random.sample(actions, len(actions))

        summary = summarise(actions, themes=["A", "B"], priorities=[1, 2, 3], as_at=self.AS_AT)

        assert summarise(shuffled, themes=["A", "B"], priorities=[1, 2, 3], as_at=self.AS_AT) == summary
        for parts in (summary.themes, summary.priorities, summary.themes_by_priority):
            tallies = list(parts.values())
            assert sum(tally.total for tally in tallies) == summary.overall.total
            assert sum(tally.merged + tally.cancelled + tally.total for tally in tallies) == len(rows)
            assert {
                status: sum(tally.counts[status] for tally in tallies) for status in COUNTED
            } == summary.overall.counts


class TestHighlights:
    def test_a_month_as_it_stood_when_it_ended(self) -> None:
        done = action("done", said(10, 1, Status.COMPLETED))
        done_on_the_last_day = action("last day", said(10, 31, Status.COMPLETED), due=NOVEMBER)
        done_before = action("before", said(9, 30, Status.COMPLETED))
        done_after = action("after", said(11, 1, Status.COMPLETED))
        reopened = action("reopened", said(10, 1, Status.COMPLETED), said(10, 30, Status.NOT_COMPLETED))
        cancelled = action("cancelled", said(10, 1, Status.CANCELLED))
        coming = action("coming", due=NOVEMBER)
        first_of_november = action("1 November", due=Due(DueKind.DATE, date(2009, 11, 1)))
        review = action("review", due=Due(DueKind.ONGOING, date(2009, 11, 30)))
        later = action("later", due=Due(DueKind.DATE, date(2009, 12, 1)))
        ongoing = action("ongoing", due=Due(DueKind.ONGOING))
        added_later = action("added later", due=NOVEMBER, added_on=date(2009, 11, 1))
        closed = Risk("closed", date(2009, 9, 1), date(2009, 10, 31))
        risk = Risk("open", date(2009, 10, 31), date(2009, 11, 1))
        lasting = Risk("lasting", date(2009, 9, 1))
        not_yet = Risk("not yet", date(2009, 11, 1))

        answer = highlights(
            [
                done,
                done_on_the_last_day,
                done_before,
                done_after,
                reopened,
                cancelled,
                coming,
                first_of_november,
                review,
                later,
                ongoing,
                added_later,
            ],
            [closed, risk, lasting, not_yet],
            month=date(2009, 10, 18),
        )

        assert answer == Highlights(
            first=date(2009, 10, 1),
            last=date(2009, 10, 31),
            completed=(done, done_on_the_last_day),
            planned=(coming, first_of_november, review),
            overdue=(done_after, reopened),
            risks=(risk, lasting),
        )

    def test_the_year_turns(self) -> None:
        january = action(due=Due(DueKind.MONTH, date(2010, 1, 1)))

        answer = highlights([january], [], month=date(2009, 12, 31))

        assert answer.planned == (january,)
