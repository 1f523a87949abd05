"""An audience's pack: what it is made from, and how its papers, set by themselves, are put together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any, Literal

from django.conf import settings
from django.template.loader import render_to_string

from childservices import pdf
from childservices.domain.refusals import Refusal
from reports.choices import Audience, Classification
from reports.domain.agenda import page_range
from reports.models import Meeting
from reports.papers.agenda import gather_agenda
from reports.papers.contents import AgendaContents, ItemContents
from reports.papers.html import exempt_words, item_body, printed
from reports.papers.table_files import attached_tables
from reports.papers.typesetting import Typesetter
from reports.papers.uploads import inserts_of

PACK_KINDS = {Audience.PUBLIC: "Public pack", Audience.MEMBERS: "Members’ pack"}


@dataclass(frozen=True)
class PaperHtml:
    """An item's paper as HTML, with what it was made from."""

    item: ItemContents
    body: str

    @property
    def key(self) -> str:
        """The name under which the pack's links reach it."""
        return f"{self.item.part}-{self.item.id}"

    @property
    def name(self) -> str:
        """What a sentence about it calls it, without a word of it: Item 5, open part."""
        return f"Item {self.item.number}, {self.item.part} part" if self.item.number else "A heading"

    @cached_property
    def document(self) -> pdf.PaperToRender:
        """The whole document that is set; the same in every pack that the paper stands in."""
        title = f"{self.item.number} {self.item.title}".strip()
        return pdf.PaperToRender(printed(self.body, title=title, kind=self.item.part), self.key)


@dataclass(frozen=True)
class PackSource:
    """Everything a pack is made from, gathered at one moment: the agenda and its papers for one audience."""

    audience: Audience
    open_agenda: AgendaContents
    exempt_items: Sequence[ItemContents]
    papers: Sequence[PaperHtml]


@dataclass(frozen=True)
class BuiltPack:
    """A finished pack: its bytes, its contents as this audience may see them, and its verdict.

    Of its documents, which are its papers and its front sheet, so many were rendered in this build, the others reused.
    """

    data: bytes
    pages: int
    contents: Sequence[dict[str, Any]]
    verdict: dict[str, Any]
    rendered: int
    reused: int


class PaperFailed(Refusal):
    """A paper could not be turned into pages; the sentence names the item and the reason."""


class NothingToPrint(Refusal):
    """The agenda has no item, so there is nothing to make a pack of."""


def gather_pack(meeting: Meeting, audience: Audience) -> PackSource:
    """Gather what an audience's pack is made from; the public's holds no exempt word from the start."""
    open_agenda = gather_agenda(meeting, Classification.OPEN)
    exempt = gather_agenda(meeting, Classification.EXEMPT).items if audience == Audience.MEMBERS else ()
    if not open_agenda.items:
        raise NothingToPrint("The agenda has no items yet. Add the first before you build its pack.")
    papers = [PaperHtml(item, item_body(item)) for item in (*open_agenda.items, *exempt) if item.has_paper]
    return PackSource(audience, open_agenda, exempt, papers)


def build_pack(
    meeting: Meeting,
    source: PackSource,
    *,
    items: Sequence[pdf.PackItem],
    front_pages: int,
    typesetter: Typesetter,
    is_draft: bool,
) -> BuiltPack:
    """Put an audience's pack together from its papers; what is not a draft is judged as a whole besides.

    A draft is judged by its parts, each of which was judged when it was set, and by the joints between them.

    Raises:
        PaperFailed: its front sheet cannot be set, or its parts do not fit together.
    """
    fronts: list[pdf.PaperToRender] = []

    def render(html: str) -> pdf.RenderedPaper:
        fronts.append(front_document(html))
        return typesetter.set_one(fronts[-1])

    assemble = partial(_assemble, meeting, source, items, front_pages, render, is_draft=is_draft)
    pack = assemble(claims_pdfua=None if is_draft else True)
    findings = pack.findings
    if not is_draft:
        findings += _beyond(findings, pack.locate(pdf.check_pdf(pack.pdf).findings))
        if findings:
            pack = assemble(claims_pdfua=False)
    new_papers = typesetter.newly_set.intersection(paper.document for paper in source.papers)
    rendered = len(new_papers) + (not typesetter.newly_set.isdisjoint(fronts))
    return BuiltPack(
        data=pack.pdf,
        pages=pack.pages,
        contents=_contents(source, pack.placed),
        verdict=_verdict(source, findings),
        rendered=rendered,
        reused=len(items) + 1 - rendered,
    )


