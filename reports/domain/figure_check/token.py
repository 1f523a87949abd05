"""Numbers in prose: counts, percentages, amounts, number words and "x of y", without what only looks like a figure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {word: number for number, word in enumerate(UNITS)} | {
    word: number for number, word in enumerate(TENS, start=2)
}
SCALES = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000, "bn": 10**9, "billion": 10**9}
HIDDEN = "\x00"
"""Stands for every character of a reference, so that the offsets of what is left hold."""

_WORD = rf"(?:(?:{'|'.join(TENS)})(?:[- ](?:{'|'.join(UNITS[1:10])}))?|{'|'.join(UNITS)})\b"
_DIGITS = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,6})?"
"""At most fifteen digits before the point and six after it; what is longer is no figure of a paper."""

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
_COUNTED = r"(?!,?\d|\.\d|\s*%|\s*per\s?cent|\s*\(\d+(?:\.\d+)?\s*%)"
"""After a number that may be a year: it is not when it has a share behind it or is only the start of a number."""

_NO_SHARE = r"(?!,\d{3}|\.\d|\s*%|\s*per\s?cent)"
_NUMBERED = "|".join(
    (
        "pages? pp?\\. sections? paragraphs? paras?\\.? articles? regulations? minutes? schedule chapter clause table "
        "appendi(?:x|ces) annex figure fig\\.? items? option outcome objective step stage key\\sstage ks phase tier "
        "level grade band priority quarter year years term week round version volume part ref(?:erence)? activity "
        "activities test form ni lpi bv ssi nos?\\.? number minute\\sno\\.? question group model l q y act line room "
        "post age aged ages"
    ).split()
)
"""What is counted off in papers, so that the number behind it is a name."""
_MORE = rf"(?:\s*(?:-|–|,|&|and|to|or)\s*\d+[a-z]?\b{_NO_SHARE})*"

REFERENCE = re.compile(
    "|".join(
        [
            r"(?:https?://|www\.)\S+|(?<!\S)\S+@\S+",
            rf"\b\d{{1,2}}\s?(?:st|nd|rd|th)?(?:\s+of)?[ ,-]*{_MONTH}(?:[ ,]+\d{{4}}\b)?",
            rf"\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:[ ,]+\d{{4}}\b)?",
            rf"\b{_MONTH}\s*,?\s*\d{{2,4}}\b",
            r"\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})\b",
            r"\b\d{4}-\d{2}-\d{2}\b",
            r"\b(?:19|20)\d\d\s?[/–-]\s?(?:\d{4}|\d{1,2})\b(?!\s*%)",
            rf"(?<![£\d.,])\b(?:19|20)\d\d\b{_COUNTED}",
            r"\+?\(?\b0\d{2,4}\)?[\s-]?(?:\(\d\)\s?)?\d{3,4}[\s-]?\d{3,4}\b",
            r"\b(?:tel(?:ephone)?|fax|ext(?:ension)?|mobile)\b[ .:]*[\d() -]{4,}",
            r"\b\d{1,2}[.:]\d{2}\s?(?:am|pm|a\.m\.|p\.m\.|hours)|\b\d{1,2}\s?(?:am|pm)\b|\b\d{1,2}:\d{2}\b",
            rf"\b(?:{_NUMBERED})(?![a-z])[\s\x00]*[a-z]{{0,2}}\d+(?:[./]\d+)*(?:st|nd|rd|th)?[a-z]?\b{_NO_SHARE}{_MORE}",
            rf"\b(?:{_NUMBERED})\s+{_WORD}",
            r"\b\d+(?:st|nd|rd|th)\b",
            rf"\b\d+(?:\.\d+)?\s?(?:-|–|—|to)\s?\d+(?:\.\d+)?\b{_NO_SHARE}",
            r"\b\d+[\s-]?(?:year|month|week|day)s?[\s-]old",
            r"\b(?=[a-z]*\d)(?=\d*[a-z])(?!\d+(?:k|m|bn)\b)[a-z\d]+(?:[./-][a-z\d]+)*\b",
            r"\b(?:per|in)\s+(?:1,?000|10,?000|100,?000|1,?000,?000)\b",
            r"^\s*\(?\d{1,2}(?:\.\d+)*[.)]\s",
            r"\b24/7\b|\b50/50\b",
        ]
    ),
    re.IGNORECASE,
)
"""What holds digits and is no figure: addresses, dates, years, telephone numbers, times, references, ages, ranges."""

FIGURE = re.compile(
    rf"(?<![\w£.,/])(?P<share>{_DIGITS}|{_WORD})\s*(?:/|(?:(?:[a-z'’-]+\s+){{0,5}}?out\s+)?of(?:\s+(?:the|these|those|all|its|our|their|a\s+total\s+of))?\s)"
    rf"\s*(?:(?:remaining|other)\s+)?(?P<whole>{_DIGITS}|{_WORD})(?![\w/%£]|\.\d|\s*%)"
    rf"|(?<![\w£.,])(?P<percent>[-−]?{_DIGITS}|{_WORD})\s*(?:%(?!\s*points?)|per\s?cent\b(?!age|\s+points?))"
    rf"|£\s?(?P<amount>{_DIGITS})(?!,?\d|\.\d)(?:\s?(?P<scale>k|m|bn|thousand|million|billion)\b)?"
    rf"|(?<![\w£.,/])(?P<number>{_DIGITS})(?![\w/]|\.\d|\s*%|\s*per\s?cent)"
    rf"|(?<![\w-])(?P<word>{_WORD})(?!-)",
    re.IGNORECASE,
)
SIGNED = re.compile(r"[-−–]\s?(.+)|\((.+)\)")
YEARS = re.compile(r"(?:19|20)\d\d\s?[/–-]\s?(?:\d{4}|\d\d)")
SENTENCE_END = re.compile(r"[.!?]+[\"”’)*]*\s+(?=[\"“‘(*]*[A-Z\d])|\n+")


class Kind(StrEnum):
    """What sort of figure stands in the text."""

    SHARE = "share"
    """x of y."""
    PERCENT = "percent"
    AMOUNT = "amount"
    NUMBER = "number"
    WORD = "word"


@dataclass(frozen=True, slots=True)
class Token:
    """A figure as it stands in a text, and where."""

    kind: Kind
    value: Decimal
    text: str
    start: int
    end: int
    whole: Decimal | None = None
    """The y of x of y."""
    step: Decimal = Decimal(1)
    """What one more in the last printed digit is worth: 0.01 for 58.56%, 100,000 for £1.5m."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text: where it begins and ends, and the figures in it."""

    start: int
    end: int
    tokens: Sequence[Token]


