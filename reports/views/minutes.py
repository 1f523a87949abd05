"""The minutes of a meeting, as far as one may see."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from reports.choices import Classification
from reports.domain.exemption import Sight
from reports.models import Minute, Minutes
from reports.papers.minutes import gather_minutes
from reports.permissions import can_read_agenda_drafts, sight_of_minute
from reports.queries.minutes import visible_minutes
from reports.views.access import keep_sight, load_meeting, standing_today


@login_not_required
def minutes_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the minutes: exempt ones by number, neutral title and paragraph; in full to those who may and ask."""
    meeting = load_meeting(request, pk)
    minutes = visible_minutes(meeting, with_drafts=can_read_agenda_drafts(request.user))
    if minutes is None:
        raise Http404("The minutes of this meeting are not published.")
    sights = _sights(request, minutes)
    wants_exempt = "exempt" in request.GET and bool(sights)
    if wants_exempt:
        keep_sight(request, sights)
    context = {
        "meeting": meeting,
        "record": minutes,
        "minutes": gather_minutes(meeting, Classification.OPEN),
        "exempt": gather_minutes(meeting, Classification.EXEMPT) if wants_exempt else None,
        "may_see_exempt": bool(sights) and all(sight.allowed for _, sight in sights),
        "page_title": str(minutes),
    }
    return render(request, "reports/minutes_detail.html", context)


def _sights(request: HttpRequest, minutes: Minutes) -> Sequence[tuple[Minute, Sight]]:
    exempt = minutes.entries.filter(classification=Classification.EXEMPT).select_related(
        "minutes__meeting__body"
    )
    standing = standing_today(request)
    return [(minute, sight_of_minute(standing, minute)) for minute in exempt.order_by("number")]
