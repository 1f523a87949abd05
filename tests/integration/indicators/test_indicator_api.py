"""The public JSON of indicators: definitions, settled and suppressed values, and comparisons."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from childservices.choices import Role
from indicators.choices import AreaLevel, Polarity, Unit, ValueState
from indicators.models import (
    Area,
    Indicator,
    Neighbour,
    NeighbourModel,
    PublishedPeriod,
    PublishedValue,
)
from indicators.queries.comparison import comparisons
from tests.indicators_factories import AreaFactory, IndicatorFactory, ValueFactory

pytestmark = pytest.mark.django_db
REFERENCES = ("NI59", "NEW_KS2_RWM_Sen_W/Osta", "%_3&4yr_olds", "Plans ended/values", "3-&4 <18?#")


def get(client: Client, address: str, **query: str) -> Any:
    """The JSON at an address."""
    response = client.get(address, query)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def statistic(reference: str = "Ended", **fields: Any) -> Indicator:
    """A national statistic of which less is better."""
    values = {"polarity": Polarity.LOW, "is_published_statistic": True, **fields}
    return IndicatorFactory(reference=reference, **values)


def published(indicator: Indicator, figures: dict[str, str | None], label: str = "2025") -> None:
    """Keep an indicator's figures for a period, by areas' codes."""
    year = int(label[:4])
    period, _ = PublishedPeriod.objects.get_or_create(
        label=label, defaults={"start_year": year, "end_year": year}
    )
    for code, figure in figures.items():
        value = None if figure is None else Decimal(figure)
        area = AreaFactory(code=code, name=f"Area {code}", is_own=code == "372")
        PublishedValue.objects.create(
            indicator=indicator, period=period, area=area, value=value, flag="" if value is not None else "c"
        )


def five_areas(indicator: Indicator, *labels: str) -> None:
    """Our own area, two neighbours, one former authority and England, with figures for some years."""
    for label in labels or ("2025",):
        published(indicator, {"372": "10", "301": "8", "302": "8", "909": "1", "970": "9.5"}, label)
    Area.objects.filter(code="909").update(is_former=True)
    Area.objects.filter(code="970").update(level=AreaLevel.COUNTRY)
    model, _ = NeighbourModel.objects.get_or_create(
        slug="2025-05", defaults={"title": "May 2025", "starts_on": date(2025, 5, 1)}
    )
    own = Area.objects.get(code="372")
    for rank, code in enumerate(("302", "301"), start=1):
        Neighbour.objects.get_or_create(
            model=model, area=own, rank=rank, neighbour=Area.objects.get(code=code)
        )


@pytest.mark.parametrize("reference", REFERENCES)
def test_a_reference_with_any_characters_is_found(client: Client, reference: str) -> None:
    five_areas(statistic(reference))

    listed = get(client, reverse("api:indicator_list"))["results"][0]
    values = get(client, listed["values"].removeprefix("http://testserver"), area="372")
    compared = get(client, reverse("api:indicator_comparison", args=[reference]), area="372", period="2025")

    assert listed["reference"] == compared["reference"] == reference
    assert [row["value"] for row in values["results"]] == ["10"]


def test_values_of_a_statistic_are_as_they_were_published(client: Client) -> None:
    indicator = statistic()
    published(indicator, {"372": "19.60"}, "2024")
    published(indicator, {"372": None}, "2025")

    found = get(client, reverse("api:indicator_values", args=["Ended"]), area="372")

    usual = {"numerator": None, "denominator": None, "basis": "published", "status": "published"}
    assert (found["count"], found["next"], found["previous"]) == (2, None, None)
    assert found["results"] == [
        {"period": "2024", "value": "19.6", "flag": None, **usual},
        {"period": "2025", "value": None, "flag": "c", **usual},
    ]


def test_only_settled_values_of_the_council_are_told(client: Client) -> None:
    indicator = IndicatorFactory(reference="NI59", unit=Unit.PERCENT, decimals=1)
    figures = {"numerator": Decimal(826), "denominator": Decimal(1128), "value": None}
    ValueFactory(indicator=indicator, period="2009-10-Q1", state=ValueState.APPROVED, **figures)
    for period, state in (("2009-10-Q2", "draft"), ("2009-10-Q3", "submitted"), ("2008-09-Q4", "superseded")):
        ValueFactory(indicator=indicator, period=period, state=state, **figures)

    found = get(client, reverse("api:indicator_values", args=["NI59"]))

    assert found["results"] == [
        {
            "period": "2009-10-Q1", "numerator": "826", "denominator": "1128", "value": "73.2", "flag": None,
            "basis": "local", "status": "approved",
        }
    ]  # fmt: skip


def test_six_of_eleven_is_hidden_from_everybody(client: Client, client_with_role: Any) -> None:

    indicator = IndicatorFactory(reference="NI148", unit=Unit.PERCENT)
    ValueFactory(
        indicator=indicator, period="2009-10-Q2", numerator=Decimal(6), denominator=Decimal(11),
        value=Decimal("54.5"), state=ValueState.APPROVED,
    )  # fmt: skip

    for reader in (client, client_with_role(Role.PERFORMANCE_OFFICER)):
        response = reader.get(reverse("api:indicator_values", args=["NI148"]))

        assert json.loads(response.content)["results"] == [
            {
                "period": "2009-10-Q2", "numerator": None, "denominator": None, "value": None, "flag": "c",
                "basis": "local", "status": None,
            }
        ]  # fmt: skip
        assert b"54" not in response.content


def test_a_comparison_has_ties_without_former_authorities(client: Client) -> None:
    five_areas(statistic(), "2023", "2025")

    found = get(
        client,
        reverse("api:indicator_comparison", args=["Ended"]),
        area="372",
        period="2025",
        model="2025-05",
    )

    assert found == {
        "reference": "Ended", "area": "372", "period": "2025", "model": "2025-05", "value": "10", "flag": None,
        "previous": {"period": "2023", "value": "10", "consecutive": False}, "change": "0",
        "neighbour_mean": "8.0000", "neighbour_n": 2,
        "neighbour_note": "Only 2 of the neighbours have a value, so their mean says little.",
        "neighbours": [{"area": "302", "value": "8"}, {"area": "301", "value": "8"}],
        "region": None, "region_name": None, "england": "9.5", "rank": 3, "ranked": 3, "band": "D",
        "quartiles": {"p25": "8.0000", "p50": "8.0000", "p75": "9.0000"}, "top_quartile": "8.0000",
        "best_neighbour": {"area": "302", "value": "8"},
        "standing": {"neighbours": "worse", "region": None, "england": "worse"},
    }  # fmt: skip


def test_an_indicator_of_ours_is_compared_by_the_statistic_that_measures_the_same(client: Client) -> None:
    national = statistic()
    five_areas(national)
    IndicatorFactory(reference="NI64", published_as=national)

    found = get(client, reverse("api:indicator_comparison", args=["NI64"]))

    assert (found["reference"], found["area"], found["period"], found["model"]) == (
        "Ended", "372", "2025", "2025-05",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reference", "query", "sentence"),
    [
        ("Nothing", {}, "No indicator has the reference “Nothing”. Percent-encode it in the address."),
        ("Ended", {"area": "999"}, "No area has the code “999”."),
        ("Ended", {"model": "1999-01"},
         "There is no list of neighbours “1999-01”. Name one by year and month, such as 2025-05."),
        ("Ended", {"period": "2019"}, "No area has a value of Ended for 2019. Read its values for its periods."),
        ("NI59", {}, "No national statistic measures the same as NI59."),
    ],
)  # fmt: skip
def test_what_is_not_there_is_said(
    client: Client, reference: str, query: dict[str, str], sentence: str
) -> None:
    five_areas(statistic())
    IndicatorFactory(reference="NI59")

    response = client.get(reverse("api:indicator_comparison", args=[reference]), query)

    assert response.status_code == 404
    assert json.loads(response.content) == {"detail": sentence, "errors": []}


def test_without_an_area_of_our_own_one_must_be_named(client: Client) -> None:
    statistic()

    response = client.get(reverse("api:indicator_values", args=["Ended"]))

    assert json.loads(response.content)["detail"] == "Name an area: no area is marked as our own."


@pytest.mark.parametrize("name", ["limit", "offset"])
def test_bounds_are_kept(client: Client, name: str) -> None:
    statistic()

    response = client.get(reverse("api:indicator_list"), {name: "9" * 25})

    assert response.status_code == 422
    assert json.loads(response.content)["errors"][0]["parameter"] == name


@pytest.mark.parametrize("name", ["area", "period", "model"])
def test_what_no_database_keeps_is_refused(client: Client, name: str) -> None:
    five_areas(statistic())

    response = client.get(reverse("api:indicator_comparison", args=["Ended"]), {name: "20\x0025"})

    assert response.status_code == 422


def test_pages_follow_each_other(client: Client) -> None:
    for number in range(5):
        IndicatorFactory(reference=f"NI{number}")
    statistic("A statistic")

    second = get(client, reverse("api:indicator_list"), kind="local", limit="2", offset="2")

    assert (second["count"], [row["reference"] for row in second["results"]]) == (5, ["NI2", "NI3"])
    assert second["next"].endswith("offset=4")
    assert second["previous"].endswith("offset=0")


@pytest.mark.parametrize(
    ("address", "first"), [("indicator_list", "reference"), ("indicator_values", "period")]
)
def test_lists_come_as_csv_too(client: Client, address: str, first: str) -> None:
    five_areas(statistic("=Ended"), "2024", "2025")
    place = reverse(f"api:{address}", args=["=Ended"] if address == "indicator_values" else [])

    response = client.get(place, {"format": "csv", "area": "372"})

    lines = list(csv.reader(io.StringIO(b"".join(response).decode())))  # type: ignore[arg-type]
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert lines[0][0] == first
    assert [line[0] for line in lines[1:]] == (["'=Ended"] if first == "reference" else ["2024", "2025"])


@pytest.mark.parametrize("address", ["indicator_list", "indicator_values", "indicator_comparison"])
def test_the_number_of_queries_does_not_grow(client: Client, address: str) -> None:
    def asked() -> int:
        place = reverse(f"api:{address}", args=[] if address == "indicator_list" else ["Ended"])
        with CaptureQueriesContext(connection) as captured:
            get(client, place, area="372", model="2025-05")
        return len(captured)

    indicator = statistic()
    five_areas(indicator)
    with_one = asked()
    for number in range(29):
        statistic(f"Other {number}")
        five_areas(indicator, str(1990 + number))

    assert asked() == with_one
    assert with_one <= 10


def test_comparisons_of_many_take_as_many_queries_as_of_one() -> None:

    def asked(wanted: dict[Indicator, str]) -> tuple[int, int]:
        with CaptureQueriesContext(connection) as captured:
            found = comparisons(wanted, area=Area.objects.get(code="372"), model=NeighbourModel.objects.get())
        return len(found), len(captured)

    many = [statistic(f"Measure {number}") for number in range(30)]
    for one in many:
        five_areas(one, "2024", "2025")

    first, queries = asked({many[0]: ""})
    everything, queries_of_many = asked(dict.fromkeys(many, "") | {many[3]: "2024", statistic("Empty"): ""})

    assert (first, everything) == (1, 30)
    assert queries_of_many == queries
