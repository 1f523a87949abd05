"""What it takes to import published statistics and a council's own large spreadsheet: `make bench` prints it."""

import csv
import gzip
import io
import random
from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import pytest
from django.db import connection

from childservices.choices import Role
from indicators.choices import Frequency
from indicators.models import Area, Indicator, IndicatorValue, NeighbourModel, PublishedValue
from indicators.operations.spreadsheet import check_again, confirm_spreadsheet, stage_spreadsheet
from indicators.operations.statistics import import_published
from indicators.queries.comparison import comparisons
from tests.benchmarks.telling import at_most, tell
from tests.indicators_factories import AreaFactory, IndicatorFactory

pytestmark = [pytest.mark.timing, pytest.mark.django_db]
PUBLISHED = Path(__file__).resolve().parents[3] / "shared" / "data" / "published"
VALUES = "lait_values_long.csv.gz"
AT = datetime(2026, 4, 27, 9, 0, tzinfo=UTC)
RATIO = 3
ROWS, FAULTS = 100_000, 300


def seconds(work: Callable[[], object]) -> float:
    """Do something and give how long it took by the clock."""
    began = perf_counter()
    work()
    return perf_counter() - began


def parse_and_copy() -> None:
    """Read the same file and copy its cells as they are into one table without index."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE plain (a text, b text, c text, d text, e text, f text)")
        with gzip.open(PUBLISHED / VALUES, "rt", encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            if connection.vendor == "postgresql":
                with cursor.copy("COPY plain FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row)
            else:
                while some := list(islice(rows, 5_000)):
                    cursor.executemany("INSERT INTO plain VALUES (%s, %s, %s, %s, %s, %s)", some)
        cursor.execute("DROP TABLE plain")


def load(folder: Path) -> int:
    """Load what lies in a folder; gives how many rows were new."""
    return sum(tally.created for tally in import_published(directory=folder, by=None, at=AT))


@pytest.fixture
def values_alone(tmp_path: Path) -> Path:
    """A folder with the figures alone, once the rest is loaded from another."""
    if not PUBLISHED.is_dir():
        pytest.skip(f"the published statistics are not at {PUBLISHED}")
    rest, values = tmp_path / "rest", tmp_path / "values"
    for folder, names in (
        (rest, ("areas.csv", "statistical_neighbours.csv", "lait_measures.csv", "lait_period_labels.csv")),
        (values, (VALUES,)),
    ):
        folder.mkdir()
        for name in names:
            (folder / name).symlink_to(PUBLISHED / name)
    load(rest)
    return values


def empty() -> None:
    """Take every published value away, as if none had been loaded."""
    with connection.cursor() as cursor:
        words = "TRUNCATE" if connection.vendor == "postgresql" else "DELETE FROM"
        cursor.execute(f"{words} {PublishedValue._meta.db_table}")


def test_published_values_are_imported(values_alone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain, first = [], []
    for _ in range(3):
        plain.append(seconds(parse_and_copy))
        empty()
        first.append(seconds(lambda: load(values_alone)))
    again = [seconds(lambda: load(values_alone)) for _ in range(3)]
    assert PublishedValue.objects.count() == 640_900
    base = median(plain)
    tell(capsys, f"{connection.vendor}: parsing and copying {base:.2f} s")
    for what, took in (("import", median(first)), ("import again, nothing changed", median(again))):
        tell(capsys, f"{connection.vendor}: {what} {took:.2f} s, ratio {at_most(took / base, RATIO)}")

    area, model = Area.objects.get(code="372"), NeighbourModel.objects.get(slug="2025-05")
    references = Indicator.objects.filter(is_published_statistic=True).order_by("reference")
    for number in (1, 60):
        wanted = dict.fromkeys(references[:number], "")
        took = median(seconds(lambda: comparisons(wanted, area=area, model=model)) for _ in range(5))  # noqa: B023
        tell(capsys, f"{connection.vendor}: {number} comparisons {took * 1000:.0f} ms")


def test_a_large_spreadsheet_is_checked_and_loaded(
    user_with_role: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    AreaFactory()
    officer = user_with_role(Role.PERFORMANCE_OFFICER)
    months = [f"{year}-M{month:02}" for year in range(1926, 2009) for month in range(1, 13)]
    indicators = [
        IndicatorFactory(frequency=Frequency.MONTH).reference for _ in range(ROWS // len(months) + 1)
    ]
    rows = [[reference, month, "1", "2", ""] for reference in indicators for month in months][:ROWS]
    for row in random.Random(1).sample(rows, FAULTS):
        row[4] = "many"
    out = io.StringIO()
    csv.writer(out).writerows([["reference", "period", "numerator", "denominator", "value"], *rows])
    data, on = out.getvalue().encode(), date(2009, 10, 20)

    began = perf_counter()
    staged = stage_spreadsheet(name="values.csv", data=data, by=officer, at=AT, on=on)
    checking = perf_counter() - began
    checked = check_again(staged, by=officer, on=on)
    loading = seconds(lambda: confirm_spreadsheet(spreadsheet=staged, checked=checked, by=officer, at=AT))

    assert (staged.refused_rows, IndicatorValue.objects.count()) == (FAULTS, ROWS - FAULTS)
    tell(
        capsys,
        f"{connection.vendor}: {ROWS:,} rows, {FAULTS} wrong: checked {checking:.1f} s, loaded {loading:.1f} s",
    )
