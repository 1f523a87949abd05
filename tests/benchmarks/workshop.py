"""Packs put together as the service does it, with a memory in the place of its cache; and by a browser."""

import os
import re
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
    RenderedPaper,
    RenderPool,
)
from tests.browser.conftest import FLAGS
from tests.made_packs import MadePaper
from tests.processes import descendants
from tests.unit.childservices.pdf.samples import STYLESHEET, pack_of

CHROMIUM = "/usr/bin/chromium"


@dataclass
class Workshop:
    """Sets papers in processes that stay warm and remembers what it has set, with the verdict on it."""

    processes: int
    remembered: dict[PaperToRender, RenderedPaper] = field(default_factory=dict)
    pool: RenderPool = field(init=False)

    def __post_init__(self) -> None:
        self.pool = RenderPool(processes=self.processes, fonts=SHIPPED_FONTS, stylesheet=STYLESHEET)

    def set_all(self, papers: Sequence[PaperToRender]) -> list[RenderedPaper]:
        """Set what is not remembered."""
        missing = [paper for paper in papers if paper not in self.remembered]
        for place, result in self.pool.render_all(missing):
            if isinstance(result, PaperError):
                raise result
            self.remembered[missing[place]] = result
        return [self.remembered[paper] for paper in papers]

    def items(self, papers: Sequence[MadePaper]) -> list[PackItem]:
        """Give the papers as a pack is made of them."""
        found = self.set_all([PaperToRender(paper.html, f"{paper.key}-") for paper in papers])
        return [
            PackItem(
                paper.key, paper.number, paper.title, "open", result.pdf, result.pages, verdict=result.verdict
            )
            for paper, result in zip(papers, found, strict=True)
        ]

    def build(self, papers: Sequence[MadePaper]) -> AssembledPack:
        """Make the pack of these papers, judged by its parts and their joints."""
        pack = pack_of(self.items(papers), render=self._set, watermark="Draft")
        assert pack.findings == ()
        return pack

    def _set(self, html: str) -> RenderedPaper:
        return self.set_all([PaperToRender(html, "front-")])[0]


@dataclass(frozen=True)
class Took:
    """How long something took: by the clock, and of the processors, whoever else was busy on them."""

    seconds: float
    processor: float


def took(work: Callable[[], object]) -> Took:
    """Do something and give how long it took this process and those that it has started."""
    began, used = perf_counter(), _processor_seconds()
    work()
    return Took(perf_counter() - began, _processor_seconds() - used)


def _processor_seconds() -> float:
    """What this process has used, its children that have ended, and those that still live."""
    ended = os.times()
    ticks = 0
    for pid in descendants(os.getpid()):
        fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    living = ticks / os.sysconf("SC_CLK_TCK")
    return ended.user + ended.system + ended.children_user + ended.children_system + living


def peak_memory() -> float:
    """The most memory that one of the processes set papers in has used so far, in megabytes."""
    peaks = [
        re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
        for pid in descendants(os.getpid())
    ]
    return max(int(peak[1]) / 1024 for peak in peaks if peak)


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
