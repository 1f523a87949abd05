"""The reading view: the whole agenda with its papers as one page."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from reports.choices import Classification
from reports.domain.agenda import page_range, paragraphs_text
from reports.models import IssuedPaper, Meeting
from reports.papers.agenda import gather_agenda
from reports.papers.contents import ItemContents
from reports.papers.html import below_a_heading, item_body
from reports.permissions import can_read_agenda_drafts
from reports.queries.issued import ExemptAnswer, exempt_answers, latest_edition, open_papers
from reports.views.access import load_meeting, standing_today
from reports.views.issued import issued_html


@dataclass(frozen=True)
class ReadingItem:
    """An item as the reading view lists and shows it."""

    key: UUID
    number: str
    title: str
    is_for_decision: bool
    paragraphs: str
    body: str = ""
    pages: str = ""
    exempt: ExemptAnswer | None = None


@login_not_required
def meeting_papers(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the published agenda and its open papers on one page, exactly as they were issued."""
    meeting = load_meeting(request, pk)
    edition = latest_edition(meeting)
    if edition is None:
        return redirect("meeting_draft" if can_read_agenda_drafts(request.user) else "meeting_detail", pk=pk)
    answers = {answer.paper.item_key: answer for answer in exempt_answers(edition, standing_today(request))}
    items = [_issued_item(meeting, paper, answers.get(paper.item_key)) for paper in open_papers(edition)]
    return _reading_view(request, meeting, items, {"edition": edition})


def meeting_draft(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the agenda and its open papers as they stand now, to the council's staff."""
    meeting = load_meeting(request, pk)
    if not can_read_agenda_drafts(request.user):
        raise PermissionDenied("The draft agenda is for the council's officers.")
    agenda = gather_agenda(meeting, Classification.OPEN)
    items = [_draft_item(item) for item in agenda.items]
    return _reading_view(request, meeting, items, {"unclassified": agenda.unclassified})


def _reading_view(
    request: HttpRequest, meeting: Meeting, items: Sequence[ReadingItem], context: dict[str, object]
) -> HttpResponse:
    title = f"{meeting.body}, {meeting.day_text}"
    return render(
        request,
        "reports/reading_view.html",
        {"meeting": meeting, "items": items, "page_title": title, **context},
    )


def _issued_item(meeting: Meeting, paper: IssuedPaper, exempt: ExemptAnswer | None) -> ReadingItem:
    return ReadingItem(
        key=paper.item_key,
        number=paper.number,
        title=paper.title,
        is_for_decision=paper.is_for_decision,
        paragraphs=paragraphs_text(paper.exempt_paragraphs),
        body=below_a_heading(issued_html(meeting, paper)),
        pages=page_range(paper.first_page, paper.last_page),
        exempt=exempt if exempt and exempt.is_allowed else None,
    )


def _draft_item(item: ItemContents) -> ReadingItem:
    return ReadingItem(
        key=item.id,
        number=item.number,
        title=item.title,
        is_for_decision=item.is_for_decision,
        paragraphs=paragraphs_text(item.exempt_paragraphs),
        body=below_a_heading(item_body(item)) if item.has_paper else "",
    )
