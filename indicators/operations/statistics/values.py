"""The figures of the Local Authority Interactive Tool: one row for a measure, area and period."""

from collections.abc import Iterable, Iterator, Sequence

from indicators.choices import Frequency, Unit
from indicators.domain.open_data import FIGURE, NOT_AVAILABLE
from indicators.domain.period import UnknownPeriod
from indicators.domain.published_label import read_published_label
from indicators.models import Area, Indicator, PublishedPeriod
from indicators.operations.statistics import bulk
from indicators.operations.statistics.reference import period_of
from indicators.operations.statistics.source import Source
from indicators.operations.statistics.tally import Tally

COLUMNS = ("measure_code", "la_code", "area_name", "period", "value", "flag")
LONGEST_CODE, LONGEST_LABEL = 80, 24
NO_CODE = "The code of a measure has 1 to 80 characters, and is no indicator of our own, whose values are entered here."


Row = tuple[int, Sequence[str]]


def load_values(source: Source, tally: Tally) -> None:
    """Will bring the figures in; a missing one is kept as not available, since the file gives no reason."""
    reader = _Reader(tally)
    with bulk.staging() as stage:
        stage.add(reader.figures(source.columns(*COLUMNS)))
        later = reader.take_up_later()
        stage.add(reader.figures(later))
        tally.merged(stage.merge())
    reader.note()


class _Reader:
    """Turns rows of text into keys and digits, and counts out what cannot be turned."""

    def __init__(self, tally: Tally) -> None:
        self._tally = tally
        self._areas = dict(Area.objects.values_list("code", "pk"))
        indicators = Indicator.objects.values_list("reference", "pk", "is_published_statistic")
        self._indicators = {
            reference: pk if is_published else 0 for reference, pk, is_published in indicators
        }
        self._periods = dict(PublishedPeriod.objects.values_list("label", "pk"))
        self._seen: dict[tuple[str, str], set[str]] = {}
        self._later: list[Row] = []
        self._undescribed: list[str] = []
        self._without = 0

    def figures(self, rows: Iterable[Row]) -> Iterator[bulk.Figure]:
        """Give every figure once; rows of one measure and period mostly follow each other.

        Rows of a measure or period that is not known are put aside: taking these up asks the database.
        """
        areas, is_figure, here = self._areas, FIGURE.fullmatch, ("", "")
        indicator = period = number = 0
        seen: set[str] = set()
        for number, row in rows:
            code, area_code, _, label, value, _ = row
            if (code, label) != here:
                here = (code, label)
                indicator, period = self._indicators.get(code, -1), self._periods.get(label, -1)
                seen = self._seen.setdefault(here, set())
            area = areas.get(area_code)
            if indicator < 0 or period < 0:
                self._later.append((number, row))
            elif not (indicator and period and area) or area_code in seen or (value and not is_figure(value)):
                self._tally.refuse(number, self._why(row))
            elif value:
                seen.add(area_code)
                yield indicator, period, area, value, ""
            else:
                seen.add(area_code)
                self._without += 1
                yield indicator, period, area, None, NOT_AVAILABLE
        self._tally.read = max(self._tally.read, number - 1)

    def take_up_later(self) -> list[Row]:
        """Will take up the measures and periods of rows that were put aside, and give these rows."""
        later, self._later = self._later, []
        for code in dict.fromkeys(row[0] for _, row in later if row[0] not in self._indicators):
            self._indicators[code] = _undescribed(code).pk if 0 < len(code) <= LONGEST_CODE else 0
            self._undescribed.append(code if self._indicators[code] else "")
        for label in dict.fromkeys(row[3] for _, row in later if row[3] not in self._periods):
            self._periods[label] = _period(label)
        return later

    def note(self) -> None:
        """Will say what was done with figures that are missing and measures that nobody describes."""
        if self._without:
            rows = "1 row has" if self._without == 1 else f"{self._without:,} rows have"
            they = "It is" if self._without == 1 else "They are"
            self._tally.notes.append(f"{rows} no figure and no reason. {they} kept as not available (x).")
        if codes := ", ".join(sorted(filter(None, self._undescribed))):
            self._tally.notes.append(
                f"{codes}: no measure is described under this code. The figures are kept, without title and direction."
            )

    def _why(self, row: Sequence[str]) -> str:
        code, area, _, label, value, _ = row
        if area not in self._areas:
            return f"No area has the code “{area[:40]}”."
        if not self._indicators[code]:
            return NO_CODE
        if not self._periods[label]:
            return f"“{label[:40]}” is no label of a period."
        if value and FIGURE.fullmatch(value) is None:
            return f"“{value[:40]}” is no figure."
        return f"{code} has a figure for area {area} and {label} already."


def _undescribed(code: str) -> Indicator:
    """Make a measure of which nothing but its code is known."""
    return Indicator.objects.create(
        reference=code, title=code, unit=Unit.SCORE, frequency=Frequency.YEAR, is_published_statistic=True
    )


def _period(label: str) -> int:
    """Make a period and give its key, or 0 where the label cannot be read."""
    try:
        period = period_of(label, read_published_label(label))
    except UnknownPeriod:
        return 0
    if len(label) > LONGEST_LABEL:
        return 0
    period.save()
    return int(period.pk)
