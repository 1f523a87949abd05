"""What a councillor or co-optee has before them: their next meetings, new papers, and exempt ones they may open."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse

from reports.choices import MeetingState
from reports.domain.agenda import paragraphs_text
from reports.models import AgendaEdition, IssuedPaper, Meeting
from reports.permissions import Standing
from reports.queries.home.desk import MEETINGS, NEW, PAPERS, Desk, Need, desk_of, local_day
from reports.queries.issued import exempt_answers


def member_desks(standing: Standing, *, on: date, at: datetime) -> Iterable[Desk]:
    """Gather a member's desks; what is exempt is named by its item's number alone.

    Members know of the planned meetings of their bodies; the page of one opens when it is announced.
    """
    own = Meeting.objects.filter(body__in=standing.bodies).for_lists()
    meetings = own.coming(on=on)[: MEETINGS + 1]
    editions = _latest_editions(since=at - NEW, on=on)
    out = {edition.meeting_id for edition in editions}
    exempt = [answer.paper for answer in exempt_answers(editions, standing) if answer.is_allowed]
    all_meetings = reverse("meeting_list")
    return (
        desk_of(
            "Your next meetings",
            [_own_meeting(meeting, is_out=meeting.pk in out) for meeting in meetings],
            "No meeting of a body that you sit on is planned.",
            limit=MEETINGS,
            more_href=all_meetings,
        ),
        desk_of(
            "New papers",
            [_new_papers(edition) for edition in editions if edition.meeting.body_id in standing.bodies],
            "Nothing was published for your bodies in the last three weeks.",
            limit=PAPERS,
            more_href=all_meetings,
        ),
        desk_of(
            "Exempt papers that you may open",
            [_exempt_paper(paper) for paper in exempt],
            "There are none at the moment.",
            limit=PAPERS,
            more_href=all_meetings,
        ),
    )


def _latest_editions(*, since: datetime, on: date) -> Sequence[AgendaEdition]:
    """The latest edition of each meeting that is still to come or whose papers are new, the newest first."""
    rows = AgendaEdition.objects.filter(published_at__gte=since) | AgendaEdition.objects.filter(
        meeting__on__gte=on
    )
    found: dict[UUID, AgendaEdition] = {}
    for edition in rows.select_related("meeting__body", "public_pack").order_by("meeting", "-number"):
        found.setdefault(edition.meeting_id, edition)
    return sorted(found.values(), key=lambda edition: edition.published_at, reverse=True)


def _own_meeting(meeting: Meeting, *, is_out: bool) -> Need:
    start = f"{meeting.starts:%H:%M}" if meeting.starts else ""
    return Need(
        name=str(meeting),
        href=meeting.get_absolute_url() if is_out or meeting.state != MeetingState.PLANNED else "",
        hint=", ".join(part for part in (start, meeting.venue) if part),
        status="Papers are out" if is_out else "Agenda not out yet",
        colour="green" if is_out else "grey",
    )


def _new_papers(edition: AgendaEdition) -> Need:
    correction = f", edition {edition.number}" if edition.number > 1 else ""
    pages = edition.public_pack.pages
    return Need(
        name=str(edition.meeting),
        href=reverse("meeting_papers", args=[edition.meeting_id]),
        hint=f"Agenda and papers{correction}, {pages} pages, published {local_day(edition.published_at)}",
    )


def _exempt_paper(paper: IssuedPaper) -> Need:
    meeting = paper.edition.meeting
    count = len(paper.exempt_paragraphs)
    word = "paragraph" if count == 1 else "paragraphs"
    return Need(
        name=f"{meeting}: {paper.neutral_label().lower()}",
        href=reverse("exempt_paper", args=[meeting.pk, paper.item_key]),
        hint=f"Not for publication: {word} {paragraphs_text(paper.exempt_paragraphs)}. Opening it is recorded.",
        status="Exempt",
        colour="red",
    )
