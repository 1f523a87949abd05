"""Packs of 80 and 800 pages: how long they take from nothing, again, with one report changed, and in a browser.

What is asked of it stands in the design's section on papers; what came of it in README.md beside this file.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time

import pytest
from pypdf import PdfReader

from childservices.pdf import SHIPPED_FONTS, check_pdf, render_item
from tests.benchmarks.telling import at_least, at_most, tell
from tests.benchmarks.workshop import Took, Workshop, one_document, peak_memory, print_in_chromium, took
from tests.made_packs import MadePaper, made_pack, made_paper
from tests.unit.childservices.pdf.counting import content_of, elements_of, links_of, stamps_of, texts_of
from tests.unit.childservices.pdf.samples import STYLESHEET, front_sheet, render_front

pytestmark = pytest.mark.timing

RUNS = {80: 3, 755: 1}
CACHED = {80: 0.1, 755: 0.05}
CHANGED = {80: 0.2, 755: 0.15}
WARM = [made_paper(number, 2) for number in (901, 902, 903, 904)]


@pytest.fixture(scope="module")
def two_workers() -> Iterator[Workshop]:
    """Two warm processes."""
    workshop = Workshop(processes=2)
    workshop.build(WARM)
    yield workshop
    workshop.pool.close()


def with_one_changed(papers: list[MadePaper]) -> list[MadePaper]:
    """The same papers, the one of middle length in another edition."""
    changed = sorted(papers, key=lambda paper: len(paper.html))[len(papers) // 2]
    return [
        replace(paper, body=f"{paper.body}<p>Revised.</p>") if paper is changed else paper for paper in papers
    ]


@pytest.mark.parametrize("pages", RUNS)
def test_a_pack_from_nothing_again_and_with_one_report_changed(
    two_workers: Workshop, pages: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    papers = made_pack(pages)
    changed = with_one_changed(papers)
    document = one_document(papers, tmp_path)
    all_took: dict[str, list[Took]] = {}

    def measure(what: str, work: Callable[[], object]) -> None:
        all_took.setdefault(what, []).append(took(work))

    for _ in range(RUNS[pages]):
        two_workers.remembered.clear()
        measure("browser", lambda: print_in_chromium(document))
        measure("nothing", lambda: two_workers.build(papers))
        measure("again", lambda: two_workers.build(papers))
        measure("changed", lambda: two_workers.build(changed))
    memory = peak_memory()
    pack = two_workers.build(papers)
    measure("judged", lambda: check_pdf(pack.pdf))

    middle = {what: _middle(each) for what, each in all_took.items()}
    browser, cold = middle["browser"], middle["nothing"]
    for what, each in middle.items():
        tell(capsys, f"{pack.pages} pages, {what}: {each.seconds:.2f} s, {each.processor:.2f} processor s")
    printed = len(PdfReader(document.with_suffix(".pdf")).pages)
    tell(capsys, f"  from nothing ÷ Chromium, {printed} pages: {at_most(cold.seconds / browser.seconds, 1)}")
    tell(capsys, f"    of the processors: {cold.processor / browser.processor:.2f}")
    for what, target in (("again", CACHED[pages]), ("changed", CHANGED[pages])):
        tell(capsys, f"  {what} ÷ from nothing: {at_most(middle[what].seconds / cold.seconds, target)}")
        tell(capsys, f"    of the processors: {middle[what].processor / cold.processor:.3f}")
    tell(capsys, f"  most memory of a worker, MB: {at_most(memory, 500)}")


def _middle(each: list[Took]) -> Took:
    return Took(median(one.seconds for one in each), median(one.processor for one in each))


def test_a_pack_of_800_pages_is_right(two_workers: Workshop) -> None:
    papers = made_pack(755)
    pack = two_workers.build(papers)
    parts = [part.pdf for part in two_workers.items(papers)]
    front = render_front(front_sheet(pack.placed)).pdf

    assert pack.pages > 700
    assert check_pdf(pack.pdf).findings == ()
    assert elements_of(pack.pdf) == sum(elements_of(part) - 1 for part in (front, *parts)) + len(parts) + 2
    in_streams, in_tree, listed = content_of(pack.pdf)
    assert in_streams == in_tree == listed
    texts = texts_of(pack.pdf)
    assert stamps_of(texts) == [f"Page {number}" for number in range(1, pack.pages + 1)]
    for place in pack.placed:
        assert " ".join(texts[place.first_page - 1].split()).startswith(f"{place.number} {place.title}")
    assert links_of(pack.pdf, pack.front_pages) == [place.first_page for place in pack.placed]


def test_two_workers_and_one(two_workers: Workshop, capsys: pytest.CaptureFixture[str]) -> None:
    papers = made_pack(80)
    one = Workshop(processes=1)
    one.build(WARM)
    try:
        alone, together = [], []
        for _ in range(3):
            for workshop, seconds in ((one, alone), (two_workers, together)):
                workshop.remembered.clear()
                seconds.append(took(lambda workshop=workshop: workshop.items(papers)).seconds)
    finally:
        one.pool.close()

    tell(capsys, f"one worker ÷ two: {at_least(median(alone) / median(together), 1.8)}")


def test_a_page_of_a_long_paper_and_of_a_short_one(capsys: pytest.CaptureFixture[str]) -> None:
    short, long = made_paper(5, 70, "prose"), made_paper(5, 680, "prose")

    each = [milliseconds_a_page(paper) for paper in (short, short, long, short)]

    (_, few), (many_ms, many) = each[0], each[2]
    few_ms = median([each[1][0], each[3][0]])
    tell(capsys, f"processor time a page: {few_ms:.1f} ms of {few} pages, {many_ms:.1f} ms of {many}")
    tell(capsys, f"  growth: {at_most(many_ms / few_ms, 1.1)}")


@pytest.mark.parametrize("kind", ["prose", "tables", "charts", "mixed"])
def test_a_page_of_each_kind(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    paper = made_paper(7, 12, kind)  # type: ignore[arg-type]

    each = [milliseconds_a_page(paper) for _ in range(4)]

    tell(
        capsys, f"processor time a page of {kind}: {median(ms for ms, _ in each[1:]):.1f} ms of {each[0][1]}"
    )


def milliseconds_a_page(paper: MadePaper) -> tuple[float, int]:
    """Set a paper in this process; gives the processor's milliseconds for each page, and the pages."""
    began = process_time()
    item = render_item(paper.html, fonts=SHIPPED_FONTS, stylesheet=STYLESHEET, id_prefix="x-")
    return (process_time() - began) * 1000 / item.pages, item.pages
