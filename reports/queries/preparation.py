"""An agenda as its clerk prepares it: the items as they stand, what blocks publication, what the packs lack."""

from collections.abc import Sequence
from dataclasses import dataclass

from reports.choices import ItemKind
from reports.domain.agenda import numbered
from reports.models import AgendaItem, Meeting, Report
from reports.permissions import Standing, sight_of_item, title_for
from reports.queries.agenda import changed_since, readiness
from reports.queries.issued import draft_packs, latest_edition


@dataclass(frozen=True)
class PreparedReport:
    """A report under an item, by the title that the person who asks may read."""

    report: Report
    title: str


@dataclass(frozen=True)
class PreparedItem:
    """An item of the agenda that is being prepared, by the title that the person who asks may read."""

    item: AgendaItem
    number: str
    title: str
    reports: Sequence[PreparedReport]
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Preparation:
    """How far an agenda has come."""

    items: Sequence[PreparedItem]
    blocks: Sequence[str]
    """What must be done before publication, a sentence each."""
    changed: Sequence[str]
    """What has changed since the newest pack was made."""
    is_published: bool


def preparation_of(meeting: Meeting, standing: Standing) -> Preparation:
    """Gather how far an agenda has come, in queries that do not grow with its items."""
    edition = latest_edition(meeting)
    packs = draft_packs(meeting)
    newest = packs[-1] if packs else (edition.public_pack if edition else None)
    return Preparation(
        items=prepared_items(meeting, standing),
        blocks=readiness(meeting),
        changed=changed_since(meeting, newest) if newest else (),
        is_published=edition is not None,
    )


def prepared_items(meeting: Meeting, standing: Standing) -> Sequence[PreparedItem]:
    """The items of an agenda in their order with their numbers and reports."""
    items = list(meeting.items.order_by("position").prefetch_related("item_reports__report"))
    for item in items:
        item.meeting = meeting
    places = numbered((item, item.kind == ItemKind.HEADING) for item in items)
    return [
        PreparedItem(
            item=place.item,
            number=place.number,
            title=_title(place.item, standing),
            reports=_reports(place.item, standing),
            is_first=index == 0,
            is_last=index == len(items) - 1,
        )
        for index, place in enumerate(places)
    ]


def _reports(item: AgendaItem, standing: Standing) -> Sequence[PreparedReport]:
    links = sorted(item.item_reports.all(), key=lambda link: link.position)
    return [PreparedReport(link.report, title_for(standing, link.report)) for link in links]


def _title(item: AgendaItem, standing: Standing) -> str:
    reports = [link.report_id for link in item.item_reports.all()]
    if item.is_open or sight_of_item(standing, item, reports=reports).allowed:
        return item.title
    return item.neutral_label()
