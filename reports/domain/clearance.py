"""Who clears a report, what a clearance covers, and when it stands: it is of a text, and ends when that text changes.

Silence never counts: nothing here knows the time, and only a verdict clears.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Discipline(StrEnum):
    """What a clearer answers for."""

    FINANCE = "finance"
    LEGAL = "legal"
    HR = "hr"
    EQUALITIES = "equalities"
    INFORMATION_GOVERNANCE = "information_governance"
    MONITORING_OFFICER = "monitoring_officer"
    DIRECTOR = "director"


class Verdict(StrEnum):
    """What a clearer said."""

    CLEARED = "cleared"
    NOT_CLEARED = "not_cleared"


class PartKind(StrEnum):
    """What a part of a report is, as far as clearance asks."""

    TITLE = "title"
    RECOMMENDATION = "recommendation"
    OTHER = "other"


COVERED_BY_ALL = frozenset({PartKind.TITLE, PartKind.RECOMMENDATION})


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a version: the hash of its text, and the disciplines that its section of the template names."""

    id: str
    kind: PartKind
    hash: str
    disciplines: frozenset[Discipline] = frozenset()


@dataclass(frozen=True, slots=True)
class Correction:
    """A clerk's logged clerical correction of one part; while a clearer objects it counts as any other change."""

    part_id: str
    before: str
    """The hash of the text that it found."""
    after: str
    is_objected_to: bool = False


@dataclass(frozen=True, slots=True)
class Clearance:
    """A verdict of one discipline on the texts that it covered, by the hash that each part had."""

    discipline: Discipline
    verdict: Verdict
    hashes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Clearer:
    """Who wants to clear, as far as the rule asks."""

    holds_discipline: bool = False
    """A post of the discipline runs today."""
    wrote_it: bool = False
    """An author of the report, or of a text that the discipline covers."""
    is_above_the_director: bool = False
    """The director's superior or deputy, for a paper that the director wrote."""


NOT_SUBMITTED = "The report is not waiting for clearance. Ask its author to submit it."
OWN_TEXT = "Nobody clears their own text. Ask another officer of the discipline to clear it."
NO_POST = "You hold no post of this discipline today. Ask its officer to clear the report."
DIRECTORS_PAPER = "The director wrote this report. The director's superior or deputy clears it."
DIRECTOR_IS_LAST = "The director clears last. Wait until every other discipline has cleared the report."
NOT_ASKED = "This discipline has nothing to clear in this report."


def covers(discipline: Discipline, part: Part) -> bool:
    """Say whether a discipline answers for a part: title and recommendations all, the director everything."""
    is_for_all = part.kind in COVERED_BY_ALL or discipline is Discipline.DIRECTOR
    return is_for_all or discipline in part.disciplines


def covered_hashes(discipline: Discipline, parts: Iterable[Part]) -> Mapping[str, str]:
    """Give the hash of each part that a discipline covers: what its clearance stores."""
    return {part.id: part.hash for part in parts if covers(discipline, part)}


def required(parts: Iterable[Part]) -> Sequence[Discipline]:
    """Give the disciplines that a report needs, in the order of the list: those its parts name, and the director."""
    named = {discipline for part in parts for discipline in part.disciplines}
    return [discipline for discipline in Discipline if discipline in named | {Discipline.DIRECTOR}]


def changed_parts(
    clearance: Clearance, parts: Iterable[Part], corrections: Iterable[Correction] = ()
) -> Collection[str]:
    """Give the ids of parts that are not as they were cleared: another text, new, or gone.

    Clerical corrections change nothing, as long as they lead in steps from the text that was cleared to today's.
    """
    now = covered_hashes(clearance.discipline, parts)
    excused = _excused(corrections)
    return sorted(
        part_id
        for part_id in now.keys() | clearance.hashes.keys()
        if not _leads_to(part_id, clearance.hashes.get(part_id), now.get(part_id), excused)
    )


def stands(clearance: Clearance, parts: Iterable[Part], corrections: Iterable[Correction] = ()) -> bool:
    """Say whether a clearance still counts: it cleared, and every text that it covers is as it was."""
    return clearance.verdict is Verdict.CLEARED and not changed_parts(clearance, parts, corrections)


def outstanding(
    parts: Sequence[Part], clearances: Iterable[Clearance], corrections: Iterable[Correction] = ()
) -> Sequence[Discipline]:
    """Give the disciplines that have still to clear; a report is cleared when there are none.

    `clearances` come in the order in which they were given. The latest of each discipline counts, and the director's
    only when it came after those of all others.
    """
    latest: dict[Discipline, Clearance] = {}
    for clearance in clearances:
        latest.pop(clearance.discipline, None)
        latest[clearance.discipline] = clearance
    corrections, needed = list(corrections), required(parts)
    standing = [one for one in latest if one in needed and stands(latest[one], parts, corrections)]
    if standing[-1:] == [Discipline.DIRECTOR] and len(standing) == len(needed):
        return []
    return [one for one in needed if one not in standing or one is Discipline.DIRECTOR]


def clear_refusal(
    discipline: Discipline,
    clearer: Clearer,
    *,
    is_submitted: bool,
    is_directors_paper: bool,
    needed: Collection[Discipline],
    waiting: Collection[Discipline],
) -> str:
    """Say why somebody may not clear for a discipline, in a sentence that says what to do; empty when they may.

    `needed` are the disciplines that the report requires, `waiting` those that are outstanding.
    """
    is_director = discipline is Discipline.DIRECTOR
    if not is_submitted:
        return NOT_SUBMITTED
    if discipline not in needed:
        return NOT_ASKED
    if clearer.wrote_it:
        return OWN_TEXT
    if is_director and is_directors_paper and not clearer.is_above_the_director:
        return DIRECTORS_PAPER
    if not clearer.holds_discipline and not (is_director and is_directors_paper):
        return NO_POST
    if is_director and set(waiting) - {Discipline.DIRECTOR}:
        return DIRECTOR_IS_LAST
    return ""


def _excused(corrections: Iterable[Correction]) -> Collection[tuple[str, str, str]]:
    return {(one.part_id, one.before, one.after) for one in corrections if not one.is_objected_to}


def _leads_to(
    part_id: str, cleared: str | None, now: str | None, excused: Collection[tuple[str, str, str]]
) -> bool:
    """Say whether a text is the one cleared, or has come from it by excused steps alone."""
    reached = {cleared}
    size = 0
    while now not in reached and len(reached) > size:
        size = len(reached)
        reached |= {after for one, before, after in excused if one == part_id and before in reached}
    return now in reached
