"""The lifecycle of a quarterly return: every state with every verb."""

from itertools import product

import pytest

from partnerships.choices import ReturnState
from partnerships.domain.workflow import RETURN, next_return_state

VERBS = ("submit", "query", "answer", "approve", "pay")
MOVES = {
    "submit": {"draft": "submitted"},
    "query": {"submitted": "queried"},
    "answer": {"queried": "submitted"},
    "approve": {"submitted": "approved"},
    "pay": {"approved": "paid"},
}


@pytest.mark.parametrize(("state", "verb"), list(product(ReturnState.values, VERBS)))
def test_a_return_moves_only_so(state: str, verb: str) -> None:
    assert next_return_state(state, verb) == MOVES[verb].get(state)


def test_the_table_names_no_other_state_or_verb() -> None:
    states = {state for state, _ in RETURN} | set(RETURN.values())

    assert states == set(ReturnState.values)
    assert {verb for _, verb in RETURN} == set(VERBS)
