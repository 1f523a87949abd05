"""The reading view: the whole agenda with its papers as one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from reports.models import Meeting
from reports.papers.agenda import gather_open_items
from reports.papers.contents import ItemContents
from reports.papers.html import below_a_heading, item_body, without_file_links
from reports.permissions import can_read_agenda_drafts
from reports.queries.issued import PublishedItem, latest_edition, published_agenda, withheld_words
from reports.views.access import load_meeting, standing_today
from reports.views.issued import issued_html


@dataclass(frozen=True)
class ReadingItem:
    """An item as the reading view lists and shows it."""

    key: UUID
    number: str
    title: str
    is_for_decision: bool
    withheld: str
    """What the reader is told is not for publication."""
    body: str = ""
    pages: str = ""
    opens_exempt: bool = False
    """Whether the reader may open its exempt paper."""


@login_not_required
def meeting_papers(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the published agenda and its open papers on one page, exactly as they were issued."""
    meeting = load_meeting(request, pk)
    edition = latest_edition(meeting)
    if edition is None:
        return redirect("meeting_draft" if can_read_agenda_drafts(request.user) else "meeting_detail", pk=pk)
    published = published_agenda(edition, standing_today(request))
    items = [_issued_item(meeting, item) for item in published.items]
    return _reading_view(request, meeting, items, {"edition": edition})


def meeting_draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the agenda and its open papers as they stand now, to the council's staff."""
    meeting = load_meeting(request, pk)
    if not can_read_agenda_drafts(request.user):
        raise PermissionDenied("The draft agenda is for the council's officers.")
    open_items, unclassified = gather_open_items(meeting)
    items = [_draft_item(item) for item in open_items]
    return _reading_view(request, meeting, items, {"is_draft": True, "unclassified": unclassified})


def _reading_view(
    request: HttpRequest, meeting: Meeting, items: Sequence[ReadingItem], context: dict[str, object]
) -> HttpResponse:
    shown = {"meeting": meeting, "items": items, "page_title": f"{meeting.body}, {meeting.day_text}"}
    return render(request, "reports/reading_view.html", shown | context)


def _issued_item(meeting: Meeting, item: PublishedItem) -> ReadingItem:
    paper = item.paper
    return ReadingItem(
        key=paper.item_key,
        number=paper.number,
        title=paper.title,
        is_for_decision=paper.is_for_decision,
        withheld=item.withheld,
        body=below_a_heading(issued_html(meeting, paper)),
        pages=item.pages,
        opens_exempt=item.exempt is not None,
    )


def _draft_item(item: ItemContents) -> ReadingItem:
    return ReadingItem(
        key=item.id,
        number=item.number,
        title=item.title,
        is_for_decision=item.is_for_decision,
        withheld=withheld_words(item.exempt_paragraphs, in_part=item.has_paper),
        body=below_a_heading(without_file_links(item_body(item))) if item.has_paper else "",
    )
