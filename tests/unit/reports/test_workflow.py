"""The lifecycles of reports and meetings: every state with every verb."""

from itertools import product

import pytest

from reports.choices import MeetingState, ReportState
from reports.domain.workflow import (
    CLEARED_REPORT,
    CLEARED_STEPS,
    DONE,
    FOLLOW_UP,
    FORWARD_PLAN,
    MEETING,
    MINUTES,
    REASON_NEEDED,
    REPORT,
    Lifecycle,
    MoveNotAllowed,
    ReasonMissing,
    diagram,
    next_state,
    state_after,
)

REPORT_VERBS = ("submit", "accept", "return", "publish", "withdraw")
REPORT_MOVES = {
    "submit": {"draft": "submitted", "returned": "submitted"},
    "accept": {"submitted": "accepted"},
    "return": {"submitted": "returned", "accepted": "returned", "published": "returned"},
    "publish": {"accepted": "published", "published": "published"},
    "withdraw": {
        "draft": "withdrawn",
        "returned": "withdrawn",
        "submitted": "withdrawn",
        "accepted": "withdrawn",
    },
}
CLEARED_MOVES = {
    "submit": {"draft": "submitted", "returned": "submitted", "deferred": "submitted"},
    "clear": {"submitted": "cleared"},
    "void": {"cleared": "submitted", "accepted": "submitted"},
    "accept": {"cleared": "accepted"},
    "return": dict.fromkeys(("submitted", "cleared", "accepted", "published"), "returned"),
    "publish": {"accepted": "published", "published": "published"},
    "withdraw": dict.fromkeys(
        ("draft", "returned", "deferred", "submitted", "cleared", "accepted"), "withdrawn"
    ),
    "defer": dict.fromkeys(("submitted", "cleared", "accepted"), "deferred"),
}
MAKERS = {
    "submit": {"author", "clerk"},
    "clear": {"clearance"},
    "void": {"clearance"},
    "accept": {"clerk"},
    "return": {"clerk"},
    "publish": {"clerk"},
    "withdraw": {"author", "clerk"},
    "defer": {"clerk"},
}
GUARDS = {
    "submit": "is_ready",
    "clear": "is_cleared_by_all",
    "void": "is_a_clearance_void",
    "accept": "is_complete",
    "publish": "is_cleared_by_all",
}
MEETING_MOVES = {
    "convene": {
        "planned": "convened",
        "convened": "convened",
        "held": "held",
        "closed": "closed",
        "adjourned": "adjourned",
    },
    "hold": {"convened": "held"},
    "adjourn": {"held": "adjourned", "inquorate": "adjourned"},
    "resume": {"adjourned": "held"},
    "declare_inquorate": {"convened": "inquorate", "held": "inquorate", "adjourned": "inquorate"},
    "close": {"held": "closed", "inquorate": "closed", "adjourned": "closed"},
    "postpone": {"planned": "postponed", "convened": "postponed"},
    "reschedule": {"postponed": "planned"},
    "cancel": {"planned": "cancelled", "convened": "cancelled", "postponed": "cancelled"},
}
MINUTES_STATES = ("draft", "cleared", "unconfirmed", "confirmed")
MINUTES_MOVES = {
    "clear": {"draft": "cleared"},
    "revise": {"cleared": "draft"},
    "publish": {"cleared": "unconfirmed"},
    "confirm": {"unconfirmed": "confirmed"},
}
FORWARD_PLAN_STATES = (
    "draft",
    "published",
    "for_determination",
    "decided",
    "subject_to_call_in",
    "implemented",
    "deferred",
    "abandoned",
)
FORWARD_PLAN_MOVES = {
    "publish": {"draft": "published", "deferred": "published"},
    "bring": {"published": "for_determination", "subject_to_call_in": "for_determination"},
    "decide": {"for_determination": "decided"},
    "open_call_in": {"decided": "subject_to_call_in"},
    "implement": {"decided": "implemented", "subject_to_call_in": "implemented"},
    "defer": {"published": "deferred", "for_determination": "deferred"},
    "abandon": {
        "draft": "abandoned",
        "published": "abandoned",
        "for_determination": "abandoned",
        "deferred": "abandoned",
    },
}
FOLLOW_UP_STATES = ("open", "under_way", "done", "cancelled")
FOLLOW_UP_MOVES = {
    "start": {"open": "under_way"},
    "complete": {"open": "done", "under_way": "done"},
    "cancel": {"open": "cancelled", "under_way": "cancelled"},
}
LIFECYCLES = [
    (REPORT, ReportState.values, REPORT_MOVES),
    (CLEARED_REPORT, ReportState.values, CLEARED_MOVES),
    (MEETING, MeetingState.values, MEETING_MOVES),
    (MINUTES, MINUTES_STATES, MINUTES_MOVES),
    (FORWARD_PLAN, FORWARD_PLAN_STATES, FORWARD_PLAN_MOVES),
    (FOLLOW_UP, FOLLOW_UP_STATES, FOLLOW_UP_MOVES),
]


