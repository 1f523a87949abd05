"""Packs put together as the service does it, with a memory in the place of its cache; and by a browser."""

import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from childservices.pdf import (
    SHIPPED_FONTS,
    AssembledPack,
    PackItem,
    PaperError,
    PaperToRender,
    RenderedItem,
    RenderPool,
)
from tests.browser.conftest import FLAGS
from tests.made_packs import MadePaper
from tests.unit.childservices.pdf.samples import STYLESHEET, pack_of, render_front

CHROMIUM = "/usr/bin/chromium"


@dataclass
class Workshop:
    """Sets papers in processes that stay warm and remembers what it has set."""

    processes: int
    items: dict[str, PackItem] = field(default_factory=dict)
    fronts: dict[str, RenderedItem] = field(default_factory=dict)
    pool: RenderPool = field(init=False)

    def __post_init__(self) -> None:
        self.pool = RenderPool(processes=self.processes, fonts=SHIPPED_FONTS, stylesheet=STYLESHEET)

    def forget(self) -> None:
        """Forget every paper and front sheet, as before the first pack."""
        self.items.clear()
        self.fronts.clear()

    def set_all(self, papers: Sequence[MadePaper]) -> list[PackItem]:
        """Set what is not remembered; each must pass its check."""
        missing = [paper for paper in papers if paper.html not in self.items]
        asked = [PaperToRender(paper.html, f"{paper.key}-") for paper in missing]
        for place, result in self.pool.render_all(asked):
            if isinstance(result, PaperError):
                raise result
            assert result.verdict.findings == ()
            paper = missing[place]
            self.items[paper.html] = PackItem(
                paper.key, paper.number, paper.title, "open", result.pdf, result.pages
            )
        return [self.items[paper.html] for paper in papers]

    def build(self, papers: Sequence[MadePaper]) -> AssembledPack:
        """Make the pack of these papers."""
        return pack_of(self.set_all(papers), render=self._front, claims_pdfua=True, watermark="Draft")

    def _front(self, html: str) -> RenderedItem:
        if html not in self.fronts:
            self.fronts[html] = render_front(html)
        return self.fronts[html]


def seconds_of(work: Callable[[], object]) -> float:
    """Do something and give how long it took."""
    began = perf_counter()
    work()
    return perf_counter() - began


def one_document(papers: Sequence[MadePaper], folder: Path) -> Path:
    """Write the same papers as one HTML file with the same stylesheet and fonts, for a browser to print."""
    links = "".join(
        f'<link rel="stylesheet" href="{path.as_uri()}">'
        for path in (SHIPPED_FONTS / "council-fonts.css", STYLESHEET)
    )
    parts = "".join(f'<div style="break-before: page">{paper.body}</div>' for paper in papers)
    path = folder / "pack.html"
    path.write_text(
        f'<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>Pack</title>{links}</head>'
        f"<body>{parts}</body></html>"
    )
    return path


def print_in_chromium(document: Path) -> Path:
    """Print an HTML file with headless Chromium; gives the PDF."""
    printed = document.with_suffix(".pdf")
    subprocess.run(
        [
            CHROMIUM,
            *FLAGS,
            f"--user-data-dir={document.parent / 'profile'}",
            "--no-pdf-header-footer",
            f"--print-to-pdf={printed}",
            document.as_uri(),
        ],
        check=True,
        capture_output=True,
        timeout=600,
    )
    return printed
