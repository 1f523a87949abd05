"""Summaries by theme: how many components stand where, and what share that is of all and of those assessed.

Components are counted, never the indicators that they are parts of, and each once. Shares are rounded one by one and
never adjusted, so that they need not add up to 100. Source: the quarterly performance report of November 2009.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from childservices.domain.refusals import Refusal
from indicators.domain.judgement import Judgement
from indicators.domain.measure import PLENTY, rounded
from indicators.domain.travel import Travel

EVERYTHING = "all"


class CountedTwice(Refusal):
    """One component came with two different outcomes, of which only one can be counted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One component in a summary: where it stands, or None where that was not assessed, and the themes it is under."""

    reference: str
    outcome: str | None
    themes: frozenset[str]
    component_of: str = ""
    is_recorded: bool = False
    """The outcome was taken from a source, not worked out."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many components of a theme stand where."""

    theme: str
    counts: Mapping[str, int] = field(hash=False)
    total: int
    recorded: int = 0
    """How many outcomes of these were taken from a source."""

    @property
    def assessed(self) -> int:
        """How many components have an outcome."""
        return sum(self.counts.values())

    @property
    def not_assessed(self) -> int:
        """How many components have none."""
        return self.total - self.assessed

    def share_of_all(self, *outcomes: str, decimals: int = 1) -> Decimal | None:
        """Give the share (percent) of outcomes among all components: 13 of 25 are 52.0; None of nothing."""
        return share(self._count(outcomes), self.total, decimals=decimals)

    def share_of_assessed(self, *outcomes: str, decimals: int = 1) -> Decimal | None:
        """Give the share (percent) of outcomes among those assessed: 13 of 22 are 59.1; None of nothing."""
        return share(self._count(outcomes), self.assessed, decimals=decimals)

    def _count(self, outcomes: Sequence[str]) -> int:
        return sum(self.counts[outcome] for outcome in outcomes)


@dataclass(frozen=True, slots=True)
class Summary:
    """The tallies of the themes in their order, and of everything, where each component counts once."""

    themes: tuple[Tally, ...]
    everything: Tally


def summarise(entries: Iterable[Entry], *, themes: Sequence[str], outcomes: Iterable[str]) -> Summary:
    """Count components by theme and outcome, whatever order they come in.

    An indicator that has components among the entries is not counted itself. The same component twice counts once; with
    two outcomes it is refused.
    """
    unique = _each_once(entries)
    parents = {entry.component_of for entry in unique}
    counted = [entry for entry in unique if entry.reference not in parents]
    words = tuple(outcomes)
    return Summary(
        tuple(_tally(theme, [one for one in counted if theme in one.themes], words) for theme in themes),
        _tally(EVERYTHING, counted, words),
    )


def share(count: int, of: int, *, decimals: int = 1) -> Decimal | None:
    """Give a count as percent of another, rounded half up; None of nothing."""
    return rounded(PLENTY.divide(Decimal(count * 100), Decimal(of)), decimals) if of else None


def target_outcome(judgement: Judgement) -> str | None:
    """Give the outcome of a summary of targets: `met`, `not_met`, or None where there was nothing to judge."""
    return {True: "met", False: "not_met", None: None}[judgement.is_on_target]


def travel_outcome(travel: Travel) -> str | None:
    """Give the outcome of a summary of travel: `improved`, `same`, `declined`, or None where it cannot be said."""
    if travel.has_declined is None:
        return None
    return "declined" if travel.has_declined else travel.direction


TARGET_OUTCOMES = ("met", "not_met")
TRAVEL_OUTCOMES = ("improved", "same", "declined")


def _each_once(entries: Iterable[Entry]) -> Sequence[Entry]:
    held: dict[str, Entry] = {}
    for entry in entries:
        if (earlier := held.setdefault(entry.reference, entry)) != entry:
            held[entry.reference] = _merged(earlier, entry)
    return list(held.values())


def _merged(one: Entry, other: Entry) -> Entry:
    if (one.outcome, one.component_of) != (other.outcome, other.component_of):
        raise CountedTwice(
            f"{one.reference} stands in the summary twice with different results. Keep one of them."
        )
    return Entry(
        one.reference,
        one.outcome,
        one.themes | other.themes,
        one.component_of,
        one.is_recorded and other.is_recorded,
    )


def _tally(theme: str, entries: Sequence[Entry], outcomes: Sequence[str]) -> Tally:
    counts = {outcome: sum(entry.outcome == outcome for entry in entries) for outcome in outcomes}
    if unknown := sorted({entry.outcome for entry in entries if entry.outcome is not None} - set(outcomes)):
        raise ValueError(f"The summary does not count {', '.join(unknown)}.")
    recorded = sum(entry.is_recorded and entry.outcome is not None for entry in entries)
    return Tally(theme, counts, len(entries), recorded)
