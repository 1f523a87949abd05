"""Packs: built in the background, published, and downloaded by those who may."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from childservices.operations.jobs import enqueue_job
from childservices.views.downloads import download_response
from reports.choices import Audience, JobKind
from reports.models import Meeting, Pack
from reports.papers.agenda import exempt_titles
from reports.papers.html import exempt_words
from reports.permissions import can_read_agenda_drafts, sight_of_drafts
from reports.queries.clock import deadlines_of, publication_deadline
from reports.queries.issued import ExemptAnswer, exempt_answers, latest_edition
from reports.queries.preparation import Preparation, last_job, preparation_of
from reports.views.access import keep_sight, load_meeting, require_clerk, standing_today


@require_POST
def packs_build(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Begin to build the draft packs and lead to their progress."""
    return _begin(request, load_meeting(request, pk), JobKind.BUILD_PACKS)


def agenda_publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask, then begin to build the final packs and publish the agenda with them."""
    require_clerk(request)
    meeting = load_meeting(request, pk)
    edition = latest_edition(meeting)
    preparation = preparation_of(meeting, standing_today(request), edition)
    if request.method == "POST" and not preparation.blocks and preparation.is_open:
        return _begin(request, meeting, JobKind.PUBLISH_AGENDA)
    context = {
        "meeting": meeting,
        "preparation": preparation,
        "exempt_items": _exempt_items(meeting, preparation),
        "deadline": publication_deadline(deadlines_of(meeting, on=timezone.localdate())),
        "next_edition": edition.number + 1 if edition else 1,
        "cancel_url": meeting.get_absolute_url(),
        "page_title": "Publish a corrected agenda" if edition else "Publish the agenda",
    }
    return render(request, "reports/agenda_publish.html", context)


def _exempt_items(meeting: Meeting, preparation: Preparation) -> Sequence[tuple[str, str, str]]:
    """The number, the title as the person may read it, and the paragraphs of each item with an exempt part."""
    titles = {row.item.pk: row.title for row in preparation.items}
    return [(item.number, titles[item.id], exempt_words(item)) for item in exempt_titles(meeting)]


def _begin(request: HttpRequest, meeting: Meeting, kind: str) -> HttpResponse:
    """Ask for the work, or lead to the work that is under way for the meeting already."""
    clerk = require_clerk(request)
    job = last_job(meeting)
    if job is None or not job.is_live:
        job = enqueue_job(kind=kind, parameters={"meeting": str(meeting.pk)}, by=clerk, at=timezone.now())
    return redirect(reverse("job_detail", args=[job.pk], query={"next": meeting.get_absolute_url()}))


@login_not_required
def pack_download(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Send a pack: published public ones to everybody, members' ones to those who may see all that is in them."""
    pack = get_object_or_404(Pack.objects.select_related("file", "meeting__body"), pk=pk)
    edition = getattr(pack, "public_edition", None) or getattr(pack, "members_edition", None)
    if edition is None:
        _may_have_draft(request, pack)
    elif pack.audience == Audience.MEMBERS:
        _may_have_members_pack(request, exempt_answers([edition], standing_today(request)))
    day = pack.meeting.on.isoformat() if pack.meeting.on else "undated"
    status = "" if edition else "-draft"
    return download_response(
        file=pack.file, name=f"{pack.meeting.body.slug}-{day}-{pack.audience}{status}.pdf"
    )


def _may_have_draft(request: HttpRequest, pack: Pack) -> None:
    if pack.audience == Audience.PUBLIC and can_read_agenda_drafts(request.user):
        return
    if not request.user.is_authenticated:
        raise PermissionDenied("This pack is not published.")
    keep_sight(request, [(pack, sight_of_drafts(standing_today(request)))])


def _may_have_members_pack(request: HttpRequest, answers: Sequence[ExemptAnswer]) -> None:
    if not request.user.is_authenticated:
        raise PermissionDenied("The members' pack is for members. Sign in to open it.")
    keep_sight(request, [(answer.paper, answer.sight) for answer in answers])
