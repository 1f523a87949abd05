"""The public JSON: announced meetings and their published agendas, the same for everybody, and never a crash."""

import csv
import io
import json
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from childservices.choices import Role
from childservices.operations.files import keep_file
from reports.choices import Audience, Classification, ItemKind, MeetingState
from reports.models import AgendaEdition, Body, IssuedFile, IssuedPaper, Meeting, Pack
from tests.conftest import SignedInClient
from tests.papers import AT, EXEMPT, OPEN, Office, user_in

LIST = "/api/v1/meetings/"
HERE = "http://testserver"
PUBLISHED_AT = datetime(2009, 11, 10, 12, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def get(address: str, client: Client | None = None) -> Any:
    """What an address answers with 200, read."""
    response = (client or Client()).get(address)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def a_pack(office: Office, meeting: Meeting, audience: Audience) -> Pack:
    """A pack of three pages."""
    return Pack.objects.create(
        meeting=meeting,
        audience=audience,
        file=keep_file(data=f"{audience} pack".encode(), media_type="application/pdf", at=AT),
        pages=3,
        contents=[],
        verdict={},
        gathered_at=AT,
        made_at=AT,
        made_by=office.clerk,
    )


def an_edition(office: Office, meeting: Meeting, *papers: dict[str, Any], number: int = 1) -> AgendaEdition:
    """A published edition with the papers given."""
    edition = AgendaEdition.objects.create(
        meeting=meeting,
        number=number,
        public_pack=a_pack(office, meeting, Audience.PUBLIC),
        members_pack=a_pack(office, meeting, Audience.MEMBERS),
        published_at=PUBLISHED_AT,
        published_by=office.clerk,
    )
    for position, paper in enumerate(papers, start=1):
        values = {"item_key": uuid4(), "kind": ItemKind.REPORT, "part": Classification.OPEN, **paper}
        IssuedPaper.objects.create(edition=edition, position=position, **values)
    return edition


@pytest.fixture
def meeting(office: Office) -> Meeting:
    """The convened meeting of 18 November 2009."""
    return office.meeting(state=MeetingState.CONVENED, starts=time(14, 0), venue="County Hall")


def listed(meeting: Meeting, **differences: Any) -> dict[str, Any]:
    """The meeting as a list gives it."""
    return {
        "id": str(meeting.pk),
        "body": "cabinet-member-cyps",
        "body_name": "Cabinet Member for Children",
        "kind": "ordinary",
        "date": "2009-11-18",
        "date_text": None,
        "starts": "14:00",
        "venue": "County Hall",
        "state": "convened",
        "edition": None,
        "published_at": None,
        "url": f"{HERE}/api/v1/meetings/{meeting.pk}/",
        "html": f"{HERE}/meetings/{meeting.pk}/",
    } | differences


# The list -----------------------------------------------------------------------------------------------------


def test_a_meeting_in_the_list(meeting: Meeting) -> None:
    assert get(LIST) == {"count": 1, "next": None, "previous": None, "results": [listed(meeting)]}


def test_a_meeting_without_a_day_says_what_its_source_says(office: Office) -> None:
    meeting = office.meeting(on=None, date_text="Autumn 2009", state=MeetingState.CLOSED)

    assert get(LIST)["results"] == [
        listed(meeting, date=None, date_text="Autumn 2009", starts=None, venue=None, state="closed")
    ]


def test_the_latest_comes_first_and_pages_lead_to_each_other(office: Office) -> None:
    for day in range(1, 6):
        office.meeting(on=date(2009, 11, day), state=MeetingState.HELD)

    first = get(f"{LIST}?limit=2&body=cabinet-member-cyps")
    second = get(first["next"].removeprefix(HERE))
    third = get(second["next"].removeprefix(HERE))

    pages = [[row["date"] for row in page["results"]] for page in (first, second, third)]
    assert pages == [["2009-11-05", "2009-11-04"], ["2009-11-03", "2009-11-02"], ["2009-11-01"]]
    assert [page["count"] for page in (first, second, third)] == [5, 5, 5]
    assert (first["previous"], third["next"]) == (None, None)
    assert get(second["previous"].removeprefix(HERE))["results"] == first["results"]


def test_meetings_of_one_day_always_stand_in_one_order(office: Office) -> None:
    for number in range(4):
        body = Body.objects.create(slug=f"b{number}", name="Cabinet", kind="cabinet", regime="none")
        Meeting.objects.create(
            body=body, on=date(2009, 11, 18), state="held", changed_at=AT, changed_by=office.clerk
        )

    rows = [get(f"{LIST}?limit=1&offset={offset}")["results"][0]["id"] for offset in range(4)]

    assert rows == [
        str(key) for key in sorted(Meeting.objects.values_list("pk", flat=True), key=lambda key: key.hex)
    ]


@pytest.mark.parametrize(
    ("query", "days"),
    [
        ("year=2009", ["2009-12-31", "2009-01-01"]),
        ("from=2009-12-31", ["2010-01-01", "2009-12-31"]),
        ("to=2009-01-01", ["2009-01-01", "2008-12-31"]),
        ("from=2009-01-01&to=2009-12-30", ["2009-01-01"]),
        ("from=2011-01-01", []),
        ("body=cabinet-member-cyps&year=2010", ["2010-01-01"]),
        ("body=another&year=2010", []),
    ],
)
def test_meetings_of_a_body_or_a_time(office: Office, query: str, days: list[str]) -> None:
    for day in (date(2008, 12, 31), date(2009, 1, 1), date(2009, 12, 31), date(2010, 1, 1)):
        office.meeting(on=day, state=MeetingState.HELD)

    assert [row["date"] for row in get(f"{LIST}?{query}")["results"]] == days


def test_the_list_as_csv_has_every_meeting_and_the_same_columns(office: Office, meeting: Meeting) -> None:
    for day in range(1, 31):
        office.meeting(on=date(2009, 9, day), state=MeetingState.HELD)
    an_edition(office, meeting)

    response = Client().get(f"{LIST}?format=csv&limit=1")

    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))  # type: ignore[attr-defined]
    assert len(rows) == 31
    assert list(rows[0]) == list(listed(meeting))
    assert rows[0] == {name: value or "" for name, value in listed(meeting).items()} | {
        "edition": "1",
        "published_at": "2009-11-10 12:00+00:00",
    }
    assert response["Content-Type"] == "text/csv; charset=utf-8"