@dataclass(frozen=True, slots=True)
class Prose:
    """A text read once: its figures, its sentences, and its characters with the references hidden."""

    text: str
    hidden: str
    tokens: Sequence[Token]
    sentences: Sequence[Sentence]


def read(text: str) -> Prose:
    """Read the figures and sentences of a text; the point of an abbreviated reference ends no sentence."""
    hidden = without_references(text)
    found = [_token(match, text) for match in FIGURE.finditer(hidden)]
    ends = [match.end() for match in SENTENCE_END.finditer(hidden)]
    parts = [
        Sentence(start, end, [token for token in found if start <= token.start < end])
        for start, end in zip([0, *ends], [*ends, len(text)], strict=True)
    ]
    return Prose(text, hidden, found, parts)


def without_references(text: str) -> str:
    """Hide everything that holds digits or number words and is no figure, leaving all offsets as they were."""
    return REFERENCE.sub(lambda found: HIDDEN * len(found[0]), text)


def cell_figure(cell: str) -> Token | None:
    """Read a cell of a table that holds one figure and nothing else; a minus or brackets make it negative."""
    text = cell.strip()
    signed = SIGNED.fullmatch(text)
    match = FIGURE.fullmatch((signed[1] or signed[2]) if signed else text)
    if match is None or YEARS.fullmatch(text):
        return None
    token = _token(match, match[0])
    return replace(token, value=-token.value, text=text) if signed else token


def rounded(value: Decimal, step: Decimal) -> Decimal:
    """Round as papers do, half up, to a multiple of the step; it keeps the decimals that the step has."""
    return (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step


def agree(one: Decimal, other: Decimal, *, step: Decimal) -> bool:
    """Say whether two figures are the same where both are printed to a step."""
    return rounded(one, step) == rounded(other, step)


def percentage(part: Decimal, whole: Decimal) -> Decimal:
    """Give the exact percentage that a part is of a whole which is not 0."""
    return part * 100 / whole


def number(text: str) -> Decimal:
    """Read digits with or without commas, or a number word up to ninety-nine."""
    plain = text.replace(",", "").replace("−", "-").casefold()
    if not plain[0].isalpha():
        return Decimal(plain)
    first, *rest = re.split(r"[- ]", plain)
    tens = WORDS[first] * 10 if first in TENS else WORDS[first]
    return Decimal(tens + sum(WORDS[word] for word in rest))


def _token(found: re.Match[str], text: str) -> Token:
    kind = next(kind for kind in Kind if found[kind])
    value = number(found[kind])
    scale = Decimal(SCALES[found["scale"].casefold()] if found["scale"] else 1)
    return Token(
        kind,
        value * scale,
        text[found.start() : found.end()],
        found.start(),
        found.end(),
        whole=number(found["whole"]) if found["whole"] else None,
        step=scale.scaleb(min(0, int(value.as_tuple().exponent))),
    )
