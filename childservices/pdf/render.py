"""One item of a pack from HTML to PDF: the same words, stylesheet and fonts always give the same bytes."""

import contextlib
import gc
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from childservices.pdf.council_fonts import FONTCONFIG
from childservices.pdf.engine import weasyprint_module
from childservices.pdf.errors import PaperError, RenderFailed, RenderRefused
from childservices.pdf.fetcher import LockedFetcher
from childservices.pdf.tags import install_tagging

# Of WeasyPrint, which has no types.
CSS = Any
Document = Any
FontConfiguration = Any

VARIANT = "pdf/ua-1"
PICTURE_DPI = 150

# WeasyPrint holds Python's only lock most of the time and the font map may serve one thread at a time, so that two
# papers at once in one process would be slower and wrong. Papers side by side need processes.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class RenderedItem:
    """One item as a tagged PDF without page numbers, and how many pages it takes."""

    pdf: bytes
    pages: int


@dataclass(frozen=True)
class _Press:
    """What every item of a process shares, because reading it costs as much as a page: fonts, stylesheet,
    fetcher."""

    fonts: FontConfiguration
    stylesheet: CSS
    fetcher: LockedFetcher


def render_item(html: str, *, fonts: Path, stylesheet: Path, id_prefix: str) -> RenderedItem:
    """Will set one HTML document and tag it for PDF/UA-1.

    `fonts` is the folder with `fonts.conf`: the only fonts there are. `stylesheet` is a CSS file; what it
    loads must lie in its folder. `id_prefix` begins the identifiers of table headers, so that items of one
    pack do not clash. Raises `RenderRefused` when the HTML asks for what papers may not load, else
    `RenderFailed`.
    """
    with _ONE_AT_A_TIME, _collector_at_rest():
        press = _press(fonts, stylesheet)
        try:
            return _print(press, html, id_prefix)
        except PaperError:
            raise
        except RecursionError as error:
            raise RenderFailed(
                "Parts of the paper are nested too deeply inside each other. Simplify them."
            ) from error
        except Exception as error:
            raise RenderFailed(
                f"The paper could not be laid out ({type(error).__name__}: {error})."
            ) from error


def _print(press: _Press, html: str, id_prefix: str) -> RenderedItem:
    html_class = weasyprint_module().HTML
    fetching_error = weasyprint_module("weasyprint.urls").FatalURLFetchingError
    options = {"stylesheets": [press.stylesheet], "pdf_variant": VARIANT, "dpi": PICTURE_DPI}
    try:
        document = html_class(string=html, url_fetcher=press.fetcher).render(
            font_config=press.fonts, **options
        )
        _refuse_attachments(document)
        document.tag_id_prefix = id_prefix
        return RenderedItem(document.write_pdf(**options), len(document.pages))
    except fetching_error as error:  # a BaseException, which `except Exception` would let through
        if isinstance(error.__cause__, PaperError):
            raise error.__cause__ from error
        raise RenderRefused(f"The paper loads something that cannot be read ({error}).") from error


def _refuse_attachments(document: Document) -> None:
    links = [kind for page in document.pages for kind, *_ in page.links]
    if document.metadata.attachments or "attachment" in links:
        raise RenderRefused("The text of a paper may not attach files. Add the file as an appendix.")


@contextlib.contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Layout makes millions of objects that live to the end: looking for rubbish among them costs a fifth
    of the time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
        gc.collect()


def _press(fonts: Path, stylesheet: Path) -> _Press:
    return _press_for(
        fonts.resolve(), stylesheet.resolve(), _state_of(fonts / FONTCONFIG), _state_of(stylesheet)
    )


def _state_of(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError as error:
        raise RenderFailed(f"The file {path} is missing, without which no paper can be set.") from error
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=2)
def _press_for(fonts: Path, stylesheet: Path, *_states: tuple[int, int]) -> _Press:
    with _only_fonts_of(fonts):
        weasyprint = weasyprint_module()
        font_configuration = _make_font_configuration()
    fetcher = LockedFetcher([stylesheet.parent])
    install_tagging()
    parsed = weasyprint.CSS(filename=stylesheet, font_config=font_configuration, url_fetcher=fetcher)
    return _Press(font_configuration, parsed, fetcher)


@contextlib.contextmanager
def _only_fonts_of(folder: Path) -> Iterator[None]:
    previous = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(folder / FONTCONFIG)
    try:
        yield
    finally:
        if previous is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = previous


def _make_font_configuration() -> FontConfiguration:
    base = weasyprint_module("weasyprint.text.fonts").FontConfiguration

    class ShippedFonts(base):  # type: ignore[misc, valid-type]
        """The fonts of `fonts.conf` and no others: one that a paper brought along would be there for the
        next paper."""

        def add_font_face(self, rule_descriptors: object, url_fetcher: object) -> None:
            raise RenderRefused("The paper brings a font of its own. Papers are set in the council's fonts.")

    return ShippedFonts()
