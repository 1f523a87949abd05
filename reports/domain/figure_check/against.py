"""Whether what is typed in prose agrees with the tables and bound figures of the same paper."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reports.domain.block import Block
from reports.domain.figure_check.arithmetic import is_about
from reports.domain.figure_check.fact import Fact
from reports.domain.figure_check.finding import Finding
from reports.domain.figure_check.said import Said, alike, said_in, same
from reports.domain.figure_check.slip import slipped, wrong_counts
from reports.domain.figure_check.token import Kind, Prose, Token, agree, percentage
from reports.domain.flag import Flag, prose_flag

COMPARED = re.compile(
    r"\b(?:from|than|against|with|to|target(?: of)?|average(?: of)?|nationally|previous\w*|last year|improvement on)"
    r"(?:\s+(?:a|an|the))?(?:\s+[\w/-]+){0,4}?\s*$",
    re.IGNORECASE,
)
"""Before a figure that is another one: of another time, another place, a target."""
COUNTS = frozenset({Kind.NUMBER, Kind.SHARE})
FEWEST_WORDS = 2
MOST_FIGURES = 40
"""A sentence with more is a list or a table that was pasted as words."""


def table_flags(block: Block, prose: Prose, facts: Sequence[Fact]) -> Iterator[Flag]:
    """Flag figures of a block that contradict what the paper takes from data."""
    for sentence in prose.sentences if facts else ():
        said = said_in(prose, sentence) if 0 < len(sentence.tokens) <= MOST_FIGURES else None
        for token, fact in _contradictions(said, facts) if said else ():
            if not block.is_bound(token.start, token.end):
                yield _flag(block, token, fact)


def _contradictions(said: Said, facts: Sequence[Fact]) -> Iterator[tuple[Token, Fact]]:
    miscounted = dict(wrong_counts(said, facts))
    named = [fact for fact in facts if fact.words <= said.words]
    for token in said.tokens:
        fact = (
            miscounted.get(token) or _contradicted(said, token, named, facts) or slipped(token, said, facts)
        )
        if fact is not None:
            yield token, fact


def _contradicted(said: Said, token: Token, named: Sequence[Fact], facts: Sequence[Fact]) -> Fact | None:
    """Give the nearest fact that a figure should have been; none where it is right, or the right one is there too."""
    is_right = any(same(token, fact) for fact in _known(said, token, facts))
    if is_right or _is_something_else(said, token, named):
        return None
    missing = [fact for fact in named if _is_meant(fact, token, said.numbers) and not said.has(fact)]
    return min(missing, key=lambda fact: abs(fact.figure.value - token.value), default=None)


def _known(said: Said, token: Token, facts: Sequence[Fact]) -> Sequence[Fact]:
    """Give the facts of which any makes a figure right: parts of a total that is named, or what shares a word."""
    if token.kind in COUNTS:
        return [fact for fact in facts if fact.wholes & said.numbers]
    return [fact for fact in facts if fact.words & said.words]


def _is_meant(fact: Fact, token: Token, numbers: frozenset[Decimal]) -> bool:
    """Say whether a sentence that has a fact's words also has its total, or words enough to leave no doubt."""
    if token.kind is Kind.SHARE:
        return fact.is_part_of(token.whole)
    if not alike(token.kind, fact.figure.kind):
        return False
    has_total = bool(fact.wholes & numbers)
    if token.kind is Kind.NUMBER:
        return has_total and fact.figure.value not in fact.wholes
    return has_total or len(fact.words) >= FEWEST_WORDS


def _is_something_else(said: Said, token: Token, named: Sequence[Fact]) -> bool:
    """Say whether a figure is a total, is given roughly, follows from a count beside it, or is of elsewhere."""
    if token.kind is Kind.SHARE:
        return False
    if any(token.value in fact.wholes for fact in named):
        return True
    before = said.text[max(0, token.start - 60) : token.start]
    return _is_explained(said, token) or is_about(said.text, token) or bool(COMPARED.search(before))


def _is_explained(said: Said, token: Token) -> bool:
    """Say whether the sentence says itself what a percentage is of: seven of its 20 actions, or 35%."""
    shares = [(one.value, one.whole) for one in said.tokens if one.whole]
    return token.kind is Kind.PERCENT and any(
        agree(percentage(part, whole), token.value, step=token.step) for part, whole in shares
    )


def _flag(block: Block, token: Token, fact: Fact) -> Flag:
    reason = (
        f"{token.text}: {fact.source} says {fact.figure.text} ({fact.label}). "
        "Correct the text, or say why the two differ."
    )
    return prose_flag(Finding.TABLE, block, token.start, token.end, reason)
