"""Meetings and their published agendas as public JSON: from the stored open papers, never from drafts."""

from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import reverse
from ninja import Query, Router

from childservices.api.shapes import CSV_TOO, Problem, page_of
from childservices.exports import csv_response
from reports.api.shapes import MeetingDetail, MeetingOut, MeetingPage, MeetingQuery
from reports.models import IssuedFile, IssuedPaper, Meeting
from reports.queries.public import PublicMeeting, public_meeting, public_meetings

LARGEST_CSV = 10_000  # lines
router = Router(tags=["Meetings"])


@router.get(
    "/meetings/",
    response={200: MeetingPage, 422: Problem},
    url_name="meeting_list",
    operation_id="list_meetings",
    summary="Announced meetings, the latest first",
    openapi_extra=CSV_TOO,
)
def meeting_list(request: HttpRequest, query: Query[MeetingQuery]) -> Any:
    """Meetings that were announced, of a body or of a span of time."""
    found = public_meetings(body=query.body, year=query.year, since=query.since, until=query.until)
    if query.form == "csv":
        rows = found[:LARGEST_CSV].iterator(chunk_size=500)
        return csv_response(
            "meetings.csv", list(MeetingOut.model_fields), _lines(request, rows), for_spreadsheet=False
        )
    shown = [_meeting(request, one) for one in found[query.offset : query.offset + query.limit]]
    return page_of(request, query, count=found.count(), results=shown)


@router.get(
    "/meetings/{id}/",
    response={200: MeetingDetail, 404: Problem, 422: Problem},
    url_name="meeting_detail",
    operation_id="get_meeting",
    summary="One meeting with its published agenda",
)
def meeting_detail(request: HttpRequest, id: UUID) -> Any:  # noqa: A002  (the address names it so)
    """A meeting that was announced, with the agenda as it was last published."""
    found = public_meeting(id)
    if found is None:
        raise Http404
    papers = reverse("meeting_papers", args=[id]) if found.edition else None
    minutes = reverse("minutes_detail", args=[id]) if found.has_minutes else None
    return _meeting(request, found.meeting) | {
        "agenda": [_item(request, found, paper) for paper in found.papers],
        "pack": _pack(request, found),
        "papers": papers and request.build_absolute_uri(papers),
        "minutes": minutes and request.build_absolute_uri(minutes),
    }


def _lines(request: HttpRequest, rows: Iterator[Meeting]) -> Iterator[Sequence[Any]]:
    return (list(_meeting(request, row).values()) for row in rows)


def _meeting(request: HttpRequest, row: Meeting) -> dict[str, Any]:
    edition = next(iter(row.editions.all()), None)
    return {
        "id": row.pk,
        "body": row.body.slug,
        "body_name": row.body.name,
        "kind": row.kind,
        "date": row.on,
        "date_text": row.date_text or None,
        "starts": f"{row.starts:%H:%M}" if row.starts else None,
        "venue": row.venue or None,
        "state": row.state,
        "edition": edition and edition.number,
        "published_at": edition and edition.published_at,
        "url": request.build_absolute_uri(reverse("api:meeting_detail", args=[row.pk])),
        "html": request.build_absolute_uri(row.get_absolute_url()),
    }


def _item(request: HttpRequest, found: PublicMeeting, paper: IssuedPaper) -> dict[str, Any]:
    address = reverse("item_detail", args=[found.meeting.pk, paper.item_key])
    is_withheld = bool(paper.exempt_paragraphs) and paper.html_id is None
    return {
        "number": paper.number or None,
        "kind": paper.kind,
        "title": paper.title,
        "part": "exempt" if is_withheld else "open",
        "exempt_paragraphs": paper.exempt_paragraphs,
        "is_for_decision": paper.is_for_decision,
        "first_page": paper.first_page,
        "last_page": paper.last_page,
        "html": request.build_absolute_uri(address) if paper.html_id else None,
        "files": [_file(request, found.meeting, file) for file in found.files[paper.pk]],
    }


def _file(request: HttpRequest, row: Meeting, issued: IssuedFile) -> dict[str, Any]:
    address = reverse("issued_file", args=[row.pk, issued.source_key])
    stored = issued.file
    return {
        "name": issued.name,
        "media_type": stored.media_type,
        "size": stored.size,
        "url": request.build_absolute_uri(address),
    }


def _pack(request: HttpRequest, found: PublicMeeting) -> dict[str, Any] | None:
    if found.edition is None:
        return None
    pack = found.edition.public_pack
    address = request.build_absolute_uri(reverse("pack_download", args=[pack.pk]))
    return {"url": address, "pages": pack.pages, "size": pack.file.size, "sha256": pack.file_id}
