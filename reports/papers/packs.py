"""The packs of a meeting, made from what was read at one moment; what they share is set once."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from childservices import pdf
from reports.choices import Audience, Classification
from reports.models import Meeting
from reports.papers.agenda import exempt_titles
from reports.papers.contents import ItemContents
from reports.papers.pack import (
    BuiltPack,
    PackSource,
    PaperFailed,
    PaperHtml,
    build_pack,
    front_document,
    front_sheet,
    gather_pack,
    pack_item,
)
from reports.papers.table_files import attached_tables
from reports.papers.typesetting import Typesetter

Progress = Callable[[int, str], None]

_Items = Mapping[pdf.PaperToRender, pdf.PackItem]

#: Percent of the work that is done when all papers are set.
PAPERS_SET = 80


@dataclass(frozen=True)
class GatheredPacks:
    """What the packs of a meeting are made from, and when it was read."""

    meeting: Meeting
    at: datetime
    sources: Mapping[Audience, PackSource]
    exempt_titles: Sequence[ItemContents] = ()
    """What the members' front sheet lists, where the public pack is made alone: so long must its front sheet be."""


def gather_packs(
    meeting: Meeting, *, at: datetime, audiences: Collection[Audience] = tuple(Audience)
) -> GatheredPacks:
    """Read everything that the packs of a meeting are made from; later changes do not reach them."""
    sources = {audience: gather_pack(meeting, audience) for audience in audiences}
    titles = () if Audience.MEMBERS in sources else exempt_titles(meeting)
    return GatheredPacks(meeting, at, sources, titles)


def build_packs(
    gathered: GatheredPacks, *, is_draft: bool, typesetter: Typesetter, progress: Progress
) -> Mapping[Audience, BuiltPack]:
    """Make the packs; a paper that stands in several, or was set for an earlier one, is not set again.

    Raises:
        PaperFailed: an item could not be set, which the sentence names, or this machine can set nothing.
    """
    try:
        items = _set_papers(gathered, typesetter, progress)
        front_pages = _longest_front(gathered, items, typesetter)
    except pdf.PaperError as error:
        raise PaperFailed(f"The packs could not be made. {error}") from error
    packs = {}
    for done, (audience, source) in enumerate(gathered.sources.items()):
        progress(PAPERS_SET + 18 * done // len(gathered.sources), f"{audience.label} pack: put together")
        packs[audience] = build_pack(
            gathered.meeting,
            source,
            items=_items_of(source, items),
            front_pages=front_pages,
            typesetter=typesetter,
            is_draft=is_draft,
        )
    return packs


def _set_papers(gathered: GatheredPacks, typesetter: Typesetter, progress: Progress) -> _Items:
    papers = list({p.document: p for source in gathered.sources.values() for p in source.papers}.values())
    items = {}
    progress(0, f"0 of {len(papers)} papers are set")
    with closing(typesetter.set_many([paper.document for paper in papers])) as results:
        for done, (index, result) in enumerate(results, start=1):
            paper = papers[index]
            if isinstance(result, pdf.PaperError):
                raise PaperFailed(f"{paper.name}, could not be turned into pages. {result}") from result
            items[paper.document] = pack_item(paper, result)
            progress(PAPERS_SET * done // len(papers), _so_far(done, len(papers), paper))
    return items


def _items_of(source: PackSource, items: _Items) -> Sequence[pdf.PackItem]:
    return [items[paper.document] for paper in source.papers]


def _so_far(done: int, count: int, paper: PaperHtml) -> str:
    item = f": item {paper.item.number}" if paper.item.number else ""
    return f"{done} of {count} papers {'is' if count == 1 else 'are'} set{item}"


def _longest_front(gathered: GatheredPacks, items: _Items, typesetter: Typesetter) -> int:
    """Count the pages of the longest front sheet, so that open pages carry the same number in all packs.

    The pack that is not made now counts too, as long as it is known.
    """
    some = next(iter(gathered.sources.values()))
    open_papers = [paper for paper in some.papers if paper.item.part == Classification.OPEN]
    public = replace(some, audience=Audience.PUBLIC, exempt_items=(), papers=open_papers)
    members = replace(public, audience=Audience.MEMBERS, exempt_items=gathered.exempt_titles)
    known = {Audience.PUBLIC: public, Audience.MEMBERS: members, **gathered.sources}
    audiences = [(_items_of(source, items), _front_of(source)) for source in known.values()]
    return pdf.front_page_count(
        audiences=audiences, render=lambda html: typesetter.set_one(front_document(html))
    )


def _front_of(source: PackSource) -> Callable[[tuple[pdf.PlacedItem, ...]], str]:
    tables = len(attached_tables(paper.item for paper in source.papers))
    return partial(front_sheet, source.open_agenda, source.exempt_items, source.audience, tables)
