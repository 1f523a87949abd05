"""The lifecycles of reports and meetings: every state with every verb."""

from itertools import product

import pytest

from reports.choices import MeetingState, ReportState
from reports.domain.workflow import (
    CLEARED_REPORT,
    CLEARED_STEPS,
    MEETING,
    REASON_NEEDED,
    REPORT,
    Lifecycle,
    diagram,
    next_state,
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
CLEARED_VERBS = ("submit", "clear", "void", "accept", "return", "publish", "withdraw", "defer")
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
    "convene": {"planned": "convened", "convened": "convened", "held": "held", "closed": "closed"}
}


@pytest.mark.parametrize(("state", "verb"), list(product(ReportState.values, REPORT_VERBS)))
def test_a_report_moves_only_so(state: str, verb: str) -> None:
    assert next_state(REPORT, state, verb) == REPORT_MOVES[verb].get(state)


@pytest.mark.parametrize(("state", "verb"), list(product(ReportState.values, CLEARED_VERBS)))
def test_a_report_that_is_cleared_here_moves_only_so(state: str, verb: str) -> None:
    assert next_state(CLEARED_REPORT, state, verb) == CLEARED_MOVES[verb].get(state)


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


@pytest.mark.parametrize("state", MeetingState.values)
def test_a_meeting_moves_only_so(state: str) -> None:
    assert next_state(MEETING, state, "convene") == MEETING_MOVES["convene"].get(state)


@pytest.mark.parametrize(
    ("lifecycle", "states", "verbs"),
    [
        (REPORT, ReportState.values, REPORT_VERBS),
        (CLEARED_REPORT, ReportState.values, CLEARED_VERBS),
        (MEETING, MeetingState.values, ("convene",)),
    ],
)
def test_a_lifecycle_knows_no_other_words(
    lifecycle: Lifecycle, states: list[str], verbs: tuple[str, ...]
) -> None:
    assert {state for state, _ in lifecycle} | set(lifecycle.values()) <= set(states)
    assert {verb for _, verb in lifecycle} == set(verbs)


def test_an_unknown_word_leads_nowhere() -> None:
    assert next_state(REPORT, "draft", "shred") is None
    assert next_state(REPORT, "burnt", "submit") is None


def test_nothing_leads_out_of_withdrawn() -> None:
    assert [verb for verb in REPORT_VERBS if next_state(REPORT, "withdrawn", verb)] == []
    assert [verb for verb in CLEARED_VERBS if next_state(CLEARED_REPORT, "withdrawn", verb)] == []


def test_a_reason_is_asked_for_what_stops_a_report() -> None:
    assert frozenset({"defer", "return", "withdraw"}) == REASON_NEEDED


def test_a_diagram_has_an_arrow_for_each_move() -> None:
    lifecycle = {("planned", "convene"): "convened", ("convened", "hold"): "held"}

    assert diagram(lifecycle) == (
        "stateDiagram-v2\n    planned --> convened: convene\n    convened --> held: hold"
    )
    assert diagram(REPORT).count("-->") == len(REPORT)
    assert diagram(CLEARED_REPORT).count("-->") == len(CLEARED_STEPS)
