"""What follows from resolutions: D69 without retyping, and what may begin and end when."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest

from reports.domain.decision.call_in import Standing
from reports.domain.decision.follow_up import (
    BLOCKED,
    Blocked,
    FollowUp,
    ItemNotResolved,
    Kind,
    Resolved,
    follow_ups_of,
    moved_on,
)
from reports.domain.decision.work_programme import Body, BodyHasEnded, Entry
from reports.domain.meeting.item import Item, Outcome
from reports.domain.meeting.life import Meeting, next_meeting_state
from reports.domain.workflow import MoveNotAllowed, ReasonMissing

ADVISERS = "Cabinet Member and Advisers for Children and Young People's Services"
DIRECTOR = "Strategic Director of Children and Young People's Services"
HOUSING = Body("Cabinet Member and Advisers for Housing and Neighbourhoods")
PANEL = Body("Children and Young People's Scrutiny Panel")
ARRIVALS = Body("New Arrivals Working Party")
HELD_ON = date(2009, 11, 4)

D69 = [
    Resolved("note", "the report be received and noted"),
    Resolved(
        "instruct",
        "a report be submitted on what the judgement means for the budget",
        DIRECTOR,
        [Body(ADVISERS)],
        due_text="a future meeting",
    ),
    Resolved("instruct", "talks be held with housing providers", "Appropriate officers"),
    Resolved("instruct", "the capacity of services be reviewed", "Appropriate officers"),
    Resolved(
        "refer",
        "the report be submitted for information",
        "",
        [HOUSING, PANEL, ARRIVALS],
        due_text="future meetings",
    ),
]


def drawn(resolved: Resolved) -> list[FollowUp]:
    return list(follow_ups_of(resolved, body=ADVISERS, posts={DIRECTOR}, on=HELD_ON))


class TestD69:
    def test_the_five_resolutions_become_what_they_say(self) -> None:
        kinds = [[one.kind for one in drawn(resolved)] for resolved in D69]

        assert kinds == [[], [Kind.REPORT_BACK], [Kind.INSTRUCT], [Kind.INSTRUCT], [Kind.REFER] * 3]

    def test_the_report_comes_back_to_the_body_itself(self) -> None:
        (report,) = drawn(D69[1])

        assert (report.owner, report.due_on, report.due_text) == (DIRECTOR, None, "a future meeting")
        assert report.entry == Entry(
            "a report be submitted on what the judgement means for the budget", ADVISERS
        )
        assert report.is_pending

    def test_an_owner_who_is_no_post_is_pending_in_the_words_of_the_resolution(self) -> None:
        (talks,) = drawn(D69[2])

        assert (talks.owner, talks.owner_text, talks.is_pending) == ("", "Appropriate officers", True)

    def test_the_fifth_gives_three_undated_referrals_and_the_meeting_still_closes(self) -> None:
        referrals = drawn(D69[4])
        meeting = Meeting(
            "held",
            datetime(2009, 11, 4, 8, 45, tzinfo=UTC),
            [Item("Duty to support vulnerable young people", number="5", outcome=Outcome.CONSIDERED)],
        )

        assert [one.entry for one in referrals] == [
            Entry("the report be submitted for information", body.name) for body in (HOUSING, PANEL, ARRIVALS)
        ]
        assert [(one.due_on, one.due_text) for one in referrals] == [(None, "future meetings")] * 3
        assert all(one.is_pending for one in referrals)
        assert next_meeting_state(meeting, "close", at=datetime(2009, 11, 4, 10, 0, tzinfo=UTC)) == "closed"


class TestBirth:
    def test_a_dated_referral_stands_in_its_month(self) -> None:
        resolved = Resolved("refer", "the plan be submitted", targets=[PANEL], due_on=date(2009, 12, 9))

        (referral,) = drawn(resolved)

        assert referral.entry == Entry("the plan be submitted", PANEL.name, date(2009, 12, 1))
        assert not referral.is_pending

    @pytest.mark.parametrize("verb", ["refer", "instruct"])
    def test_nothing_goes_to_a_body_that_no_longer_exists(self, verb: str) -> None:
        gone = Body(ADVISERS, active_to=date(2009, 11, 3))

        with pytest.raises(BodyHasEnded, match="no longer exists"):
            drawn(Resolved(verb, "a report be submitted", targets=[gone]))

    def test_an_instruction_to_others_does_not_come_back(self) -> None:
        (one,) = drawn(Resolved("instruct", "talks be held", DIRECTOR, [HOUSING]))

        assert (one.kind, one.entry) == (Kind.INSTRUCT, None)

    @pytest.mark.parametrize(
        ("verb", "owner", "due_on", "kinds"),
        [
            ("approve", DIRECTOR, None, [Kind.IMPLEMENT]),
            ("agree", "", date(2010, 3, 31), [Kind.IMPLEMENT]),
            ("approve", "", None, []),
            ("receive", DIRECTOR, date(2010, 3, 31), []),
            ("endorse", "", None, []),
        ],
    )
    def test_what_is_approved_is_carried_out_where_somebody_or_some_day_is_named(
        self, verb: str, owner: str, due_on: date | None, kinds: list[Kind]
    ) -> None:
        assert [one.kind for one in drawn(Resolved(verb, "it be done", owner, due_on=due_on))] == kinds


class TestMoves:
    @pytest.mark.parametrize(
        ("kind", "verb", "standing"), list(product(Kind, ["start", "complete"], Standing))
    )
    def test_nothing_begins_or_ends_before_its_decision_is_effective(
        self, kind: Kind, verb: str, standing: Standing
    ) -> None:
        resolved = Entry("Report", ADVISERS, outcome=Outcome.CONSIDERED)
        follow_up = FollowUp(kind, "it be done", entry=resolved)

        if standing is Standing.EFFECTIVE:
            moved = moved_on(follow_up, verb, decision=standing)
            assert moved.state == {"start": "under_way", "complete": "done"}[verb]
            return
        with pytest.raises(Blocked) as refused:
            moved_on(follow_up, verb, decision=standing)
        assert refused.value.sentence == BLOCKED[standing]

    @pytest.mark.parametrize(
        ("outcome", "closes"),
        [
            (Outcome.CONSIDERED, True),
            (Outcome.REFERRED, True),
            (Outcome.DEFERRED, False),
            (Outcome.WITHDRAWN, False),
            (Outcome.NOT_REACHED, False),
            (None, False),
        ],
    )
    @pytest.mark.parametrize("kind", [Kind.REPORT_BACK, Kind.REFER])
    def test_a_report_back_closes_only_when_its_item_is_resolved(
        self, kind: Kind, outcome: Outcome | None, closes: bool
    ) -> None:
        follow_up = FollowUp(kind, "a report", entry=Entry("A report", ADVISERS, outcome=outcome))

        if closes:
            assert moved_on(follow_up, "complete", decision=Standing.EFFECTIVE).state == "done"
            return
        with pytest.raises(ItemNotResolved, match="closes when its item on the agenda is resolved"):
            moved_on(follow_up, "complete", decision=Standing.EFFECTIVE)

    def test_a_report_back_without_an_item_stays_open(self) -> None:
        with pytest.raises(ItemNotResolved):
            moved_on(FollowUp(Kind.REPORT_BACK, "a report"), "complete", decision=Standing.EFFECTIVE)

    @pytest.mark.parametrize("standing", list(Standing))
    def test_it_may_be_cancelled_with_a_reason_at_any_time(self, standing: Standing) -> None:
        follow_up = FollowUp(Kind.IMPLEMENT, "it be done")

        cancelled = moved_on(follow_up, "cancel", decision=standing, reason="Overtaken")

        assert cancelled.state == "cancelled"
        with pytest.raises(ReasonMissing, match="it stays visible here"):
            moved_on(follow_up, "cancel", decision=standing, reason=" ")

    def test_what_is_done_stays_done(self) -> None:
        done = FollowUp(Kind.INSTRUCT, "it be done", state="done")

        with pytest.raises(MoveNotAllowed) as refused:
            moved_on(done, "start", decision=Standing.EFFECTIVE)

        assert refused.value.sentence == "A follow-up that is done cannot be started."


class TestTracker:
    @pytest.mark.parametrize(
        ("state", "due_on", "is_overdue"),
        [
            ("open", date(2009, 11, 17), True),
            ("under_way", date(2009, 11, 17), True),
            ("open", date(2009, 11, 18), False),
            ("open", None, False),
            ("done", date(2009, 11, 17), False),
            ("cancelled", date(2009, 11, 17), False),
        ],
    )
    def test_overdue_is_open_after_its_day(self, state: str, due_on: date | None, is_overdue: bool) -> None:
        follow_up = FollowUp(Kind.INSTRUCT, "it be done", DIRECTOR, due_on=due_on, state=state)

        assert follow_up.is_overdue(on=date(2009, 11, 18)) is is_overdue

    @pytest.mark.parametrize(
        ("kind", "owner", "due_on", "is_pending"),
        [
            (Kind.INSTRUCT, DIRECTOR, date(2009, 12, 1), False),
            (Kind.INSTRUCT, "", date(2009, 12, 1), True),
            (Kind.INSTRUCT, DIRECTOR, None, True),
            (Kind.REFER, "", date(2009, 12, 1), False),
            (Kind.REFER, "", None, True),
        ],
    )
    def test_owner_or_date_may_be_pending(
        self, kind: Kind, owner: str, due_on: date | None, is_pending: bool
    ) -> None:
        follow_up = FollowUp(kind, "it be done", owner, due_on=due_on)

        assert follow_up.is_pending is is_pending
        assert not replace(follow_up, state="done").is_pending
