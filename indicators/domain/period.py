"""Periods that indicators are reported for: their labels, their days, and which comes before which.

Labels are those of the public interface: years `2025` and `2009-10`, half-years `2009-10-H1`, terms `2014-15-T3`,
quarters `2009-10-Q2` and months `2009-M10` (October 2009). A label does not say whether its year is a financial or an
academic one; the indicator does.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace
from enum import StrEnum

from childservices.domain.refusals import Refusal


class YearType(StrEnum):
    """When the year of an indicator begins: in April, in September or in January."""

    FINANCIAL = "financial"
    ACADEMIC = "academic"
    CALENDAR = "calendar"


class Frequency(StrEnum):
    """How often an indicator is reported."""

    MONTH = "month"
    QUARTER = "quarter"
    TERM = "term"
    HALF_YEAR = "half_year"
    YEAR = "year"


class UnknownPeriod(Refusal):
    """What was typed is no period of the indicator's year."""


FIRST_MONTH = {YearType.FINANCIAL: 4, YearType.ACADEMIC: 9, YearType.CALENDAR: 1}
MONTHS = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.TERM: 4,
    Frequency.HALF_YEAR: 6,
    Frequency.YEAR: 12,
}
"""How many months a period has. A term is a third of the academic year; schools' own dates are not known here."""

LETTERS = {"Q": Frequency.QUARTER, "T": Frequency.TERM, "H": Frequency.HALF_YEAR}
TERMS = ("Autumn term", "Spring term", "Summer term")
LABEL = re.compile(
    r"(?P<year>\d{4})(?:-(?P<end>\d{2}))?(?:-(?P<letter>[QTHM])(?P<number>\d{1,2}))?", re.ASCII
)
EXAMPLES = "2025, 2009-10, 2009-10-Q2 or 2009-M10"


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of one year: the year that it belongs to begins in `year`, and `number` is its place in it, from 1."""

    frequency: Frequency
    year_type: YearType
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        if self.frequency is Frequency.TERM and self.year_type is not YearType.ACADEMIC:
            raise UnknownPeriod("Only academic years have terms. Choose months, quarters or half-years.")
        if not (1000 < self.year < 9999 and 1 <= self.number <= self.in_a_year):
            raise UnknownPeriod(f"There is no such period. Type a label such as {EXAMPLES}.")

    @property
    def in_a_year(self) -> int:
        """How many such periods a year has."""
        return 12 // MONTHS[self.frequency]

    @property
    def starts_on(self) -> dt.date:
        """The first day."""
        return self._first_day(self.number - 1)

    @property
    def ends_on(self) -> dt.date:
        """The last day, which is the day that figures of the period are as at."""
        return self._first_day(self.number) - dt.timedelta(days=1)

    @property
    def label(self) -> str:
        """The label of the public interface, such as `2009-10-Q2`."""
        if self.frequency is Frequency.MONTH:
            return f"{self.starts_on.year}-M{self.starts_on.month:02}"
        year = self._year_text("-")
        letters = {frequency: letter for letter, frequency in LETTERS.items()}
        return year if self.frequency is Frequency.YEAR else f"{year}-{letters[self.frequency]}{self.number}"

    @property
    def title(self) -> str:
        """The period in words, such as `Quarter 2 2009/10`."""
        names = {
            Frequency.YEAR: "",
            Frequency.HALF_YEAR: ("First half", "Second half")[(self.number - 1) % 2],
            Frequency.TERM: TERMS[(self.number - 1) % 3],
            Frequency.QUARTER: f"Quarter {self.number}",
        }
        if self.frequency is Frequency.MONTH:
            return f"{self.starts_on:%B %Y}"
        return f"{names[self.frequency]} {self._year_text('/')}".strip()

    def shifted(self, periods: int) -> "Period":
        """Give the period so many of its own kind later; a negative number goes back."""
        years, place = divmod(self.number - 1 + periods, self.in_a_year)
        return replace(self, year=self.year + years, number=place + 1)

    def previous(self) -> "Period":
        """Give the period of the same kind just before."""
        return self.shifted(-1)

    def same_last_year(self) -> "Period":
        """Give the period with the same place in the year before."""
        return self.shifted(-self.in_a_year)

    def follows(self, earlier: "Period") -> bool:
        """Whether it comes straight after another of its kind, so that the two are consecutive."""
        return self.previous() == earlier

    def whole_year(self) -> "Period":
        """Give the year that the period belongs to."""
        return Period(Frequency.YEAR, self.year_type, self.year)

    def year_so_far(self) -> tuple["Period", ...]:
        """Give the periods of its kind from the beginning of its year to itself, earliest first."""
        return tuple(replace(self, number=number) for number in range(1, self.number + 1))

    def _first_day(self, periods: int) -> dt.date:
        months = FIRST_MONTH[self.year_type] - 1 + periods * MONTHS[self.frequency]
        return dt.date(self.year + months // 12, months % 12 + 1, 1)

    def _year_text(self, between: str) -> str:
        if self.year_type is YearType.CALENDAR:
            return str(self.year)
        return f"{self.year}{between}{(self.year + 1) % 100:02}"


def read_period(label: str, year_type: YearType) -> Period:
    """Read a label of the public interface for an indicator with such a year, or refuse it with what to type."""
    if (found := LABEL.fullmatch(label.strip())) is None:
        raise UnknownPeriod(f"“{label}” is no period. Type a label such as {EXAMPLES}.")
    year, number, is_month = int(found["year"]), int(found["number"] or 1), found["letter"] == "M"
    if (found["end"] is None) != (is_month or year_type is YearType.CALENDAR):
        raise _misfit(label, year_type)
    if is_month:
        return _month(label, year, number, year_type)
    if found["end"] is not None and int(found["end"]) != (year + 1) % 100:
        raise UnknownPeriod(
            f"“{label}” is not one year. Type two years that follow each other, such as 2009-10."
        )
    frequency = LETTERS[found["letter"]] if found["letter"] else Frequency.YEAR
    return Period(frequency, year_type, year, number)


def _month(label: str, year: int, month: int, year_type: YearType) -> Period:
    if not 1 <= month <= 12:
        raise UnknownPeriod(
            f"“{label}” is no month. Type the year and a month from M01 to M12, such as 2009-M10."
        )
    years, place = divmod(month - FIRST_MONTH[year_type], 12)
    return Period(Frequency.MONTH, year_type, year + years, place + 1)


def _misfit(label: str, year_type: YearType) -> UnknownPeriod:
    quarter = "2025-Q2" if year_type is YearType.CALENDAR else "2009-10-Q2"
    return UnknownPeriod(
        f"“{label}” does not fit {year_type} years. Type a label such as {quarter} or 2009-M10."
    )


def period_on(day: dt.date, frequency: Frequency, year_type: YearType) -> Period:
    """Give the period of a kind that holds a day."""
    year = day.year if day.month >= FIRST_MONTH[year_type] else day.year - 1
    months = (day.year - year) * 12 + day.month - FIRST_MONTH[year_type]
    return Period(frequency, year_type, year, months // MONTHS[frequency] + 1)
