"""An agenda as its clerk prepares it: the items as they stand, what blocks publication, what the packs lack."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from childservices.choices import JobState
from childservices.models import Job
from reports.choices import Audience, Classification, ItemKind, JobKind
from reports.domain.agenda import numbered, page_range
from reports.domain.workflow import MEETING, next_state
from reports.models import AgendaEdition, AgendaItem, Meeting, Pack, Report
from reports.permissions import Standing, title_for
from reports.queries.agenda import agenda_items, blocks_of, changed_since, reports_under
from reports.queries.issued import draft_packs, withheld_words


@dataclass(frozen=True)
class PreparedReport:
    """A report under an item, by the title that lists call it by."""

    report: Report
    title: str


@dataclass(frozen=True)
class PreparedItem:
    """An item of the agenda that is being prepared, by its title, or by its neutral one where it is not open.

    That holds for everybody: the clerk reads the words of an exempt item on its own page, where the sight is kept.
    """

    item: AgendaItem
    number: str
    title: str
    pages: str
    """Its pages in the newest packs."""
    exempt_pages: str
    """The pages of an open item's exempt part in the newest members' pack."""
    reports: Sequence[PreparedReport]
    is_first: bool
    """Whether it is the first of its part, open or exempt, and so cannot move up."""
    is_last: bool

    @property
    def presenter(self) -> str:
        """The posts that present an open item without a report."""
        return self.item.presenter if self.item.is_open else ""

    @property
    def withheld(self) -> str:
        """What the public is told of an exempt item: Not for publication: paragraph 3."""
        paragraph = self.item.exempt_paragraph
        return withheld_words([paragraph], in_part=False) if paragraph else ""


@dataclass(frozen=True)
class Preparation:
    """How far an agenda has come."""

    items: Sequence[PreparedItem]
    blocks: Sequence[str]
    """What must be done before publication, a sentence each."""
    changed: Sequence[str]
    """What has changed since the newest pack was made."""
    packs: Sequence[Pack]
    """The newest draft packs, made after the latest edition."""
    job: Job | None
    """The last work on its packs, as long as it goes on or when it failed."""
    is_open: bool
    """Whether its agenda may still be published: the meeting is neither cancelled nor postponed."""

    @property
    def open_items(self) -> Sequence[PreparedItem]:
        """The items that the public may read, and those nobody has classified yet."""
        return [row for row in self.items if not row.item.is_exempt]

    @property
    def exempt_items(self) -> Sequence[PreparedItem]:
        """The items that are not for publication."""
        return [row for row in self.items if row.item.is_exempt]


def preparation_of(meeting: Meeting, standing: Standing, edition: AgendaEdition | None) -> Preparation:
    """Gather how far an agenda has come, in queries that do not grow with its items."""
    items = agenda_items([meeting])
    rows = items[meeting.pk]
    drafts = draft_packs(meeting, edition)
    packs = drafts or ([edition.public_pack, edition.members_pack] if edition else [])
    return Preparation(
        items=prepared_items(rows, standing, pages=_pages_in(packs)),
        blocks=blocks_of(items)[meeting.pk],
        changed=changed_since(meeting, reports_under(rows), moment=packs[0].gathered_at) if packs else (),
        packs=drafts,
        job=last_job(meeting),
        is_open=next_state(MEETING, meeting.state, "convene") is not None,
    )


def prepared_items(
    items: Sequence[AgendaItem], standing: Standing, *, pages: Mapping[tuple[str, str], str]
) -> Sequence[PreparedItem]:
    """The items of an agenda in their order with their numbers, reports and pages."""
    places = numbered((item, item.kind == ItemKind.HEADING) for item in items)
    before = [None, *(item.is_exempt for item in items)]
    after = [*(item.is_exempt for item in items[1:]), None]
    return [
        PreparedItem(
            item=place.item,
            number=place.number,
            title=place.item.open_title,
            pages=pages.get((str(place.item.pk), str(place.item.classification)), ""),
            exempt_pages=pages.get((str(place.item.pk), Classification.EXEMPT), "")
            if place.item.is_open
            else "",
            reports=_reports(place.item, standing),
            is_first=before[index] is not place.item.is_exempt,
            is_last=after[index] is not place.item.is_exempt,
        )
        for index, place in enumerate(places)
    ]


def last_job(meeting: Meeting) -> Job | None:
    """The last work on a meeting's packs, where it goes on or has failed."""
    job = (
        Job.objects.filter(kind__in=JobKind.values, parameters__meeting=str(meeting.pk))
        .order_by("-created_at")
        .first()
    )
    return job if job and (job.is_live or job.state == JobState.FAILED) else None


def failed_jobs(*, since: datetime) -> Sequence[tuple[Meeting, Job]]:
    """The meetings whose last work on their packs, begun since a moment, has failed."""
    begun = Job.objects.filter(kind__in=JobKind.values, created_at__gte=since).order_by("created_at")
    last = {job.parameters["meeting"]: job for job in begun}
    failed = {meeting: job for meeting, job in last.items() if job.state == JobState.FAILED}
    meetings = Meeting.objects.filter(pk__in=failed).for_lists().order_by("on")
    return [(meeting, failed[str(meeting.pk)]) for meeting in meetings]


def _pages_in(packs: Sequence[Pack]) -> Mapping[tuple[str, str], str]:
    """The pages of each item by its id and part; open pages are the same in both packs, so the fuller one serves."""
    fuller = next((pack for pack in packs if pack.audience == Audience.MEMBERS), None) or next(
        iter(packs), None
    )
    rows = fuller.contents if fuller else []
    return {(row["key"], row["part"]): page_range(row["first_page"], row["last_page"]) for row in rows}


def _reports(item: AgendaItem, standing: Standing) -> Sequence[PreparedReport]:
    links = sorted(item.item_reports.all(), key=lambda link: link.position)
    return [PreparedReport(link.report, title_for(standing, link.report)) for link in links]
