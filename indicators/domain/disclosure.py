"""What a table gives away: which further figures to hide, so that no hidden one can be worked out.

A table with its totals is a network in which counts flow in circles: a row's total flows into the row, each count from
its row to its column, the column's total out of it, and the grand total back to the start. What flows in flows out, as
parts add up to their sum. A hidden figure could be another one if hidden figures form a circle round which one more can
flow, or one less. Against its own way a figure lets that through only where it is 2 or more, since a reader may know
that what is hidden is at least 1. A hidden figure on no such circle can be worked out.

Source: D. Gusfield, "A graph theoretic approach to statistical data security", SIAM Journal on Computing 17 (1988).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

Count = int | Decimal
Place = tuple[int | None, int | None]
"""Row and column of a figure from 0; None in place of one for a total."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a table, and from which sum to which it flows."""

    value: Count
    source: str
    target: str
    is_total: bool


def hidden_places(figures: Mapping[Place, Figure], *, small: Collection[Place]) -> frozenset[Place]:
    """Give the places to hide: those that are too small to show, and others until nothing gives them away.

    What is hidden besides is as little as leads on: counts before totals, small before large, and 0 last.
    """
    hidden = dict.fromkeys(small)
    waiting = list(hidden)
    for place in waiting:
        while not _could_be_another(figures, hidden, place):
            more = _next_to_hide(figures, hidden, place)
            hidden[more] = None
            waiting.append(more)
    return frozenset(hidden)


def _could_be_another(figures: Mapping[Place, Figure], hidden: Collection[Place], place: Place) -> bool:
    """Whether one more, or one less, of a hidden figure agrees with everything that is shown."""
    figure = figures[place]
    return figure.source in _reached(figures, hidden, place, start=figure.target) or (
        figure.value >= 2 and figure.target in _reached(figures, hidden, place, start=figure.source)
    )


def _next_to_hide(figures: Mapping[Place, Figure], hidden: Collection[Place], place: Place) -> Place:
    """Choose a shown figure that leads on from where a circle through the place is stuck."""
    goal = figures[place].source
    reached = _reached(figures, hidden, place, start=figures[place].target)
    leading_on = {
        other: end
        for other, figure in figures.items()
        if other not in hidden
        for start, end in _ways(figure)
        if start in reached and end not in reached
    }

    def cost(other: Place) -> tuple[bool, bool, bool, Count]:
        figure = figures[other]
        return figure.value == 0, figure.is_total, leading_on[other] != goal, figure.value

    return min(leading_on, key=cost)


def _reached(
    figures: Mapping[Place, Figure], hidden: Collection[Place], place: Place, *, start: str
) -> Collection[str]:
    """Give the sums that one more can flow to through hidden figures other than that at the place."""
    ways: dict[str, list[str]] = {}
    for other in hidden:
        if other != place:
            for source, target in _ways(figures[other]):
                ways.setdefault(source, []).append(target)
    reached = {start}
    ahead = [start]
    while ahead:
        fresh = set(ways.get(ahead.pop(), ())) - reached
        reached |= fresh
        ahead += fresh
    return reached


def _ways(figure: Figure) -> Iterator[tuple[str, str]]:
    """Give the ways in which one more can flow through a figure: along it, and against it where that leaves 1."""
    yield figure.source, figure.target
    if figure.value >= 2:
        yield figure.target, figure.source
