"""From an agenda to its packs: each item rendered alone, then put together for an audience."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import sha256
from typing import Any, Literal

from django.conf import settings
from django.template.loader import render_to_string

from childservices import pdf
from childservices.domain.refusals import Refusal
from reports.choices import Audience, Classification
from reports.domain.agenda import page_range
from reports.models import Meeting
from reports.papers.agenda import exempt_titles, gather_agenda
from reports.papers.contents import AgendaContents, ItemContents
from reports.papers.html import exempt_words, item_body, printed
from reports.papers.uploads import inserts_of

Progress = Callable[[int, str], None]

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


@dataclass(frozen=True)
class PackSource:
    """Everything a pack is made from, gathered at one moment: the agenda and its papers for one audience."""

    audience: Audience
    open_agenda: AgendaContents
    exempt_items: Sequence[ItemContents]
    papers: Sequence[PaperHtml]


@dataclass(frozen=True)
class BuiltPack:
    """A finished pack: its bytes, its contents as this audience may see them, and its verdict."""

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
    meeting: Meeting, source: PackSource, *, is_draft: bool, made: dict[str, pdf.PackItem], progress: Progress
) -> BuiltPack:
    """Make an audience's pack from what was gathered; open items carry the same pages for every audience.

    `made` holds the items that the other audience's pack was made of, by the SHA-256 of their HTML; what is in it is
    not rendered again, and what is rendered is put into it.

    Raises:
        PaperFailed: an item could not be rendered; the sentence names it.
    """
    items, rendered = [], 0
    for count, paper in enumerate(source.papers, start=1):
        progress(5 + 80 * count // (len(source.papers) + 1), f"Item {paper.item.number}")
        name = sha256(f"{paper.key} {paper.body}".encode()).hexdigest()
        rendered += name not in made
        items.append(made.setdefault(name, made.get(name) or _rendered(paper)))
    progress(88, "Putting the pack together")
    assembled = _assemble(meeting, source, items, is_draft=is_draft, claims_pdfua=True)
    progress(96, "Checking the pack")
    verdict = _verdict(assembled.pdf)
    if not verdict["pdfua1"]:
        assembled = _assemble(meeting, source, items, is_draft=is_draft, claims_pdfua=False)
    return BuiltPack(
        data=assembled.pdf,
        pages=assembled.pages,
        contents=_contents(source, assembled.placed),
        verdict=verdict,
        rendered=rendered + 1,
        reused=len(items) - rendered,
    )


def _verdict(data: bytes) -> dict[str, Any]:
    verdict = pdf.check_pdf(data)
    findings = [{"rule": f.rule, "message": f.message, "page": f.page} for f in verdict.findings]
    return {"pdfua1": verdict.pdfua1, "findings": findings}


def _render(html: str, id_prefix: str) -> pdf.RenderedItem:
    static = settings.BASE_DIR / "static"
    return pdf.render_item(
        html, fonts=static / "fonts", stylesheet=static / "papers.css", id_prefix=id_prefix
    )


def _rendered(paper: PaperHtml) -> pdf.PackItem:
    item = paper.item
    html = printed(paper.body, title=f"{item.number} {item.title}".strip(), kind=item.part)
    try:
        result = _render(html, paper.key)
    except pdf.PaperError as error:
        name = f"Item {item.number}, {item.part} part," if item.number else "An item"
        raise PaperFailed(f"{name} could not be turned into pages. {error}") from error
    part: Literal["open", "exempt"] = "exempt" if item.part == Classification.EXEMPT else "open"
    return pdf.PackItem(
        key=paper.key,
        number=item.number,
        title=item.title,
        part=part,
        pdf=result.pdf,
        pages=result.pages,
        inserts=inserts_of(item.reports, key=paper.key),
    )


def _assemble(
    meeting: Meeting, source: PackSource, items: Sequence[pdf.PackItem], *, is_draft: bool, claims_pdfua: bool
) -> pdf.AssembledPack:
    agenda = source.open_agenda
    try:
        return pdf.assemble(
            items=items,
            front=lambda placed: front_sheet(agenda, source.exempt_items, placed, source.audience),
            front_pages_at_least=_longest_front(meeting, source, items),
            title=f"{agenda.body}, {agenda.day}: {PACK_KINDS[source.audience].lower()}",
            author=settings.COUNCIL_NAME,
            subject="Agenda and papers",
            on=meeting.on or date(1970, 1, 1),
            watermark="DRAFT" if is_draft else None,
            claims_pdfua=claims_pdfua,
            render=_render_front,
        )
    except pdf.PaperError as error:
        raise PaperFailed(f"The pack could not be put together. {error}") from error


def _longest_front(meeting: Meeting, source: PackSource, items: Sequence[pdf.PackItem]) -> int:
    """Count the pages of the longer front sheet, so that open pages carry the same number in both packs."""
    open_items = [item for item in items if item.part == "open"]
    fronts = {Audience.PUBLIC: (), Audience.MEMBERS: exempt_titles(meeting)}
    audiences = [
        (open_items, partial(_front_for, source.open_agenda, exempt, audience))
        for audience, exempt in fronts.items()
    ]
    return pdf.front_page_count(audiences=audiences, render=_render_front)


def _front_for(
    agenda: AgendaContents,
    exempt: Sequence[ItemContents],
    audience: Audience,
    placed: Sequence[pdf.PlacedItem],
) -> str:
    return front_sheet(agenda, exempt, placed, audience)


def _render_front(html: str) -> pdf.RenderedItem:
    return _render(html, "front")


def front_sheet(
    agenda: AgendaContents,
    exempt: Sequence[ItemContents],
    placed: Sequence[pdf.PlacedItem],
    audience: Audience,
) -> str:
    """Turn the agenda into the front sheet's HTML, with the pages on which each paper stands."""
    pages = {place.key: page_range(place.first_page, place.last_page) for place in placed}
    body = render_to_string(
        "reports/papers/front.html",
        {
            "council": settings.COUNCIL_NAME,
            "pack_kind": PACK_KINDS[audience],
            "agenda": agenda,
            "rows": [_front_row(item, pages) for item in agenda.items],
            "exempt_rows": [_front_row(item, pages) for item in exempt],
        },
    )
    return printed(body, title=f"{agenda.body}, {agenda.day}", kind="front")


def _front_row(item: ItemContents, pages: dict[str, str]) -> dict[str, str]:
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
