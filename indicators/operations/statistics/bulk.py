"""Hundreds of thousands of published values, compared with what is there and written, in three statements.

They are copied into a table of their own first, without index, and then those that differ are changed and those that
are missing added. Nothing is written twice that stands already.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from indicators.models import PublishedValue

Figure = tuple[int, int, int, str | None, str]
"""Indicator, period and area by their keys, the digits of the value if there is one, and the flag."""

AT_A_TIME = 20_000
NOTHING = "\\N"  # as COPY reads it
STAGE = "staged_published_value"
VALUES = PublishedValue._meta.db_table


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of staged figures; kept are the others of the same indicators, which the file does not have."""

    created: int
    updated: int
    unchanged: int
    kept: int


@contextmanager
def staging() -> Iterator[None]:
    """Hold a table for staged figures while the block runs, inside a transaction."""
    number = "numeric" if connection.vendor == "postgresql" else "text"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # a large edition takes longer than a page may
            cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {STAGE} (indicator_id bigint NOT NULL, period_id bigint NOT NULL, "
            f"area_id bigint NOT NULL, value {number}, flag varchar(3) NOT NULL)"
        )
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {STAGE}")


def stage(figures: Iterable[Figure]) -> None:
    """Will copy figures into the staging table, some thousands at a time, between which the database is free."""
    rows = iter(figures)
    while some := list(islice(rows, AT_A_TIME)):
        with connection.cursor() as cursor:
            if connection.vendor != "postgresql":
                cursor.executemany(f"INSERT INTO {STAGE} VALUES (%s, %s, %s, %s, %s)", some)
                continue
            with cursor.copy(f"COPY {STAGE} FROM STDIN") as copy:
                copy.write("".join(_line(*figure) for figure in some))


def merge() -> Merged:
    """Will bring what is staged into the published values, and count."""
    same = "v.indicator_id = s.indicator_id AND v.period_id = s.period_id AND v.area_id = s.area_id"
    columns = "indicator_id, period_id, area_id, value, flag"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {STAGE}")
        staged = cursor.fetchone()[0]
        cursor.execute(
            f"UPDATE {VALUES} AS v SET value = s.value, flag = s.flag FROM {STAGE} AS s "
            f"WHERE {same} AND (v.value IS DISTINCT FROM s.value OR v.flag <> s.flag)"
        )
        updated = cursor.rowcount
        cursor.execute(
            f"INSERT INTO {VALUES} ({columns}) SELECT {columns} FROM {STAGE} AS s "
            f"WHERE NOT EXISTS (SELECT 1 FROM {VALUES} AS v WHERE {same})"
        )
        created = cursor.rowcount
        cursor.execute(
            f"SELECT count(*) FROM {VALUES} WHERE indicator_id IN (SELECT indicator_id FROM {STAGE})"
        )
        there = cursor.fetchone()[0]
    return Merged(created, updated, staged - created - updated, there - staged)


def _line(indicator: int, period: int, area: int, value: str | None, flag: str) -> str:
    """Give a figure as COPY reads it; nothing in it needs escaping: keys, digits and known flags."""
    return f"{indicator}\t{period}\t{area}\t{value or NOTHING}\t{flag}\n"
