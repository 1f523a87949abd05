"""Whether what is typed in prose agrees with the tables and bound figures of the same paper."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from reports.domain.block import Block
from reports.domain.figure_check.arithmetic import is_about
from reports.domain.figure_check.fact import Fact, stems
from reports.domain.figure_check.flag import Finding, Flag, prose_flag
from reports.domain.figure_check.token import Kind, Token, agree, sentences, tokens

COMPARED = re.compile(
    r"\b(?:from|than|against|with|to|target(?: of)?|average(?: of)?|nationally|previous\w*|last year|improvement on)"
    r"(?:\s+(?:a|an|the))?(?:\s+[\w/-]+){0,4}?\s*$",
    re.IGNORECASE,
)
"""Before a figure that is another one: of another time, another place, a target."""
CHECKED = frozenset({Kind.PERCENT, Kind.AMOUNT, Kind.NUMBER})
FEWEST_WORDS, FEWEST_DIGITS = 2, 4


def table_flags(block: Block, facts: Sequence[Fact]) -> Iterator[Flag]:
    """Flag figures of a block that contradict what the paper takes from data."""
    found = [token for token in tokens(block.text) if not block.is_bound(token.start, token.end)]
    for start, end in sentences(block.text):
        inside = [token for token in found if start <= token.start < end]
        if inside:
            yield from _sentence_flags(block, block.text[start:end], inside, facts)


def _sentence_flags(
    block: Block, sentence: str, inside: Sequence[Token], facts: Sequence[Fact]
) -> Iterator[Flag]:
    words = stems(sentence)
    numbers = frozenset(
        number for token in inside for number in (token.value, token.whole) if number is not None
    )
    named = [fact for fact in facts if fact.words <= words]
    for token in inside:
        fact = _contradicted(
            block.text, token, inside, [fact for fact in named if _is_meant(fact, token, numbers)]
        )
        fact = fact or _swapped(token, facts)
        if fact is not None:
            yield _flag(block, token, fact)


def _is_meant(fact: Fact, token: Token, numbers: frozenset[Decimal]) -> bool:
    """Say whether a sentence that has a fact's words also has its total, or words enough to leave no doubt."""
    if token.kind is Kind.SHARE:
        return fact.figure.kind is Kind.NUMBER and token.whole in fact.wholes
    if fact.figure.kind is not token.kind:
        return False
    has_total = bool(fact.wholes & numbers)
    return has_total if token.kind is Kind.NUMBER else has_total or len(fact.words) >= FEWEST_WORDS


def _contradicted(text: str, token: Token, inside: Sequence[Token], meant: Sequence[Fact]) -> Fact | None:
    """Give the nearest fact that a figure should have been; none where it is right or the sentence has the right one."""
    if any(_same(token, fact) for fact in meant) or _is_something_else(text, token, meant):
        return None
    missing = [fact for fact in meant if not any(_same(other, fact) for other in inside)]
    return min(missing, key=lambda fact: abs(fact.figure.value - token.value), default=None)


def _is_something_else(text: str, token: Token, meant: Sequence[Fact]) -> bool:
    if token.kind is Kind.SHARE:
        return False
    is_total = any(token.value in fact.wholes for fact in meant)
    return (
        is_total
        or is_about(text, token)
        or bool(COMPARED.search(text[max(0, token.start - 60) : token.start]))
    )


def _same(token: Token, fact: Fact) -> bool:
    step = max(token.step, fact.figure.step)
    return token.kind in {fact.figure.kind, Kind.SHARE} and agree(token.value, fact.figure.value, step=step)


def _swapped(token: Token, facts: Sequence[Fact]) -> Fact | None:
    """Give the fact of which a figure has two neighbouring digits the wrong way round: 58.65 for 58.56."""
    same_kind = [fact for fact in facts if fact.figure.kind is token.kind and fact.figure.step == token.step]
    if token.kind not in CHECKED or any(fact.figure.value == token.value for fact in same_kind):
        return None
    digits = _digits(token)
    return next((fact for fact in same_kind if _is_swap(digits, _digits(fact.figure))), None)


def _is_swap(one: str, other: str) -> bool:
    if len(one) != len(other) or len(one) < FEWEST_DIGITS:
        return False
    differing = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differing) != 2 or differing[1] - differing[0] != 1:
        return False
    first, last = differing
    return one[first] == other[last] and one[last] == other[first]


def _digits(token: Token) -> str:
    return "".join(character for character in token.text if character.isdigit())


def _flag(block: Block, token: Token, fact: Fact) -> Flag:
    reason = (
        f"{token.text}: {fact.source} says {fact.figure.text} ({fact.label}). "
        "Correct the text, or say why the two differ."
    )
    return prose_flag(Finding.TABLE, block, token.start, token.end, reason)
