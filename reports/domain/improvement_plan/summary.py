"""How many actions of a plan stand where: overall, by theme, by priority, and by theme and priority.

Shares are per cent of the total beside them, each rounded by itself: three that add up to 99.99 stay as they are.
Source: the improvement plan of 2 November 2009 (181 actions: 58.56, 16.02, 25.41 and 0.00 per cent).
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from reports.domain.improvement_plan.action import COUNTED, Action, Status


@dataclass(frozen=True, slots=True)
class Decimals:
    """To how many decimals shares are shown."""

    overall: int = 2
    themes: int = 0
    priorities: int = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """How many actions have one status, and what share of the total that is."""

    status: Status
    count: int
    share: Decimal | None

    @property
    def label(self) -> str:
        """The status in words: Partially completed."""
        return self.status.value.replace("_", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many actions have each status, of a total without those cancelled and merged."""

    total: int
    counts: Mapping[Status, int]
    shares: Mapping[Status, Decimal | None]
    """In per cent; None where there are no actions."""
    cancelled: int
    merged: int

    @property
    def cells(self) -> Sequence[Cell]:
        """Each status with its count and share, as tables show them."""
        return [Cell(status, count, self.shares[status]) for status, count in self.counts.items()]


@dataclass(frozen=True, slots=True)
class Summary:
    """A plan's tallies on a day, in the order in which the plan has its themes and priorities."""

    as_at: dt.date
    overall: Tally
    themes: Mapping[str, Tally]
    priorities: Mapping[int, Tally]
    themes_by_priority: Mapping[tuple[str, int], Tally]


DECIMALS = Decimals()


def summarise(
    actions: Iterable[Action],
    *,
    themes: Sequence[str],
    priorities: Sequence[int],
    as_at: dt.date,
    decimals: Decimals = DECIMALS,
) -> Summary:
    """Count the actions of a plan as they stood on a day; a theme or priority without actions counts none.

    Raises:
        ValueError: an action's theme or priority is not one of the plan's.
    """
    planned = [action for action in actions if action.is_planned(as_at=as_at)]
    for action in planned:
        if action.theme not in themes or action.priority not in priorities:
            raise ValueError(f"Give action {action.reference} a theme and a priority of the plan.")
    found = Counter((action.theme, action.priority, action.status(as_at=as_at)) for action in planned)

    def tally(of_themes: Sequence[str], of_priorities: Sequence[int], places: int) -> Tally:
        return _tally(
            {
                status: sum(
                    found[theme, priority, status] for theme in of_themes for priority in of_priorities
                )
                for status in Status
            },
            places,
        )

    return Summary(
        as_at=as_at,
        overall=tally(themes, priorities, decimals.overall),
        themes={theme: tally([theme], priorities, decimals.themes) for theme in themes},
        priorities={priority: tally(themes, [priority], decimals.priorities) for priority in priorities},
        themes_by_priority={
            (theme, priority): tally([theme], [priority], decimals.themes)
            for theme in themes
            for priority in priorities
        },
    )


def _tally(numbers: Mapping[Status, int], places: int) -> Tally:
    counts = {status: numbers[status] for status in COUNTED}
    total = sum(counts.values())
    return Tally(
        total=total,
        counts=counts,
        shares={status: _share(count, total, places) for status, count in counts.items()},
        cancelled=numbers[Status.CANCELLED],
        merged=numbers[Status.MERGED],
    )


def _share(count: int, total: int, places: int) -> Decimal | None:
    if not total:
        return None
    return (Decimal(100 * count) / total).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
