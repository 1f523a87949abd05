"""What in a text may identify a child: looked for before a component is classed open, answered by its author.

Sources: the NHS Data Dictionary for the check digit of an NHS number; for counts, the habit of published statistics
to suppress 1 to 5 where an area is small.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum

from reports.domain.block import Block
from reports.domain.figure_check.fact import Table
from reports.domain.figure_check.token import Kind, Prose, Sentence, cell_figure, read
from reports.domain.flag import Flag, Place, numbered, prose_flag


class Sign(StrEnum):
    """What may tell a reader which child is meant."""

    NAME_AND_AGE = "name_and_age"
    BIRTH_DATE = "birth_date"
    ADDRESS = "address"
    NHS_NUMBER = "nhs_number"
    SMALL_COUNT = "small_count"


ADVICE = {
    Sign.NAME_AND_AGE: "A name stands beside an age. Leave out the name, or say why nobody can be recognised.",
    Sign.BIRTH_DATE: "This is a date of birth. Give an age group instead, or say why nobody can be recognised.",
    Sign.ADDRESS: "This is an address or a postcode. Leave it out, or say why no child can be found by it.",
    Sign.NHS_NUMBER: "This is a valid NHS number. Leave it out.",
    Sign.SMALL_COUNT: "A count from 1 to 5 stands beside a small area. Give a larger area or “fewer than 6”, "
    "or say why nobody can be recognised.",
}

_NUMBER = (
    r"(?:1[0-8]|[0-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen)"
)
_NOT_A_GROUP = (
    r"(?!\s*(?:-|–|/|\+|to\b|and\b|or\b)\s*(?:\d|over|under|above|below|older|younger|upwards))(?![\d.%-])"
)
_PEOPLE = (
    "adult all any anyone babies boy child children client everyone father female girl group infant learner male "
    "mother parent people person pupil reception resident student teenager that the their these they those "
    "young youngster youth year"
).split()
_WORD = r"[A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)*"
_NAME = rf"(?!(?:{'|'.join(_PEOPLE)})s?\b)(?-i:{_WORD}(?:\s+{_WORD}){{0,2}})"
_DATE = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}\s?(?:st|nd|rd|th)?\s+[a-z]{3,9},?\s+\d{4})"
)

NAME_AND_AGE = re.compile(
    rf"\b{_NAME},?\s*\(?\s*(?:who\s+(?:is|was)\s+|is\s+|was\s+)?aged\s+{_NUMBER}\b{_NOT_A_GROUP}"
    rf"|\b{_NAME},?\s+(?:who\s+)?(?:is|was|turned|turns)\s+(?:now\s+|only\s+)?{_NUMBER}\b(?:\s+years?\s+old\b|(?=[,;]|\.(?!\d)))"
    rf"|\b{_NAME},\s+{_NUMBER},\s+(?:who|has|had|is|was|lives|attends|from)\b"
    rf"|(?<![-–\d])\b{_NUMBER}[\s-](?:year|month|week)s?[\s-]old\s+(?:boy\s+|girl\s+|child\s+|son\s+|daughter\s+)?,?\s*{_NAME}",
    re.IGNORECASE,
)
NAME_AND_NUMBER = re.compile(rf"\b{_NAME}\s+\({_NUMBER}\)", re.IGNORECASE)
"""Tom (7): a name with an age only where the sentence is about a family."""
FAMILY = re.compile(
    r"\b(?:sons?|daughters?|siblings?|brothers?|sisters?|mother|father|twins?|foster\w*|adopt\w*|grandchild\w*)\b",
    re.IGNORECASE,
)
BIRTH_DATE = re.compile(
    rf"\b(?:born(?:\s+on)?\s+(?:the\s+)?|(?:d\.?o\.?b\.?|date\s+of\s+birth|birthday)\b[^.;]{{0,30}}?\b){_DATE}",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"\b(?:GIR\s?0AA|[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2})\b"
    r"|\b(?!(?:19|20)\d\d\b)\d{1,4}[A-Za-z]?,?\s+(?:[A-Z][\w'’]+\s+){1,3}(?:Avenue|Close|Court|Crescent|Drive|Gardens|Green|Grove|Lane"
    r"|Mews|Place|Rise|Road|Row|Square|Street|Terrace|View|Walk|Way)\b"
)
NHS_NUMBER = re.compile(r"(?<![\d.,£-])[1-9]\d{2}(?P<gap>[ -]?)\d{3}(?P=gap)\d{4}(?![\d,-]|\.\d)")
SMALL_AREA = re.compile(
    r"\b(?:wards?|parish(?:es)?|neighbourhoods?|villages?|hamlets?|estates?|streets?|postcodes?|soas?|lsoas?"
    r"|(?:lower|middle|super)(?:\s+layer)?\s+(?:super\s+)?output\s+areas?)\b",
    re.IGNORECASE,
)
CHILDREN = re.compile(
    r"(?:\s+[a-z'’-]+){0,2}?\s+(?:bab(?:y|ies)|boys?|care\s+leavers?|child|children|families|family|girls?|infants?"
    r"|learners?|mothers?|pupils?|referrals?|siblings?|students?|teenagers?|victims?|young\s+(?:person|people))\b",
    re.IGNORECASE,
)
PATTERNS = {Sign.NAME_AND_AGE: NAME_AND_AGE, Sign.BIRTH_DATE: BIRTH_DATE, Sign.ADDRESS: ADDRESS}
LARGEST_SMALL_COUNT = 5


def guard_text(blocks: Sequence[Block], *, areas: Collection[str] = ()) -> Sequence[Flag]:
    """Flag what may identify a child in the blocks of a component; `areas` are the names of wards and small areas."""
    named = _named(areas)
    return numbered(
        flag for block in blocks for flag in sorted(_signs(block, named), key=lambda one: one.place.offset)
    )


def guard_table(table: Table, *, areas: Collection[str] = ()) -> Sequence[Flag]:
    """Flag counts from 1 to 5 in a table of children by ward or small area."""
    named = _named(areas)
    about = " ".join([table.caption, *table.labels])
    if not CHILDREN.search(f" {about}"):
        return []
    by_area = bool(SMALL_AREA.search(about))
    return [
        Flag(Sign.SMALL_COUNT, Place(table.id, 0, cell, row, column), ADVICE[Sign.SMALL_COUNT])
        for row, cells in enumerate(table.rows, start=1)
        if by_area or _is_small_area(table.row_label(cells), named)
        for column, cell in enumerate(cells, start=1)
        if column > table.row_headers and _is_small_count(cell)
    ]


def is_nhs_number(digits: str) -> bool:
    """Say whether ten digits end with the check digit of an NHS number: weights 10 to 2, modulo 11."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    return (11 - total % 11) % 11 == int(digits[9])


