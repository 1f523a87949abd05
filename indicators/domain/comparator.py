"""How one area stands beside others: neighbours, rank, quartile band, and its own period before.

Polarity is "high" or "low" where that is good; under "range", "none" or anything else nobody is called best, so there
is no rank, no band and no best neighbour. Values are in the measure's unit; None is a value that was not published.

Source: section 6.5 of the council's rules for indicators; quartiles are type 7 of Hyndman and Fan, "Sample Quantiles in
Statistical Packages", The American Statistician 50 (1996).
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

HIGH, LOW = "high", "low"
ENOUGH_NEIGHBOURS, FEWEST_NEIGHBOURS = 10, 3
BANDS = {LOW: "ABCD", HIGH: "DCBA"}

Value = Decimal | None


@dataclass(frozen=True, slots=True)
class NeighbourMean:
    """The unweighted mean of the neighbours that have a value, and how many those are."""

    mean: Value
    n: int

    @property
    def is_flagged(self) -> bool:
        """Whether fewer neighbours than a model names have a value."""
        return self.n < ENOUGH_NEIGHBOURS

    @property
    def is_weak(self) -> bool:
        """Whether so few have a value that the mean says little."""
        return self.n < FEWEST_NEIGHBOURS


@dataclass(frozen=True, slots=True)
class Quartiles:
    """The three values that cut the local authorities into four parts, lowest first."""

    p25: Decimal
    p50: Decimal
    p75: Decimal


@dataclass(frozen=True, slots=True)
class AreaValue:
    """The code of an area, and its value."""

    area: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Previous:
    """The period before: its label, the area's value for it, and whether none is missing in between."""

    period: str
    value: Value
    is_consecutive: bool


@dataclass(frozen=True, slots=True)
class Change:
    """The period before, if there is one, and the difference from it in the measure's unit."""

    previous: Previous | None
    change: Value


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that is said of an area beside others for one period."""

    value: Value
    neighbours: NeighbourMean
    rank: int | None
    ranked: int
    quartiles: Quartiles | None
    band: str | None
    top_quartile: Value
    best_neighbour: AreaValue | None


def compare(
    values: Mapping[str, Value],
    *,
    area: str,
    neighbours: Sequence[str],
    local_authorities: Collection[str],
    polarity: str,
) -> Comparison:
    """Compare an area for one period.

    `values` holds every area's value by its code, regions and England too; `neighbours` the codes of one dated model,
    closest first. Only an area among the local authorities is ranked and banded, and only against them.
    """
    value = values.get(area)
    near = {code: values.get(code) for code in neighbours}
    peers = [values.get(code) for code in local_authorities]
    own = value if area in local_authorities else None
    cuts = quartiles(peers)
    return Comparison(
        value=value,
        neighbours=neighbour_mean(near.values()),
        rank=rank(own, peers, polarity=polarity),
        ranked=len(_known(peers)),
        quartiles=cuts,
        band=band(own, cuts, polarity=polarity),
        top_quartile=top_quartile(cuts, polarity=polarity),
        best_neighbour=best(near, polarity=polarity),
    )


def neighbour_mean(values: Iterable[Value]) -> NeighbourMean:
    """Average the values that there are, each counting the same."""
    known = _known(values)
    return NeighbourMean(sum(known, Decimal()) / len(known) if known else None, len(known))


def rank(value: Value, among: Iterable[Value], *, polarity: str) -> int | None:
    """Give the place of a value among others, 1 for the best; equal values share the best place they could have."""
    if value is None or polarity not in BANDS:
        return None
    return 1 + sum(_is_better(other, value, polarity) for other in _known(among))


def quartiles(values: Iterable[Value]) -> Quartiles | None:
    """Cut values in four by linear interpolation between the sorted values (type 7); None where there are none."""
    known = sorted(_known(values))
    if not known:
        return None

    def cut(quarters: int) -> Decimal:
        place, rest = divmod((len(known) - 1) * quarters, 4)
        below, above = known[place], known[min(place + 1, len(known) - 1)]
        return below + (above - below) * rest / 4

    return Quartiles(cut(1), cut(2), cut(3))


def band(value: Value, cuts: Quartiles | None, *, polarity: str) -> str | None:
    """Give the quartile band of a value, A the best; a value on a cut belongs to the lower-valued part."""
    if value is None or cuts is None or polarity not in BANDS:
        return None
    return BANDS[polarity][bisect_left((cuts.p25, cuts.p50, cuts.p75), value)]


def top_quartile(cuts: Quartiles | None, *, polarity: str) -> Value:
    """Give the value at which band A ends: reached is enough where low is good, where high is good it is passed."""
    if cuts is None or polarity not in BANDS:
        return None
    return cuts.p25 if polarity == LOW else cuts.p75


def best(values: Mapping[str, Value], *, polarity: str) -> AreaValue | None:
    """Find the area with the best value; of equals the one that stands first, which is the closest neighbour."""
    known = [AreaValue(area, value) for area, value in values.items() if value is not None]
    if not known or polarity not in BANDS:
        return None
    pick = min if polarity == LOW else max
    return pick(known, key=lambda one: one.value)


def standing(value: Value, beside: Value, *, polarity: str, margin: Decimal) -> str | None:
    """Say "better", "in_line" or "worse" of a value beside another.

    `margin` is in the measure's unit; a difference of just the margin is still in line.

    Raises:
        ValueError: the margin is below 0.
    """
    if margin < 0:
        raise ValueError("Give a margin of 0 or more.")
    if value is None or beside is None or polarity not in BANDS:
        return None
    if abs(value - beside) <= margin:
        return "in_line"
    return "better" if _is_better(value, beside, polarity) else "worse"


def change(values: Mapping[str, Value], *, period: str, published: Mapping[str, int]) -> Change:
    """Find what changed for an area since the period before.

    `values` holds the area's values by the label of their period; `published` every period for which the measure has a
    value of any area, with its place on its calendar, so that neighbours differ by 1: the year in which it ends, or the
    number of quarters or months from any fixed day. Years in which nobody was measured, as 2020 and 2021 often were,
    are not among them. If the area has no value for the period before there is no change: nothing older stands in.

    Raises:
        KeyError: the period was not published.
    """
    place = published[period]
    earlier = [(ordinal, label) for label, ordinal in published.items() if ordinal < place]
    if not earlier:
        return Change(None, None)
    ordinal, label = max(earlier)
    now, before = values.get(period), values.get(label)
    return Change(
        Previous(label, before, is_consecutive=place - ordinal == 1),
        None if now is None or before is None else now - before,
    )


def _known(values: Iterable[Value]) -> list[Decimal]:
    return [value for value in values if value is not None]


def _is_better(one: Decimal, other: Decimal, polarity: str) -> bool:
    return one < other if polarity == LOW else one > other
