"""The minutes of a meeting, as far as one may see."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from reports.choices import Classification, MinutesState
from reports.domain.exemption import Sight
from reports.models import Meeting, Minute, Minutes
from reports.papers.minutes import gather_minutes
from reports.permissions import can_read_agenda_drafts, sight_of_minute
from reports.views.access import keep_sight, load_meeting, standing_today


@login_not_required
def minutes_detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the minutes: exempt ones by number, neutral title and paragraph; in full to those who may and ask."""
    meeting = load_meeting(request, pk)
    minutes = _visible_minutes(request, meeting)
    sights = _sights(request, minutes)
    may_see = bool(sights) and all(sight.allowed for _, sight in sights)
    wants = "exempt" in request.GET and may_see
    if wants:
        keep_sight(request, sights)
    context = {
        "meeting": meeting,
        "state": minutes.get_state_display(),
        "minutes": gather_minutes(meeting, Classification.OPEN),
        "exempt": gather_minutes(meeting, Classification.EXEMPT) if wants else None,
        "may_see_exempt": may_see,
        "page_title": str(minutes),
    }
    return render(request, "reports/minutes_detail.html", context)


def _visible_minutes(request: HttpRequest, meeting: Meeting) -> Minutes:
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None or (minutes.state == MinutesState.DRAFT and not can_read_agenda_drafts(request.user)):
        raise Http404("The minutes of this meeting are not published.")
    minutes.meeting = meeting
    return minutes


def _sights(request: HttpRequest, minutes: Minutes) -> Sequence[tuple[Minute, Sight]]:
    exempt = minutes.entries.filter(classification=Classification.EXEMPT).select_related(
        "minutes__meeting__body"
    )
    standing = standing_today(request)
    return [(minute, sight_of_minute(standing, minute)) for minute in exempt.order_by("number")]