def test_the_number_of_queries_does_not_grow(
    office: Office, meeting: Meeting, django_assert_num_queries: Any
) -> None:
    an_edition(office, meeting)
    for day in range(1, 30):
        an_edition(office, office.meeting(on=date(2009, 9, day), state=MeetingState.HELD))

    for query in ("?limit=1", "?limit=30"):
        with django_assert_num_queries(3):
            get(f"{LIST}{query}")


# One meeting --------------------------------------------------------------------------------------------------


def test_before_publication_the_agenda_is_empty(office: Office, meeting: Meeting) -> None:
    office.item(meeting, title="A draft item")

    assert get(f"{LIST}{meeting.pk}/") == listed(meeting) | {
        "agenda": [],
        "pack": None,
        "papers": None,
        "minutes": None,
    }


def test_a_published_agenda(office: Office, meeting: Meeting) -> None:
    html = keep_file(data=b"<h1>Paper</h1>", media_type="text/html", at=AT)
    edition = an_edition(
        office,
        meeting,
        {"title": "Apologies", "number": "1", "kind": ItemKind.STANDING},
        {"title": "Reports", "kind": ItemKind.HEADING},
        {
            "title": "Parenting Strategy",
            "number": "2",
            "html": html,
            "first_page": 2,
            "last_page": 3,
            "is_for_decision": True,
            "exempt_paragraphs": [3],
        },
        {"title": "Business matter", "number": "3", "exempt_paragraphs": [1, 3]},
    )
    strategy = edition.papers.get(position=3)
    figures = keep_file(data=b"Year,Arrivals", media_type="text/csv", at=AT)
    issued = IssuedFile.objects.create(paper=strategy, source_key=uuid4(), name="arrivals.csv", file=figures)

    answer = get(f"{LIST}{meeting.pk}/")

    nothing = {"exempt_paragraphs": [], "is_for_decision": False, "first_page": None, "last_page": None}
    nothing |= {"html": None, "files": []}
    page = f"{HERE}/meetings/{meeting.pk}"
    assert answer == listed(meeting, edition=1, published_at="2009-11-10T12:00:00Z") | {
        "agenda": [
            {"number": "1", "kind": "standing", "title": "Apologies", "part": "open"} | nothing,
            {"number": None, "kind": "heading", "title": "Reports", "part": "open"} | nothing,
            {
                "number": "2",
                "kind": "report",
                "title": "Parenting Strategy",
                "part": "open",
                "exempt_paragraphs": [3],
                "is_for_decision": True,
                "first_page": 2,
                "last_page": 3,
                "html": f"{page}/papers/{strategy.item_key}/",
                "files": [
                    {
                        "name": "arrivals.csv",
                        "media_type": "text/csv",
                        "size": 13,
                        "url": f"{page}/files/{issued.source_key}/",
                    }
                ],
            },
            {"number": "3", "kind": "report", "title": "Business matter", "part": "exempt"}
            | nothing
            | {"exempt_paragraphs": [1, 3]},
        ],
        "pack": {
            "url": f"{HERE}/packs/{edition.public_pack_id}.pdf",
            "pages": 3,
            "size": 11,
            "sha256": edition.public_pack.file_id,
        },
        "papers": f"{page}/papers/",
        "minutes": None,
    }


