"""Small numbers: counts that could point at a child are not shown, nor whatever would give them away.

Counts of 1 to 5 are hidden. So are further figures, until no sum or difference reveals a hidden one; a percentage goes
with its counts, and 0 % or 100 % of a small group goes too, because it tells of everybody in it. All are hidden alike:
None here, and "c" on a page, so that nobody can tell why a figure is missing. Whoever is authorised sees every figure.

Source: section 6.9 of the council's rules for indicators; the threshold is the source's own, and a setting.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.domain.disclosure import Count, Figure, Place, hidden_places

HIDDEN = "c"
"""How a hidden figure is printed: the flag of published statistics for what is confidential."""

MET, NOT_MET = 0, 1
OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Policy:
    """What one source of figures demands."""

    largest: int = 5
    """Counts above 0 up to this are too small to show; 0 where everything may be shown."""
    small_group: int = 5
    """In a group of up to so many, 0 % and 100 % tell of everybody."""
    true_values_for: frozenset[str] = frozenset({"authorised"})
    """Audiences that see every figure."""

    def is_small(self, count: Count) -> bool:
        """Whether a count is too small to show."""
        return 0 < count <= self.largest

    def tells_of_everybody(self, numerator: Count, denominator: Count) -> bool:
        """Whether a share is 0 % or 100 % of a small group."""
        return 0 < denominator <= self.small_group and numerator in {0, denominator}


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as an audience sees it; None is hidden. Totals that the table does not have are left out."""

    rows: tuple[tuple[Count | None, ...], ...]
    row_totals: tuple[Count | None, ...] = ()
    column_totals: tuple[Count | None, ...] = ()
    total: Count | None = None


@dataclass(frozen=True, slots=True)
class ShownRatio:
    """So many of so many, as an audience sees it; None is hidden."""

    numerator: Count | None
    denominator: Count | None

    def percentage(self, value: Decimal | None) -> Decimal | None:
        """Give the percentage that belongs to the counts, or None where one of them is hidden."""
        return None if self.numerator is None or self.denominator is None else value


def shown_table(
    rows: Sequence[Sequence[Count]],
    *,
    policy: Policy,
    audience: str,
    has_row_totals: bool = True,
    has_column_totals: bool = True,
) -> ShownTable:
    """Hide the small counts of a table and what would give them away.

    `rows` are equally long and hold counts without totals; which totals will be printed beside them, or are published
    elsewhere, is said with them. A list is one row. With both kinds there is a grand total.

    Raises:
        ValueError: a count is negative, or the rows are not equally long.
    """
    figures = _figures(rows, has_row_totals=has_row_totals, has_column_totals=has_column_totals)
    small = [place for place, figure in figures.items() if policy.is_small(figure.value)]
    seen = _seen(figures, small, policy, audience)
    lines, columns = range(len(rows)), range(len(rows[0]) if rows else 0)
    return ShownTable(
        rows=tuple(tuple(seen((line, column)) for column in columns) for line in lines),
        row_totals=tuple(seen((line, None)) for line in lines if has_row_totals),
        column_totals=tuple(seen((None, column)) for column in columns if has_column_totals),
        total=seen((None, None)) if has_row_totals and has_column_totals else None,
    )


def shown_ratios(
    ratios: Sequence[tuple[Count, Count]], *, policy: Policy, audience: str, has_total: bool = False
) -> Sequence[ShownRatio]:
    """Hide what is too small in (numerator, denominator)s, of which some may follow from others.

    The rest of each group counts as much as its numerator: 6 of 11 leaves 5. With `has_total` the ratio of all together
    will be printed too, and stands last.

    Raises:
        ValueError: a count is negative, or a numerator is above its denominator.
    """
    if not ratios:
        return []
    parts = [(numerator, denominator - numerator) for numerator, denominator in ratios]
    figures = _figures(parts, has_row_totals=True, has_column_totals=has_total)
    lines: list[int | None] = [*range(len(parts)), *([None] if has_total else [])]
    small = [place for place, figure in figures.items() if policy.is_small(figure.value)]
    for line in lines:
        if policy.tells_of_everybody(figures[line, MET].value, figures[line, None].value):
            small += [(line, MET), (line, NOT_MET), (line, None)]
    seen = _seen(figures, small, policy, audience)
    return [ShownRatio(seen((line, MET)), seen((line, None))) for line in lines]


def shown_ratio(numerator: Count, denominator: Count, *, policy: Policy, audience: str) -> ShownRatio:
    """Hide what is too small in one numerator and denominator that stand by themselves."""
    return shown_ratios([(numerator, denominator)], policy=policy, audience=audience)[0]


def _figures(
    rows: Sequence[Sequence[Count]], *, has_row_totals: bool, has_column_totals: bool
) -> Mapping[Place, Figure]:
    """Lay out a table and its totals as a network; a sum that is printed nowhere is part of the world outside."""
    if any(count < 0 for row in rows for count in row):
        raise ValueError("A count is never below 0, and a part never above its whole.")
    columns = list(zip(*rows, strict=True))
    whole = has_row_totals and has_column_totals

    def row(line: int) -> str:
        return f"row {line}" if has_row_totals else OUTSIDE

    def column(number: int) -> str:
        return f"column {number}" if has_column_totals else OUTSIDE

    top = "all rows" if whole else OUTSIDE
    figures: dict[Place, Figure] = {
        (line, number): Figure(count, row(line), column(number), is_total=False)
        for line, counts in enumerate(rows)
        for number, count in enumerate(counts)
    }
    if has_row_totals:
        figures |= {
            (line, None): Figure(sum(counts), top, row(line), is_total=True)
            for line, counts in enumerate(rows)
        }
    if has_column_totals:
        figures |= {
            (None, number): Figure(sum(counts), column(number), OUTSIDE, is_total=True)
            for number, counts in enumerate(columns)
        }
    if whole:
        figures[None, None] = Figure(sum(map(sum, rows)), OUTSIDE, top, is_total=True)
    return figures


def _seen(
    figures: Mapping[Place, Figure], small: Collection[Place], policy: Policy, audience: str
) -> Callable[[Place], Count | None]:
    """Give what an audience sees at each place."""
    sees_everything = audience in policy.true_values_for
    hidden = frozenset() if sees_everything else hidden_places(figures, small=small)
    return lambda place: None if place in hidden else figures[place].value
