"""Hostile papers: each is set or refused within its limits, nobody is called, and the next paper is as always."""

import socket
from collections.abc import Iterator
from contextlib import suppress

import pytest

from childservices.pdf import (
    PaperError,
    PaperToRender,
    RenderedPaper,
    RenderFailed,
    RenderPool,
    RenderRefused,
    render_item,
)
from childservices.pdf.confined import Limits
from tests.unit.childservices.pdf.hostile import (
    ENDLESS,
    HARMLESS,
    IMPOSSIBLE,
    NOSY,
    UNHEARD,
    as_data,
    picture,
)
from tests.unit.childservices.pdf.samples import (
    SHIPPED_FONTS,
    STYLESHEET,
    document,
    monitoring_table,
    rendered,
)

LIMITS = Limits(cpu_seconds=2, wall_seconds=60, memory=1_000_000_000)
BODY = "<h1>Parenting Strategy</h1>" + monitoring_table(8)
ORDINARY = PaperToRender(document(BODY), "item-")

TOO_LONG = "It takes too long to work through. Make it simpler, or split it into smaller parts."
TOO_MUCH = "It needs too much memory to work through. Use smaller pictures and tables, or split it into smaller parts."
TOO_DEEP = "Parts of the paper are nested too deeply inside each other. Simplify them."
NO_PICTURE = "A picture in the paper is damaged or of a kind that cannot be printed. Replace it."


@pytest.fixture(scope="module")
def pool() -> Iterator[RenderPool]:
    one = RenderPool(processes=1, fonts=SHIPPED_FONTS, stylesheet=STYLESHEET, limits=LIMITS)
    yield one
    one.close()


@pytest.fixture
def server() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as one:
        one.setblocking(False)
        yield one


def was_called(server: socket.socket) -> bool:
    try:
        server.accept()
    except BlockingIOError:
        return False
    return True


def set_by(pool: RenderPool, body: str) -> RenderedPaper | PaperError:
    [(_, result)] = pool.render_all([PaperToRender(document(body), "item-")])
    return result


def next_is_as_always(pool: RenderPool) -> bool:
    [(_, result)] = pool.render_all([ORDINARY])
    return isinstance(result, RenderedPaper) and result.pdf == rendered(BODY).pdf


def test_papers_that_take_too_long_are_stopped_and_the_others_set() -> None:
    papers = [PaperToRender(document(body), "item-") for body in ENDLESS.values()]
    pool = RenderPool(processes=2, fonts=SHIPPED_FONTS, stylesheet=STYLESHEET, limits=LIMITS)

    results = dict(pool.render_all([*papers, ORDINARY, ORDINARY]))

    pool.close()
    sentences = {name: str(results[index]) for index, name in enumerate(ENDLESS)}
    others = [result for index, result in results.items() if index >= len(papers)]
    assert sentences == dict.fromkeys(ENDLESS, TOO_LONG)
    assert [isinstance(other, RenderedPaper) and other.pdf for other in others] == [rendered(BODY).pdf] * 2


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_a_paper_that_cannot_be_set_says_why(pool: RenderPool, name: str) -> None:
    result = set_by(pool, IMPOSSIBLE[name])

    assert str(result) == (TOO_DEEP if "deep" in name else NO_PICTURE)
    assert next_is_as_always(pool)


@pytest.mark.parametrize("name", HARMLESS)
def test_a_paper_that_looks_dangerous_is_set(pool: RenderPool, name: str) -> None:
    result = set_by(pool, HARMLESS[name])

    assert isinstance(result, RenderedPaper), result
    assert next_is_as_always(pool)


def test_a_picture_that_unfolds_to_more_than_there_is_memory_is_refused() -> None:
    tight = Limits(cpu_seconds=20, memory=430_000_000)
    pool = RenderPool(processes=1, fonts=SHIPPED_FONTS, stylesheet=STYLESHEET, limits=tight)
    folded = picture(9400, 9400, is_whole=True)

    result = set_by(pool, f"<img alt='x' src='{as_data(folded, 'image/png')}'>")

    assert len(folded) < 2_000_000
    assert str(result) == TOO_MUCH
    assert next_is_as_always(pool)
    pool.close()


@pytest.mark.parametrize("name", NOSY)
def test_nobody_is_called_and_nothing_outside_is_read(name: str, server: socket.socket) -> None:
    """In this process, which has a network: the fetcher alone must hold."""
    body = NOSY[name].replace("{port}", str(server.getsockname()[1]))

    with pytest.raises(RenderRefused):
        render_item(document(body), fonts=SHIPPED_FONTS, stylesheet=STYLESHEET, id_prefix="")

    assert not was_called(server)


@pytest.mark.parametrize("name", UNHEARD)
def test_what_is_not_even_asked_for_calls_nobody(name: str, server: socket.socket) -> None:
    body = UNHEARD[name].replace("{port}", str(server.getsockname()[1]))

    with suppress(RenderFailed):
        render_item(document(body), fonts=SHIPPED_FONTS, stylesheet=STYLESHEET, id_prefix="")

    assert not was_called(server)


def test_somebody_who_is_called_is_seen(server: socket.socket) -> None:
    with socket.create_connection(server.getsockname()):
        assert was_called(server)


def test_nosy_papers_do_no_harm_to_the_pool(pool: RenderPool) -> None:
    results = pool.render_all([PaperToRender(document(body), "item-") for body in NOSY.values()])

    assert [type(result) for _, result in results] == [RenderRefused] * len(NOSY)
    assert next_is_as_always(pool)