def test_only_the_latest_edition_and_only_its_open_papers(office: Office, meeting: Meeting) -> None:
    an_edition(office, meeting, {"title": "As first published", "number": "1"})
    key = uuid4()
    html = keep_file(data=b"<h1>Tender</h1>", media_type="text/html", at=AT)
    corrected = an_edition(
        office,
        meeting,
        {"title": "Business matter", "number": "1", "item_key": key, "exempt_paragraphs": [3]},
        {
            "title": "Tender for classrooms",
            "number": "1",
            "item_key": key,
            "part": Classification.EXEMPT,
            "html": html,
        },
        number=2,
    )
    hidden = corrected.papers.get(part=Classification.EXEMPT)
    IssuedFile.objects.create(paper=hidden, source_key=uuid4(), name="sums.csv", file=html)

    answer = get(f"{LIST}{meeting.pk}/")

    assert [(item["title"], item["part"], item["files"]) for item in answer["agenda"]] == [
        ("Business matter", "exempt", [])
    ]
    assert answer["edition"] == 2


@pytest.mark.parametrize(
    ("state", "is_linked"), [("draft", False), ("unconfirmed", True), ("confirmed", True)]
)
def test_published_minutes_are_linked(office: Office, meeting: Meeting, state: str, is_linked: bool) -> None:
    minutes = office.minutes(meeting)
    type(minutes).objects.update(state=state)

    assert get(f"{LIST}{meeting.pk}/")["minutes"] == (
        f"{HERE}/meetings/{meeting.pk}/minutes/" if is_linked else None
    )


def test_every_address_that_is_given_opens_to_the_public(office: Office, meeting: Meeting) -> None:
    html = keep_file(data=b"<h1>Paper</h1>", media_type="text/html", at=AT)
    edition = an_edition(office, meeting, {"title": "Parenting Strategy", "number": "1", "html": html})
    paper = edition.papers.get()
    IssuedFile.objects.create(paper=paper, source_key=uuid4(), name="paper.html", file=html)
    office.minutes(meeting)
    answer = get(f"{LIST}{meeting.pk}/")
    (item,) = answer["agenda"]
    given = [
        answer["url"], answer["html"], answer["papers"], answer["minutes"], answer["pack"]["url"],
        item["html"], item["files"][0]["url"],
    ]  # fmt: skip

    assert [Client().get(url.removeprefix(HERE)).status_code for url in given] == [200] * 7


def test_one_meeting_takes_the_same_queries_for_one_item_as_for_thirty(
    office: Office, meeting: Meeting, django_assert_num_queries: Any
) -> None:
    html = keep_file(data=b"<h1>Paper</h1>", media_type="text/html", at=AT)
    larger = office.meeting(on=date(2009, 12, 2), state=MeetingState.CONVENED)
    for one, count in ((meeting, 1), (larger, 30)):
        items = [{"title": f"Item {number}", "number": str(number), "html": html} for number in range(count)]
        for paper in an_edition(office, one, *items).papers.all():
            IssuedFile.objects.create(paper=paper, source_key=uuid4(), name="t.csv", file=html)

    for one in (meeting, larger):
        with django_assert_num_queries(6):
            get(f"{LIST}{one.pk}/")


# The same for everybody ---------------------------------------------------------------------------------------


def test_a_meeting_that_is_only_planned_is_nobodys_business(office: Office) -> None:
    meeting = office.meeting()

    assert get(LIST)["count"] == 0
    assert Client().get(f"{LIST}{meeting.pk}/").status_code == 404


@pytest.mark.parametrize("role", list(Role))
def test_everybody_is_answered_alike(office: Office, meeting: Meeting, role: Role) -> None:
    office.meeting(on=date(2009, 12, 2))
    office.item(meeting, title="Tender for classrooms", neutral_title="Business matter", **EXEMPT)
    office.item(meeting, title="A draft item", **OPEN)
    signed_in = SignedInClient(user_in(role))

    assert get(LIST, signed_in) == get(LIST)
    assert get(f"{LIST}{meeting.pk}/", signed_in) == get(f"{LIST}{meeting.pk}/")
    assert get("/api/v1/openapi.json", signed_in) == get("/api/v1/openapi.json")


def test_a_clerk_who_has_yet_to_show_a_second_factor_is_answered_like_everybody(
    office: Office, meeting: Meeting, settings: Any
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    clerk = SignedInClient(office.clerk)

    assert clerk.get("/meetings/").status_code == 302
    assert get(LIST, clerk) == get(LIST)
    assert get(f"{LIST}{meeting.pk}/", clerk) == get(f"{LIST}{meeting.pk}/")
