"""What the public may know of meetings, the same for everybody who asks, whatever else they may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Prefetch

from reports.choices import Classification, MinutesState
from reports.models import AgendaEdition, IssuedFile, IssuedPaper, Meeting, Minutes
from reports.queries.issued import latest_edition
from reports.querysets.meeting import MeetingQuerySet


@dataclass(frozen=True)
class PublicMeeting:
    """A meeting with what was issued to the public; without an edition nothing of its agenda is known."""

    meeting: Meeting
    edition: AgendaEdition | None
    papers: Sequence[IssuedPaper]
    files: Mapping[UUID, Sequence[IssuedFile]]
    """The files behind each open paper, by the paper's id."""
    has_minutes: bool


def public_meetings(
    *, body: str = "", year: int | None = None, since: date | None = None, until: date | None = None
) -> MeetingQuerySet:
    """The announced meetings, the latest first and always in the same order; `since` and `until` are included."""
    meetings: MeetingQuerySet = Meeting.objects.visible_to(AnonymousUser())
    narrowed = {"body__slug": body, "on__year": year, "on__gte": since, "on__lte": until}
    editions = AgendaEdition.objects.order_by("-number")
    return (
        meetings.filter(**{name: value for name, value in narrowed.items() if value})
        .select_related("body")
        .prefetch_related(Prefetch("editions", queryset=editions))
        .order_by(F("on").desc(nulls_last=True), "body__name", "pk")
    )


def public_meeting(key: UUID) -> PublicMeeting | None:
    """A meeting with its published agenda, in a number of queries that does not grow; None if it is not announced."""
    meeting = public_meetings().filter(pk=key).first()
    if meeting is None:
        return None
    edition = latest_edition(meeting)
    minutes = Minutes.objects.filter(meeting=meeting).exclude(state=MinutesState.DRAFT)
    papers = _open_papers(edition) if edition else ()
    return PublicMeeting(meeting, edition, papers, _files_behind(papers), minutes.exists())


def _open_papers(edition: AgendaEdition) -> Sequence[IssuedPaper]:
    """Read the rows of the open papers alone: nothing that is exempt is even asked for."""
    return list(edition.papers.filter(part=Classification.OPEN).order_by("position"))


def _files_behind(papers: Sequence[IssuedPaper]) -> Mapping[UUID, Sequence[IssuedFile]]:
    behind: dict[UUID, list[IssuedFile]] = {paper.pk: [] for paper in papers}
    for file in IssuedFile.objects.filter(paper__in=papers).select_related("file").order_by("pk"):
        behind[file.paper_id].append(file)
    return behind
