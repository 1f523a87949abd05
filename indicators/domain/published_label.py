"""Labels of periods as national statistics print them: `2025`, `2016-17 (OT)`, `2014-16`, `2013/14-15/16`.

Source: the period labels of the Department for Education's Local Authority Interactive Tool.
"""

import re
from dataclasses import dataclass

from indicators.domain.period import UnknownPeriod

LABEL = re.compile(
    r"(?P<start>\d{4})(?:/(?P<first_end>\d{2}))?(?:-(?P<end>\d{2})(?:/(?P<last_end>\d{2}))?)?(?: \((?P<status>\w+)\))?",
    re.ASCII,
)
LONGEST = 10  # years that one rolling figure may cover


@dataclass(frozen=True, slots=True)
class PublishedLabel:
    """What a published label says: the years in which it starts and ends, how many it covers, and its status."""

    start_year: int
    end_year: int
    years: int
    status: str = ""

    def follows(self, earlier: "PublishedLabel") -> bool:
        """Whether it is one year later than a label of the same length, so that the two are consecutive."""
        lengths = (self.years, self.end_year - self.start_year)
        return lengths == (earlier.years, earlier.end_year - earlier.start_year) and (
            self.end_year == earlier.end_year + 1
        )


def read_published_label(label: str) -> PublishedLabel:
    """Read a published label: `2016-17` is one year, `2014-16` and `2013/14-15/16` are three; refuse anything else."""
    found = LABEL.fullmatch(label.strip())
    if found is None or bool(found["last_end"]) != bool(found["first_end"] and found["end"]):
        raise _refusal(label)
    start, last = int(found["start"]), found["last_end"] or found["end"] or found["first_end"]
    between = (int(last) - start) % 100 if last else 0
    if (last and not 1 <= between <= LONGEST) or (found["first_end"] and not found["end"] and between != 1):
        raise _refusal(label)
    years = between if found["first_end"] else between + 1
    return PublishedLabel(start, start + between, 1 if between <= 1 else years, found["status"] or "")


def _refusal(label: str) -> UnknownPeriod:
    return UnknownPeriod(
        f"“{label}” is no label of published statistics. Correct the period, or leave the row out."
    )