def _signs(block: Block, named: re.Pattern[str] | None) -> Iterator[Flag]:
    for sign, pattern in PATTERNS.items():
        for found in pattern.finditer(block.text):
            yield _flag(sign, block, *found.span())
    for found in NHS_NUMBER.finditer(block.text):
        if is_nhs_number(re.sub(r"\D", "", found[0])):
            yield _flag(Sign.NHS_NUMBER, block, *found.span())
    prose = read(block.text)
    for sentence in prose.sentences:
        yield from _in_sentence(block, prose, sentence, named)


def _in_sentence(
    block: Block, prose: Prose, sentence: Sentence, named: re.Pattern[str] | None
) -> Iterator[Flag]:
    words = block.text[sentence.start : sentence.end]
    if FAMILY.search(words):
        for found in NAME_AND_NUMBER.finditer(words):
            yield _flag(
                Sign.NAME_AND_AGE, block, sentence.start + found.start(), sentence.start + found.end()
            )
    for token in sentence.tokens if _is_small_area(words, named) else ():
        children = CHILDREN.match(prose.hidden, token.end)
        if (
            token.kind in {Kind.NUMBER, Kind.WORD, Kind.SHARE}
            and 1 <= token.value <= LARGEST_SMALL_COUNT
            and children
        ):
            yield _flag(Sign.SMALL_COUNT, block, token.start, children.end())


def _flag(sign: Sign, block: Block, start: int, end: int) -> Flag:
    return prose_flag(sign, block, start, end, ADVICE[sign])


def _named(areas: Collection[str]) -> re.Pattern[str] | None:
    """Make one pattern of the names of areas, whole words in any case."""
    names = "|".join(re.escape(name.strip()) for name in areas if name.strip())
    return re.compile(rf"\b(?:{names})\b", re.IGNORECASE) if names else None


def _is_small_area(words: str, named: re.Pattern[str] | None) -> bool:
    return bool(SMALL_AREA.search(words) or (named is not None and named.search(words)))


def _is_small_count(cell: str) -> bool:
    figure = cell_figure(cell)
    return figure is not None and figure.kind is Kind.NUMBER and 1 <= figure.value <= LARGEST_SMALL_COUNT
