"""What was issued, as it is stored: one item's paper, its exempt part, and the files behind it."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from childservices.views.downloads import download_response
from reports.choices import Classification
from reports.domain.agenda import page_range, paragraphs_text
from reports.models import AgendaEdition, IssuedFile, IssuedPaper, Meeting
from reports.papers.html import with_file_links
from reports.queries.issued import ExemptAnswer, exempt_answers, latest_edition, withheld_words
from reports.views.access import keep_sight, load_meeting, standing_today


def issued_html(meeting: Meeting, paper: IssuedPaper) -> str:
    """The stored HTML of a paper, with addresses for the files behind it."""
    if paper.html is None:
        return ""
    return with_file_links(
        paper.html.read().decode(), reverse("meeting_detail", args=[meeting.pk]) + "files/"
    )


def _edition(meeting: Meeting) -> AgendaEdition:
    edition = latest_edition(meeting)
    if edition is None:
        raise Http404("The agenda of this meeting is not published.")
    return edition


@login_not_required
def item_detail(request: HttpRequest, pk: UUID, item: UUID) -> HttpResponse:
    """Show one item's open paper, to everybody."""
    meeting = load_meeting(request, pk)
    edition = _edition(meeting)
    paper = get_object_or_404(edition.papers.select_related("html"), item_key=item, part=Classification.OPEN)
    answers = _answers(request, edition, item)
    context = {
        "meeting": meeting,
        "paper": paper,
        "body": issued_html(meeting, paper),
        "pages": page_range(paper.first_page, paper.last_page),
        "withheld": withheld_words(paper.exempt_paragraphs, in_part=paper.html is not None),
        "opens_exempt": any(answer.is_allowed for answer in answers),
        "page_title": f"{paper.number} {paper.title}".strip(),
    }
    return render(request, "reports/item_detail.html", context)


def exempt_paper(request: HttpRequest, pk: UUID, item: UUID) -> HttpResponse:
    """Show the exempt part of an item to those who may see it; each sight is logged first."""
    meeting = load_meeting(request, pk)
    answers = _answers(request, _edition(meeting), item)
    if not answers:
        raise Http404("This item has no exempt paper.")
    keep_sight(request, [(answer.paper, answer.sight) for answer in answers])
    paper = answers[0].paper
    context = {
        "meeting": meeting,
        "body": issued_html(meeting, paper),
        "pages": page_range(paper.first_page, paper.last_page),
        "paragraphs": paragraphs_text(paper.exempt_paragraphs),
        "reason": answers[0].sight.reason,
        "page_title": f"{paper.number} {paper.title}".strip(),
    }
    return render(request, "reports/exempt_paper.html", context)


def _answers(request: HttpRequest, edition: AgendaEdition, item: UUID) -> Sequence[ExemptAnswer]:
    """The exempt paper of an item, if there is one, with the answer for the person who asks."""
    answers = exempt_answers([edition], standing_today(request))
    return [answer for answer in answers if answer.paper.item_key == item]


@login_not_required
def issued_file(request: HttpRequest, pk: UUID, source: UUID) -> HttpResponseBase:
    """Send the CSV of a table or an appendix's file as it was issued, exempt ones to those who may see them."""
    meeting = load_meeting(request, pk)
    edition = _edition(meeting)
    files = IssuedFile.objects.filter(paper__edition=edition, source_key=source).select_related(
        "file", "paper"
    )
    issued = files.order_by("-paper__part").first()
    if issued is None:
        raise Http404("This file is not part of the published papers.")
    if issued.paper.part == Classification.EXEMPT:
        answers = exempt_answers([edition], standing_today(request))
        keep_sight(request, [(a.paper, a.sight) for a in answers if a.paper.pk == issued.paper_id])
    return download_response(file=issued.file, name=issued.name)
