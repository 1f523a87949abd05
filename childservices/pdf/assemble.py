"""A pack from its items: front sheet, merge, page numbers. What the public and the members get are two assemblies.

A pack for the public is put together from the open items alone and never by taking pages out of another, so that no
byte of an exempt paper can be left behind in it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from pathlib import Path
from typing import Literal

from childservices.pdf.attachments import Attachment
from childservices.pdf.council_fonts import SHIPPED_FONTS, STAMP_FONT
from childservices.pdf.errors import PackRefused
from childservices.pdf.findings import Finding, PackFinding
from childservices.pdf.inserts import Insert, as_tagged_pages
from childservices.pdf.merge import PackMerger
from childservices.pdf.metadata import Description
from childservices.pdf.pool import RenderedPaper
from childservices.pdf.render import RenderedItem
from childservices.pdf.stamp import Stamp
from childservices.pdf.verdict import Verdict, check_pdf

LANGUAGE = "en-GB"
FRONT_KEY, BLANK_KEY = "front-sheet", "blank-pages"
FRONT_TITLE = "Front sheet"
BLANK_TEXT = "This page is intentionally blank"
EXEMPT_HEADING = "Not for publication"


@dataclass(frozen=True)
class PackItem:
    """One paper of a pack: its number and title as on the agenda, open or exempt, and its pages without numbers.

    `key` is its name in links (`https://pack.invalid/#KEY`). `first_page` is where it must begin, when an earlier
    edition of the pack has said so; None leaves that to the pages before it. `verdict` is what `check_pdf` said of its
    pages, where that is known. The pages of `inserts` follow its own.
    """

    key: str
    number: str
    title: str
    part: Literal["open", "exempt"]
    pdf: bytes
    pages: int
    first_page: int | None = None
    verdict: Verdict | None = None
    inserts: tuple[Insert, ...] = ()

    @property
    def all_pages(self) -> int:
        """How many pages it has with those of its inserts."""
        return self.pages + sum(insert.pages for insert in self.inserts)


@dataclass(frozen=True)
class PlacedItem:
    """Where an item stands in the pack: its first and last page as stamped, both included."""

    key: str
    number: str
    title: str
    part: Literal["open", "exempt"]
    first_page: int
    last_page: int


@dataclass(frozen=True)
class AssembledPack:
    """A finished pack: its bytes, how many pages it has, how many of them are the front sheet, where items stand.

    `findings` is what is known to be wrong with its parts and its joints; the pages that they name are those stamped,
    the first of which is `first_page`.
    """

    pdf: bytes
    pages: int
    front_pages: int
    placed: tuple[PlacedItem, ...]
    findings: tuple[PackFinding, ...] = ()
    first_page: int = 1

    def locate(self, findings: Iterable[Finding]) -> tuple[PackFinding, ...]:
        """Will say of findings in the pack's own file which part they stand in, and on which stamped page."""
        return tuple(self._located(finding) for finding in findings)

    def _located(self, finding: Finding) -> PackFinding:
        page = None if finding.page is None else finding.page + self.first_page - 1
        behind = [place.key for place in self.placed if page and place.first_page <= page <= place.last_page]
        return PackFinding(behind[0] if behind else "", finding.rule, finding.message, page)


FrontSheet = Callable[[tuple[PlacedItem, ...]], str]
Render = Callable[[str], RenderedPaper | RenderedItem]


@dataclass(frozen=True)
class _FrontSheet:
    """A front sheet that agrees with the pack behind it: its pages with the blank ones that fill it up."""

    rendered: RenderedPaper | RenderedItem
    pages: int
    first_page: int
    placed: tuple[PlacedItem, ...]


@dataclass(frozen=True)
class _Part:
    """What is appended to a pack: a front sheet, blank pages or an item, with the page that it begins on."""

    key: str
    title: str
    pdf: bytes
    pages: int
    first_page: int
    verdict: Verdict | None
    item: str = ""
    """The key of the item whose insert it is."""

    def findings(self) -> Iterator[PackFinding]:
        """What its verdict found, on the pages of the pack."""
        for finding in self.verdict.findings if self.verdict else ():
            page = None if finding.page is None else finding.page + self.first_page - 1
            yield PackFinding(self.item or self.key, finding.rule, finding.message, page)


def assemble(
    *,
    items: Sequence[PackItem],
    front: FrontSheet,
    front_pages_at_least: int,
    title: str,
    author: str,
    subject: str,
    on: date,
    watermark: str | None,
    render: Render,
    attachments: Sequence[Attachment] = (),
    first_page: int = 1,
    claims_pdfua: bool | None = None,
    fonts: Path = SHIPPED_FONTS,
) -> AssembledPack:
    """Will put a pack together in the order of `items`, open ones before exempt ones.

    `front` makes the HTML of the front sheet from the page ranges and `render` sets it; the front sheet is filled up
    with blank pages to `front_pages_at_least`. Its first page is `first_page`, 1 but for a supplement, whose pages
    continue those of an earlier pack; the stamp and the label of each page are the same number.

    The PDF/UA identifier is written only when nothing is found in any part, by its verdict, nor in the joints between
    them; a part without a verdict is checked here. `claims_pdfua` says it for a caller who knows better. Raises
    `PackRefused` (a ValueError) for an exempt item before an open one, a key used twice, a wrong number of pages, an
    item that cannot begin where it must, or a link to an item that is not there.
    """
    _refuse_disorder(items)
    sheet = _settle(items, front, front_pages_at_least, render, first_page)
    parts = _parts(sheet, items, render, judges=claims_pdfua is None)
    merger = PackMerger(LANGUAGE)
    for part in parts:
        pages = merger.append(
            part.pdf,
            key=part.key,
            title=part.title,
            bookmark=part.key != BLANK_KEY,
            is_below=bool(part.item),
        )
        if pages != part.pages:
            raise PackRefused(f"“{part.title}” has {pages} pages and was announced with {part.pages}.")
    stamps = _stamps(sheet)
    merger.stamp(stamps, font=fonts / STAMP_FONT, watermark=watermark, first_page=first_page)
    merger.attach(attachments, on)
    pack = AssembledPack(b"", len(stamps), sheet.pages, sheet.placed, first_page=first_page)
    findings = (*(f for part in parts for f in part.findings()), *pack.locate(merger.close()))
    if claims_pdfua is None:
        claims_pdfua = not findings
    saved = merger.save(Description(title, author, subject, on, LANGUAGE), claims_pdfua=claims_pdfua)
    return replace(pack, pdf=saved, findings=findings)


