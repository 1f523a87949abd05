"""Figures that are a slip of the finger away from a fact: 58.65 for 58.56, 4.9 for 4.8, 64 (25.41%) for 46 (25.41%)."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from reports.domain.figure_check.arithmetic import counts_with_shares
from reports.domain.figure_check.fact import Fact
from reports.domain.figure_check.said import Said, alike
from reports.domain.figure_check.token import Kind, Token, agree, percentage

FEWEST_WORDS = 2
BY_REFERENCE, BY_WORDS, CERTAIN = 2, 3, 4
"""How many digits a figure has at least where the same indicator or the same words tie it to a fact, or nothing."""


def slipped(token: Token, said: Said, facts: Sequence[Fact]) -> Fact | None:
    """Give the fact that a figure was meant to be, where it is one slip away from it and is no other fact."""
    if token.kind in {Kind.SHARE, Kind.WORD}:
        return None
    like = [fact for fact in facts if alike(token.kind, fact.figure.kind) and fact.figure.step == token.step]
    if any(fact.figure.value == token.value for fact in like):
        return None
    return next((fact for fact in like if _is_slip(token, fact, said)), None)


def wrong_counts(said: Said, facts: Sequence[Fact]) -> Iterator[tuple[Token, Fact]]:
    """Give counts whose percentage is a fact, while that fact is of another count: 64 (25.41%), where 46 of 181 is."""
    for pair in counts_with_shares(said.text, said.tokens):
        shares = [
            fact
            for fact in facts
            if fact.figure.kind is Kind.PERCENT and fact.figure.value == pair.percent.value
        ]
        wholes = {whole for fact in shares for whole in fact.wholes if whole}
        counted = [
            fact
            for fact in facts
            if fact.figure.kind is Kind.NUMBER
            and any(_is_share(fact.figure, whole, pair.percent) for whole in wholes & fact.wholes)
        ]
        is_right = any(_is_share(pair.count, whole, pair.percent) for whole in wholes | said.numbers if whole)
        if counted and pair.percent.step < 1 and not is_right:
            yield pair.count, counted[0]


def _is_share(count: Token, whole: Decimal, percent: Token) -> bool:
    return agree(percentage(count.value, whole), percent.value, step=percent.step)


def _is_slip(token: Token, fact: Fact, said: Said) -> bool:
    digits, other = _digits(token), _digits(fact.figure)
    differing = [place for place, pair in enumerate(zip(digits, other, strict=False)) if pair[0] != pair[1]]
    if len(digits) != len(other) or not differing:
        return False
    first, last = differing[0], differing[-1]
    if first == last:
        return len(digits) >= _fewest_digits(fact, said, unless_tied=len(digits) + 1) and not said.has(fact)
    is_swap = last - first == 1 and (digits[first], digits[last]) == (other[last], other[first])
    return is_swap and len(digits) >= _fewest_digits(fact, said, unless_tied=CERTAIN)


def _fewest_digits(fact: Fact, said: Said, *, unless_tied: int) -> int:
    """Give how many digits make a likeness no chance: fewer where words or a reference tie the fact to the sentence."""
    if fact.references & said.references:
        return BY_REFERENCE
    is_tied = not fact.references and len(fact.words & said.words) >= FEWEST_WORDS
    return BY_WORDS if is_tied else unless_tied


def _digits(token: Token) -> str:
    return "".join(character for character in token.text if character.isdigit())
