"""What is coming to a body in which month, and bodies that no longer exist."""

from dataclasses import replace
from datetime import date

import pytest

from reports.domain.decision.work_programme import (
    Body,
    BodyHasEnded,
    Entry,
    MonthIsOver,
    check_body,
    programme,
    schedule,
)
from reports.domain.meeting.item import Outcome

BOARD = "Children's Board"
PLAN = Entry("Improvement plan", BOARD, date(2009, 12, 1))
CUSTODY = Entry("Young people sentenced to custody", BOARD)
ARRIVALS = Entry("Welcome Offer", BOARD, date(2010, 3, 1))


def test_it_goes_by_month_and_ends_with_what_is_to_be_scheduled() -> None:
    strategy = Entry("Parenting Strategy", BOARD, date(2009, 12, 1))

    assert programme([CUSTODY, ARRIVALS, PLAN, strategy]) == [
        ("December 2009", (PLAN, strategy)),
        ("March 2010", (ARRIVALS,)),
        ("To be scheduled", (CUSTODY,)),
    ]


def test_months_of_two_years_do_not_mix() -> None:
    a_year_on = replace(PLAN, month=date(2010, 12, 1))

    assert [name for name, _ in programme([a_year_on, PLAN])] == ["December 2009", "December 2010"]


@pytest.mark.parametrize(
    ("outcome", "is_resolved"),
    [
        (None, False),
        (Outcome.CONSIDERED, True),
        (Outcome.REFERRED, True),
        (Outcome.DEFERRED, False),
        (Outcome.WITHDRAWN, False),
        (Outcome.NOT_REACHED, False),
    ],
)
def test_what_was_not_dealt_with_is_still_to_come(outcome: Outcome | None, is_resolved: bool) -> None:
    entry = replace(PLAN, outcome=outcome)

    assert entry.is_resolved is is_resolved
    assert bool(programme([entry])) is not is_resolved


class TestSchedule:
    @pytest.mark.parametrize("day", [date(2009, 11, 1), date(2009, 11, 30)])
    def test_this_month_is_not_over(self, day: date) -> None:
        assert schedule(CUSTODY, day, on=date(2009, 11, 18)).month == date(2009, 11, 1)

    def test_last_month_is(self) -> None:
        with pytest.raises(MonthIsOver) as refused:
            schedule(CUSTODY, date(2009, 10, 31), on=date(2009, 11, 18))

        assert refused.value.sentence == "October 2009 is over. Choose a later month, or “to be scheduled”."

    def test_it_may_go_back_to_be_scheduled(self) -> None:
        assert schedule(PLAN, None, on=date(2009, 11, 18)).month is None


class TestBody:
    @pytest.mark.parametrize(
        ("on", "is_active"),
        [
            (date(2009, 3, 31), False),
            (date(2009, 4, 1), True),
            (date(2010, 5, 7), True),
            (date(2010, 5, 8), False),
        ],
    )
    def test_it_exists_from_its_first_day_to_its_last(self, on: date, is_active: bool) -> None:
        body = Body("Cabinet Member and Advisers", date(2009, 4, 1), date(2010, 5, 7))

        assert body.is_active(on) is is_active

    def test_nothing_is_sent_to_a_body_that_is_no_more(self) -> None:
        with pytest.raises(BodyHasEnded) as refused:
            check_body(Body("New Arrivals Working Party", active_to=date(2010, 5, 7)), on=date(2010, 5, 8))

        assert refused.value.sentence == (
            "New Arrivals Working Party no longer exists. Choose the body that took over its work."
        )
        check_body(Body("New Arrivals Working Party"), on=date(2010, 5, 8))
