"""Who was in the room at each item, which interests they declared, and who could vote."""

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.minutes.attendance import (
    Attendee,
    Capacity,
    Interest,
    InterestKind,
    NotThere,
    WrongAttendance,
    check_attendance,
    check_interest,
    presiding_at,
    voters_at,
)

CHAIR = Attendee("Cabinet Member", Capacity.IN_THE_CHAIR)
FIRST = Attendee("Adviser 1", Capacity.PRESENT)
SECOND = Attendee("Adviser 2", Capacity.PRESENT)
OFFICER = Attendee("Strategic Director", Capacity.IN_ATTENDANCE)
AWAY = Attendee("Adviser 3", Capacity.APOLOGIES)
STAND_IN = Attendee("Substitute", Capacity.PRESENT, substitute_for="Adviser 3")
CO_OPTEE = Attendee("Co-optee", Capacity.PRESENT, has_vote=False)
EVERYBODY = [CHAIR, FIRST, SECOND, OFFICER, AWAY, STAND_IN, CO_OPTEE]
PECUNIARY = Interest("Cabinet Member", 7, InterestKind.PECUNIARY, "governor of the school")
OPTIONAL_ITEMS = st.none() | st.integers(1, 12)


class TestInTheRoom:
    @pytest.mark.parametrize(
        ("arrived_at", "left_at", "items"),
        [
            (None, None, [1, 2, 3, 4]),
            (3, None, [3, 4]),
            (None, 3, [1, 2]),
            (2, 4, [2, 3]),
        ],
    )
    def test_from_the_item_of_arrival_to_before_that_of_leaving(
        self, arrived_at: int | None, left_at: int | None, items: list[int]
    ) -> None:
        attendee = replace(FIRST, arrived_at=arrived_at, left_at=left_at)

        assert [item for item in range(1, 5) if attendee.is_in_room(item)] == items

    def test_whoever_sent_apologies_never_is(self) -> None:
        assert not AWAY.is_in_room(1)


class TestAttendance:
    def test_the_meeting_as_it_was(self) -> None:
        check_attendance(EVERYBODY)

    @pytest.mark.parametrize(
        ("line", "field", "words"),
        [
            (FIRST, "person", "Adviser 1 is recorded twice"),
            (
                Attendee("Adviser 4", Capacity.IN_THE_CHAIR),
                "capacity",
                "Two members are recorded in the chair",
            ),
            (
                Attendee("Adviser 4", Capacity.APOLOGIES, arrived_at=3),
                "capacity",
                "cannot have arrived or left",
            ),
            (Attendee("Adviser 4", Capacity.APOLOGIES, left_at=3), "capacity", "cannot have arrived or left"),
            (
                Attendee("Adviser 4", Capacity.PRESENT, arrived_at=5, left_at=5),
                "left_at",
                "left before arriving",
            ),
            (
                Attendee("Adviser 4", Capacity.PRESENT, substitute_for="Adviser 1"),
                "substitute_for",
                "Adviser 1 sent no apologies",
            ),
            (
                Attendee("Adviser 4", Capacity.PRESENT, substitute_for="Adviser 3"),
                "substitute_for",
                "Adviser 3 has two substitutes",
            ),
        ],
    )
    def test_what_cannot_be_is_refused_beside_its_field(self, line: Attendee, field: str, words: str) -> None:
        with pytest.raises(WrongAttendance, match=words) as refused:
            check_attendance([*EVERYBODY, line])

        assert refused.value.field == field

    def test_somebody_may_come_and_go(self) -> None:
        check_attendance([CHAIR, replace(FIRST, arrived_at=2, left_at=5)])


