"""Whether what is typed in prose agrees with the tables and bound figures of the same paper."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.block import Block
from reports.domain.figure_check.arithmetic import is_about
from reports.domain.figure_check.fact import Fact, stems
from reports.domain.figure_check.finding import Finding
from reports.domain.figure_check.token import Kind, Prose, Token, agree, percentage
from reports.domain.flag import Flag, prose_flag

COMPARED = re.compile(
    r"\b(?:from|than|against|with|to|target(?: of)?|average(?: of)?|nationally|previous\w*|last year|improvement on)"
    r"(?:\s+(?:a|an|the))?(?:\s+[\w/-]+){0,4}?\s*$",
    re.IGNORECASE,
)
"""Before a figure that is another one: of another time, another place, a target."""
COUNTS = frozenset({Kind.NUMBER, Kind.SHARE})
MONEY = frozenset({Kind.AMOUNT, Kind.NUMBER})
"""A table says once in its heading that it is in pounds."""
FEWEST_WORDS, FEWEST_DIGITS = 2, 4


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence with the figures typed in it and the facts that its words name."""

    text: str
    tokens: Sequence[Token]
    numbers: frozenset[Decimal]
    words: frozenset[str]
    named: Sequence[Fact]


def table_flags(block: Block, prose: Prose, facts: Sequence[Fact]) -> Iterator[Flag]:
    """Flag figures of a block that contradict what the paper takes from data."""
    for sentence in prose.sentences if facts else ():
        typed = [token for token in sentence.tokens if not block.is_bound(token.start, token.end)]
        said = _said(prose.text[: sentence.end], sentence.start, sentence.tokens, facts) if typed else None
        for token in typed:
            fact = (said and _contradicted(said, token, facts)) or _swapped(token, facts)
            if fact is not None:
                yield _flag(block, token, fact)


def _said(text: str, start: int, found: Sequence[Token], facts: Sequence[Fact]) -> _Said:
    words = stems(text[start:])
    numbers = {number for token in found for number in (token.value, token.whole) if number is not None}
    return _Said(text, found, frozenset(numbers), words, [fact for fact in facts if fact.words <= words])


def _contradicted(said: _Said, token: Token, facts: Sequence[Fact]) -> Fact | None:
    """Give the nearest fact that a figure should have been; none where it is right, or the right one is there too."""
    if any(_same(token, fact) for fact in _known(said, token, facts)) or _is_something_else(said, token):
        return None
    missing = [
        fact
        for fact in said.named
        if _is_meant(fact, token, said.numbers) and not any(_same(other, fact) for other in said.tokens)
    ]
    return min(missing, key=lambda fact: abs(fact.figure.value - token.value), default=None)


def _known(said: _Said, token: Token, facts: Sequence[Fact]) -> Sequence[Fact]:
    """Give the facts of which any makes a figure right: parts of a total that is named, or what shares a word."""
    if token.kind in COUNTS:
        return [fact for fact in facts if fact.wholes & said.numbers]
    return [fact for fact in facts if fact.words & said.words]


def _is_meant(fact: Fact, token: Token, numbers: frozenset[Decimal]) -> bool:
    """Say whether a sentence that has a fact's words also has its total, or words enough to leave no doubt."""
    if token.kind is Kind.SHARE:
        return fact.is_part_of(token.whole)
    if not _are_alike(token.kind, fact.figure.kind):
        return False
    has_total = bool(fact.wholes & numbers)
    if token.kind is Kind.NUMBER:
        return has_total and fact.figure.value not in fact.wholes
    return has_total or len(fact.words) >= FEWEST_WORDS


def _is_something_else(said: _Said, token: Token) -> bool:
    """Say whether a figure is a total, is given roughly, follows from a count beside it, or is of elsewhere."""
    if token.kind is Kind.SHARE:
        return False
    if any(token.value in fact.wholes for fact in said.named):
        return True
    before = said.text[max(0, token.start - 60) : token.start]
    return _is_explained(said, token) or is_about(said.text, token) or bool(COMPARED.search(before))


def _is_explained(said: _Said, token: Token) -> bool:
    """Say whether the sentence says itself what a percentage is of: seven of its 20 actions, or 35%."""
    shares = [(one.value, one.whole) for one in said.tokens if one.whole]
    return token.kind is Kind.PERCENT and any(
        agree(percentage(part, whole), token.value, step=token.step) for part, whole in shares
    )


def _same(token: Token, fact: Fact) -> bool:
    step = max(token.step, fact.figure.step)
    is_alike = token.kind is Kind.SHARE or _are_alike(token.kind, fact.figure.kind)
    return is_alike and agree(token.value, fact.figure.value, step=step)


def _are_alike(one: Kind, other: Kind) -> bool:
    return one is other or {one, other} == MONEY


def _swapped(token: Token, facts: Sequence[Fact]) -> Fact | None:
    """Give the fact of which a figure has two neighbouring digits the wrong way round: 58.65 for 58.56."""
    digits = _digits(token)
    if token.kind in {Kind.SHARE, Kind.WORD} or len(digits) < FEWEST_DIGITS:
        return None
    alike = [
        fact for fact in facts if _are_alike(token.kind, fact.figure.kind) and fact.figure.step == token.step
    ]
    if any(fact.figure.value == token.value for fact in alike):
        return None
    return next((fact for fact in alike if _is_swap(digits, _digits(fact.figure))), None)


def _is_swap(one: str, other: str) -> bool:
    if len(one) != len(other):
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
