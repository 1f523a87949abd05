"""What a clerk may correct in a cleared text without voiding a clearance: the spelling of one plain word.

Never a number, a date, a name or a recommendation, and never a word that can turn a sentence round.
"""

import re
from collections.abc import Sequence

from reports.domain.figure_check.token import WORDS

TOKEN = re.compile(r"<[^>]*>|[^\s<]+")
SPELLED = re.compile(r"([(\"“‘]*)([a-z]+(?:[-'’][a-z]+)*)([.,;:!?)\"”’]*)")
DATE_WORDS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday today tomorrow yesterday daily weekly monthly quarterly yearly annual".split()
)
NUMBER_WORDS = frozenset(
    {*WORDS, "hundred", "thousand", "million", "billion", "half", "third", "quarter", "fifth"}
)
TURNING_WORDS = frozenset(
    "cannot could except excluding less more must never none nothing only shall should unless until where with without "
    "would".split()
)
SHORTEST = 4
VOWELS = frozenset("aeiouy")

ONE_WORD = (
    "A clerical correction changes one word and nothing else. Correct one at a time, or return the report."
)
RECOMMENDATION = "A recommendation is never corrected by the clerk. Return the report to its author."
NOT_PLAIN = (
    "A number, a date, a name or a sign is never a clerical correction. Return the report to its author, "
    "so that it is cleared again."
)
ANOTHER_WORD = (
    "This is another word, not the same word spelled right. Return the report to its author, "
    "so that it is cleared again."
)


def clerical_refusal(before: str, after: str, *, is_recommendation: bool = False) -> str:
    """Say why a change of a text (plain or sanitised HTML) is no clerical correction; empty where it is one."""
    if is_recommendation:
        return RECOMMENDATION
    changed = _changed_words(before, after)
    if len(changed) != 1:
        return ONE_WORD
    old, new = (SPELLED.fullmatch(word) for word in changed[0])
    if old is None or new is None or (old[1], old[3]) != (new[1], new[3]):
        return NOT_PLAIN
    if not _is_plain(old[2]) or not _is_plain(new[2]):
        return NOT_PLAIN
    return "" if _is_respelling(old[2], new[2]) else ANOTHER_WORD


def _changed_words(before: str, after: str) -> Sequence[tuple[str, str]]:
    """Give the words that differ place by place; two empty ones where words were added or taken out."""
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    if len(old) != len(new):
        return [("", ""), ("", "")]
    return [(one, other) for one, other in zip(old, new, strict=True) if one != other]


def _is_plain(word: str) -> bool:
    return not {word, *re.split(r"[-'’]", word)} & (DATE_WORDS | NUMBER_WORDS)


def _is_respelling(old: str, new: str) -> bool:
    """Say whether one word is the other misspelled by one slip: neighbours swapped, a vowel taken for another, or a
    letter too many or too few; a plural is no slip.
    """
    if min(len(old), len(new)) < SHORTEST or {old, new} & TURNING_WORDS or old[0] != new[0]:
        return False
    short, long = sorted((old, new), key=len)
    if len(short) == len(long):
        return _is_slip(old, new)
    is_longer_by_one = any(long[:place] + long[place + 1 :] == short for place in range(len(long)))
    return is_longer_by_one and long != short + "s"


def _is_slip(old: str, new: str) -> bool:
    differing = [place for place, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
    first, last = differing[0], differing[-1]
    if first == last:
        return {old[first], new[first]} <= VOWELS
    return last - first == 1 and (old[first], old[last]) == (new[last], new[first])
