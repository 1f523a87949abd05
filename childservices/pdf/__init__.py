"""Papers and packs as accessible PDFs: HTML goes in, tagged PDF comes out, many become one with page numbers.

It knows nothing of reports, models, settings or the database. The way of a pack:

1. `render_item` sets each item alone, through a fetcher that lets nothing in from outside (`render`, `press`,
   `fetcher`), and tags it so that a screen reader hears one table where there is one (`tags` and `tag_…`).
2. `assemble` makes the front sheet with its page ranges and merges the items with their structure, bookmarks, links and
   files (`assemble`, `merge`, `structure`, `destinations`, `outline`, `attachments`), then stamps the numbers
   (`stamp`).
   Pages of PDFs that people upload follow their item (`clean`, `suspect`, `inserts`).
3. `check_pdf` says whether a PDF is PDF/UA-1 (`verdict`, `checks`), and `advice_on` what to do about it. A draft pack
   is judged by its parts, which were judged when they were set, and by its joints.
4. `render_key` names a rendering by everything that it depends on (`keys`), for whoever keeps it.

Nothing here reads the clock: the same input gives the same bytes, in any process and on any day.
"""

from childservices.pdf.advice import advice_on
from childservices.pdf.assemble import AssembledPack, PackItem, PlacedItem, assemble, front_page_count
from childservices.pdf.attachments import Attachment
from childservices.pdf.council_fonts import SHIPPED_FONTS
from childservices.pdf.errors import PackRefused, PaperError, RenderFailed, RenderRefused, UploadRefused
from childservices.pdf.fetcher import LockedFetcher
from childservices.pdf.findings import Finding, PackFinding
from childservices.pdf.inserts import Insert
from childservices.pdf.keys import render_key
from childservices.pdf.pool import PaperToRender, RenderedPaper, RenderPool
from childservices.pdf.render import RenderedItem, render_item
from childservices.pdf.verdict import Verdict, check_pdf

__all__ = [
    "SHIPPED_FONTS",
    "AssembledPack",
    "Attachment",
    "Finding",
    "Insert",
    "LockedFetcher",
    "PackFinding",
    "PackItem",
    "PackRefused",
    "PaperError",
    "PaperToRender",
    "PlacedItem",
    "RenderFailed",
    "RenderPool",
    "RenderRefused",
    "RenderedItem",
    "RenderedPaper",
    "UploadRefused",
    "Verdict",
    "advice_on",
    "assemble",
    "check_pdf",
    "front_page_count",
    "render_item",
    "render_key",
]
