"""A pack from its items: front sheet, merge, page numbers. What the public and the members get are two assemblies.

A pack for the public is put together from the open items alone and never by taking pages out of another, so that no
byte of an exempt paper can be left behind in it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import Literal

from childservices.pdf.attachments import Attachment
from childservices.pdf.council_fonts import SHIPPED_FONTS, STAMP_FONT
from childservices.pdf.errors import PackRefused
from childservices.pdf.inserts import Insert, as_tagged_pages
from childservices.pdf.merge import PackMerger
from childservices.pdf.metadata import Description
from childservices.pdf.render import RenderedItem
from childservices.pdf.stamp import Stamp
from childservices.pdf.verdict import check_pdf

LANGUAGE = "en-GB"
FRONT_KEY, BLANK_KEY = "front-sheet", "blank-pages"
FRONT_TITLE = "Front sheet"
BLANK_TEXT = "This page is intentionally blank"
EXEMPT_HEADING = "Not for publication"


@dataclass(frozen=True)
class PackItem:
    """One paper of a pack: its number and title as on the agenda, open or exempt, and its pages without numbers.

    `key` is its name in links (`https://pack.invalid/#KEY`). `first_page` is where it must begin, when an earlier
    edition of the pack has said so; None leaves that to the pages before it. The pages of `inserts` follow its own.
    """

    key: str
    number: str
    title: str
    part: Literal["open", "exempt"]
    pdf: bytes
    pages: int
    first_page: int | None = None
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
    """A finished pack: its bytes, how many pages it has, how many of them are the front sheet, and where items
    stand."""

    pdf: bytes
    pages: int
    front_pages: int
    placed: tuple[PlacedItem, ...]


FrontSheet = Callable[[tuple[PlacedItem, ...]], str]
Render = Callable[[str], RenderedItem]


@dataclass(frozen=True)
class _FrontSheet:
    """A front sheet that agrees with the pack behind it: its pages with the blank ones that fill it up."""

    rendered: RenderedItem
    pages: int
    placed: tuple[PlacedItem, ...]


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
    claims_pdfua: bool | None = None,
    fonts: Path = SHIPPED_FONTS,
) -> AssembledPack:
    """Will put a pack together in the order of `items`, open ones before exempt ones.

    `front` makes the HTML of the front sheet from the page ranges and `render` sets it; the front sheet is filled up
    with blank pages to `front_pages_at_least`. Page 1 is the front sheet's, and each page's place, stamp and label are
    the same number. The PDF/UA identifier is written only when every part passes `check_pdf`: `claims_pdfua` says that
    a caller who kept the verdicts knows it already, None has the parts checked here. Raises `PackRefused` (a
    ValueError) for an exempt item before an open one, a key used twice, a wrong number of pages, an item that cannot
    begin where it must, or a link to an item that is not there.
    """
    _refuse_disorder(items)
    sheet = _settle(items, front, front_pages_at_least, render)
    merger = PackMerger(LANGUAGE)
    merger.append(sheet.rendered.pdf, key=FRONT_KEY, title=FRONT_TITLE)
    if sheet.pages > sheet.rendered.pages:
        blank = render(_blank_pages(sheet.pages - sheet.rendered.pages))
        merger.append(blank.pdf, key=BLANK_KEY, title=BLANK_TEXT, bookmark=False)
    for item in items:
        _append(merger, item)
    stamps = _stamps(sheet)
    merger.stamp(stamps, font=fonts / STAMP_FONT, watermark=watermark)
    merger.attach(attachments, on)
    if claims_pdfua is None:
        claims_pdfua = all(check_pdf(part).pdfua1 for part in (sheet.rendered.pdf, *_parts(items)))
    saved = merger.save(Description(title, author, subject, on, LANGUAGE), claims_pdfua=claims_pdfua)
    return AssembledPack(saved, len(stamps), sheet.pages, sheet.placed)


def _append(merger: PackMerger, item: PackItem) -> None:
    pages = merger.append(item.pdf, key=item.key, title=f"{item.number} {item.title}".strip())
    for insert in item.inserts:
        pages += merger.append(as_tagged_pages(insert), key=insert.key, title=insert.title, is_below=True)
    if pages != item.all_pages:
        raise PackRefused(f"“{item.title}” has {pages} pages and was announced with {item.all_pages}.")


def front_page_count(
    *,
    audiences: Sequence[tuple[Sequence[PackItem], FrontSheet]],
    render: Render,
    front_pages_at_least: int = 1,
) -> int:
    """Will find how many front pages every audience's pack can have alike, so that an open page is numbered alike in
    all.

    Each audience is its items and its front sheet. The answer is what to give to `assemble` as `front_pages_at_least`.
    """
    pages = front_pages_at_least
    while True:
        larger = max(
            (_settle(items, front, pages, render).pages for items, front in audiences), default=pages
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


def _settle(items: Sequence[PackItem], front: FrontSheet, at_least: int, render: Render) -> _FrontSheet:
    """The front sheet's ranges depend on its own length. It only ever grows here, so that the search ends."""
    pages = max(at_least, 1)
    while True:
        placed = _place(items, pages)
        rendered = render(front(placed))
        if rendered.pages <= pages:
            _refuse_moved(items, placed)
            return _FrontSheet(rendered, pages, placed)
        pages = rendered.pages


def _place(items: Sequence[PackItem], front_pages: int) -> tuple[PlacedItem, ...]:
    placed = []
    next_page = front_pages + 1
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


def _parts(items: Sequence[PackItem]) -> Iterator[bytes]:
    for item in items:
        yield item.pdf
        yield from (as_tagged_pages(insert) for insert in item.inserts)


def _stamps(sheet: _FrontSheet) -> list[Stamp]:
    heads = [""] * sheet.pages
    for place in sheet.placed:
        head = EXEMPT_HEADING if place.part == "exempt" else ""
        heads.extend([head] * (place.last_page - place.first_page + 1))
    return [Stamp(f"Page {number}", head) for number, head in enumerate(heads, start=1)]


def _blank_pages(count: int) -> str:
    pages = f'<p class="blank-page">{escape(BLANK_TEXT)}</p>' * count
    return f'<!DOCTYPE html><html lang="{LANGUAGE}"><head><title>{BLANK_TEXT}</title></head><body>{pages}</body></html>'
