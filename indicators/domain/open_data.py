"""The layout in which the Department for Education publishes its data: how it names periods, areas and missing figures.

A file has a row for an area and period, with a column for each measure. Areas are told by their codes: an authority by
the three digits that the department gave it or the nine characters of the Office for National Statistics, a region and
England by the latter.

Source: the department's open data standards; the register of geographic codes of the Office for National Statistics.
"""

import re
from dataclasses import dataclass

from childservices.domain.refusals import Refusal
from indicators.domain.value import FLAGS

FIGURE = re.compile(r"-?\d{1,15}(?:\.\d{1,12})?", re.ASCII)
NOT_AVAILABLE = "x"

ENGLAND_AND_REGIONS = {
    "970": "E92000001",
    "980": "E12000001",
    "981": "E12000002",
    "982": "E12000003",
    "983": "E12000004",
    "984": "E12000005",
    "985": "E12000006",
    "986": "E12000007",
    "987": "E13000001",
    "988": "E13000002",
    "989": "E12000008",
    "990": "E12000009",
}
"""The nine characters of England and its regions by the three digits that other files give them."""

PARTS_OF_LONDON = {"987": "986", "988": "986"}
"""Regions that lie within a larger one."""

REGION_NAMES = {"Inner London": "987", "Outer London": "988"}
"""What the list of areas calls regions that stand in it under other names."""

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
TERMS = ("Autumn term", "Spring term", "Summer term")
YEARS = {"Academic year": "/", "Financial year": "-", "Tax year": "-"}
WHOLE_YEARS = frozenset({"Calendar year", "Reporting year"})
IN_A_YEAR = {"Q": 4, "T": 3, "M": 12}
PART = re.compile(r"-([QTM])\d{1,2}$")


class UnknownLayout(Refusal):
    """A row that the layout does not explain."""


@dataclass(frozen=True, slots=True)
class OpenDataPeriod:
    """A period of such a file: its label here, its years, and its place within the year, 0 for the whole year."""

    label: str
    start_year: int
    end_year: int
    place: int = 0


def read_open_data_period(period: str, identifier: str) -> OpenDataPeriod:
    """Read `time_period` and `time_identifier`: 2025 and Reporting year, 202425 and Financial year Q2."""
    span, _, quarter = identifier.partition(" Q")
    if span in YEARS and quarter in {"", "1", "2", "3", "4"}:
        start, end = _two_years(period, identifier)
        whole = f"{start}{YEARS[span]}{end % 100:02}"
        return OpenDataPeriod(f"{whole}-Q{quarter}" if quarter else whole, start, end, int(quarter or 0))
    if identifier in TERMS:
        start, end = _two_years(period, identifier)
        place = TERMS.index(identifier) + 1
        return OpenDataPeriod(f"{start}/{end % 100:02}-T{place}", start, end, place)
    if re.fullmatch(r"\d{4}", period, re.ASCII) is None:
        raise _unknown(period, identifier)
    year = int(period)
    if identifier in WHOLE_YEARS:
        return OpenDataPeriod(period, year, year)
    if span == "Calendar year" and quarter in {"1", "2", "3", "4"}:
        return OpenDataPeriod(f"{period}-Q{quarter}", year, year, int(quarter))
    if identifier in MONTHS:
        place = MONTHS.index(identifier) + 1
        return OpenDataPeriod(f"{period}-M{place:02}", year, year, place)
    raise _unknown(period, identifier)


def series_place(label: str, end_year: int, place: int) -> tuple[str, int]:
    """Say to which kind of series a published period belongs, and where it stands in it, so that neighbours differ by
    1: the year in which it ends, or the number of quarters, terms or months."""
    part = PART.search(label)
    if part is None:
        return "", end_year
    return part[1], end_year * IN_A_YEAR[part[1]] + place


def read_figure(text: str) -> tuple[str | None, str]:
    """Read a published figure: its digits as they stand, or the code of why there is none; an empty one is not
    available."""
    if FIGURE.fullmatch(text):
        return text, ""
    if text in FLAGS:
        return None, text
    if not text:
        return None, NOT_AVAILABLE
    raise UnknownLayout(f"“{text[:40]}” is no figure and none of the codes {' '.join(FLAGS)}.")


def _two_years(period: str, identifier: str) -> tuple[int, int]:
    if re.fullmatch(r"\d{6}", period, re.ASCII) is None:
        raise _unknown(period, identifier)
    start, end = int(period[:4]), int(period[4:])
    if end != (start + 1) % 100:
        raise _unknown(period, identifier)
    return start, start + 1


def _unknown(period: str, identifier: str) -> UnknownLayout:
    return UnknownLayout(f"“{period[:20]}” with “{identifier[:40]}” is no period that is known here.")
