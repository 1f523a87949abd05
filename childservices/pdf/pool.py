"""Papers set side by side: each item of a pack alone, in one of a few processes that stay warm."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from childservices.pdf.errors import PaperError
from childservices.pdf.render import render_item
from childservices.pdf.verdict import Verdict, check_pdf


@dataclass(frozen=True)
class PaperToRender:
    """A document to be set: its HTML, and what begins the identifiers of its table headers."""

    html: str
    id_prefix: str


@dataclass(frozen=True)
class RenderedPaper:
    """A document as a tagged PDF without page numbers, how many pages it takes, and how accessible it is."""

    pdf: bytes
    pages: int
    verdict: Verdict


class RenderPool:
    """The processes that set papers."""

    def __init__(self, *, processes: int, fonts: Path, stylesheet: Path) -> None:
        self._processes = processes
        self._fonts = fonts
        self._stylesheet = stylesheet

    def render_all(self, papers: Sequence[PaperToRender]) -> Iterator[tuple[int, RenderedPaper | PaperError]]:
        """Will give every paper with its place in the sequence as soon as it is set; a failure stands in its place."""
        for index, paper in enumerate(papers):
            try:
                item = render_item(
                    paper.html, fonts=self._fonts, stylesheet=self._stylesheet, id_prefix=paper.id_prefix
                )
            except PaperError as error:
                yield index, error
            else:
                yield index, RenderedPaper(item.pdf, item.pages, check_pdf(item.pdf))

    def close(self) -> None:
        """Will end the processes."""
