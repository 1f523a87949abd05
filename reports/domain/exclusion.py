"""The words by which a meeting excludes press and public, in the terms of the law that its body stands under.

The monitoring officer confirms them before use. Source: Local Government Act 1972, section 100A(2) and (4);
SI 2012/2089, regulation 4(2).
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from childservices.domain.clock_rules import EXECUTIVE, NO_REGIME, REGULATIONS_2012
from childservices.domain.refusals import Refusal
from reports.domain.agenda import paragraphs_text

SCHEDULE = "Part 1 of Schedule 12A to the Local Government Act 1972"
EXECUTIVE_2012 = (
    "regulation {limb} of the Local Authorities (Executive Arrangements) (Meetings and Access to Information) "
    "(England) Regulations 2012"
)
ACT_1972 = "section {limb} of the Local Government Act 1972"


class NoBasis(Refusal):
    """An item would be taken in private without a lawful reason."""


@dataclass(frozen=True, slots=True)
class PrivateItem:
    """An item of the private part, by its number: exempt under paragraphs, or confidential, which is another limb."""

    number: str
    paragraphs: frozenset[int] = frozenset()
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What members resolve about exempt items, and what they are told of confidential ones; empty without any."""

    resolution: str
    statement: str


def exclusion(items: Collection[PrivateItem], *, regime: str, on: dt.date) -> Exclusion:
    """Write the exclusion for exactly the items given, in their order, in the words of the law on the meeting's day."""
    for item in items:
        if not item.paragraphs and not item.is_confidential:
            raise NoBasis(f"Choose the paragraph of Schedule 12A for item {item.number}.", "paragraphs")
    exempt = [item for item in items if item.paragraphs]
    confidential = [item for item in items if item.is_confidential]
    return Exclusion(
        _resolution(exempt, regime, on) if exempt else "",
        _statement(confidential, regime, on) if confidential else "",
    )


def _resolution(items: Sequence[PrivateItem], regime: str, on: dt.date) -> str:
    listed = _joined([f"item {item.number} ({_paragraphs(item.paragraphs)})" for item in items])
    law = _law(regime, on, executive="4(2)(b)", council="100A(4)")
    under = f", under {law}," if law else ""
    return (
        f"That{under} the press and public be excluded from the meeting while it considers {listed}, because exempt "
        f"information as described there in {SCHEDULE} would be likely to be disclosed, and the public interest in "
        "keeping it exempt outweighs that in disclosing it."
    )


def _statement(items: Sequence[PrivateItem], regime: str, on: dt.date) -> str:
    listed = _joined([f"item {item.number}" for item in items])
    law = _law(regime, on, executive="4(2)(a)", council="100A(2)")
    under = f", as {law} requires" if law else ""
    return (
        f"The press and public are excluded while the meeting considers {listed}{under}: confidential information "
        "would be disclosed, so that no resolution is needed."
    )


def _law(regime: str, on: dt.date, *, executive: str, council: str) -> str:
    """Name the law of a body on a day; empty for a body under none."""
    if regime == NO_REGIME:
        return ""
    if regime in EXECUTIVE and on >= REGULATIONS_2012:
        return EXECUTIVE_2012.format(limb=executive)
    return ACT_1972.format(limb=council)


def _paragraphs(paragraphs: Collection[int]) -> str:
    return f"paragraph{'s' if len(paragraphs) > 1 else ''} {paragraphs_text(paragraphs)}"


def _joined(parts: Sequence[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
