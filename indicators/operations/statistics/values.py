"""The figures of the Local Authority Interactive Tool: one row for a measure, area and period."""

from collections.abc import Iterator

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


def load_values(source: Source, tally: Tally) -> None:
    """Will bring the figures in; a missing one is kept as not available, since the file gives no reason."""
    with bulk.staging():
        bulk.stage(_Reader(source, tally).figures())
        merged = bulk.merge()
    tally.created, tally.updated = merged.created, merged.updated
    tally.unchanged, tally.kept = merged.unchanged, merged.kept


class _Reader:
    """Turns rows of text into keys and digits, and counts out what cannot be turned."""

    def __init__(self, source: Source, tally: Tally) -> None:
        self._source, self._tally = source, tally
        self._areas = dict(Area.objects.values_list("code", "pk"))
        self._indicators = dict(
            Indicator.objects.filter(is_published_statistic=True).values_list("reference", "pk")
        )
        self._local = set(Indicator.objects.local().values_list("reference", flat=True))
        self._periods = dict(PublishedPeriod.objects.values_list("label", "pk"))
        self._undescribed: list[str] = []

    def figures(self) -> Iterator[bulk.Figure]:
        """Give every figure once; rows of one measure and period mostly follow each other."""
        tally, areas, is_figure = self._tally, self._areas, FIGURE.fullmatch
        here: tuple[str, str] | None = None
        indicator = period = without = number = 0
        seen: set[str] = set()
        done: dict[tuple[str, str], set[str]] = {}
        for number, (code, area_code, _, label, value, _) in self._source.columns(*COLUMNS):
            if (code, label) != here:
                here = (code, label)
                indicator, period = self._indicator(code), self._period(label)
                seen = done.setdefault(here, set())
            area = areas.get(area_code)
            if area is None or not indicator or not period or area_code in seen or (value and not is_figure(value)):
                tally.refuse(number, self._why(code, area_code, label, value))
                continue
            seen.add(area_code)
            if value:
                yield indicator, period, area, value, ""
            else:
                without += 1
                yield indicator, period, area, None, NOT_AVAILABLE
        tally.read = max(number - 1, 0)
        self._note(without)

    def _indicator(self, code: str) -> int:
        """Give the key of a measure, 0 for one of our own; one that nobody describes is taken up under its code."""
        if code not in self._indicators and code and code not in self._local:
            made = Indicator.objects.create(
                reference=code, title=code, unit=Unit.SCORE, frequency=Frequency.YEAR, is_published_statistic=True
            )
            self._indicators[code] = made.pk
            self._undescribed.append(code)
        return self._indicators.get(code, 0)

    def _period(self, label: str) -> int:
        """Give the key of a label, 0 for one that cannot be read."""
        if label not in self._periods:
            try:
                made = period_of(label, read_published_label(label))
            except UnknownPeriod:
                return 0
            made.save()
            self._periods[label] = made.pk
        return self._periods[label]

    def _why(self, code: str, area: str, label: str, value: str) -> str:
        if area not in self._areas:
            return f"No area has the code “{area}”."
        if code not in self._indicators:
            return f"“{code}” is an indicator of our own, whose values are entered here."
        if label not in self._periods:
            return f"“{label}” is no label of a period."
        if value and FIGURE.fullmatch(value) is None:
            return f"“{value[:40]}” is no figure."
        return f"{code} has a figure for area {area} and {label} already."

    def _note(self, without: int) -> None:
        if without:
            self._tally.notes.append(
                f"{without:,} rows have no figure and no reason. They are kept as not available (x)."
            )
        if self._undescribed:
            codes = ", ".join(sorted(self._undescribed))
            self._tally.notes.append(
                f"{codes}: no measure is described under this code. The figures are kept, without title and direction."
            )
