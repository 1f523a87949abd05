"""What all papers of a process share, because reading it costs as much as a page: the fonts and the stylesheet."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from childservices.pdf.council_fonts import FONTCONFIG
from childservices.pdf.engine import weasyprint_module
from childservices.pdf.errors import RenderFailed, RenderRefused
from childservices.pdf.fetcher import LockedFetcher
from childservices.pdf.line_ends import install_line_ends
from childservices.pdf.tags import install_tagging


@dataclass(frozen=True)
class Press:
    """Fonts and stylesheet, read once, and the only folder that papers may load anything from."""

    fonts: Any  # weasyprint.text.fonts.FontConfiguration
    stylesheet: Any  # weasyprint.CSS
    root: Path


def press_for(fonts: Path, stylesheet: Path) -> Press:
    """Will read a folder of fonts with its `fonts.conf`, and a stylesheet; again when one of the two files changed.

    Raises `RenderFailed` when a file or a system library is missing.
    """
    return _read(fonts.resolve(), stylesheet.resolve(), _state_of(fonts / FONTCONFIG), _state_of(stylesheet))


def _state_of(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError as error:
        raise RenderFailed(f"The file {path} is missing, without which no paper can be set.") from error
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=2)
def _read(fonts: Path, stylesheet: Path, *_states: tuple[int, int]) -> Press:
    with _only_fonts_of(fonts):
        weasyprint = weasyprint_module()
        font_configuration = _make_font_configuration()
    install_tagging()
    install_line_ends()
    fetcher = LockedFetcher([stylesheet.parent])
    parsed = weasyprint.CSS(filename=stylesheet, font_config=font_configuration, url_fetcher=fetcher)
    return Press(font_configuration, parsed, stylesheet.parent)


@contextlib.contextmanager
def _only_fonts_of(folder: Path) -> Iterator[None]:
    """Fontconfig reads its settings when a configuration is made, from where the environment says."""
    previous = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(folder / FONTCONFIG)
    try:
        yield
    finally:
        if previous is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = previous


def _make_font_configuration() -> Any:
    base = weasyprint_module("weasyprint.text.fonts").FontConfiguration

    class ShippedFonts(base):  # type: ignore[misc, valid-type]
        """The fonts of `fonts.conf` alone: one that a paper brought along would still be there for the next paper."""

        def add_font_face(self, rule_descriptors: object, url_fetcher: object) -> None:
            raise RenderRefused("The paper brings a font of its own. Papers are set in the council's fonts.")

    return ShippedFonts()
