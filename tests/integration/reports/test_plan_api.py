"""The public summary of a plan: its shape, its figures, and what it says no to."""

from typing import Any

import pytest
from django.test import Client

from tests.plans import Planning, load_demonstration_plan, make_planning
from tests.screens import counted_queries

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/plans/improvement-plan-2009/summary"


def test_the_plan_of_2009_is_summed_up_as_printed() -> None:
    load_demonstration_plan("improvement-plan-2009")

    told: Any = Client().get(f"{ADDRESS}?as_at=2009-11-02").json()

    assert {name: told[name] for name in ("plan", "as_at", "total", "counts", "shares")} == {
        "plan": "improvement-plan-2009",
        "as_at": "2009-11-02",
        "total": 181,
        "counts": {"completed": 106, "partially_completed": 46, "not_completed": 29, "not_known": 0},
        "shares": {
            "completed": "58.56",
            "partially_completed": "25.41",
            "not_completed": "16.02",
            "not_known": "0.00",
        },
    }
    assert told["themes"][0] == {
        "reference": "1",
        "title": "Management arrangements",
        "total": 20,
        "counts": {"completed": 7, "partially_completed": 12, "not_completed": 1, "not_known": 0},
        "shares": {"completed": "35", "partially_completed": "60", "not_completed": "5", "not_known": "0"},
    }
    assert [theme["total"] for theme in told["themes"]] == [20, 46, 44, 43, 28]
    assert [(one["priority"], one["total"], one["shares"]["completed"]) for one in told["priorities"]] == [
        (1, 117, "77.78"),
        (2, 44, "27.27"),
        (3, 20, "15.00"),
    ]
    assert told["themes_by_priority"][-1] == {
        "theme": "5",
        "priority": 3,
        "total": 6,
        "counts": {"completed": 3, "partially_completed": 0, "not_completed": 3, "not_known": 0},
    }
    assert len(told["themes_by_priority"]) == 15


def test_what_has_no_actions_has_no_shares() -> None:
    make_planning()

    told: Any = Client().get("/api/v1/plans/recovery-plan/summary").json()

    assert (told["total"], set(told["shares"].values())) == (0, {None})


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/api/v1/plans/nothing/summary", 404, "There is no such plan, or it is not public."),
        ("/api/v1/plans/inner-plan/summary", 404, "There is no such plan, or it is not public."),
        (
            "/api/v1/plans/inner-plan/summary?as_at=yesterday",
            422,
            "Check as_at: it should be a day like 2009-11-18.",
        ),
    ],
)
def test_no_is_said_in_a_sentence(address: str, status: int, sentence: str) -> None:
    make_planning("inner-plan", is_public=False)

    response = Client().get(address)

    assert (response.status_code, response.json()["detail"]) == (status, sentence)


@pytest.mark.parametrize("number", [1, 30])
def test_asks_as_many_questions_for_many_actions(number: int) -> None:
    planning: Planning = make_planning()
    for place in range(number):
        planning.action(f"1.{place}")

    with counted_queries() as queries:
        Client().get("/api/v1/plans/recovery-plan/summary")

    assert len(queries) == 5
