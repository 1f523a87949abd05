"""Which of an indicator's targets applies to a period, and how the paper has to label it."""

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.domain.period import Frequency, Period
from indicators.domain.target import Target, TargetKind, TargetLevel

YEAR_END = "year-end target"


@dataclass(frozen=True, slots=True)
class TargetInForce:
    """The target of a period, and the label that must stand beside it; without a target, the reason."""

    target: Target | None
    label: str = ""
    reason: str = ""


def target_in_force(targets: Iterable[Target], period: Period) -> TargetInForce:
    """Choose the target for a period, whatever order the targets come in.

    The target that covers the whole period counts before one in force on its last day only. A period's own target
    counts before the year end's, for a whole year the other way round. The shorter its dates, the more it is meant.
    A year-end target beside a part of the year is labelled so. What is to be reached by a day names that day itself,
    and applies to the period that holds the day.
    """
    ranked = [(_rank(target, period), target) for target in targets if _is_in_force(target, period)]
    if not ranked:
        return TargetInForce(None, reason="No target is set for this period.")
    first = min(rank for rank, _ in ranked)
    best = {target for rank, target in ranked if rank == first}
    if len(best) > 1:
        return TargetInForce(None, reason="Two targets are set for the same dates. Keep one of them.")
    target = best.pop()
    return TargetInForce(target, _label(target, period))


def _is_in_force(target: Target, period: Period) -> bool:
    day = period.starts_on if target.kind is TargetKind.REACH_BY else period.ends_on
    return target.starts_on <= period.ends_on and day <= target.ends_on


def _covers(target: Target, period: Period) -> bool:
    return target.starts_on <= period.starts_on and period.ends_on <= target.ends_on


def _rank(target: Target, period: Period) -> tuple[bool, bool, int]:
    wanted = TargetLevel.YEAR_END if period.frequency is Frequency.YEAR else TargetLevel.PERIOD
    return not _covers(target, period), target.level is not wanted, (target.ends_on - target.starts_on).days


def _label(target: Target, period: Period) -> str:
    if target.kind is TargetKind.REACH_BY:
        return ""
    if target.level is TargetLevel.YEAR_END:
        return "" if period.ends_on == target.ends_on else YEAR_END
    if _covers(target, period):
        return ""
    return f"target from {target.starts_on.day} {target.starts_on:%B %Y} only"
