"""What moves a meeting on, and what stands in the way: every state with every verb, and every guard."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from childservices.domain.refusals import Refusal
from reports.choices import MeetingState
from reports.domain.meeting.item import Item, Outcome
from reports.domain.meeting.life import (
    DateInThePast,
    ItemsUndecided,
    Meeting,
    NoQuorum,
    NoStart,
    NotBegun,
    QuorumIsThere,
    check_new_start,
    counts_for_attendance,
    next_meeting_state,
)
from reports.domain.workflow import DONE, MEETING, MoveNotAllowed, ReasonMissing, next_state

START = datetime(2009, 11, 18, 8, 45, tzinfo=UTC)
BEFORE = datetime(2009, 11, 18, 8, 44, tzinfo=UTC)
LATER = datetime(2009, 11, 24, 8, 45, tzinfo=UTC)
DECIDED = Item("Parenting Strategy", number="5", outcome=Outcome.CONSIDERED)
OPEN = Item("The Extra Mile Project", number="11")
VERBS = sorted({verb for _, verb in MEETING})
HEADING = Item("Reports", kind="heading")


@pytest.mark.parametrize(("state", "verb"), list(product(MeetingState.values, VERBS)))
def test_where_nothing_stands_in_the_way_the_table_decides(state: str, verb: str) -> None:
    quorum = 3 if verb == "declare_inquorate" else 2
    meeting = Meeting(state, START, [DECIDED, HEADING], quorum, voters_in_the_room=2)
    target = next_state(MEETING, state, verb)

    if target is not None:
        moved = next_meeting_state(meeting, verb, at=START, reason="Snow", new_start=LATER)
        assert moved == target
        return
    with pytest.raises(MoveNotAllowed) as refused:
        next_meeting_state(meeting, verb, at=START, reason="Snow", new_start=LATER)
    assert refused.value.sentence == f"A meeting that is {state} cannot be {DONE[verb]}."


class TestBegin:
    @pytest.mark.parametrize(
        ("state", "verb"), [("convened", "hold"), ("adjourned", "resume"), ("convened", "declare_inquorate")]
    )
    def test_nothing_is_held_before_its_start(self, state: str, verb: str) -> None:
        with pytest.raises(NotBegun) as refused:
            next_meeting_state(Meeting(state, START, quorum=1), verb, at=BEFORE)

        assert refused.value.sentence == (
            "The meeting begins on 18 November 2009 at 08:45. Record it once it has begun."
        )

    def test_a_meeting_without_a_time_is_not_held(self) -> None:
        with pytest.raises(NoStart, match="Enter the day and time of the meeting"):
            next_meeting_state(Meeting("convened", None), "hold", at=START)


class TestQuorum:
    @given(st.none() | st.integers(0, 12), st.integers(0, 12))
    def test_a_meeting_is_held_or_inquorate_and_never_both(self, quorum: int | None, voters: int) -> None:
        meeting = Meeting("convened", START, quorum=quorum, voters_in_the_room=voters)
        has_quorum = quorum is None or voters >= quorum

        for verb, is_allowed in (("hold", has_quorum), ("declare_inquorate", not has_quorum)):
            try:
                next_meeting_state(meeting, verb, at=START)
                allowed = True
            except (NoQuorum, QuorumIsThere):
                allowed = False
            assert allowed is is_allowed

    def test_too_few_members_are_told_what_to_do(self) -> None:
        with pytest.raises(NoQuorum) as refused:
            next_meeting_state(Meeting("convened", START, quorum=3, voters_in_the_room=2), "hold", at=START)

        assert refused.value.sentence == (
            "The quorum is 3, and 2 voting members are recorded. Complete the attendance, or declare the meeting "
            "inquorate."
        )

    def test_a_body_without_a_quorum_is_never_inquorate(self) -> None:
        with pytest.raises(QuorumIsThere, match="No quorum is set for the body"):
            next_meeting_state(Meeting("convened", START), "declare_inquorate", at=START)


class TestClose:
    @pytest.mark.parametrize("state", ["held", "inquorate", "adjourned"])
    def test_an_undecided_item_keeps_it_open(self, state: str) -> None:
        with pytest.raises(ItemsUndecided) as refused:
            next_meeting_state(Meeting(state, START, [DECIDED, OPEN, HEADING, OPEN]), "close", at=START)

        assert refused.value.sentence == (
            "Say what came of each item before closing the meeting: 11 The Extra Mile Project; 11 The Extra Mile "
            "Project."
        )

    @given(st.lists(st.none() | st.sampled_from(Outcome), max_size=8))
    def test_it_closes_exactly_when_every_item_has_an_outcome(
        self, outcomes: Sequence[Outcome | None]
    ) -> None:
        meeting = Meeting("held", START, [Item(f"Item {n}", outcome=one) for n, one in enumerate(outcomes)])

        try:
            closed = next_meeting_state(meeting, "close", at=START) == "closed"
        except ItemsUndecided:
            closed = False

        assert closed is (None not in outcomes)


class TestStop:
    @pytest.mark.parametrize(
        ("state", "verb"), [("planned", "cancel"), ("convened", "postpone"), ("held", "adjourn")]
    )
    def test_the_public_is_told_why(self, state: str, verb: str) -> None:
        with pytest.raises(ReasonMissing, match="it stays visible here"):
            next_meeting_state(Meeting(state, START), verb, at=START, reason="  ")

    def test_a_new_day_is_not_over(self) -> None:
        with pytest.raises(DateInThePast) as refused:
            next_meeting_state(Meeting("postponed", START), "reschedule", at=START, new_start=START)

        assert refused.value.sentence == "18 November 2009 at 08:45 is over. Choose a later day or time."
        assert refused.value.field == "starts_at"

    def test_a_new_day_is_named(self) -> None:
        with pytest.raises(NoStart):
            next_meeting_state(Meeting("postponed", START), "reschedule", at=START)

    def test_an_adjourned_meeting_may_wait_for_its_day(self) -> None:
        meeting = Meeting("held", START)

        assert next_meeting_state(meeting, "adjourn", at=START, reason="Fire alarm") == "adjourned"
        with pytest.raises(DateInThePast):
            next_meeting_state(meeting, "adjourn", at=START, reason="Fire alarm", new_start=BEFORE)

    def test_a_meeting_is_planned_for_a_time_to_come(self) -> None:
        check_new_start(LATER, at=START)

        with pytest.raises(Refusal):
            check_new_start(BEFORE, at=START)


@pytest.mark.parametrize("state", MeetingState.values)
def test_what_did_not_take_place_counts_in_no_attendance(state: str) -> None:
    took_place = {"held", "closed", "adjourned", "inquorate"}

    assert counts_for_attendance(state) is (state in took_place)
