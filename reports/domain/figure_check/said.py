"""A sentence as the check reads it: its figures, and the words and references that tie it to facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from reports.domain.figure_check.fact import Fact, references, stems
from reports.domain.figure_check.token import Kind, Prose, Sentence, Token, agree

MONEY = frozenset({Kind.AMOUNT, Kind.NUMBER})
"""A table says once in its heading that it is in pounds."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its figures, its words, and the references of indicators in it."""

    text: str
    """The words of the block up to the end of the sentence."""
    tokens: Sequence[Token]
    numbers: frozenset[Decimal]
    words: frozenset[str]
    references: frozenset[str]

    def has(self, fact: Fact) -> bool:
        """Say whether the sentence gives a fact as it is."""
        return any(same(token, fact) for token in self.tokens)


def said_in(prose: Prose, sentence: Sentence) -> Said:
    """Read a sentence of a text."""
    words = prose.text[sentence.start : sentence.end]
    figures = [(token.value, token.whole) for token in sentence.tokens]
    numbers = frozenset(number for pair in figures for number in pair if number is not None)
    return Said(prose.text[: sentence.end], sentence.tokens, numbers, stems(words), references(words))


def same(token: Token, fact: Fact) -> bool:
    """Say whether a typed figure is a fact, where both are as exact as the less exact of them."""
    is_alike = token.kind is Kind.SHARE or alike(token.kind, fact.figure.kind)
    return is_alike and agree(token.value, fact.figure.value, step=max(token.step, fact.figure.step))


def alike(one: Kind, other: Kind) -> bool:
    """Say whether two kinds of figure can be the same figure."""
    return one is other or {one, other} == MONEY
