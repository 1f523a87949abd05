"""The lifecycle of a value: every state with every verb."""

from itertools import product

import pytest

from indicators.choices import ValueState
from indicators.domain.workflow import VALUE, next_value_state

VERBS = ("enter", "submit", "return", "approve", "publish", "supersede")
LEADS = {
    ("draft", "enter"): "draft",
    ("draft", "submit"): "submitted",
    ("submitted", "enter"): "draft",
    ("submitted", "return"): "draft",
    ("submitted", "approve"): "approved",
    ("approved", "publish"): "published",
    ("approved", "supersede"): "superseded",
    ("published", "supersede"): "superseded",
}


@pytest.mark.parametrize(("state", "verb"), list(product(ValueState.values, VERBS)))
def test_where_a_verb_leads(state: str, verb: str) -> None:
    assert next_value_state(state, verb) == LEADS.get((state, verb))


def test_the_table_names_no_other_state_or_verb() -> None:
    states, verbs = zip(*VALUE, strict=True)

    assert {*states, *VALUE.values()} == set(ValueState.values)
    assert set(verbs) == set(VERBS)
