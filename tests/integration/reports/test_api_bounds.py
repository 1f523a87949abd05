"""The public JSON's bounds: what it refuses and how, what it says of itself, and that nothing breaks it."""

import json
from datetime import time
from typing import Any
from urllib.parse import quote
from uuid import UUID

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.choices import MeetingState
from reports.models import Meeting
from tests.papers import Office

LIST = "/api/v1/meetings/"

pytestmark = pytest.mark.django_db


def get(address: str) -> Any:
    """What an address answers with 200, read."""
    response = Client().get(address)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


@pytest.fixture
def meeting(office: Office) -> Meeting:
    """The convened meeting of 18 November 2009."""
    return office.meeting(state=MeetingState.CONVENED, starts=time(14, 0), venue="County Hall")


# What it refuses ----------------------------------------------------------------------------------------------


def refusal(address: str) -> tuple[int, Any]:
    """The status and the JSON with which an address is refused."""
    response = Client().get(address)
    assert response["Content-Type"].startswith("application/json")
    return response.status_code, json.loads(response.content)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        (f"offset={'9' * 25}", "offset"),
        ("offset=-1", "offset"),
        ("offset=100001", "offset"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
        ("limit=ten", "limit"),
        (f"limit={'9' * 5000}", "limit"),
        ("year=1899", "year"),
        ("year=2101", "year"),
        ("year=", "year"),
        ("from=18.11.2009", "from"),
        ("from=1258502400", "from"),
        ("from=2009-11-31", "from"),
        ("from=2009-11-18T00:00:00", "from"),
        ("to=٢٠٠٩-١١-١٨", "to"),
        ("body=cabinet%00", "body"),
        ("body=%ff", "body"),
        (f"body={'a' * 51}", "body"),
        ("format=xml", "format"),
    ],
)
def test_what_is_out_of_bounds_is_refused_in_a_sentence(query: str, parameter: str) -> None:
    status, answer = refusal(f"{LIST}?{query}")

    assert status == 422
    assert [error["parameter"] for error in answer["errors"]] == [parameter]
    assert answer["detail"] == f"Check {parameter}: {answer['errors'][0]['message']}."


def test_a_refusal_repeats_nothing_that_was_sent() -> None:
    _, answer = refusal(f"{LIST}?body=<script>&limit=aardvark&from=badger")

    assert not {"<script>", "aardvark", "badger"} & set(json.dumps(answer).replace('"', " ").split())
    assert "aardvark" not in json.dumps(answer)


@pytest.mark.parametrize("key", ["1", "%00", "..%2f", "9" * 300, "18 November"])
def test_what_is_no_key_is_refused(key: str) -> None:
    status, answer = refusal(f"{LIST}{key}/")

    assert status in {404, 422}
    assert answer["detail"].endswith(".")


def test_a_meeting_that_does_not_exist() -> None:
    assert refusal(f"{LIST}{UUID(int=0)}/") == (
        404,
        {"detail": "There is no such meeting, or it is not announced.", "errors": []},
    )


@pytest.mark.parametrize(
    "address", ["/api/v1/", "/api/v1/plans/", "/api/v1/docs/", "/api/v1/meetings/1/2/3/"]
)
def test_addresses_without_anything(address: str) -> None:
    status, answer = refusal(address)

    assert status == 404
    assert answer["detail"].startswith("There is nothing at this address.")


def test_an_address_without_its_last_slash_leads_on() -> None:
    assert Client().get("/api/v1/meetings?limit=1")["Location"] == "/api/v1/meetings/?limit=1"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed(method: str) -> None:
    response = getattr(Client(enforce_csrf_checks=True), method)(LIST)

    assert (response.status_code, response["Allow"]) == (405, "GET")
    assert json.loads(response.content)["detail"] == "This address can only be read. Use GET."


# Its description ----------------------------------------------------------------------------------------------


def resolve(schema: Any, document: Any) -> Any:
    """A schema with the reference it may be followed to its end."""
    while "$ref" in schema:
        schema = document["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def test_the_description_tells_what_is_answered(office: Office, meeting: Meeting) -> None:
    document = get("/api/v1/openapi.json")
    schemas = {
        path: resolve(answers["get"]["responses"]["200"]["content"]["application/json"]["schema"], document)
        for path, answers in document["paths"].items()
    }

    assert document["openapi"].startswith("3.")
    assert list(schemas["/api/v1/meetings/"]["properties"]) == list(get(LIST))
    assert list(schemas["/api/v1/meetings/{id}/"]["properties"]) == list(get(f"{LIST}{meeting.pk}/"))


def test_every_parameter_is_bounded() -> None:
    document = get("/api/v1/openapi.json")
    bounds = {"maximum", "maxLength", "enum", "format"}
    parameters = [
        p for path in document["paths"].values() for answer in path.values() for p in answer["parameters"]
    ]

    unbounded = [
        parameter["name"]
        for parameter in parameters
        for schema in parameter["schema"].get("anyOf", [parameter["schema"]])
        if schema.get("type") != "null" and not bounds & set(schema)
    ]
    assert unbounded == []
    assert len(parameters) == 13


# Never a crash ------------------------------------------------------------------------------------------------

NAMES = ("body", "year", "from", "to", "limit", "offset", "format", "page", "q")
TEXT = (
    st.text(max_size=40)
    | st.text(alphabet="0123456789-+.eE_ ", max_size=40)
    | st.sampled_from(["\x00", "٣", "-0"])
)
VALUES = (
    TEXT
    | st.integers().map(str)
    | st.dates().map(str)
    | st.sampled_from(["json", "csv", "cabinet-member-cyps", "2009", "2009-11-18"])
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pairs=st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=5))
def test_no_query_breaks_the_list(meeting: Meeting, pairs: list[tuple[str, str]]) -> None:
    query = "&".join(f"{name}={quote(value, errors='surrogatepass')}" for name, value in pairs)

    response = Client().get(f"{LIST}?{query}")

    assert response.status_code in {200, 422}
    if response.status_code == 422:
        assert json.loads(response.content)["detail"].startswith("Check ")
    elif response["Content-Type"] == "application/json; charset=utf-8":
        assert set(json.loads(response.content)) == {"count", "next", "previous", "results"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.text(min_size=1, max_size=60) | st.uuids().map(str))
def test_no_key_breaks_a_meeting(meeting: Meeting, key: str) -> None:
    response = Client().get(f"{LIST}{quote(key, safe='', errors='surrogatepass')}/")

    assert response.status_code in {404, 422}
    assert json.loads(response.content)["detail"].endswith(".")