@pytest.mark.parametrize(("state", "verb"), list(product(ReportState.values, REPORT_VERBS)))
def test_a_report_moves_only_so(state: str, verb: str) -> None:
    assert next_state(REPORT, state, verb) == REPORT_MOVES[verb].get(state)


@pytest.mark.parametrize("maker", ["author", "clearance", "clerk"])
@pytest.mark.parametrize(("state", "verb"), list(CLEARED_STEPS))
def test_who_makes_a_step_and_what_has_to_be_so(state: str, verb: str, maker: str) -> None:
    step = CLEARED_STEPS[state, verb]

    assert (maker in step.makers) is (maker in MAKERS[verb])
    assert step.guard == GUARDS.get(verb, "")


def test_no_path_leads_around_a_clearance() -> None:
    reached = {"draft"}
    for _ in ReportState.values:
        reached |= {
            target for (state, verb), target in CLEARED_REPORT.items() if state in reached and verb != "clear"
        }

    assert reached == {"draft", "submitted", "returned", "deferred", "withdrawn"}


@pytest.mark.parametrize(
    ("lifecycle", "moves", "state", "verb"),
    [
        (lifecycle, moves, state, verb)
        for lifecycle, states, moves in LIFECYCLES[1:]
        for state, verb in product(states, moves)
    ],
)
def test_everything_else_moves_only_so(
    lifecycle: Lifecycle, moves: dict[str, dict[str, str]], state: str, verb: str
) -> None:
    assert next_state(lifecycle, state, verb) == moves[verb].get(state)


@pytest.mark.parametrize(("lifecycle", "states", "moves"), LIFECYCLES)
def test_a_lifecycle_knows_no_other_words(
    lifecycle: Lifecycle, states: list[str], moves: dict[str, dict[str, str]]
) -> None:
    assert {state for state, _ in lifecycle} | set(lifecycle.values()) <= set(states)
    assert {verb for _, verb in lifecycle} == set(moves)


def test_an_unknown_word_leads_nowhere() -> None:
    assert next_state(REPORT, "draft", "shred") is None
    assert next_state(REPORT, "burnt", "submit") is None


@pytest.mark.parametrize(
    ("lifecycle", "state"),
    [
        (REPORT, "withdrawn"),
        (CLEARED_REPORT, "withdrawn"),
        (MEETING, "cancelled"),
        (MINUTES, "confirmed"),
        (FORWARD_PLAN, "implemented"),
        (FORWARD_PLAN, "abandoned"),
        (FOLLOW_UP, "done"),
        (FOLLOW_UP, "cancelled"),
    ],
)
def test_nothing_leads_out_of_an_end(lifecycle: Lifecycle, state: str) -> None:
    assert [verb for origin, verb in lifecycle if origin == state] == []


def test_a_reason_is_asked_for_whatever_stops_something() -> None:
    assert (
        frozenset({"return", "withdraw", "adjourn", "postpone", "cancel", "defer", "abandon"})
        == REASON_NEEDED
    )


class TestRefusals:
    def test_a_verb_that_the_lifecycle_lacks(self) -> None:
        with pytest.raises(MoveNotAllowed) as refused:
            state_after(FOLLOW_UP, "under_way", "start", what="A follow-up that is")

        assert refused.value.sentence == "A follow-up that is under way cannot be started."

    def test_a_verb_that_nobody_knows(self) -> None:
        with pytest.raises(MoveNotAllowed, match="A meeting that is planned cannot be shred"):
            state_after(MEETING, "planned", "shred", what="A meeting that is")

    def test_a_reason_is_not_blank(self) -> None:
        assert (
            state_after(MEETING, "planned", "cancel", what="A meeting that is", reason="Snow") == "cancelled"
        )

        with pytest.raises(ReasonMissing) as refused:
            state_after(MEETING, "planned", "cancel", what="A meeting that is", reason=" ")
        assert refused.value.field == "reason"

    def test_every_verb_has_its_word(self) -> None:
        lifecycles = (MEETING, MINUTES, FORWARD_PLAN, FOLLOW_UP)

        assert {verb for lifecycle in lifecycles for _, verb in lifecycle} == set(DONE)


def test_a_diagram_has_an_arrow_for_each_move() -> None:
    lifecycle = {("planned", "convene"): "convened", ("convened", "hold"): "held"}

    assert diagram(lifecycle) == (
        "stateDiagram-v2\n    planned --> convened: convene\n    convened --> held: hold"
    )
    assert diagram(REPORT).count("-->") == len(REPORT)
    assert diagram(CLEARED_REPORT).count("-->") == len(CLEARED_STEPS)
