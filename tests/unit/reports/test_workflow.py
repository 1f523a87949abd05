"""The lifecycles of reports and meetings: every state with every verb."""

from itertools import product

import pytest

from reports.choices import MeetingState, ReportState
from reports.domain.workflow import MEETING, REASON_NEEDED, REPORT, Lifecycle, diagram, next_state

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
MEETING_MOVES = {
    "convene": {"planned": "convened", "convened": "convened", "held": "held", "closed": "closed"}
}


@pytest.mark.parametrize(("state", "verb"), list(product(ReportState.values, REPORT_VERBS)))
def test_a_report_moves_only_so(state: str, verb: str) -> None:
    assert next_state(REPORT, state, verb) == REPORT_MOVES[verb].get(state)


@pytest.mark.parametrize("state", MeetingState.values)
def test_a_meeting_moves_only_so(state: str) -> None:
    assert next_state(MEETING, state, "convene") == MEETING_MOVES["convene"].get(state)


@pytest.mark.parametrize(
    ("lifecycle", "states", "verbs"),
    [(REPORT, ReportState.values, REPORT_VERBS), (MEETING, MeetingState.values, ("convene",))],
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


def test_a_reason_is_asked_for_what_stops_a_report() -> None:
    assert frozenset({"return", "withdraw"}) == REASON_NEEDED


def test_a_diagram_has_an_arrow_for_each_move() -> None:
    lifecycle = {("planned", "convene"): "convened", ("convened", "hold"): "held"}

    assert diagram(lifecycle) == (
        "stateDiagram-v2\n    planned --> convened: convene\n    convened --> held: hold"
    )
    assert diagram(REPORT).count("-->") == len(REPORT)
