"""Two meetings in one room at one time, and meetings on days when the offices are closed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.meeting.booking import Booking, RoomTaken, check_room, day_warning

START = datetime(2009, 11, 18, 8, 45, tzinfo=UTC)
MEMBER = Booking("Cabinet Member and Advisers", "Town Hall", START)
PANEL = Booking("Scrutiny Panel", " town  hall ", datetime(2009, 11, 18, 10, 0, tzinfo=UTC))


def test_one_room_holds_one_meeting_at_a_time() -> None:
    with pytest.raises(RoomTaken) as refused:
        check_room(PANEL, [replace(MEMBER, room="Annexe"), MEMBER])

    assert refused.value.sentence == (
        "Town Hall is taken by Cabinet Member and Advisers on 18 November 2009 at 08:45. Choose another room or time."
    )
    assert refused.value.field == "venue"


@pytest.mark.parametrize(
    "other",
    [
        replace(MEMBER, room="Annexe"),
        replace(MEMBER, state="cancelled"),
        replace(MEMBER, state="postponed"),
        replace(MEMBER, starts_at=datetime(2009, 11, 18, 8, 0, tzinfo=UTC)),
        replace(MEMBER, lasts=timedelta(minutes=75)),
        replace(MEMBER, starts_at=datetime(2009, 11, 18, 12, 0, tzinfo=UTC)),
    ],
)
def test_another_room_or_time_or_a_meeting_that_is_off_is_in_nobodys_way(other: Booking) -> None:
    check_room(PANEL, [other])

    assert not other.overlaps(PANEL)


def test_meetings_without_a_room_never_clash() -> None:
    check_room(replace(PANEL, room=""), [replace(MEMBER, room=" ")])

    assert PANEL.overlaps(MEMBER)


@given(st.integers(-300, 300), st.integers(1, 300), st.integers(1, 300))
def test_whoever_asks_the_answer_is_the_same(apart: int, ours: int, theirs: int) -> None:
    one = Booking("One", "Town Hall", START, timedelta(minutes=ours))
    two = Booking("Two", "Town Hall", START + timedelta(minutes=apart), timedelta(minutes=theirs))

    assert one.overlaps(two) is two.overlaps(one) is (-theirs < apart < ours)


@pytest.mark.parametrize(
    ("day", "warning"),
    [
        (date(2009, 11, 18), ""),
        (
            date(2009, 11, 15),
            "15 November 2009 is a Sunday. Check that the meeting is meant to be held then.",
        ),
        (
            date(2025, 12, 25),
            "25 December 2025 is not a working day (Christmas Day). Check that the meeting is meant to be held then.",
        ),
    ],
)
def test_a_meeting_on_a_day_off_is_warned_of(day: date, warning: str) -> None:
    assert day_warning(day, {date(2025, 12, 25): "Christmas Day"}) == warning
