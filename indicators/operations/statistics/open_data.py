"""Files in the Department for Education's open-data layout, of which the administration says what their columns are."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from indicators.domain.open_data import OpenDataPeriod, UnknownLayout, read_figure, read_open_data_period
from indicators.models import Area, ColumnMapping, PublishedPeriod
from indicators.operations.statistics import bulk
from indicators.operations.statistics.source import Source, UnreadableSource
from indicators.operations.statistics.tally import Tally

WHERE_AND_WHEN = (
    "time_period", "time_identifier", "geographic_level", "country_code", "region_code", "old_la_code", "new_la_code",
)  # fmt: skip
LEVELS = frozenset({"National", "Regional", "Local authority"})

Key = tuple[int, int, int]


def is_open_data(source: Source) -> bool:
    """Say whether a file's columns are those of the layout; what cannot be read is not of it."""
    try:
        return set(WHERE_AND_WHEN) <= set(source.header())
    except UnreadableSource:
        return False


def mappings_for(source: Source) -> list[ColumnMapping]:
    """Give what the administration says of a file's columns."""
    rows = ColumnMapping.objects.select_related("indicator").order_by("pk")
    return [row for row in rows if fnmatchcase(source.name, row.file_pattern)]


def load_open_data(source: Source, mappings: Sequence[ColumnMapping], tally: Tally) -> None:
    """Will bring in the figures of the columns that are mapped; each keeps the code of why it is missing."""
    with bulk.staging() as stage:
        stage.add(list(_Reader(source, mappings, tally).figures()))
        tally.merged(stage.merge())


@dataclass(frozen=True, slots=True)
class _Column:
    """Where a mapped figure stands in the cells of a row, and what other cells must hold."""

    indicator: int
    name: str
    place: int
    filters: Mapping[int, str]

    def is_meant(self, cells: Sequence[str]) -> bool:
        return all(cells[place] == value for place, value in self.filters.items())


class _Reader:
    """Turns the rows of such a file into keys and digits."""

    def __init__(self, source: Source, mappings: Sequence[ColumnMapping], tally: Tally) -> None:
        self._source, self._tally = source, tally
        self._names = list(
            dict.fromkeys(
                [*WHERE_AND_WHEN, *(name for row in mappings for name in [row.column, *row.filters])]
            )
        )
        self._columns = [
            _Column(
                row.indicator_id,
                row.column,
                self._names.index(row.column),
                {self._names.index(name): str(value) for name, value in row.filters.items()},
            )
            for row in mappings
        ]
        areas = Area.objects.values_list("code", "ons_code", "pk")
        self._by_code = {code: key for code, _, key in areas}
        self._by_ons_code = {ons_code: key for _, ons_code, key in areas if ons_code}
        self._periods = dict(PublishedPeriod.objects.values_list("label", "pk"))
        self._seen: set[Key] = set()

    def figures(self) -> Iterator[bulk.Figure]:
        """Give the figures of every row that says where and when it is of; a column that cannot be read is refused."""
        for number, cells in self._source.columns(*self._names):
            self._tally.read += 1
            try:
                period, area = self._period(cells[0], cells[1]), self._area(cells[2:7])
            except UnknownLayout as refusal:
                self._tally.refuse(number, refusal.sentence)
                continue
            for column in self._columns:
                if column.is_meant(cells):
                    yield from self._figure(number, column, period, area, cells[column.place])

    def _figure(
        self, number: int, column: _Column, period: int, area: int, text: str
    ) -> Iterator[bulk.Figure]:
        key = (column.indicator, period, area)
        try:
            value, flag = read_figure(text)
        except UnknownLayout as refusal:
            self._tally.refuse(number, f"{column.name}: {refusal.sentence}")
            return
        if key in self._seen:
            self._tally.refuse(
                number,
                f"{column.name}: this area and period stand in the file already. Add a filter to the mapping.",
            )
            return
        self._seen.add(key)
        yield *key, value, flag

    def _period(self, time_period: str, identifier: str) -> int:
        read = read_open_data_period(time_period, identifier)
        if read.label not in self._periods:
            self._periods[read.label] = _kept(read).pk
        return self._periods[read.label]

    def _area(self, cells: Sequence[str]) -> int:
        """Find the area of a row by its codes, never by its name; both codes of an authority must mean the same one."""
        level, country, region, old_code, new_code = cells
        if level not in LEVELS:
            raise UnknownLayout(f"“{level[:40]}” is no level that is kept here.")
        if level != "Local authority":
            code = country if level == "National" else region
            return self._known(self._by_ons_code.get(code), code)
        by_old, by_new = self._by_code.get(old_code), self._by_ons_code.get(new_code)
        if by_old and by_new and by_old != by_new:
            raise UnknownLayout(f"“{old_code}” and “{new_code}” are codes of different areas.")
        return self._known(by_old or (None if _is_combined(old_code) else by_new), old_code or new_code)

    def _known(self, area: int | None, code: str) -> int:
        if area is None:
            reason = (
                "is a combined return of several areas" if _is_combined(code) else "is the code of no area"
            )
            raise UnknownLayout(f"“{code[:40]}” {reason}.")
        return area


def _is_combined(code: str) -> bool:
    return "/" in code


def _kept(read: OpenDataPeriod) -> PublishedPeriod:
    return PublishedPeriod.objects.create(
        label=read.label, start_year=read.start_year, end_year=read.end_year, place=read.place
    )