def pack_item(paper: PaperHtml, rendered: pdf.RenderedPaper) -> pdf.PackItem:
    """Make of a paper and its pages what a pack is put together from."""
    item = paper.item
    part: Literal["open", "exempt"] = "exempt" if item.part == Classification.EXEMPT else "open"
    return pdf.PackItem(
        key=paper.key,
        number=item.number,
        title=item.title,
        part=part,
        pdf=rendered.pdf,
        pages=rendered.pages,
        verdict=rendered.verdict,
        inserts=inserts_of(item.reports, key=paper.key),
    )


def _beyond(
    of_parts: Iterable[pdf.PackFinding], of_whole: Iterable[pdf.PackFinding]
) -> tuple[pdf.PackFinding, ...]:
    """What the whole breaks beyond its parts, whose findings know better where they are."""
    known = {finding.rule for finding in of_parts}
    return tuple(finding for finding in of_whole if finding.rule not in known)


def _verdict(source: PackSource, findings: Iterable[pdf.PackFinding]) -> dict[str, Any]:
    """What was found, by item and page; never a word of a paper."""
    numbers = {paper.key: paper.item.number for paper in source.papers}
    rows = [
        {"rule": f.rule, "message": f.message, "page": f.page, "item": numbers.get(f.part, "")}
        for f in sorted(findings, key=lambda finding: (finding.page or 0, finding.rule, finding.message))
    ]
    return {"pdfua1": not rows, "findings": rows}


def _assemble(
    meeting: Meeting,
    source: PackSource,
    items: Sequence[pdf.PackItem],
    front_pages: int,
    render: Callable[[str], pdf.RenderedPaper],
    *,
    is_draft: bool,
    claims_pdfua: bool | None,
) -> pdf.AssembledPack:
    agenda = source.open_agenda
    attachments = attached_tables(paper.item for paper in source.papers)
    try:
        return pdf.assemble(
            items=items,
            front=partial(front_sheet, agenda, source.exempt_items, source.audience, len(attachments)),
            front_pages_at_least=front_pages,
            title=f"{agenda.body}, {agenda.day}: {PACK_KINDS[source.audience].lower()}",
            author=settings.COUNCIL_NAME,
            subject="Agenda and papers",
            on=meeting.on or date(1970, 1, 1),
            watermark="DRAFT" if is_draft else None,
            claims_pdfua=claims_pdfua,
            attachments=attachments,
            render=render,
        )
    except pdf.PaperError as error:
        raise PaperFailed(f"The pack could not be put together. {error}") from error


def front_document(html: str) -> pdf.PaperToRender:
    """Make of the HTML of a front sheet, or of the blank pages that fill it up, what is set."""
    return pdf.PaperToRender(html, "front")


def front_sheet(
    agenda: AgendaContents,
    exempt: Sequence[ItemContents],
    audience: Audience,
    tables: int,
    placed: Sequence[pdf.PlacedItem],
) -> str:
    """Turn the agenda into the front sheet's HTML: the pages of each paper, and how many tables are attached."""
    pages = {place.key: page_range(place.first_page, place.last_page) for place in placed}
    body = render_to_string(
        "reports/papers/front.html",
        {
            "council": settings.COUNCIL_NAME,
            "pack_kind": PACK_KINDS[audience],
            "agenda": agenda,
            "rows": [_front_row(item, pages) for item in agenda.items],
            "exempt_rows": [_front_row(item, pages) for item in exempt],
            "tables": tables,
        },
    )
    return printed(body, title=f"{agenda.body}, {agenda.day}", kind="front")


def _front_row(item: ItemContents, pages: Mapping[str, str]) -> dict[str, str]:
    key = f"{item.part}-{item.id}"
    words = exempt_words(item)
    return {
        "key": key,
        "number": item.number,
        "title": item.title,
        "presenters": "; ".join(item.presenters),
        "pages": pages.get(key, ""),
        "exempt": f"Not for publication in part: {words}" if words and item.has_paper else words,
    }


def _contents(source: PackSource, placed: Sequence[pdf.PlacedItem]) -> Sequence[dict[str, Any]]:
    pages = {place.key: (place.first_page, place.last_page) for place in placed}
    rows = []
    for item in (*source.open_agenda.items, *source.exempt_items):
        first, last = pages.get(f"{item.part}-{item.id}", (None, None))
        rows.append(
            {
                "key": str(item.id),
                "number": item.number,
                "title": item.title,
                "part": item.part,
                "first_page": first,
                "last_page": last,
            }
        )
    return rows
