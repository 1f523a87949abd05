"""What was issued for a meeting, and how far a person sees into it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from reports.choices import Audience, Classification
from reports.domain.agenda import page_range, paragraphs_text
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


@dataclass(frozen=True)
class PublishedItem:
    """An item of a published agenda as one person may see it."""

    paper: IssuedPaper
    """The open paper; of an exempt item it holds the number and the neutral title."""
    exempt: ExemptAnswer | None
    """The exempt paper, where the person may open it."""

    @property
    def pages(self) -> str:
        """The pages of the open paper in the packs: 4 to 25."""
        return page_range(self.paper.first_page, self.paper.last_page)

    @property
    def exempt_pages(self) -> str:
        """The pages of the exempt paper in the members' pack, for those who may open it."""
        paper = self.exempt.paper if self.exempt else None
        return page_range(paper.first_page, paper.last_page) if paper else ""

    @property
    def withheld(self) -> str:
        """What the public is told that it does not get: Not for publication: paragraph 3."""
        return withheld_words(self.paper.exempt_paragraphs, in_part=self.paper.html_id is not None)


@dataclass(frozen=True)
class PublishedAgenda:
    """The agenda that was published last, as one person may see it."""

    edition: AgendaEdition
    items: Sequence[PublishedItem]
    opens_members_pack: bool
    """Whether the person may see every exempt paper in the members' pack, and there is one."""


def withheld_words(paragraphs: Collection[int], *, in_part: bool) -> str:
    """Say that something is not for publication, and under which paragraphs; nothing where there are none."""
    if not paragraphs:
        return ""
    word = "paragraph" if len(paragraphs) == 1 else "paragraphs"
    part = " in part" if in_part else ""
    return f"Not for publication{part}: {word} {paragraphs_text(paragraphs)}"


def latest_edition(meeting: Meeting) -> AgendaEdition | None:
    """The edition of a meeting's agenda that holds now, with its packs; None before the first."""
    editions = meeting.editions.select_related("public_pack__file", "members_pack__file", "meeting__body")
    return editions.order_by("-number").first()


def open_papers(edition: AgendaEdition) -> Sequence[IssuedPaper]:
    """The open papers of an edition in the agenda's order: all that the public is ever given."""
    return list(edition.papers.filter(part=Classification.OPEN).select_related("html").order_by("position"))


def published_agenda(edition: AgendaEdition, standing: Standing) -> PublishedAgenda:
    """A published agenda as one person may see it, in three queries for any number of items."""
    answers = exempt_answers([edition], standing)
    allowed = {answer.paper.item_key: answer for answer in answers if answer.is_allowed}
    return PublishedAgenda(
        edition=edition,
        items=[PublishedItem(paper, allowed.get(paper.item_key)) for paper in open_papers(edition)],
        opens_members_pack=bool(answers) and len(allowed) == len(answers),
    )


def exempt_answers(editions: Collection[AgendaEdition], standing: Standing) -> Sequence[ExemptAnswer]:
    """Each exempt paper of some editions with the answer for one person; the words themselves are not read."""
    by_key = {edition.pk: edition for edition in editions}
    rows = IssuedPaper.objects.filter(edition__in=by_key, part=Classification.EXEMPT)
    papers = list(rows.select_related("html").order_by("edition", "position"))
    for paper in papers:
        paper.edition = by_key[paper.edition_id]
    reports = _reports_under({paper.item_key for paper in papers})
    return [
        ExemptAnswer(paper, sight_of_issued(standing, paper, reports=_written(paper, reports)))
        for paper in papers
    ]


def _written(paper: IssuedPaper, reports: Mapping[UUID, Sequence[UUID]]) -> Sequence[UUID]:
    """The reports in an issued paper, whose authors may see it, as far as that is known.

    It is read from the agenda as it stands, and so it is known only while the agenda is the one that was published.
    """
    edition = paper.edition
    is_as_published = edition.meeting.changed_at <= edition.public_pack.gathered_at
    return reports.get(paper.item_key, ()) if is_as_published else ()


def _reports_under(items: set[UUID]) -> Mapping[UUID, Sequence[UUID]]:
    under: dict[UUID, list[UUID]] = {}
    if not items:
        return under
    for item, report in ItemReport.objects.filter(item__in=items).values_list("item", "report"):
        under.setdefault(item, []).append(report)
    return under


def draft_packs(meeting: Meeting, edition: AgendaEdition | None) -> Sequence[Pack]:
    """The newest draft pack for each audience that was made after the latest edition."""
    drafts = meeting.packs.filter(public_edition=None, members_edition=None).select_related("file")
    if edition is not None:
        drafts = drafts.filter(made_at__gt=edition.published_at)
    newest = {}
    for pack in drafts.order_by("made_at"):
        newest[pack.audience] = pack
    return [newest[audience] for audience in Audience if audience in newest]
