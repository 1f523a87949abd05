"""The council's own deadlines before an agenda is out, and what moving a meeting does to them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childservices.domain.clock import RuleName
from childservices.domain.timetable import StagesOutOfOrder, timetable, what_if
from childservices.domain.working_days import is_working_day

CHRISTMAS_2025 = {
    date(2025, 12, 25): "Christmas Day",
    date(2025, 12, 26): "Boxing Day",
    date(2026, 1, 1): "New Year's Day",
}
AUTHOR, CLEARANCE, AGENDA = (
    RuleName.AUTHOR_DEADLINE,
    RuleName.CLEARANCE_DEADLINE,
    RuleName.AGENDA_DEADLINE,
)
DAYS = st.dates(min_value=date(2003, 1, 1), max_value=date(2090, 12, 31))
HOLIDAYS = st.dictionaries(DAYS, st.just("holiday"), max_size=40)


def test_the_meeting_of_18_november_2009() -> None:
    deadlines = [(one.rule, one.date) for one in timetable(date(2009, 11, 18), {})]

    assert deadlines == [
        (AUTHOR, date(2009, 10, 27)),
        (CLEARANCE, date(2009, 11, 3)),
        (AGENDA, date(2009, 11, 6)),
        (RuleName.AGENDA_PUBLICATION, date(2009, 11, 10)),
    ]


def test_the_council_sets_its_own_days() -> None:
    deadlines = timetable(date(2009, 11, 18), {}, stage_days={AUTHOR: 6, AGENDA: 1})

    assert [(one.days, one.date) for one in deadlines[:3]] == [
        (6, date(2009, 11, 2)),
        (5, date(2009, 11, 3)),
        (1, date(2009, 11, 9)),
    ]
    assert {one.legal_reference for one in deadlines[:3]} == {"The council's own timetable"}


@pytest.mark.parametrize("stage_days", [{AUTHOR: 4}, {AGENDA: 6}, {AGENDA: 0}])
def test_a_paper_is_not_cleared_before_it_is_written(stage_days: dict[RuleName, int]) -> None:
    with pytest.raises(StagesOutOfOrder, match=r"^Give authors at least as many working days as clearance"):
        timetable(date(2009, 11, 18), {}, stage_days=stage_days)


def test_a_body_without_a_regime_has_no_deadlines_and_the_reason() -> None:
    (publication,) = timetable(date(2015, 1, 14), {}, regime="none")

    assert (publication.date, publication.note) == (
        None,
        "On 14 January 2015 no law gave this date for such a body.",
    )


def test_what_if_a_meeting_moved_over_christmas() -> None:
    changes = what_if(date(2026, 1, 6), date(2026, 1, 7), CHRISTMAS_2025)

    assert [(one.before.date, one.after.date) for one in changes] == [
        (date(2025, 12, 10), date(2025, 12, 11)),
        (date(2025, 12, 17), date(2025, 12, 18)),
        (date(2025, 12, 22), date(2025, 12, 23)),
        (date(2025, 12, 24), date(2025, 12, 29)),
    ]
    assert [one.has_passed(on=date(2025, 12, 19)) for one in changes] == [True, True, False, False]
    assert not changes[2].has_passed(on=date(2025, 12, 23))


def test_what_if_a_meeting_moved_to_before_the_law_shows_the_publication_only() -> None:
    (change,) = what_if(date(1986, 4, 14), date(1986, 3, 31), {})

    assert (change.before.date, change.after.date) == (date(1986, 4, 8), None)
    assert not change.has_passed(on=date(2009, 11, 18))


@given(DAYS, HOLIDAYS, st.lists(st.integers(min_value=1, max_value=30), min_size=3, max_size=3))
def test_deadlines_follow_each_other_on_working_days(
    day: date, holidays: dict[date, str], days: list[int]
) -> None:
    stage_days = dict(zip((AUTHOR, CLEARANCE, AGENDA), sorted(days, reverse=True), strict=True))

    dates = [one.date for one in timetable(day, holidays, stage_days=stage_days) if one.date]

    assert dates == sorted(dates)
    assert dates[-2] < dates[-1] < day
    assert all(is_working_day(one, holidays) for one in dates)


@given(DAYS, HOLIDAYS, st.integers(min_value=0, max_value=40))
def test_moving_a_meeting_later_never_moves_a_deadline_earlier(
    day: date, holidays: dict[date, str], later: int
) -> None:
    for change in what_if(day, day + timedelta(days=later), holidays):
        assert change.before.date is not None
        assert change.after.date is not None
        assert change.before.date <= change.after.date
