"""Papers set side by side: the same bytes as alone, each in its place, whatever happens to one of them."""

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from childservices.pdf import (
    Finding,
    PaperError,
    PaperToRender,
    RenderedPaper,
    RenderPool,
    RenderRefused,
    Verdict,
    check_pdf,
)
from childservices.pdf.confined import Answer, Limits
from childservices.pdf.errors import BrokeDown, Interrupted
from childservices.pdf.pool import paper_in
from tests.processes import descendants, is_alive, until
from tests.unit.childservices.pdf.samples import (
    EVERYTHING,
    SHIPPED_FONTS,
    STYLESHEET,
    document,
    monitoring_table,
    prose,
    rendered,
)

SHORT = "<h1>Minutes</h1><p>No apologies.</p>"
WITHOUT_WORDS = "<h1>Chart</h1><svg width='10' height='10'><rect width='9' height='9'/></svg>"
FOREIGN = "<h1>Picture</h1><img alt='x' src='https://example.org/a.png'>"
LONG = "<h1>Indicators</h1>" + monitoring_table(60)


def make_pool(processes: int, **limits: Any) -> RenderPool:
    return RenderPool(
        processes=processes, fonts=SHIPPED_FONTS, stylesheet=STYLESHEET, limits=Limits(**limits)
    )


def papers(*bodies: str) -> list[PaperToRender]:
    return [PaperToRender(document(body), "item-") for body in bodies]


def alone(body: str) -> RenderedPaper:
    item = rendered(body)
    return RenderedPaper(item.pdf, item.pages, check_pdf(item.pdf))


def children_since(before: Sequence[int]) -> list[int]:
    return [pid for pid in descendants(os.getpid()) if pid not in before and is_alive(pid)]


def processor_ticks(pid: int) -> int:
    """Give the hundredths of a second that a process has worked."""
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11])


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    one = make_pool(2)
    yield one
    one.close()


@pytest.fixture
def single() -> Iterator[RenderPool]:
    one = make_pool(1)
    yield one
    one.close()


def test_every_paper_is_the_same_as_alone_and_knows_its_place(pool: RenderPool) -> None:
    bodies = [SHORT, f"<h1>All</h1>{EVERYTHING}", WITHOUT_WORDS, f"<h1>Plan</h1>{prose(9)}"]

    found = dict(pool.render_all(papers(*bodies)))

    assert found == {place: alone(body) for place, body in enumerate(bodies)}
    assert [found[place].verdict.pdfua1 for place in range(4)] == [True, True, False, True]  # type: ignore[union-attr]


def test_a_paper_that_fails_stands_in_its_place(pool: RenderPool) -> None:
    found = dict(pool.render_all(papers(SHORT, FOREIGN, SHORT)))

    refusal = found.pop(1)
    assert found == {0: alone(SHORT), 2: alone(SHORT)}
    assert (type(refusal), str(refusal)) == (
        RenderRefused,
        (
            "The paper loads https://example.org/a.png. Papers may use only what they carry with them: upload the file "
            "instead."
        ),
    )


def test_nothing_to_set_is_set_at_once(pool: RenderPool) -> None:
    assert list(pool.render_all([])) == []


def test_long_papers_begin_first(single: RenderPool) -> None:
    bodies = [SHORT, SHORT + prose(9), SHORT + prose(3), SHORT + prose(6)]

    assert [place for place, _ in single.render_all(papers(*bodies))] == [1, 3, 2, 0]


def test_no_process_is_started_before_the_first_paper_and_all_end_with_the_pool() -> None:
    before = descendants(os.getpid())
    pool = make_pool(2)
    idle = children_since(before)

    list(pool.render_all(papers(SHORT, SHORT)))
    busy = children_since(before)
    pool.close()

    assert idle == []
    assert 1 <= len(busy) <= 2
    assert children_since(before) == []


def test_a_pool_serves_several_threads(pool: RenderPool) -> None:
    found: dict[str, list[object]] = {}

    def work(body: str) -> None:
        found[body] = [result for _, result in pool.render_all(papers(body, body))]

    threads = [threading.Thread(target=work, args=(body,)) for body in (SHORT, EVERYTHING, WITHOUT_WORDS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == {body: [alone(body)] * 2 for body in (SHORT, EVERYTHING, WITHOUT_WORDS)}


def test_a_caller_who_stops_listening_leaves_no_work_behind(single: RenderPool) -> None:
    before = descendants(os.getpid())
    results = single.render_all(papers(*[SHORT + monitoring_table(30)] * 12))
    next(results)
    [child] = children_since(before)
    worked = processor_ticks(child)
    results.close()  # type: ignore[attr-defined]

    assert dict(single.render_all(papers(SHORT))) == {0: alone(SHORT)}
    assert processor_ticks(child) - worked < worked  # the others would take twice as long


def test_a_paper_whose_process_is_killed_is_set_in_another(single: RenderPool) -> None:
    before = descendants(os.getpid())
    found: dict[int, RenderedPaper | PaperError] = {}
    work = threading.Thread(target=lambda: found.update(single.render_all(papers(SHORT, LONG))))
    work.start()
    until(lambda: children_since(before), "a child was started")
    [victim] = children_since(before)
    until(lambda: processor_ticks(victim) > 70, "the child sets the long paper")
    os.kill(victim, signal.SIGKILL)
    work.join()

    assert found == {0: alone(SHORT), 1: alone(LONG)}
    assert victim not in children_since(before)


def test_closing_refuses_what_is_not_set_yet() -> None:
    before = descendants(os.getpid())
    pool = make_pool(1)
    found: dict[int, RenderedPaper | PaperError] = {}
    work = threading.Thread(target=lambda: found.update(pool.render_all(papers(SHORT, LONG))))
    work.start()
    until(lambda: children_since(before), "a child was started")

    pool.close()
    work.join()

    assert {place: (type(result), str(result)) for place, result in found.items()} == dict.fromkeys(
        (0, 1), (Interrupted, "Work on it was interrupted. Try again.")
    )
    assert children_since(before) == []


@pytest.mark.parametrize(
    ("answer", "paper"),
    [
        (
            Answer([b"%PDF"], {"pages": 3, "findings": [["14-002", "The first heading is of level 2.", 1]]}),
            RenderedPaper(
                b"%PDF", 3, Verdict(False, (Finding("14-002", "The first heading is of level 2.", 1),))
            ),
        ),
        (
            Answer([b"%PDF"], {"pages": 3, "findings": [["x"], 7]}),
            RenderedPaper(b"%PDF", 3, Verdict(False, ())),
        ),
    ],
)
def test_the_answer_of_a_child_is_read(answer: Answer, paper: RenderedPaper) -> None:
    assert paper_in(answer) == paper


@pytest.mark.parametrize(
    "answer",
    [
        Answer([], {"pages": 3, "findings": []}),
        Answer([b"%PDF"], {"pages": "3", "findings": []}),
        Answer([b"%PDF"], {"pages": 3, "findings": None}),
        Answer([b"%PDF"]),
    ],
)
def test_the_answer_of_a_child_that_was_taken_over_is_no_paper(answer: Answer) -> None:
    assert isinstance(paper_in(answer), BrokeDown)
