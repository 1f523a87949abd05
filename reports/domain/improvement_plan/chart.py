"""The burn-up chart of a plan: which days it shows, and where its lines run."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from reports.domain.improvement_plan.action import BurnUpPoint
from reports.domain.improvement_plan.due import ONE_DAY, in_words, last_day

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 50, 24, 16, 36
MOST_DAYS, MOST_LABELS, MOST_LEVELS = 13, 7, 5


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on an axis, with the words that stand there."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class BurnUpChart:
    """A burn-up chart in the units of its picture, and what it shows in a sentence."""

    sentence: str
    planned: str
    due: str
    completed: str
    """The points of a line that ends with the day asked about; empty before the first."""
    days: Sequence[Mark]
    levels: Sequence[Mark]
    as_at: float
    """Where the day asked about stands."""


def chart_days(first: dt.date, last: dt.date, *, as_at: dt.date) -> Sequence[dt.date]:
    """Give the ends of months from a day to another, of a long time every so many, and the day asked about."""
    ends = []
    day = last_day(first)
    while day <= last_day(last):
        ends.append(day)
        day = last_day(day + ONE_DAY)
    step = -(-len(ends) // (MOST_DAYS - 1))
    shown = set(ends[::-1][::step])
    return sorted(shown | ({as_at} if first <= as_at <= last else set()))


def burn_up_chart(points: Sequence[BurnUpPoint], *, as_at: dt.date) -> BurnUpChart | None:
    """Lay out the lines of a plan's days; nothing where there are no two days or no actions."""
    most = max((point.planned for point in points), default=0)
    if len(points) < 2 or not most:
        return None
    top = _level(most) * -(-most // _level(most))
    first, last = points[0].on, points[-1].on

    def across(day: dt.date) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * ((day - first).days / (last - first).days), 1)

    def down(count: int) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * count / top, 1)

    def line(counts: Sequence[tuple[dt.date, int]]) -> str:
        return " ".join(f"{across(day)},{down(count)}" for day, count in counts)

    reached = [point for point in points if point.on <= as_at]
    return BurnUpChart(
        sentence=_sentence((reached or points)[-1]),
        planned=line([(point.on, point.planned) for point in points]),
        due=line([(point.on, point.due) for point in points]),
        completed=line([(point.on, point.completed) for point in reached]),
        days=[Mark(across(day), f"{day:%b %Y}") for day in _labelled([point.on for point in points])],
        levels=[Mark(down(count), str(count)) for count in range(0, top + 1, _level(most))],
        as_at=across(min(max(as_at, first), last)),
    )


def _sentence(point: BurnUpPoint) -> str:
    return (
        f"On {in_words(point.on)}, {point.completed} of {point.planned} actions were completed, "
        f"and {point.due} had fallen due."
    )


def _labelled(days: Sequence[dt.date]) -> Sequence[dt.date]:
    ends = [day for day in days if day == last_day(day)]
    step = -(-len(ends) // MOST_LABELS)
    return ends[::-1][::step][::-1]


def _level(most: int) -> int:
    """A round number of which at most so many reach the top."""
    sizes = (size * ten for ten in (1, 10, 100, 1_000, 10_000, 100_000) for size in (1, 2, 5))
    return next(size for size in sizes if size * MOST_LEVELS >= most)
