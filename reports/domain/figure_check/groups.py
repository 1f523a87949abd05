"""Whether the share of everybody lies between the shares of the two groups that they are made of."""

import re
from collections.abc import Sequence
from itertools import pairwise

from reports.domain.figure_check.arithmetic import WHAT_TO_DO, Fault, counts_with_shares
from reports.domain.figure_check.fact import stems
from reports.domain.figure_check.token import Kind, Prose, Sentence

GROUPS = re.compile(
    r"\bboys?\b.*\bgirls?\b|\bgirls?\b.*\bboys?\b|\bmales?\b.*\bfemales?\b|\bfemales?\b.*\bmales?\b",
    re.IGNORECASE,
)
FEWEST_WORDS = 2
"""How many words two sentences share when they are about the same thing."""


def group_faults(prose: Prose) -> Sequence[Fault]:
    """Find a count with its percentage that the percentages of both groups, in the next sentence, leave no room for."""
    return [
        fault
        for before, sentence in pairwise(prose.sentences)
        if (fault := _fault(prose, before, sentence)) is not None
    ]


def _fault(prose: Prose, before: Sentence, sentence: Sentence) -> Fault | None:
    everybody = counts_with_shares(prose.text, before.tokens)
    groups = [token.value for token in sentence.tokens if token.kind is Kind.PERCENT]
    if len(everybody) != 1 or len(groups) != 2 or not GROUPS.search(prose.text, sentence.start, sentence.end):
        return None
    words, words_before = (stems(prose.text[one.start : one.end]) for one in (sentence, before))
    if len(words & words_before) < FEWEST_WORDS:
        return None
    percent, (low, high) = everybody[0].percent, sorted(groups)
    if low == high or low < percent.value < high:
        return None
    reason = (
        f"{percent.text} of all does not lie between the {low}% and {high}% of its two groups. {WHAT_TO_DO}"
    )
    return Fault(percent.start, percent.end, reason)
