"""The programmes of the demonstration, as a paper prints them and as they are reckoned here."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from childservices.models import AuditEvent, User
from partnerships.models import Agreement, OutputFigure, Programme, QuarterlyReturn
from tests.conftest import SignedInClient
from tests.screens import counted_queries, words

FUND = "/commissioning/programmes/childrens-fund-2008-09/"


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration council without its packs, on 25 November 2026."""
    moment = time_machine.travel("2026-11-25T09:00:00Z", tick=False)
    with django_db_blocker.unblock(), transaction.atomic(), moment:
        _load()
        yield
        transaction.set_rollback(True)


def _load() -> None:
    call_command("load_demo", without_packs=True, stdout=io.StringIO(), stderr=io.StringIO())


@pytest.fixture
def manager(loaded: None) -> SignedInClient:
    return SignedInClient(User.objects.get(email="commissioning-manager@council.example"))


def page_of(client: Client, number: int) -> str:
    agreement = Agreement.objects.get(programme__slug="childrens-fund-2008-09", number=number)
    return words(client.get(agreement.get_absolute_url()))


def test_the_public_json_holds_the_three_reckonings(loaded: None) -> None:
    answer = Client().get("/api/v1/programmes/childrens-fund-2008-09/summary").json()

    assert {name: answer[name] for name in ("budget", "allocated", "unallocated", "spend")} == {
        "budget": "605000.00", "allocated": "593000.00", "unallocated": "12000.00", "spend": "578289.00",
    }  # fmt: skip
    assert (answer["provider_balance"], answer["returned"]) == ("14711.00", "26711.00")
    assert answer["measures_printed"] == {"agreed": 105, "met": 87}
    assert answer["returns"] == {"rows": 106, "assessed": 105, "met": 86, "met_by_printed_totals": 88}
    assert len(answer["providers"]) == 20
    barnardos = answer["providers"][8]
    assert {name: barnardos[name] for name in ("name", "allocation", "balance", "measures_met", "measures_agreed")} == {
        "name": "Barnardo's Safe and Sound", "allocation": "24000.00", "balance": "4934.00", "measures_met": 9,
        "measures_agreed": 9,
    }  # fmt: skip


def test_the_page_explains_what_does_not_add_up(manager: SignedInClient) -> None:
    page = words(manager.get(FUND))

    council = (
        "The source prints 39% for the council's own services. They were allocated £243,000, which is 41.0% of the "
        "£593,000 allocated and 40.2% of the budget of £605,000."
    )
    measures = (
        "Three figures stand for the measures met. The printed summary says 87 of 105. The printed yearly totals make "
        "it 88 of 106 rows. Without adding percentages it is 86 of 105 assessed, of 106 rows."
    )
    told = [
        "Allocated to providers £593,000 Small grants (set aside and not allocated) £12,000",
        "Budget £605,000 Approved spend of providers £578,289",
        "£26,711 is not spent: £14,711 of what providers were allocated, and £12,000 that was never allocated to one.",
        council,
        measures,
    ]
    assert [sentence for sentence in told if sentence not in page] == []


@pytest.mark.parametrize(
    ("number", "sentences"),
    [
        (2, ["The quarters add to 272%; the source prints 271%.", "280 beside 200, and 90% beside 100%."]),
        (4, ["A one-year award: cannot roll over"]),
        (7, ["The printed summary says 3 of 6.", "the source lists 7, of which 4 meet their forecast."]),
        (
            12,
            [
                "1.14 stands beside 0.50% without a sign: is it 1.14%, or 114%?",
                "9.6 calls in the fourth quarter",
            ],
        ),
        (13, ["Schools visited by the reading programme 2008/09 2 of – 6 of – 7 of 15 15 of 15"]),
        (14, ["263 children are not assessed.", "without a forecast it is not assessed here."]),
        (19, ["The source prints figures and no description."]),
    ],
)
def test_each_anomaly_is_told_where_its_figure_stands(
    manager: SignedInClient, number: int, sentences: list[str]
) -> None:
    page = page_of(manager, number)

    assert [sentence for sentence in sentences if sentence not in page] == []


def test_point_blank_cannot_be_renewed(manager: SignedInClient) -> None:
    agreement = Agreement.objects.get(programme__slug="childrens-fund-2008-09", number=4)

    page = manager.post(
        f"/commissioning/parts/renewal/add/{agreement.pk}/", {"decision": "renew", "reason": "It met half."}
    )

    assert "This award is for one year and cannot roll over." in words(page)


def test_every_screen_of_a_manager_shows_something(manager: SignedInClient) -> None:
    attention = words(manager.get("/commissioning/attention/"))

    assert "Meadow Trust Family drop-in 21 October 2026 Draft" in attention
    assert "Hillside Primary School Breakfast and homework club 21 October 2026 £4,900 Queried" in attention
    assert "Riverside Youth Project Evening boxing club Early help grants £15,000 £19,000" in attention
    assert "Riverside Youth Project Young carers' group 8 February 2027" in attention


def test_the_manager_can_approve_what_was_sent(manager: SignedInClient) -> None:
    row = QuarterlyReturn.objects.get(state="submitted")

    assert "Approve the claim Ask the provider" in words(manager.get(row.get_absolute_url()))


def test_the_provider_sees_its_own_and_nothing_of_others(loaded: None) -> None:
    client = SignedInClient(User.objects.get(email="provider@council.example"))

    page = words(client.get("/commissioning/returns/"))

    assert "Quarter 2 2026/27: Family drop-in Due 21 October 2026 Late" in page
    assert "boxing" not in page


def test_the_historic_page_keeps_its_number_of_queries(manager: SignedInClient) -> None:
    with counted_queries() as asked:
        manager.get(FUND)

    assert len(asked) <= 20


def test_loading_twice_makes_no_duplicates(loaded: None) -> None:
    models = (Programme, Agreement, QuarterlyReturn, OutputFigure, AuditEvent)
    before = [model.objects.count() for model in models]

    _load()

    assert [model.objects.count() for model in models] == before
