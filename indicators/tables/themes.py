"""The summaries of a period by theme: one table for each thing that is counted, and one flat list for the CSV."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import django_tables2

from childservices.tables import CouncilTable, NumberColumn
from indicators.domain.summary import Tally, share
from indicators.queries.themes import ThemeSummary

HEADER = ("Theme", "Summary", "Outcome", "Count", "Share of all (%)", "Share of those assessed (%)")


@dataclass(frozen=True)
class Counted:
    """One summary: its heading, and its outcomes with their words and marks, the good ones first."""

    title: str
    outcomes: Mapping[str, str]
    good: Sequence[str]
    """The outcomes whose share is given."""
    good_words: str


SUMMARIES: Mapping[str, Counted] = {
    "targets": Counted(
        "Performance against targets",
        {"met": "✓ On target", "not_met": "✗ Off target"},
        ("met",),
        "on target",
    ),
    "travel": Counted(
        "Direction of travel",
        {"improved": "↑ Improved", "same": "→ Stayed the same", "declined": "↓ Declined"},
        ("improved",),
        "improved",
    ),
    "year_to_date": Counted(
        "Year to date",
        {"exceeds": "★ Above target", "met": "● On target", "below": "▲ Below target"},
        ("exceeds", "met"),
        "on target or above",
    ),
    "neighbours": Counted(
        "Beside statistical neighbours",
        {"better": "Better", "in_line": "In line", "worse": "Worse"},
        ("better", "in_line"),
        "better or in line",
    ),
    "national": Counted(
        "Beside England",
        {"better": "Better", "in_line": "In line", "worse": "Worse"},
        ("better", "in_line"),
        "better or in line",
    ),
}
"""What is counted, by its name in a theme's summary."""


def summary_table(name: str, summaries: Sequence[ThemeSummary]) -> CouncilTable:
    """Lay out one summary with a row for each theme and the total of all themes at the foot."""
    counted = SUMMARIES[name]
    *themes, everything = summaries
    rows = [_row(one.title, getattr(one, name), counted) for one in themes]
    foot = _row(everything.title, getattr(everything, name), counted)

    def column(key: str, heading: str, kind: type[django_tables2.Column]) -> django_tables2.Column:
        return kind(verbose_name=heading, orderable=False, footer=foot[key])

    columns = [("theme", column("theme", "Theme", django_tables2.Column))]
    columns += [(key, column(key, words, NumberColumn)) for key, words in counted.outcomes.items()]
    columns += [
        ("not_assessed", column("not_assessed", "– Not assessed", NumberColumn)),
        ("total", column("total", "Components", NumberColumn)),
        ("of_all", column("of_all", f"% {counted.good_words}, of all", NumberColumn)),
        ("of_assessed", column("of_assessed", f"% {counted.good_words}, of those assessed", NumberColumn)),
    ]
    return _SummaryTable(rows, extra_columns=columns, caption=counted.title, prefix=f"{name}-")


class _SummaryTable(CouncilTable):
    """Counts and shares by theme."""

    empty_text = "No component is reported for this period."
    row_header = "theme"


def _row(title: str, tally: Tally, counted: Counted) -> Mapping[str, Any]:
    return {
        "theme": title,
        **{key: tally.counts[key] for key in counted.outcomes},
        "not_assessed": tally.not_assessed,
        "total": tally.total,
        "of_all": _shown(tally.share_of_all(*counted.good)),
        "of_assessed": _shown(tally.share_of_assessed(*counted.good)),
    }


def _shown(found: Decimal | None) -> Decimal | str:
    return "" if found is None else found


def summary_lines(summaries: Sequence[ThemeSummary]) -> Iterator[Sequence[Any]]:
    """Give every count of every theme as one line of a flat list."""
    for one in summaries:
        for name, counted in SUMMARIES.items():
            tally: Tally = getattr(one, name)
            for key, words in counted.outcomes.items():
                shares = tally.share_of_all(key), tally.share_of_assessed(key)
                yield one.title, counted.title, words, tally.counts[key], *shares
            rest = tally.not_assessed
            yield one.title, counted.title, "– Not assessed", rest, share(rest, tally.total), None
