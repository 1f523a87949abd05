"""The open part of an agenda is gathered without reading a word of what is exempt: the database never gives it out."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db.backends.utils import CursorWrapper

from reports.choices import Audience, Classification
from reports.models import Meeting, Report
from reports.papers.agenda import gather_agenda, gather_open_items
from reports.papers.minutes import gather_minutes
from reports.papers.pack import gather_pack
from reports.papers.preview import preview_of
from tests.journeys.leaks.planting import Council, plant_council
from tests.journeys.leaks.words import Kind, words_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def council(db: None) -> Council:
    """A council in which every place that may be exempt holds a word."""
    return plant_council()


@contextmanager
def every_row(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    """Keep every row that the database gives out, whoever asks for it and however."""
    rows: list[Any] = []
    usual = CursorWrapper.__getattr__

    def kept(self: CursorWrapper, name: str) -> Any:
        found = usual(self, name)
        if name not in {"fetchone", "fetchmany", "fetchall"}:
            return found

        def fetch(*args: Any, **kwargs: Any) -> Any:
            given = found(*args, **kwargs)
            rows.append(given)
            return given

        return fetch

    with monkeypatch.context() as patch:
        patch.setattr(CursorWrapper, "__getattr__", kept)
        yield rows


def fresh(council: Council, name: str) -> Meeting:
    """A meeting that nothing has been read of yet but itself."""
    return Meeting.objects.select_related("body").get(pk=council.meetings[name].pk)


def words_read(rows: list[Any]) -> frozenset[str]:
    """The planted words among rows."""
    assert rows, "nothing was read at all"
    return words_in(str(rows))


@pytest.mark.parametrize("name", ["published", "prepared"])
def test_of_an_agenda(council: Council, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    meeting = fresh(council, name)

    with every_row(monkeypatch) as rows:
        agenda = gather_agenda(meeting, Classification.OPEN)

    open_words = council.words.of(Kind.NOT_ISSUED) if name == "prepared" else frozenset()
    assert words_read(rows) == open_words
    assert words_in(str(agenda)) == open_words


def test_of_the_draft_agenda_on_the_screen(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    with every_row(monkeypatch) as rows:
        gather_open_items(fresh(council, "prepared"))

    assert words_read(rows) == council.words.of(Kind.NOT_ISSUED)


def test_of_the_public_pack(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    with every_row(monkeypatch) as rows:
        gather_pack(fresh(council, "published"), Audience.PUBLIC)

    assert words_read(rows) == frozenset()


def test_of_minutes(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    with every_row(monkeypatch) as rows:
        minutes = gather_minutes(fresh(council, "closed"), Classification.OPEN)

    assert words_read(rows) == frozenset()
    assert minutes is not None
    assert [(minute.reference, minute.title) for minute in minutes.minutes] == [
        ("D68", "Parenting"),
        ("D69", "A matter"),
        ("D70", "A matter"),
    ]


def test_of_the_preview_as_the_public_will_read_it(council: Council, monkeypatch: pytest.MonkeyPatch) -> None:
    report = Report.objects.select_related("template_version", "directorate").get(
        title="The report that is exempt in parts"
    )

    with every_row(monkeypatch) as rows:
        preview_of(report, title=report.title, is_whole=False, meeting=None)

    assert words_read(rows) == frozenset()


def test_the_exempt_part_is_read_where_it_is_asked_for(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proof that the tests above look where words would be found."""
    with every_row(monkeypatch) as rows:
        agenda = gather_agenda(fresh(council, "published"), Classification.EXEMPT)

    printed = words_in(str(agenda))
    in_files = {word for word, (place, _) in council.words.places.items() if place.endswith("its file")}
    assert len(printed) > 90
    assert len(printed & in_files) == 3
    assert printed - in_files <= words_read(rows)
    assert printed <= council.words.of(Kind.OUT, Kind.GRANTED)
