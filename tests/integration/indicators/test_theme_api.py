"""The public JSON of a period's summary by theme."""

import json
from typing import Any

import pytest
from django.test import Client

from indicators.choices import ValueState
from tests.indicators_factories import IndicatorFactory, TargetFactory, ValueFactory, quarter_two_of_2009
from tests.screens import counted_queries

ADDRESS = "/api/v1/themes/summary"

pytestmark = pytest.mark.django_db


def answer(query: str) -> tuple[int, Any]:
    """The status and the JSON of an answer."""
    response = Client().get(f"{ADDRESS}?{query}")
    return response.status_code, json.loads(response.content)


def test_thirteen_of_25_in_both_denominators() -> None:
    quarter_two_of_2009()

    status, found = answer("period=2009-10-Q2")

    assert (status, found["count"], found["period"]) == (200, 7, "2009-10-Q2")
    assert found["results"][-1] == {
        "theme": "all",
        "title": "All themes",
        "on_target": {
            "total": 25,
            "assessed": 22,
            "recorded": 22,
            "counts": {"met": 13, "not_met": 9},
            "share_of_all": {"met": "52.0", "not_met": "36.0"},
            "share_of_assessed": {"met": "59.1", "not_met": "40.9"},
        },
        "direction": {
            "total": 25,
            "assessed": 22,
            "recorded": 22,
            "counts": {"improved": 16, "same": 1, "declined": 5},
            "share_of_all": {"improved": "64.0", "same": "4.0", "declined": "20.0"},
            "share_of_assessed": {"improved": "72.7", "same": "4.5", "declined": "22.7"},
        },
        "year_to_date": {
            "total": 25,
            "assessed": 22,
            "recorded": 22,
            "counts": {"exceeds": 11, "met": 2, "below": 9},
            "share_of_all": {"exceeds": "44.0", "met": "8.0", "below": "36.0"},
            "share_of_assessed": {"exceeds": "50.0", "met": "9.1", "below": "40.9"},
        },
    }


def test_what_is_not_approved_does_not_count() -> None:
    indicator = IndicatorFactory()
    TargetFactory(indicator=indicator)
    ValueFactory(indicator=indicator, value=90, state=ValueState.SUBMITTED)

    _, found = answer("period=2009-10-Q2")

    assert found["results"][-1]["on_target"]["counts"] == {"met": 0, "not_met": 0}


def test_nothing_reported_has_no_shares() -> None:
    _, found = answer("period=2009-10-Q2")

    assert found["results"][-1]["on_target"]["share_of_all"] == {"met": None, "not_met": None}


@pytest.mark.parametrize("query", ["period=last+summer", f"period={'2' * 17}", "period=2009-10-Q5", ""])
def test_what_is_no_period_is_refused_with_a_sentence(query: str) -> None:
    status, found = answer(query)

    assert (status, [fault["parameter"] for fault in found["errors"]]) == (422, ["period"])


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_do_not_grow_with_the_components(rows: int) -> None:
    for _ in range(rows):
        ValueFactory(value=90)

    with counted_queries() as queries:
        answer("period=2009-10-Q2")

    assert len(queries) == 6
