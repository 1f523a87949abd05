"""What was issued for a meeting, and how far a person sees into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from reports.choices import Audience, Classification
from reports.domain.exemption import Sight
from reports.models import AgendaEdition, IssuedPaper, ItemReport, Meeting, Pack
from reports.permissions import Standing, sight_of_issued


@dataclass(frozen=True)
class ExemptAnswer:
    """An exempt paper and whether the person who asks may see it, with the reason for the log."""

    paper: IssuedPaper
    sight: Sight

    @property
    def is_allowed(self) -> bool:
        """Whether the person who asks may see it."""
        return self.sight.allowed


def latest_edition(meeting: Meeting) -> AgendaEdition | None:
    """The edition of a meeting's agenda that holds now, with its packs; None before the first."""
    editions = meeting.editions.select_related("public_pack__file", "members_pack__file", "meeting__body")
    return editions.order_by("-number").first()


def open_papers(edition: AgendaEdition) -> Sequence[IssuedPaper]:
    """The open papers of an edition in the agenda's order: all that the public is ever given."""
    return list(edition.papers.filter(part=Classification.OPEN).select_related("html").order_by("position"))


def exempt_answers(edition: AgendaEdition, standing: Standing) -> Sequence[ExemptAnswer]:
    """Each exempt paper of an edition with the answer for one person; the words themselves are not read."""
    papers = list(
        edition.papers.filter(part=Classification.EXEMPT)
        .select_related("edition__meeting", "html")
        .order_by("position")
    )
    reports = _reports_under({paper.item_key for paper in papers})
    return [
        ExemptAnswer(paper, sight_of_issued(standing, paper, reports=reports.get(paper.item_key, ())))
        for paper in papers
    ]


def _reports_under(items: set[UUID]) -> dict[UUID, list[UUID]]:
    under: dict[UUID, list[UUID]] = {}
    for item, report in ItemReport.objects.filter(item__in=items).values_list("item", "report"):
        under.setdefault(item, []).append(report)
    return under


def draft_packs(meeting: Meeting) -> Sequence[Pack]:
    """The newest draft pack for each audience that was made after the latest edition."""
    drafts = meeting.packs.filter(public_edition=None, members_edition=None).select_related(
        "file", "made_by__person"
    )
    newest = {}
    for pack in drafts.order_by("made_at"):
        newest[pack.audience] = pack
    edition = meeting.editions.order_by("-number").first()
    since = edition.published_at if edition else None
    packs = [newest[audience] for audience in Audience if audience in newest]
    return [pack for pack in packs if since is None or pack.made_at > since]
