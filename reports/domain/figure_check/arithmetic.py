"""Figures of one text that contradict each other: a percentage beside its count, and parts that miss their total."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from reports.domain.figure_check.token import (
    HIDDEN,
    Kind,
    Prose,
    Sentence,
    Token,
    agree,
    percentage,
    rounded,
)

COUNTS = frozenset({Kind.NUMBER, Kind.WORD})
BESIDE = re.compile(rf"[\s{HIDDEN}]*[(=–—:][\s({HIDDEN})=]*")
IN_BRACKETS = re.compile(r"(?:\s+[^\W\d][\w'’-]*){1,4}\s+\(")
SAYS_THE_SAME = re.compile(
    r"^,?\s+or\s+$|\b(?:equat\w+|equal\w*|equivalent|that is|i\.e\.|which is|means|meaning|representing|represents)\b",
    re.IGNORECASE,
)
ABOUT = re.compile(
    r"\b(?:about|almost|approximately|around|at least|just (?:over|under)|more than|nearly|over|roughly|some)\s*$",
    re.IGNORECASE,
)
OF_ALL = re.compile(
    r"(?:^|[,;(:]\s*|\band\s+)(?:out )?of (?:the |these |those |all )?(?:total of )?$", re.IGNORECASE
)
OF_WHOM = re.compile(r"\bof (?:whom|which|these|those|them)\b", re.IGNORECASE)
IN_TOTAL = re.compile(
    r"\b(?:in total|a total of|altogether)\b|\btotal (?:number|of)\b",
    re.IGNORECASE,
)
WHOLE = Decimal(100)
WHAT_TO_DO = "Correct the one that is wrong, or say why both stand."


@dataclass(frozen=True, slots=True)
class Fault:
    """A stretch of a text whose figures do not agree, and the sentence that says so."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A count with its percentage behind it: 87 (83%)."""

    count: Token
    percent: Token


def share_faults(prose: Prose) -> Sequence[Fault]:
    """Find percentages that are not what their count and base give: 54.5%, which equates to 5 out of 11."""
    return [*_beside_their_share(prose), *_of_a_stated_base(prose)]


def part_faults(prose: Prose, totals: Sequence[Decimal]) -> Sequence[Fault]:
    """Find counts whose percentages make up 100% and which add up to nearly, but not quite, a total of the paper."""
    faults = []
    for group in _wholes_in_parts(counts_with_shares(prose.text, prose.tokens)):
        total = sum(pair.count.value for pair in group)
        near = [one for one in totals if 0 < abs(one - total) <= max(Decimal(1), one / 100)]
        if near and total not in totals:
            parts = " + ".join(pair.count.text for pair in group)
            reason = f"{parts} is {total:,}, and the paper gives {near[0]:,} in total. {WHAT_TO_DO}"
            faults.append(Fault(group[0].count.start, group[0].percent.end, reason))
    return faults


def stated_totals(prose: Prose) -> Sequence[Decimal]:
    """Give the counts that a text calls a total, because "in total" or the like stands in the same sentence."""
    return [
        token.value
        for sentence in prose.sentences
        if IN_TOTAL.search(prose.text, sentence.start, sentence.end)
        for token in sentence.tokens
        if token.kind is Kind.NUMBER
    ]


def is_about(text: str, token: Token) -> bool:
    """Say whether a figure is given roughly: about a third of it."""
    return bool(ABOUT.search(text[max(0, token.start - 30) : token.start]))


def plain(value: Decimal) -> str:
    """Print a figure with commas and with the decimals that it has."""
    return f"{value:,f}"


def _beside_their_share(prose: Prose) -> Iterator[Fault]:
    for sentence in prose.sentences:
        for one, other in pairwise(sentence.tokens):
            gap = prose.hidden[one.end : other.start]
            if {one.kind, other.kind} == {Kind.SHARE, Kind.PERCENT} and _belong_together(
                gap, prose.text[other.end :]
            ):
                share, percent = (one, other) if one.kind is Kind.SHARE else (other, one)
                yield from _wrong_share(prose.text, percent, share.value, share.whole)


def _of_a_stated_base(prose: Prose) -> Iterator[Fault]:
    for sentence in prose.sentences:
        base = _base(prose.text, sentence)
        if base is not None:
            behind = [token for token in sentence.tokens if token.start > base.end]
            for pair in counts_with_shares(prose.text, behind):
                yield from _wrong_share(prose.text, pair.percent, pair.count.value, base.value)


def _base(text: str, sentence: Sentence) -> Token | None:
    """Give the count that a sentence says its parts are of: Of the 105 aims …, or 204,400 adults of whom …"""
    counts = [token for token in sentence.tokens if token.kind in COUNTS]
    for token in counts:
        if OF_ALL.search(text[max(sentence.start, token.start - 40) : token.start]):
            return token
    whom = OF_WHOM.search(text, sentence.start, sentence.end)
    before = [token for token in counts if whom and token.end <= whom.start()]
    return before[-1] if before else None


def _belong_together(gap: str, behind: str) -> bool:
    """Say whether what is between two figures, and what is behind them, makes them one statement."""
    is_in_brackets = bool(IN_BRACKETS.fullmatch(gap)) and behind[:1] in {")", ",", ";"}
    return is_in_brackets or bool(BESIDE.fullmatch(gap) or SAYS_THE_SAME.search(gap))


def _wrong_share(text: str, percent: Token, part: Decimal, whole: Decimal | None) -> Iterator[Fault]:
    if not whole or part > whole:
        return
    exact = percentage(part, whole)
    roughly = is_about(text, percent) and abs(exact - percent.value) <= 2
    if not roughly and not agree(exact, percent.value, step=percent.step):
        right = rounded(exact, percent.step)
        reason = f"{plain(part)} of {plain(whole)} is {right}%, not {percent.value}%. {WHAT_TO_DO}"
        yield Fault(percent.start, percent.end, reason)


def counts_with_shares(text: str, found: Sequence[Token]) -> Sequence[Pair]:
    """Give counts that have a percentage in brackets behind them, with nothing but words between."""
    return [
        Pair(one, other)
        for one, other in pairwise(found)
        if one.kind is Kind.NUMBER
        and other.kind is Kind.PERCENT
        and _opens_brackets(text[one.end : other.start])
    ]


def _opens_brackets(gap: str) -> bool:
    return gap.endswith("(") and not re.search(r"[.;:)](?:\s|$)", gap)


def _wholes_in_parts(pairs: Sequence[Pair]) -> Iterator[Sequence[Pair]]:
    """Give runs of neighbours whose percentages make up a whole, as far as rounding lets them."""
    start = 0
    while start < len(pairs):
        size = _whole_from(pairs[start:])
        if size:
            yield pairs[start : start + size]
        start += size or 1


def _whole_from(pairs: Sequence[Pair]) -> int:
    """Count the pairs from the first that make up a whole; 0 where they do not."""
    total = Decimal(0)
    for size, pair in enumerate(pairs, start=1):
        total += pair.percent.value
        if size > 1 and abs(total - WHOLE) <= pair.percent.step * size / 2:
            return size
    return 0
