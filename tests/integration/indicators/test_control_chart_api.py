"""Control charts as public JSON: the same for everybody, from figures that everybody may see."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from indicators.choices import Aggregation
from indicators.models import PublishedPeriod, PublishedValue
from tests.indicators_factories import AreaFactory, IndicatorFactory, ValueFactory

pytestmark = pytest.mark.django_db


def asked(client: Client, reference: str, **query: str) -> tuple[int, Any]:
    """The status and the JSON of an indicator's control chart."""
    response = client.get(reverse("api:indicator_spc", args=[reference]), query)
    return response.status_code, json.loads(response.content)


def test_a_chart_of_published_years(client: Client) -> None:
    area = AreaFactory()
    indicator = IndicatorFactory(reference="KS2_W/O %", is_published_statistic=True, polarity="low")
    for year, value in enumerate(("10", "11", "10", None, "11", "10", "30"), start=2014):
        period = PublishedPeriod.objects.create(label=str(year), start_year=year, end_year=year)
        PublishedValue.objects.create(
            indicator=indicator,
            area=area,
            period=period,
            value=value and Decimal(value),
            flag="" if value else "c",
        )

    status, chart = asked(client, "KS2_W/O %", area="372")

    assert status == 200
    assert {
        name: chart[name] for name in ("mean", "average_moving_range", "trial", "variation", "assurance")
    } == {
        "mean": "13.6666666667",
        "average_moving_range": "1.0000",
        "trial": True,
        "variation": "concern",
        "assurance": None,
    }
    assert (chart["lower"], chart["upper"]) == ("11.0066666667", "16.3266666667")
    assert [point["value"] for point in chart["points"]] == ["10", "11", "10", None, "11", "10", "30"]
    assert chart["points"][3] == {
        "period": "2017", "value": None, "special_cause": None, "improvement": None,
    }  # fmt: skip
    assert chart["points"][-1] == {
        "period": "2020", "value": "30", "special_cause": "outside_limit", "improvement": False,
    }  # fmt: skip


def test_small_numbers_are_in_no_chart(client: Client) -> None:
    indicator = IndicatorFactory()
    for number, numerator in enumerate((3, 40, 41), start=1):
        ValueFactory(indicator=indicator, period=f"2009-10-Q{number}", numerator=numerator, denominator=100)
    ValueFactory(indicator=indicator, period="2009-10-Q4", numerator=44, denominator=100, state="submitted")

    status, chart = asked(client, indicator.reference)

    assert status == 200
    assert [(point["period"], point["value"]) for point in chart["points"]] == [
        ("2009-10-Q1", None),
        ("2009-10-Q2", "40"),
        ("2009-10-Q3", "41"),
    ]
    assert (chart["mean"], chart["trial"], chart["variation"]) == (None, None, None)


def test_a_series_that_cannot_have_a_chart_says_why(client: Client) -> None:
    value = ValueFactory(indicator=IndicatorFactory(aggregation=Aggregation.CUMULATIVE), value=Decimal(4))

    status, answer = asked(client, value.indicator.reference)

    assert status == 422
    assert answer["detail"].startswith("A cumulative figure grows by itself")


@pytest.mark.parametrize(("reference", "area"), [("nothing", "372"), ("LPI-known", "999")])
def test_what_is_not_there(client: Client, reference: str, area: str) -> None:
    AreaFactory()
    IndicatorFactory(reference="LPI-known")

    status, answer = asked(client, reference, area=area)

    assert status == 404
    assert answer["detail"].startswith(("No indicator has", "No area has"))
