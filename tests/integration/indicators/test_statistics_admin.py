"""The administration of statistics: areas, neighbours, what columns of files mean, and what was loaded."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from childservices.choices import Role
from childservices.models import AuditEvent
from childservices.operations.editing import NotAllowed
from indicators.models import Area, ColumnMapping, Indicator, Neighbour, NeighbourModel, StatisticsImport
from indicators.operations.statistics import take_values_from_files
from tests.admin_pages import errors_in
from tests.indicators_factories import AreaFactory, IndicatorFactory, ValueFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 27, 9, 0, tzinfo=UTC)
PAGES = ("area", "neighbourmodel", "columnmapping", "publishedperiod", "statisticsimport")


@pytest.fixture
def administrator(client_with_role: Any) -> Client:
    """An administrator's browser."""
    client: Client = client_with_role(Role.ADMINISTRATOR)
    return client


def exported(client: Client, model: str, *rows: Any) -> list[list[str]]:
    """The lines of the file that a page's action gives."""
    chosen = {"action": "export", "_selected_action": [row.pk for row in rows]}
    response = client.post(f"/admin/indicators/{model}/", chosen)
    return list(csv.reader(io.StringIO(b"".join(response).decode("utf-8-sig"))))  # type: ignore[arg-type]


def an_import(**fields: Any) -> StatisticsImport:
    """A file that was loaded."""
    values = {"file_name": "plans.csv", "sha256": "0" * 64, "state": "confirmed", "at": AT, **fields}
    return StatisticsImport.objects.create(**values)


@pytest.mark.parametrize("model", PAGES)
def test_every_page_opens(administrator: Client, model: str) -> None:
    AreaFactory()
    an_import()

    assert administrator.get(f"/admin/indicators/{model}/").status_code == 200


@pytest.mark.parametrize("model", ["publishedperiod", "statisticsimport"])
def test_what_was_loaded_is_only_looked_at(administrator: Client, model: str) -> None:
    row = an_import()

    assert administrator.get(f"/admin/indicators/{model}/add/").status_code == 403
    page = administrator.get(f"/admin/indicators/statisticsimport/{row.pk}/change/")
    assert page.status_code == 200
    assert b'name="_save"' not in page.content


def test_the_code_of_an_area_stays(administrator: Client) -> None:
    area = AreaFactory(name="Old name")
    typed = {"code": "999", "name": "New name", "level": "local_authority", "is_own": "on"}

    administrator.post(f"/admin/indicators/area/{area.pk}/change/", typed)

    area.refresh_from_db()
    assert (area.code, area.name) == ("372", "New name")


def test_areas_and_neighbours_come_as_csv(administrator: Client) -> None:
    own, other = AreaFactory(), AreaFactory(code="301", name="Other", is_own=False)
    model = NeighbourModel.objects.create(slug="2025-05", title="May 2025", starts_on=date(2025, 5, 1))
    Neighbour.objects.create(model=model, area=own, rank=1, neighbour=other, closeness="Close")

    assert exported(administrator, "area", other) == [
        ["code", "name", "level", "region__code", "ons_code", "is_former", "is_own"],
        ["301", "Other", "local_authority", "", "", "no", "no"],
    ]
    assert exported(administrator, "neighbourmodel", model)[1:] == [["2025-05", "372", "1", "301", "Close"]]
    page = administrator.get(f"/admin/indicators/neighbourmodel/{model.pk}/change/")
    assert page.status_code == 200
    assert Area.objects.count() == 2


def mapping(indicator: Indicator, **changed: str) -> dict[str, Any]:
    """What is typed into the page of a mapping."""
    usual = {
        "name": "Ended",
        "file_pattern": "plans_*.csv",
        "column": "ended",
        "filters": '{"category": "All"}',
    }
    return {**usual, "indicator": indicator.pk, **changed}


def test_a_mapped_indicator_takes_its_values_from_files(administrator: Client) -> None:
    indicator = IndicatorFactory(reference="Ended")

    administrator.post("/admin/indicators/columnmapping/add/", mapping(indicator))

    indicator.refresh_from_db()
    row = ColumnMapping.objects.get()
    assert (row.filters, indicator.is_published_statistic) == ({"category": "All"}, True)
    verbs = AuditEvent.objects.filter(label__contains="Ended").values_list("verb", flat=True)
    assert set(verbs) == {"indicator.taken_from_files", "reference.added"}
    assert exported(administrator, "columnmapping", row)[1:] == [
        ["Ended", "plans_*.csv", "ended", '{"category": "All"}', "Ended"]
    ]
    assert administrator.get(f"/admin/indicators/columnmapping/{row.pk}/delete/").status_code == 200


def test_an_indicator_with_typed_values_is_not_mapped(administrator: Client) -> None:
    indicator = ValueFactory().indicator

    response = administrator.post("/admin/indicators/columnmapping/add/", mapping(indicator))

    assert errors_in(response) == [
        "Values of this indicator were entered here. Have another one defined for the statistic."
    ]
    assert not ColumnMapping.objects.exists()


@pytest.mark.parametrize("filters", ["[1]", '{"category": 1}'])
def test_filters_are_columns_and_texts(administrator: Client, filters: str) -> None:
    response = administrator.post(
        "/admin/indicators/columnmapping/add/", mapping(IndicatorFactory(), filters=filters)
    )

    assert errors_in(response) == [
        'Write columns and what they must hold, such as {"category": "Children in Need"}.'
    ]


def test_refused_rows_come_as_csv(administrator: Client) -> None:
    published = an_import(refused=[{"file": "plans.csv", "row": 3, "reason": "No area has the code “999”."}])
    own = an_import(
        file_name="own.csv", refused=[{"row": 2, "cells": {}, "faults": {"value": "Type a figure."}}]
    )

    assert exported(administrator, "statisticsimport", published, own)[1:] == [
        ["own.csv", "2", "Type a figure."],
        ["plans.csv", "3", "No area has the code “999”."],
    ]


def test_others_do_not_say_where_values_come_from(user_with_role: Any) -> None:
    with pytest.raises(NotAllowed):
        take_values_from_files(indicator=IndicatorFactory(), by=user_with_role(Role.OFFICER), at=AT)


def test_a_statistic_is_made_one_only_once(user_with_role: Any) -> None:
    indicator = IndicatorFactory(is_published_statistic=True)

    take_values_from_files(indicator=indicator, by=user_with_role(Role.ADMINISTRATOR), at=AT)

    assert not AuditEvent.objects.filter(verb="indicator.taken_from_files").exists()
