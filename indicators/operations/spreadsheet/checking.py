"""What the rows of a council's own spreadsheet come to: values to load, values held already, what is wrong where."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from childservices.domain.refusals import Refusal
from indicators.choices import OPEN_STATES, SETTLED_STATES
from indicators.domain.measure import Unit
from indicators.domain.period import Frequency, Period, UnknownPeriod, YearType, read_period
from indicators.domain.typed_figure import typed_figure
from indicators.domain.value import NotAFigure, Value
from indicators.models import Area, Commentary, Indicator, IndicatorValue
from indicators.operations.entry import TypedRow, questions_about
from indicators.queries.entry import EntryDesk, own_area

NEEDED = ("reference", "period")
FIGURES = ("numerator", "denominator", "value")
COLUMNS = (*NEEDED, *FIGURES, "note", "comment")
MOST_DECIMALS, LONGEST_NOTE = 4, 500
IS_HELD = (
    "Another figure is entered for this period and not approved yet. Change it on the page of the period."
)


class WrongColumns(Refusal):
    """A spreadsheet whose first row does not name the columns."""


@dataclass(slots=True)
class SheetRow:
    """A row of the spreadsheet, as far as it could be read, and what is wrong with it by column."""

    number: int
    cells: Mapping[str, str]
    faults: dict[str, str] = field(default_factory=dict)
    indicator: Indicator | None = None
    period: Period | None = None
    figures: Value | None = None
    label: str = ""
    """The period's own label, in which years and months are written as they are kept."""

    def refuse(self, column: str, sentence: str) -> None:
        """Will note what is wrong, unless something is noted in this column."""
        self.faults.setdefault(column, sentence)

    @property
    def key(self) -> tuple[int, str]:
        """The indicator and period that the row is about, once both are known."""
        assert self.indicator is not None
        return self.indicator.pk, self.label


@dataclass(frozen=True, slots=True)
class Checked:
    """Every row that says something: those to load, those held already, and those with faults."""

    area: Area
    right: Sequence[SheetRow]
    unchanged: Sequence[SheetRow]
    wrong: Sequence[SheetRow]
    settled: Mapping[tuple[int, str], IndicatorValue]
    """The approved values by indicator and period, which rows to load restate."""

    @property
    def read(self) -> int:
        """How many rows say something."""
        return len(self.right) + len(self.unchanged) + len(self.wrong)

    @property
    def restated(self) -> int:
        """How many of the rows to load restate an approved value."""
        return sum(row.key in self.settled for row in self.right)


def check_rows(rows: Sequence[Sequence[str]], *, by: Any, on: date) -> Checked:
    """Check a spreadsheet for a person on a day, without writing; the number of queries does not depend on its rows.

    Raises:
        WrongColumns: the first row does not name the columns.
        NoOwnArea: no area is marked as the council's own.
    """
    found = _named(rows)
    _read(found, by=by, on=on)
    _refuse_doubles(found)
    held = _Held([row for row in found if not row.faults])
    unchanged = [row for row in found if not row.faults and held.has(row)]
    held.ask([row for row in found if not row.faults and not held.has(row)], on=on)
    same = {row.number for row in unchanged}
    return Checked(
        area=held.area,
        right=[row for row in found if not row.faults and row.number not in same],
        unchanged=unchanged,
        wrong=[row for row in found if row.faults],
        settled=held.settled,
    )


def _named(rows: Sequence[Sequence[str]]) -> list[SheetRow]:
    """Give every row that says something, its cells by the names of their columns."""
    names = [" ".join(cell.lower().split()) for cell in rows[0]]
    used = [name for name in names if name]
    unknown = [name for name in used if name not in COLUMNS]
    missing = [name for name in NEEDED if name not in used]
    if unknown or missing or len(set(used)) < len(used) or not set(used) & set(FIGURES):
        raise WrongColumns(
            "The first row must name the columns, each once: reference, period, then numerator and denominator, or "
            "value, or all three; note and comment if you like. "
            f"It says: {', '.join(used)[:200] or 'nothing'}."
        )
    found = []
    for number, row in enumerate(rows[1:], start=2):
        cells = {name: cell.strip() for name, cell in zip(names, row, strict=False) if name}
        if any(cells.values()):
            found.append(SheetRow(number, cells))
    return found


def _read(rows: Sequence[SheetRow], *, by: Any, on: date) -> None:
    """Find each row's indicator, period and figures."""
    indicators = {
        one.reference: one for one in Indicator.objects.select_related("counts_the_same_as", "suppression")
    }
    mine = set(Indicator.objects.entered_by(by, on=on).values_list("pk", flat=True))
    units = {one.pk: one.measure.unit for one in indicators.values()}
    periods: dict[tuple[str, str], Period | UnknownPeriod] = {}
    for row in rows:
        indicator = indicators.get(row.cells.get("reference", ""))
        if sentence := _reference_fault(row, indicator, mine):
            row.refuse("reference", sentence)
        if indicator is None:
            continue
        row.indicator = indicator
        label = row.cells.get("period", "")
        place = (label, indicator.year_type)
        if place not in periods:
            periods[place] = _period(*place)
        _take_period(row, indicator, periods[place])
        _take_figures(row, units[indicator.pk])


def _reference_fault(row: SheetRow, indicator: Indicator | None, mine: set[int]) -> str:
    if indicator is None:
        typed = row.cells.get("reference", "")
        return f"No indicator has the reference “{typed[:80]}”. Correct it." if typed else "Type a reference."
    if indicator.is_published_statistic:
        return "This is a national statistic, whose values nobody types. Take the row out."
    return (
        ""
        if indicator.pk in mine
        else "Its manager or a performance officer enters its values. Take the row out."
    )


