"""Special causes: points of a control chart that chance does not explain.

Each rule answers the direction of the points that it marks, 1 up and -1 down, by their place. Whole runs are marked.

Source: section 6.6 of the council's rules for indicators, after NHS England, "Making Data Count".
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

OUTSIDE_LIMIT, SHIFT, TREND, TWO_OF_THREE = "outside_limit", "shift", "trend", "two_of_three"
UP, DOWN = 1, -1
RUN = 7
"""So many points on one side of the mean are a shift, and rising or falling a trend."""


def special_causes(distances: Sequence[Fraction], reach: Fraction) -> Iterator[tuple[str | None, int]]:
    """Give cause and direction (1 up, -1 down; None and 0 without) of each distance from the mean, oldest first.

    `reach` is how far a limit is from the mean, in the same unit. Where several causes apply the first counts, in the
    order outside limit, shift, trend, two of three.
    """
    causes = {
        OUTSIDE_LIMIT: _outside(distances, reach),
        SHIFT: _shifts(distances),
        TREND: _trends(distances),
        TWO_OF_THREE: _two_of_three(distances, reach),
    }
    for place in range(len(distances)):
        yield next(((cause, marked[place]) for cause, marked in causes.items() if place in marked), (None, 0))


def _outside(distances: Sequence[Fraction], reach: Fraction) -> Mapping[int, int]:
    return {place: _sign(one) for place, one in enumerate(distances) if abs(one) > reach}


def _shifts(distances: Sequence[Fraction]) -> Mapping[int, int]:
    return {
        place: side
        for start, stop, side in _runs([_sign(one) for one in distances], RUN)
        for place in range(start, stop)
    }


def _trends(distances: Sequence[Fraction]) -> Mapping[int, int]:
    """Mark whole runs that rise or fall; a turning point in two of them belongs to the later."""
    steps = [_sign(after - before) for before, after in pairwise(distances)]
    return {place: way for start, stop, way in _runs(steps, RUN - 1) for place in range(start, stop + 1)}


def _two_of_three(distances: Sequence[Fraction], reach: Fraction) -> Mapping[int, int]:
    near = [2 * reach < 3 * abs(one) <= 3 * reach for one in distances]
    sides = [_sign(one) for one in distances]
    return {
        place: sides[place]
        for start in range(len(distances) - 2)
        if abs(sum(sides[start : start + 3])) == 3 and sum(near[start : start + 3]) >= 2
        for place in range(start, start + 3)
        if near[place]
    }


def _runs(ways: Sequence[int], shortest: int) -> Iterator[tuple[int, int, int]]:
    """Give start, stop and way of each run of equal ways up or down that is long enough."""
    start = 0
    for way, run in groupby(ways):
        stop = start + len(list(run))
        if way and stop - start >= shortest:
            yield start, stop, way
        start = stop


def _sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)
