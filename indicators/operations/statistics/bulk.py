"""Hundreds of thousands of published values, compared with what is there and written, in a few statements.

They are copied into a table of their own first, without index; then those that are missing are added and those that
differ changed, and nothing is written that stands already. The very first have nothing to be compared with, and go
straight to their place. The statements are put together from names in this file alone; figures go beside them.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection

from indicators.models import PublishedValue

Figure = tuple[int, int, int, str | None, str]
"""Indicator, period and area by their keys, the digits of the value if there is one, and the flag."""

AT_A_TIME = 5_000
STAGE = "staged_published_value"
VALUES = PublishedValue._meta.db_table
COLUMNS = "indicator_id, period_id, area_id, value, flag"
LINE = "%s\t%s\t%s\t%s\t%s\n"  # as COPY reads it; keys, digits and known flags need no escaping


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of staged figures; kept are the others of the same indicators, which the file does not have."""

    created: int
    updated: int
    unchanged: int
    kept: int


class Stage:
    """Where figures wait, each once, until all of a file are there."""

    def __init__(self) -> None:
        self._is_first = not PublishedValue.objects.exists()
        self._table = VALUES if self._is_first else STAGE

    def add(self, figures: Iterable[Figure]) -> None:
        """Will copy figures in; the database must not be used for anything else while they are made."""
        rows = iter(figures)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {self._table} ({COLUMNS}) FROM STDIN WITH (NULL 'None')") as copy:
                    while some := list(islice(rows, AT_A_TIME)):
                        copy.write("".join([LINE % figure for figure in some]))
                return
            insert = f"INSERT INTO {self._table} ({COLUMNS}) VALUES (%s, %s, %s, %s, %s)"  # nosec B608
            while some := list(islice(rows, AT_A_TIME)):
                cursor.executemany(insert, some)

    def merge(self) -> Merged:
        """Will bring what waits into the published values, and count."""
        with connection.cursor() as cursor:
            if self._is_first:
                return Merged(_number(cursor, VALUES), 0, 0, 0)
            cursor.execute(f"ANALYZE {STAGE}")
            same_measures = f"{VALUES} WHERE indicator_id IN (SELECT indicator_id FROM {STAGE})"  # nosec B608
            staged, before = _number(cursor, STAGE), _number(cursor, same_measures)
            cursor.execute(
                f"INSERT INTO {VALUES} ({COLUMNS}) "  # nosec B608
                f"SELECT s.indicator_id, s.period_id, s.area_id, s.value, s.flag FROM {STAGE} AS s "
                f"LEFT JOIN {VALUES} AS v ON v.indicator_id = s.indicator_id AND v.period_id = s.period_id "
                "AND v.area_id = s.area_id "
                "WHERE v.flag IS NULL OR v.flag <> s.flag OR v.value IS DISTINCT FROM s.value "
                "ON CONFLICT (indicator_id, period_id, area_id) "
                "DO UPDATE SET value = excluded.value, flag = excluded.flag"
            )
            written, after = cursor.rowcount, _number(cursor, same_measures)
        created = after - before
        return Merged(created, written - created, staged - written, after - staged)


@contextmanager
def staging() -> Iterator[Stage]:
    """Hold a place for figures while the block runs, inside a transaction and beside no other such load."""
    with connection.cursor() as cursor:
        number = "text"
        if connection.vendor == "postgresql":
            number = "numeric"
            cursor.execute("SET LOCAL statement_timeout = 0")  # a large edition takes longer than a page may
            cursor.execute(f"LOCK TABLE {VALUES} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {STAGE} (indicator_id bigint NOT NULL, period_id bigint NOT NULL, "
            f"area_id bigint NOT NULL, value {number}, flag varchar(3) NOT NULL)"
        )
        yield Stage()
        cursor.execute(f"DROP TABLE {STAGE}")


def _number(cursor: Any, rows: str) -> int:
    cursor.execute(f"SELECT count(*) FROM {rows}")  # nosec B608
    return int(cursor.fetchone()[0])