def _period(label: str, year_type: str) -> Period | UnknownPeriod:
    try:
        return read_period(label, YearType(year_type))
    except UnknownPeriod as refusal:
        return refusal


def _take_period(row: SheetRow, indicator: Indicator, period: Period | UnknownPeriod) -> None:
    if isinstance(period, UnknownPeriod):
        row.refuse("period", period.sentence)
    elif period.frequency not in {indicator.frequency, Frequency.YEAR}:
        usual = indicator.get_frequency_display().lower()
        row.refuse(
            "period",
            f"{indicator.reference} is reported by the {usual}. Type the label of one, or of a year.",
        )
    else:
        row.period, row.label = period, period.label


def _take_figures(row: SheetRow, unit: Unit) -> None:
    figures: dict[str, Decimal | None] = {}
    for column in FIGURES:
        try:
            figures[column] = _figure(row.cells.get(column, ""), unit)
        except NotAFigure as refusal:
            row.refuse(column, refusal.sentence)
    if len(row.cells.get("note", "")) > LONGEST_NOTE:
        row.refuse("note", f"Say it in at most {LONGEST_NOTE} characters.")
    if len(figures) < len(FIGURES):
        return
    if all(figure is None for figure in figures.values()):
        row.refuse("value", "Type a figure, or take the row out.")
        return
    row.figures = Value(figures["value"], figures["numerator"], figures["denominator"])


def _figure(text: str, unit: Unit) -> Decimal | None:
    figure = typed_figure(text, unit)
    exponent = figure.as_tuple().exponent if figure is not None else 0
    if isinstance(exponent, int) and -exponent > MOST_DECIMALS:
        raise NotAFigure(f"Type at most {MOST_DECIMALS} decimals.")
    return figure


def _refuse_doubles(rows: Sequence[SheetRow]) -> None:
    """Refuse the second row, and every further one, about the same indicator and period."""
    first: dict[tuple[int, str], int] = {}
    for row in rows:
        if row.indicator is None or row.period is None:
            continue
        if row.key in first:
            row.refuse(
                "reference", f"Row {first[row.key]} is about the same period. Take one of the two out."
            )
        first.setdefault(row.key, row.number)


class _Held:
    """What is held of the indicators and periods of the rows, and of the periods before."""

    def __init__(self, rows: Sequence[SheetRow]) -> None:
        self.area = own_area()
        self._by_label: dict[str, list[SheetRow]] = defaultdict(list)
        for row in rows:
            self._by_label[row.label].append(row)
        indicators = {row.indicator.pk: row.indicator for row in rows if row.indicator}
        self._same_cases = list(Indicator.objects.filter(counts_the_same_as__in=[*indicators]))
        self._keys = {*indicators, *(one.pk for one in self._same_cases)}
        self._keys |= {one.counts_the_same_as_id for one in indicators.values() if one.counts_the_same_as_id}
        self._before = {
            label: here[0].period.previous().label for label, here in self._by_label.items() if here[0].period
        }
        self._load()

    def _load(self) -> None:
        labels = {*self._before, *self._before.values()}
        values = IndicatorValue.objects.filter(area=self.area, indicator__in=self._keys, period__in=labels)
        self._open: dict[tuple[int, str], IndicatorValue] = {}
        self.settled: dict[tuple[int, str], IndicatorValue] = {}
        for value in values:
            key = value.indicator_id, value.period
            if value.state in OPEN_STATES:
                self._open[key] = value
            elif value.state in SETTLED_STATES:
                self.settled[key] = value
        texts = Commentary.objects.filter(area=self.area, indicator__in=self._keys, period__in=labels)
        self._texts = {(one.indicator_id, one.period): one.text for one in texts}

    def has(self, row: SheetRow) -> bool:
        """Whether the row says what is held, figures and comment."""
        value = self._open.get(row.key) or self.settled.get(row.key)
        comment = row.cells.get("comment", "")
        return (
            value is not None
            and value.figures == row.figures
            and comment in {"", self._texts.get(row.key, "")}
        )

    def ask(self, rows: Sequence[SheetRow], *, on: date) -> None:
        """Ask about the figures of rows all that the grid of a period asks; a note answers what can be answered."""
        asked = {row.number for row in rows}
        for label, here in self._by_label.items():
            desk, typed = self._desk(label), {row.key[0]: row.figures for row in here if row.figures}
            for row in here:
                if row.number in asked:
                    self._ask(row, desk, typed, on=on)

    def _ask(self, row: SheetRow, desk: EntryDesk, typed: Mapping[int, Value], *, on: date) -> None:
        assert row.indicator is not None
        assert row.figures is not None
        note = row.cells.get("note", "")
        if row.key in self._open:
            row.refuse("value", IS_HELD)
        if (
            row.cells.get("comment")
            and self._texts.get(row.key, row.cells["comment"]) != row.cells["comment"]
        ):
            row.refuse(
                "comment", "Another comment is written for this period. Change it on the page of the period."
            )
        questions = questions_about(
            TypedRow(row.indicator, row.figures, note=note), row.figures, desk, typed, on=on
        )
        for question in questions:
            if question.stops:
                row.refuse(question.part, question.sentence)
            elif not note:
                answer = "" if question.part == "note" else " Or say in the note why it stands."
                row.refuse(question.part, f"{question.sentence}{answer}")

    def _desk(self, label: str) -> EntryDesk:
        before = self._before[label]

        def at(values: Mapping[tuple[int, str], IndicatorValue], period: str) -> Mapping[int, IndicatorValue]:
            return {key: values[key, period] for key in self._keys if (key, period) in values}

        return EntryDesk(
            label=label,
            area=self.area,
            open=at(self._open, label),
            settled=at(self.settled, label),
            earlier={**at(self._open, before), **at(self.settled, before)},
            commentaries={},
            same_cases=self._same_cases,
        )
