"""Whole lives of the meetings of one body, in any order of events: what must never be true is never true."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, precondition, rule

from childservices.domain.refusals import Refusal
from reports.domain.decision.call_in import (
    CallInOutcome,
    Published,
    Setting,
    Standing,
    call_in,
    standing,
)
from reports.domain.decision.call_in import (
    with_outcome as with_call_in_outcome,
)
from reports.domain.decision.follow_up import FollowUp, Kind, moved_on
from reports.domain.meeting.item import Item, Outcome, Paper, supplied, with_outcome
from reports.domain.meeting.life import Meeting, next_meeting_state
from reports.domain.minutes.confirmation import Held, confirm, next_minutes_state
from reports.domain.minutes.numbering import AlreadyNumbered, Counter, Series, allot
from reports.domain.workflow import MEETING

BODY, CHAIR, QUORUM = "cabinet-member-cyps", "Cabinet Member", 3
FIRST_DAY = datetime(2009, 5, 15, 9, 0, tzinfo=UTC)
TOOK_PLACE = {"held", "closed", "adjourned", "inquorate"}
USUAL_WAY = {
    ("planned", "draft"): "convene",
    ("convened", "draft"): "hold",
    ("held", "draft"): "close",
    ("closed", "draft"): "clear",
    ("closed", "cleared"): "publish",
}
MEETING_VERBS = sorted({verb for _, verb in MEETING})
DAYS = st.integers(-2, 20)
SCRUTINY = [(f"Member {number}", "scrutiny_member") for number in range(1, 4)]


@dataclass(eq=False)
class Record:
    """A meeting as the model keeps it, with whatever came of it."""

    identifier: str
    kind: str
    starts_at: datetime
    items: list[Item]
    state: str = "planned"
    past: list[str] = field(default_factory=list)
    begun_at: datetime | None = None
    minutes: str = "draft"
    numbers: Sequence[int] = ()
    confirmed_by: "Record | None" = None
    decision: Published | None = None
    follow_up: FollowUp = field(default_factory=lambda: FollowUp(Kind.IMPLEMENT, "it be done"))
    started_on: date | None = None

    def held(self) -> Held:
        return Held(self.identifier, BODY, self.starts_at, self.kind, self.state, CHAIR)


class LifeOfMeetings(RuleBasedStateMachine):
    """A clerk, a chair and scrutiny who try everything at any time."""

    meetings = Bundle("meetings")

    def __init__(self) -> None:
        super().__init__()
        self.now = FIRST_DAY
        self.records: list[Record] = []
        self.counter = Counter(Series(BODY, date(2009, 5, 15)))
        self.given_out: list[int] = []

    @precondition(lambda self: len(self.records) < 4)
    @rule(
        target=meetings,
        kind=st.sampled_from(["ordinary", "extraordinary"]),
        days=st.integers(1, 20),
        papers=st.lists(st.sampled_from([Paper.HERE, Paper.TO_FOLLOW]), min_size=1, max_size=3),
    )
    def plan(self, kind: str, days: int, papers: list[Paper]) -> Record:
        starts_at = self.now + timedelta(days=days)
        items = [
            Item(f"Report {number}", number=str(number), paper=paper)
            for number, paper in enumerate(papers, 1)
        ]
        record = Record(f"Meeting {len(self.records)}", kind, starts_at, items)
        self.records.append(record)
        return record

    @rule(days=st.integers(1, 25))
    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(
        one=meetings,
        data=st.data(),
        voters=st.integers(2, 3),
        reason=st.sampled_from(["Snow", ""]),
        days=DAYS,
    )
    def disturb(self, one: Record, data: st.DataObject, voters: int, reason: str, days: int) -> None:
        known = sorted(verb for state, verb in MEETING if state == one.state)
        self.move(one, data.draw(st.sampled_from([*known, *MEETING_VERBS])), voters, reason, days)

    def move(self, one: Record, verb: str, voters: int, reason: str, days: int) -> None:
        moves_day = verb in {"reschedule", "adjourn"}
        new_start = self.now + timedelta(days=days) if moves_day else None
        meeting = Meeting(one.state, one.starts_at, one.items, QUORUM, voters)
        try:
            state = next_meeting_state(meeting, verb, at=self.now, reason=reason, new_start=new_start)
        except Refusal:
            return
        one.past.append(one.state)
        if state in TOOK_PLACE and one.begun_at is None and verb != "convene":
            assert self.now >= one.starts_at
            one.begun_at = self.now
        one.state, one.starts_at = state, new_start or one.starts_at
        if verb == "close":
            one.decision = Published(self.now.date(), Setting())

    def go_on(self, one: Record, steps: int) -> None:
        """Take the usual way for some steps, so that many meetings come to their end."""
        for _ in range(steps):
            step = USUAL_WAY.get((one.state, one.minutes))
            if step == "hold":
                self.now = max(self.now, one.starts_at)
            if step == "close":
                one.items = [
                    replace(item, paper=Paper.HERE, outcome=item.outcome or Outcome.CONSIDERED)
                    for item in one.items
                ]
            if step in MEETING_VERBS:
                self.move(one, step, QUORUM, "", 0)
            elif step is not None:
                self.move_minutes(one, step, CHAIR)

    @rule(steps=st.integers(1, 5))
    def go_on_with_all(self, steps: int) -> None:
        for one in self.records:
            self.go_on(one, steps)

    @rule(one=meetings, place=st.integers(0, 2), outcome=st.sampled_from(Outcome))
    def settle(self, one: Record, place: int, outcome: Outcome) -> None:
        if one.state not in TOOK_PLACE - {"closed"} or place >= len(one.items):
            return
        try:
            one.items[place] = with_outcome(one.items[place], outcome)
        except Refusal:
            assert one.items[place].paper is Paper.TO_FOLLOW

    @rule(one=meetings, place=st.integers(0, 2), pages=st.integers(1, 9))
    def supplement(self, one: Record, place: int, pages: int) -> None:
        if place >= len(one.items):
            return
        try:
            one.items[place], first, last = supplied(
                one.items[place], last_page=None if one.state == "planned" else 40, pages=pages
            )
        except Refusal:
            return
        assert (first, last) == (41, 40 + pages)

    @rule(
        one=meetings,
        verb=st.sampled_from(["clear", "revise", "publish"]),
        by=st.sampled_from([CHAIR, "Clerk"]),
    )
    def move_minutes(self, one: Record, verb: str, by: str) -> None:
        try:
            state = next_minutes_state(one.minutes, verb, meeting=one.held(), by=by)
        except Refusal:
            return
        assert verb != "clear" or by == CHAIR
        if verb == "publish":
            allotment = allot(self.counter, len(one.items), numbers=one.numbers)
            one.numbers, self.counter = allotment.numbers, allotment.counter
            self.given_out += allotment.numbers
        one.minutes = state

    @invariant()
    def nothing_is_numbered_twice(self) -> None:
        for one in self.records:
            if one.numbers:
                with pytest.raises(AlreadyNumbered):
                    allot(self.counter, len(one.items), numbers=one.numbers)

    @rule(one=meetings, has_resolution=st.booleans())
    def confirm_minutes(self, one: Record, has_resolution: bool) -> None:
        """Ask every meeting, the latest first, to confirm the minutes of one."""
        texts = dict.fromkeys(one.numbers, "The report was noted.")
        for other in reversed(self.records):
            try:
                confirmed = confirm(
                    one.minutes,
                    texts,
                    minutes_of=one.held(),
                    confirming=other.held(),
                    has_resolution=has_resolution,
                )
            except Refusal:
                continue
            assert has_resolution
            assert other.starts_at > one.starts_at
            assert [minute.number for minute in confirmed] == list(one.numbers)
            one.minutes, one.confirmed_by = "confirmed", other

    @rule(one=meetings, people=st.integers(2, 3))
    def call_in_decision(self, one: Record, people: int) -> None:
        if one.decision is None:
            return
        try:
            called_in = call_in(
                one.decision, requesters=SCRUTINY[:people], reason="No consultation", at=self.now, holidays={}
            )
        except Refusal:
            return
        one.decision = replace(one.decision, call_in=called_in)

    @rule()
    def release_decisions(self) -> None:
        for one in self.records:
            if one.decision is None or one.decision.call_in is None:
                continue
            try:
                released = with_call_in_outcome(
                    one.decision.call_in, CallInOutcome.RELEASED, on=self.now.date(), setting=Setting()
                )
            except Refusal:
                continue
            one.decision = replace(one.decision, call_in=released)

    @rule(one=meetings, verb=st.sampled_from(["start", "complete"]))
    def follow(self, one: Record, verb: str) -> None:
        stands = standing(one.decision, {}, on=self.now.date())
        try:
            one.follow_up = moved_on(one.follow_up, verb, decision=stands)
        except Refusal:
            return
        assert stands is Standing.EFFECTIVE
        one.started_on = one.started_on or self.now.date()

    @invariant()
    def nothing_closes_with_an_undecided_item(self) -> None:
        closed = [one for one in self.records if one.state == "closed"]
        assert not [item for one in closed for item in one.items if item.outcome is None]

    @invariant()
    def nothing_takes_place_before_its_start(self) -> None:
        assert all(one.begun_at is not None for one in self.records if one.state in TOOK_PLACE)

    @invariant()
    def nothing_comes_after_cancelling(self) -> None:
        assert not [one for one in self.records if "cancelled" in one.past]

    @invariant()
    def numbers_run_on_without_a_gap_or_a_duplicate(self) -> None:
        assert self.given_out == list(range(1, len(self.given_out) + 1))
        assert sorted(number for one in self.records for number in one.numbers) == self.given_out

    @invariant()
    def only_published_minutes_have_numbers_and_only_closed_meetings_publish(self) -> None:
        for one in self.records:
            is_published = one.minutes in {"unconfirmed", "confirmed"}
            assert bool(one.numbers) is is_published
            assert not is_published or one.state == "closed"

    @invariant()
    def minutes_are_confirmed_by_a_later_ordinary_meeting(self) -> None:
        for one in self.records:
            assert (one.minutes == "confirmed") is (one.confirmed_by is not None)
            if one.confirmed_by is not None:
                assert one.confirmed_by is not one
                assert one.confirmed_by.kind == "ordinary"
                assert one.confirmed_by.begun_at is not None

    @invariant()
    def nothing_follows_before_its_decision_is_effective(self) -> None:
        for one in self.records:
            if one.started_on is not None:
                assert one.decision is not None
                effective_on = one.decision.effective_on({})
                assert effective_on is not None
                assert effective_on <= one.started_on


TestLifeOfMeetings = LifeOfMeetings.TestCase
TestLifeOfMeetings.settings = settings(max_examples=100, stateful_step_count=50)