class TestInterest:
    def test_of_somebody_who_is_there(self) -> None:
        check_interest(PECUNIARY, EVERYBODY)

    @pytest.mark.parametrize(
        "attendees",
        [
            [replace(CHAIR, left_at=7)],
            [replace(CHAIR, arrived_at=8)],
            [replace(CHAIR, capacity=Capacity.APOLOGIES)],
            [FIRST],
            [],
        ],
    )
    def test_of_somebody_who_is_not(self, attendees: list[Attendee]) -> None:
        with pytest.raises(NotThere) as refused:
            check_interest(PECUNIARY, attendees)

        assert refused.value.sentence == (
            "Cabinet Member was not in the room for item 7. Correct the attendance, or choose another member or item."
        )

    @pytest.mark.parametrize(
        ("kind", "dispensation", "left", "is_barred", "is_warned"),
        [
            (InterestKind.PECUNIARY, False, False, True, True),
            (InterestKind.PECUNIARY, False, True, True, False),
            (InterestKind.PECUNIARY, True, False, False, False),
            (InterestKind.PECUNIARY, True, True, True, False),
            (InterestKind.OTHER, False, False, False, False),
            (InterestKind.OTHER, False, True, True, False),
            (InterestKind.OTHER, True, False, False, False),
            (InterestKind.OTHER, True, True, True, False),
        ],
    )
    def test_who_takes_part(
        self, kind: InterestKind, dispensation: bool, left: bool, is_barred: bool, is_warned: bool
    ) -> None:
        interest = Interest("Adviser 1", 7, kind, has_dispensation=dispensation, left_the_room=left)

        assert interest.bars_from_voting is is_barred
        assert bool(interest.warning) is is_warned

    @pytest.mark.parametrize(
        ("interest", "words"),
        [
            (
                replace(PECUNIARY, left_the_room=True),
                "Cabinet Member declared a pecuniary interest (governor of the school) and left the room.",
            ),
            (
                replace(PECUNIARY, is_sensitive=True, left_the_room=True),
                "Cabinet Member declared a pecuniary interest and left the room.",
            ),
            (
                replace(PECUNIARY, has_dispensation=True, nature=""),
                "Cabinet Member declared a pecuniary interest, has a dispensation and stayed in the room.",
            ),
            (
                Interest("Adviser 1", 7, InterestKind.OTHER),
                "Adviser 1 declared an interest and stayed in the room.",
            ),
        ],
    )
    def test_how_it_is_printed(self, interest: Interest, words: str) -> None:
        assert interest.words == words


class TestVoters:
    def test_members_in_the_room_with_a_vote(self) -> None:
        assert voters_at(7, EVERYBODY) == {"Cabinet Member", "Adviser 1", "Adviser 2", "Substitute"}

    def test_an_interest_counts_at_its_own_item_only(self) -> None:
        assert "Cabinet Member" not in voters_at(7, EVERYBODY, [PECUNIARY])
        assert "Cabinet Member" in voters_at(8, EVERYBODY, [PECUNIARY])

    def test_an_officer_never_votes(self) -> None:
        assert voters_at(1, [OFFICER]) == frozenset()

    @given(OPTIONAL_ITEMS, OPTIONAL_ITEMS, st.integers(1, 12), st.booleans(), st.sampled_from(Capacity))
    def test_nobody_votes_who_is_not_in_the_room(
        self, arrived_at: int | None, left_at: int | None, item: int, has_vote: bool, capacity: Capacity
    ) -> None:
        attendee = Attendee("Adviser 1", capacity, has_vote, arrived_at, left_at)

        assert (voters_at(item, [attendee]) == {"Adviser 1"}) is (
            has_vote and attendee.is_in_room(item) and capacity in {Capacity.PRESENT, Capacity.IN_THE_CHAIR}
        )


class TestPresiding:
    @pytest.mark.parametrize(
        ("is_barred", "elected"), list(product([False, True], ["", "Adviser 1", "Officer"]))
    )
    def test_the_chair_or_who_was_elected_where_the_chair_was_out(
        self, is_barred: bool, elected: str
    ) -> None:
        interests = [PECUNIARY] if is_barred else []
        expected = "Cabinet Member" if not is_barred else ("Adviser 1" if elected == "Adviser 1" else "")

        assert presiding_at(7, EVERYBODY, interests, elected=elected) == expected

    def test_nobody_where_nobody_took_the_chair(self) -> None:
        assert presiding_at(7, [FIRST, SECOND]) == ""
