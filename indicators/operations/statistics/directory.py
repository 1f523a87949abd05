"""A folder of published statistics, loaded file by file."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from django.db import transaction

from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import NotAllowed
from indicators.choices import ImportState
from indicators.models import StatisticsImport
from indicators.operations.statistics.open_data import is_open_data, load_open_data, mappings_for
from indicators.operations.statistics.reference import load_areas, load_labels, load_measures, load_neighbours
from indicators.operations.statistics.source import Source, UnreadableSource
from indicators.operations.statistics.tally import Tally
from indicators.operations.statistics.values import load_values
from indicators.permissions import can_load_statistics

LICENCE = "Open Government Licence v3.0"
KNOWN = {
    "areas.csv": load_areas,
    "statistical_neighbours.csv": load_neighbours,
    "lait_measures.csv": load_measures,
    "lait_period_labels.csv": load_labels,
    "lait_values_long.csv": load_values,
    "lait_values_long.csv.gz": load_values,
}
"""What is known by name, in the order in which one needs the other."""

Load = Callable[[Source, Tally], None]
Progress = Callable[[str], None]


def import_published(
    *, directory: Path, by: User | None, at: datetime, progress: Progress = lambda _: None
) -> list[Tally]:
    """Will load every file of a folder that is known, each wholly or not at all, and keep what came of it.

    Figures that stand here and no longer in a new edition stay, and are counted. Raises `UnreadableSource` for a folder
    without anything known, and for a file that cannot be read; the files before that one stay loaded.
    """
    if by is not None and not can_load_statistics(by):
        raise NotAllowed("Only performance officers and administrators load statistics. Ask one of them.")
    plans = list(_plans(directory))
    if not plans:
        raise UnreadableSource(f"{directory} holds no file of published statistics. Give another folder.")
    tallies = []
    for source, load in plans:
        progress(f"{source.name}: reading")
        tallies.append(_load(source, load, by=by, at=at))
        progress(_finding(tallies[-1]))
    return tallies


def _plans(directory: Path) -> Iterator[tuple[Source, Load]]:
    """Give the files to load, and how: those known by name first, then those whose columns are mapped."""
    for name, load in KNOWN.items():
        if (path := directory / name).is_file():
            yield Source(path), load
    for path in sorted(path for path in directory.rglob("*.csv*") if path.name not in KNOWN):
        source = Source(path)
        if path.suffix in {".csv", ".gz"} and is_open_data(source):
            yield source, _load_mapped


def _load_mapped(source: Source, tally: Tally) -> None:
    mappings = mappings_for(source)
    if mappings:
        load_open_data(source, mappings, tally)
    else:
        tally.notes.append("Nothing is loaded: the administration has no column mapping for this file.")


@transaction.atomic
def _load(source: Source, load: Load, *, by: User | None, at: datetime) -> Tally:
    tally = Tally(source.name)
    load(source, tally)
    row = StatisticsImport.objects.create(
        file_name=source.name, sha256=source.sha256(), licence=LICENCE, state=ImportState.CONFIRMED, at=at, by=by,
        read=tally.read, created=tally.created, updated=tally.updated, unchanged=tally.unchanged, kept=tally.kept,
        refused=tally.refused, notes=tally.notes,
    )  # fmt: skip
    counts = {name: getattr(tally, name) for name in ("read", "created", "updated", "unchanged", "kept")}
    detail = {**counts, "refused": len(tally.refused), "sha256": row.sha256}
    record_event(verb="statistics.imported", subject=row, by=by, at=at, detail=detail)
    return tally


def _finding(tally: Tally) -> str:
    words = (
        f"{tally.read:,} rows read", f"{tally.created:,} new", f"{tally.updated:,} changed",
        f"{tally.unchanged:,} as before", f"{len(tally.refused):,} refused",
    )  # fmt: skip
    kept = [f"{tally.kept:,} kept that the file no longer has"] if tally.kept else []
    return f"{tally.file}: {', '.join([*words, *kept])}"
