"""Minute numbers: they run on through the meetings of a body, D68 to D74 and then D75, and none is used twice."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from childservices.domain.refusals import Refusal


class AlreadyNumbered(Refusal):
    """Minutes keep the numbers that their publication gave them."""


class NothingToNumber(Refusal):
    """Minutes without a single minute cannot be published."""


@dataclass(frozen=True, slots=True)
class Series:
    """One run of numbers: a body's, and where it restarts, that of a municipal year."""

    body: str
    begins_on: dt.date | None = None
    """The annual meeting that begins the year; None where the series never restarts, or none is known."""


@dataclass(frozen=True, slots=True)
class Counter:
    """How far a series has come; it only ever goes up."""

    series: Series
    last: int = 0


@dataclass(frozen=True, slots=True)
class Allotment:
    """The numbers that minutes receive, and the counter after them."""

    numbers: tuple[int, ...]
    counter: Counter


def series_of(
    body: str, meeting_on: dt.date, *, restarts: bool, annual_meetings: Iterable[dt.date] = ()
) -> Series:
    """Find the series that the minutes of a meeting belong to: the annual meeting's day begins the municipal year."""
    if not restarts:
        return Series(body)
    return Series(body, max((day for day in annual_meetings if day <= meeting_on), default=None))


def provisional(counter: Counter, minutes: int) -> tuple[int, ...]:
    """Give the numbers that a draft would have if it were published now; another publication moves them."""
    return tuple(range(counter.last + 1, counter.last + 1 + minutes))


def allot(counter: Counter, minutes: int, *, numbers: Iterable[int | None] = ()) -> Allotment:
    """Give numbers for good at publication, once, and take the counter past them.

    `numbers` are those that the minutes have already: there must be none.
    """
    if any(number is not None for number in numbers):
        raise AlreadyNumbered("These minutes have their numbers already, and keep them.")
    if minutes < 1:
        raise NothingToNumber("Write at least one minute before publishing the minutes.")
    given = provisional(counter, minutes)
    return Allotment(given, Counter(counter.series, given[-1]))


def reference(prefix: str, number: int, resolution: int | None = None) -> str:
    """Say which minute, or which of its resolutions: D69, D69(5)."""
    return f"{prefix}{number}" if resolution is None else f"{prefix}{number}({resolution})"
