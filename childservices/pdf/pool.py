"""Papers set side by side: each item of a pack alone, in one of a few processes that stay warm."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import astuple, dataclass
from pathlib import Path
from queue import LifoQueue

from childservices.pdf.confined import Answer, Confined, Limits
from childservices.pdf.errors import BrokeDown, PaperError
from childservices.pdf.findings import Finding
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
    """The processes that set papers: started when they are first needed, kept warm, ended when long idle.

    One pool may serve several threads at once; each paper takes the process that worked last of those that are free.
    A paper that meets a limit, or ends its process, costs only itself.
    """

    def __init__(
        self, *, processes: int, fonts: Path, stylesheet: Path, limits: Limits | None = None
    ) -> None:
        self._files = {"fonts": str(fonts.resolve()), "stylesheet": str(stylesheet.resolve())}
        self._children = [Confined(limits=limits) for _ in range(processes)]
        self._free: LifoQueue[Confined] = LifoQueue()
        for child in self._children:
            self._free.put(child)
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="papers")

    def render_all(self, papers: Sequence[PaperToRender]) -> Iterator[tuple[int, RenderedPaper | PaperError]]:
        """Will give every paper with its place in the sequence as soon as it is set; a failure stands in its place.

        Long papers begin first, so that none of them is alone at the end. What has not begun when the caller stops
        listening is not set.
        """
        longest_first = sorted(range(len(papers)), key=lambda index: -len(papers[index].html))
        places: dict[Future[RenderedPaper | PaperError], int] = {
            self._threads.submit(self._set, papers[index]): index for index in longest_first
        }
        try:
            for future in as_completed(places):
                yield places[future], future.result()
        finally:
            for future in places:
                future.cancel()

    def close(self) -> None:
        """Will end the processes, and refuse what they are at and what still waits for them."""
        for child in self._children:
            child.close()
        self._threads.shutdown()

    def _set(self, paper: PaperToRender) -> RenderedPaper | PaperError:
        child = self._free.get()
        try:
            answer = child.call(
                "childservices.pdf.pool:set_paper", html=paper.html, id_prefix=paper.id_prefix, **self._files
            )
        except PaperError as error:
            return error
        finally:
            self._free.put(child)
        return paper_in(answer)


def set_paper(html: str, id_prefix: str, fonts: str, stylesheet: str) -> Answer:
    """Will set a paper and judge it, in a child process."""
    item = render_item(html, fonts=Path(fonts), stylesheet=Path(stylesheet), id_prefix=id_prefix)
    findings = [astuple(finding) for finding in check_pdf(item.pdf).findings]
    return Answer([item.pdf], {"pages": item.pages, "findings": findings})


def paper_in(answer: Answer) -> RenderedPaper | PaperError:
    """Will read what a child says of a paper, which could be anything if the paper has taken it over."""
    match answer:
        case Answer([pdf], {"pages": int(pages), "findings": list(said)}):
            findings = tuple(finding for each in said for finding in _finding_in(each))
            return RenderedPaper(pdf, pages, Verdict(not said, findings))
    return BrokeDown()


def _finding_in(said: object) -> Iterator[Finding]:
    match said:
        case [str(rule), str(message), (int() | None) as page]:
            yield Finding(rule, message, page)
