"""Many tagged PDFs into one: pages, structure, bookmarks, places, files, always with the same bytes."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pikepdf import Dictionary, Name, ObjectStreamMode, Pdf, String

from childservices.pdf.attachments import Attachment, Attachments
from childservices.pdf.checks.joints import joint_findings
from childservices.pdf.destinations import Destinations
from childservices.pdf.findings import Finding
from childservices.pdf.metadata import Description, describe, label_pages
from childservices.pdf.outline import Bookmark, read_bookmarks, write_bookmarks
from childservices.pdf.stamp import Stamp, stamp_pages
from childservices.pdf.structure import StructureMerger

PDF_VERSION = "1.7"


class PackMerger:
    """A pack while it is put together: append every item, stamp, close, then save."""

    def __init__(self, language: str) -> None:
        self._pdf = Pdf.new()
        self._sources: list[Pdf] = []  # pikepdf reads a source's streams when the pack is saved
        self._structure = StructureMerger(self._pdf, language)
        self._destinations = Destinations(self._pdf)
        self._attachments = Attachments(self._pdf)
        self._bookmarks: list[Bookmark] = []
        self._pages_of_parts: list[int] = []

    def append(
        self, data: bytes, *, key: str, title: str, bookmark: bool = True, is_below: bool = False
    ) -> int:
        """Will add the pages of a tagged PDF with all that belongs to them; gives how many they are.

        `key` names its first page for links and must be its own; `title` names it among the bookmarks, if it has one,
        and for screen readers. One that `is_below` belongs to the item before it, and so does its bookmark. Raises
        `PackRefused` for a PDF without tags.
        """
        source = Pdf.open(io.BytesIO(data))
        self._sources.append(source)
        first = len(self._pdf.pages)
        for page in source.pages:
            self._pdf.pages.append(page)
        pages = [page.obj for page in self._pdf.pages[first:]]
        self._structure.adopt(source, pages, key=key, title=title)
        self._destinations.add_item(key, source, pages)
        self._attachments.take_from(source, key)
        self._pages_of_parts.append(len(pages))
        if bookmark:
            self._add(Bookmark(title, String(key), read_bookmarks(self._pdf, source, key)), is_below=is_below)
        return len(pages)

    def _add(self, bookmark: Bookmark, *, is_below: bool) -> None:
        if is_below:
            above = self._bookmarks.pop()
            bookmark = replace(above, below=(*above.below, bookmark))
        self._bookmarks.append(bookmark)

    def attach(self, attachments: Iterable[Attachment], on: date) -> None:
        """Will put files into the pack, dated with its day."""
        self._attachments.add(attachments, on)

    def stamp(
        self, stamps: Sequence[Stamp], *, font: Path, watermark: str | None, first_page: int = 1
    ) -> None:
        """Will stamp every page and call it by its number; the first page is `first_page`."""
        stamp_pages(self._pdf, stamps, font=font, watermark=watermark)
        label_pages(self._pdf, first_page)

    def close(self) -> Sequence[Finding]:
        """Will join what was appended into one document, and give what is wrong with the joints."""
        self._structure.close()
        names = Dictionary(Dests=self._destinations.close())
        files = self._attachments.close()
        if files is not None:
            names.EmbeddedFiles = files
        self._pdf.Root[Name.Names] = names
        write_bookmarks(self._pdf, self._bookmarks)
        return list(joint_findings(self._pdf, self._pages_of_parts))

    def save(self, description: Description, *, claims_pdfua: bool) -> bytes:
        """Will give the bytes of the closed pack, which depend on nothing but what went into it."""
        describe(self._pdf, description, claims_pdfua=claims_pdfua)
        saved = io.BytesIO()
        self._pdf.save(
            saved,
            deterministic_id=True,
            min_version=PDF_VERSION,
            compress_streams=True,
            object_stream_mode=ObjectStreamMode.generate,
        )
        return saved.getvalue()
