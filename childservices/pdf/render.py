"""One item of a pack from HTML to PDF: the same words, stylesheet and fonts always give the same bytes."""

import contextlib
import gc
import logging
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from childservices.pdf.engine import weasyprint_module
from childservices.pdf.errors import PaperError, RenderFailed, RenderRefused, TooMuchMemory
from childservices.pdf.fetcher import LockedFetcher
from childservices.pdf.press import Press, press_for
from childservices.pdf.table_rows import mark_rows

VARIANT = "pdf/ua-1"
PICTURE_DPI = 150
_HARMLESS = frozenset({"No anchor #%s for internal URI reference"})  # the words are printed, and lead nowhere

# WeasyPrint holds Python's only lock most of the time and the font map may serve one thread at a time, so that two
# papers at once in one process would be slower and wrong. Papers side by side need processes.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class RenderedItem:
    """One item as a tagged PDF without page numbers, and how many pages it takes."""

    pdf: bytes
    pages: int


def render_item(html: str, *, fonts: Path, stylesheet: Path, id_prefix: str) -> RenderedItem:
    """Will set one HTML document and tag it for PDF/UA-1.

    `fonts` is the folder with `fonts.conf`: the only fonts there are. `stylesheet` is a CSS file; what is loaded must
    lie in its folder. `id_prefix` begins the identifiers of table headers, so that items of one pack do not clash.
    Raises `RenderRefused` when the HTML asks for what papers may not have, `TooMuchMemory` when there is not enough,
    and `RenderFailed` for everything else that would leave the paper wrong or incomplete.
    """
    with _ONE_AT_A_TIME, _collector_at_rest(), _complaints() as complaints:
        press = press_for(fonts, stylesheet)
        fetcher = LockedFetcher([press.root])
        try:
            item = _print(press, fetcher, html, id_prefix)
        except PaperError:
            raise
        except RecursionError as error:
            raise RenderFailed(
                "Parts of the paper are nested too deeply inside each other. Simplify them."
            ) from error
        except MemoryError as error:
            raise TooMuchMemory from error
        except Exception as error:  # its words may be the paper's own, and may not be published
            raise RenderFailed(f"The paper could not be laid out ({type(error).__name__}).") from error
        if fetcher.refusals:  # a drawing keeps its failures to itself
            raise fetcher.refusals[0]
        if complaints:
            raise RenderFailed(
                "A picture in the paper is damaged or of a kind that cannot be printed. Replace it."
            )
        return item


def _print(press: Press, fetcher: LockedFetcher, html: str, id_prefix: str) -> RenderedItem:
    html_class = weasyprint_module().HTML
    fetching_error = weasyprint_module("weasyprint.urls").FatalURLFetchingError
    options = {"stylesheets": [press.stylesheet], "pdf_variant": VARIANT, "dpi": PICTURE_DPI}
    try:
        page = html_class(string=html, url_fetcher=fetcher)
        mark_rows(page.etree_element)
        document = page.render(font_config=press.fonts, **options)
        _refuse_attachments(document)
        document.tag_id_prefix = id_prefix
        return RenderedItem(document.write_pdf(**options), len(document.pages))
    except fetching_error as error:  # a BaseException, which `except Exception` would let through
        raise fetcher.refusals[0] from error


def _refuse_attachments(document: Any) -> None:
    links = [kind for page in document.pages for kind, *_ in page.links]
    if document.metadata.attachments or "attachment" in links:
        raise RenderRefused("The text of a paper may not attach files. Add the file as an appendix.")


@contextlib.contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Layout makes millions of objects that live to its end: looking for rubbish among them costs a fifth of it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
        gc.collect()


@contextlib.contextmanager
def _complaints() -> Iterator[list[str]]:
    """What WeasyPrint writes into its log instead of failing, such as a picture that it left out.

    Nothing of it reaches the application's log: it quotes the paper.
    """
    logger = logging.getLogger("weasyprint")
    listener = _Listener(logging.ERROR)
    propagates = logger.propagate
    logger.addHandler(listener)
    logger.propagate = False
    try:
        yield listener.heard
    finally:
        logger.removeHandler(listener)
        logger.propagate = propagates


class _Listener(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Will remember a complaint, unless it is one that leaves no gap."""
        if record.msg not in _HARMLESS:
            self.heard.append(record.getMessage())