def front_page_count(
    *,
    audiences: Sequence[tuple[Sequence[PackItem], FrontSheet]],
    render: Render,
    front_pages_at_least: int = 1,
    first_page: int = 1,
) -> int:
    """Will find how many front pages every audience's pack can have alike, so that an open page is numbered alike in
    all.

    Each audience is its items and its front sheet. The answer is what to give to `assemble` as `front_pages_at_least`.
    """
    pages = front_pages_at_least
    while True:
        larger = max(
            (_settle(items, front, pages, render, first_page).pages for items, front in audiences),
            default=pages,
        )
        if larger == pages:
            return pages
        pages = larger


def _refuse_disorder(items: Sequence[PackItem]) -> None:
    keys = [FRONT_KEY, BLANK_KEY]
    exempt_seen = False
    for item in items:
        for key in (item.key, *(insert.key for insert in item.inserts)):
            if key in keys:
                raise PackRefused(f"Two items of the pack have the key “{key}”.")
            keys.append(key)
        if exempt_seen and item.part == "open":
            raise PackRefused(
                "Exempt items stand after the last open one, so that open pages are numbered alike for all."
            )
        exempt_seen = exempt_seen or item.part == "exempt"


def _parts(sheet: _FrontSheet, items: Sequence[PackItem], render: Render, *, judges: bool) -> Sequence[_Part]:
    def judged(pdf: bytes, known: Verdict | None) -> Verdict | None:
        return check_pdf(pdf) if known is None and judges else known

    def rendered(key: str, title: str, paper: RenderedPaper | RenderedItem, first_page: int) -> _Part:
        known = paper.verdict if isinstance(paper, RenderedPaper) else None
        return _Part(key, title, paper.pdf, paper.pages, first_page, judged(paper.pdf, known))

    parts = [rendered(FRONT_KEY, FRONT_TITLE, sheet.rendered, sheet.first_page)]
    if missing := sheet.pages - sheet.rendered.pages:
        first_blank = sheet.first_page + sheet.rendered.pages
        parts.append(rendered(BLANK_KEY, BLANK_TEXT, render(_blank_pages(missing)), first_blank))
    for item, place in zip(items, sheet.placed, strict=True):
        title, page = f"{item.number} {item.title}".strip(), place.first_page
        parts.append(_Part(item.key, title, item.pdf, item.pages, page, judged(item.pdf, item.verdict)))
        page += item.pages
        for insert in item.inserts:
            tagged = as_tagged_pages(insert)
            verdict = judged(tagged, insert.verdict)
            parts.append(_Part(insert.key, insert.title, tagged, insert.pages, page, verdict, item.key))
            page += insert.pages
    return parts


def _settle(
    items: Sequence[PackItem], front: FrontSheet, at_least: int, render: Render, first_page: int
) -> _FrontSheet:
    """The front sheet's ranges depend on its own length. It only ever grows here, so that the search ends."""
    pages = max(at_least, 1)
    while True:
        placed = _place(items, first_page + pages)
        rendered = render(front(placed))
        if rendered.pages <= pages:
            _refuse_moved(items, placed)
            return _FrontSheet(rendered, pages, first_page, placed)
        pages = rendered.pages


def _place(items: Sequence[PackItem], next_page: int) -> tuple[PlacedItem, ...]:
    placed = []
    for item in items:
        last_page = next_page + item.all_pages - 1
        placed.append(PlacedItem(item.key, item.number, item.title, item.part, next_page, last_page))
        next_page = last_page + 1
    return tuple(placed)


def _refuse_moved(items: Sequence[PackItem], placed: Sequence[PlacedItem]) -> None:
    for item, place in zip(items, placed, strict=True):
        if item.first_page not in (None, place.first_page):
            raise PackRefused(
                f"“{item.title}” was to begin on page {item.first_page} and would begin on page {place.first_page}."
            )


def _stamps(sheet: _FrontSheet) -> list[Stamp]:
    heads = [""] * sheet.pages
    for place in sheet.placed:
        head = EXEMPT_HEADING if place.part == "exempt" else ""
        heads.extend([head] * (place.last_page - place.first_page + 1))
    return [Stamp(f"Page {number}", head) for number, head in enumerate(heads, start=sheet.first_page)]


def _blank_pages(count: int) -> str:
    pages = f'<p class="blank-page">{escape(BLANK_TEXT)}</p>' * count
    return f'<!DOCTYPE html><html lang="{LANGUAGE}"><head><title>{BLANK_TEXT}</title></head><body>{pages}</body></html>'
