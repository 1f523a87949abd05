"""Papers that were set before: kept once, shared by all workers, mended when their bytes are lost."""

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from childservices.models import Rendering, StoredFile
from childservices.operations.renderings import KeptRenderings, keep_rendering, kept_renderings
from childservices.pdf import Finding, RenderedPaper, Verdict

AT = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)
ONE, OTHER = "1" * 64, "2" * 64
FOUND = Finding("13-004", "A picture has no alternative text.", 2)
PAPER = RenderedPaper(b"%PDF-1.7 three pages", 3, Verdict(False, (FOUND,)))


@pytest.mark.django_db
class TestRenderings:
    def test_what_is_put_comes_back_as_it_was(self) -> None:
        renderings = KeptRenderings(clock=lambda: AT)

        renderings.put(ONE, PAPER)

        assert renderings.get_many([ONE, OTHER]) == {ONE: PAPER}
        row = Rendering.objects.get()
        assert (row.made_at, row.used_at, str(row)) == (AT, AT, "111111111111")

    def test_nothing_of_a_papers_words_stands_in_its_row(self) -> None:
        keep_rendering(key=ONE, paper=PAPER, at=AT)

        assert Rendering.objects.values("key", "file", "pages", "verdict").get() == {
            "key": ONE,
            "file": StoredFile.objects.get().pk,
            "pages": 3,
            "verdict": {
                "pdfua1": False,
                "findings": [{"rule": "13-004", "message": "A picture has no alternative text.", "page": 2}],
            },
        }

    def test_one_that_is_put_again_stays_one(self) -> None:
        keep_rendering(key=ONE, paper=PAPER, at=AT)
        keep_rendering(key=ONE, paper=PAPER, at=AT + timedelta(days=2))

        row = Rendering.objects.get()
        assert (row.made_at, row.used_at) == (AT, AT + timedelta(days=2))

    @pytest.mark.parametrize(("hours", "touched"), [(23, False), (24, True)])
    def test_that_it_was_needed_is_noted_once_a_day(self, hours: int, touched: bool) -> None:
        keep_rendering(key=ONE, paper=PAPER, at=AT)
        later = AT + timedelta(hours=hours)

        kept_renderings(keys=[ONE], at=later)

        assert Rendering.objects.get().used_at == (later if touched else AT)

    def test_many_are_found_with_one_question(self, django_assert_num_queries: object) -> None:
        for number in range(9):
            paper = RenderedPaper(f"%PDF {number}".encode(), 1, Verdict(True, ()))
            keep_rendering(key=str(number) * 64, paper=paper, at=AT)

        with django_assert_num_queries(1):  # type: ignore[operator]
            found = kept_renderings(keys=[str(number) * 64 for number in range(9)], at=AT)

        assert len(found) == 9

    def test_one_whose_bytes_are_lost_is_missing_and_mended(self) -> None:
        row = keep_rendering(key=ONE, paper=PAPER, at=AT)
        default_storage.delete(row.file.path)
        assert kept_renderings(keys=[ONE], at=AT) == {}

        keep_rendering(key=ONE, paper=PAPER, at=AT)

        assert kept_renderings(keys=[ONE], at=AT) == {ONE: PAPER}

    def test_one_whose_bytes_are_cut_short_is_missing_and_mended(self) -> None:
        row = keep_rendering(key=ONE, paper=PAPER, at=AT)
        with open(default_storage.path(row.file.path), "wb") as cut:  # noqa: PTH123
            cut.write(b"%PDF")
        assert kept_renderings(keys=[ONE], at=AT) == {}

        keep_rendering(key=ONE, paper=PAPER, at=AT)

        assert kept_renderings(keys=[ONE], at=AT) == {ONE: PAPER}


@pytest.mark.django_db(transaction=True)
def test_two_workers_that_put_the_same_at_once_keep_one() -> None:
    together = Barrier(2)
    failed: list[Exception] = []

    def put() -> None:
        together.wait()
        try:
            keep_rendering(key=ONE, paper=PAPER, at=AT)
        except Exception as error:  # noqa: BLE001
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=put) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert kept_renderings(keys=[ONE], at=AT) == {ONE: PAPER}
    assert (Rendering.objects.count(), StoredFile.objects.count()) == (1, 1)
