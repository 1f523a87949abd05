"""Small numbers: what is hidden of ratios and tables, and that nobody can work it out again."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indicators.domain.small_numbers import (
    Policy,
    ShownRatio,
    ShownTable,
    shown_ratio,
    shown_ratios,
    shown_table,
)

POLICY = Policy()
Rows = Sequence[Sequence[int]]


def to_public(rows: Rows, *, row_totals: bool = True, column_totals: bool = True) -> ShownTable:
    """A table as the public sees it."""
    return shown_table(
        rows,
        policy=POLICY,
        audience="public",
        has_row_totals=row_totals,
        has_column_totals=column_totals,
    )


class TestRatio:
    @pytest.mark.parametrize(
        ("numerator", "denominator", "shown"),
        [
            (6, 11, ShownRatio(None, 11)),  # NI148 in 2009: 6 of 11 leaves 5
            (5, 11, ShownRatio(None, 11)),
            (6, 12, ShownRatio(6, 12)),
            (2, 40, ShownRatio(None, 40)),
            (38, 40, ShownRatio(None, 40)),
            (35, 40, ShownRatio(None, 40)),
            (34, 40, ShownRatio(34, 40)),
            (0, 40, ShownRatio(0, 40)),
            (40, 40, ShownRatio(40, 40)),
            (1, 6, ShownRatio(None, 6)),
            (2, 5, ShownRatio(None, None)),
            (0, 4, ShownRatio(None, None)),
            (4, 4, ShownRatio(None, None)),
            (0, 6, ShownRatio(0, 6)),
            (6, 6, ShownRatio(6, 6)),
            (0, 0, ShownRatio(0, 0)),
        ],
    )
    def test_the_public_sees_no_count_of_one_to_five(
        self, numerator: int, denominator: int, shown: ShownRatio
    ) -> None:
        assert shown_ratio(numerator, denominator, policy=POLICY, audience="public") == shown

    def test_who_is_authorised_sees_true_values(self) -> None:
        assert shown_ratio(6, 11, policy=POLICY, audience="authorised") == ShownRatio(6, 11)

    def test_an_audience_that_nobody_thought_of_sees_what_the_public_sees(self) -> None:
        assert shown_ratio(6, 11, policy=POLICY, audience="members") == ShownRatio(None, 11)

    def test_parts_of_a_post_are_small_too(self) -> None:
        shown = shown_ratio(Decimal("0.5"), Decimal("76.9"), policy=POLICY, audience="public")

        assert shown == ShownRatio(None, Decimal("76.9"))

    @pytest.mark.parametrize("numerator", [0, 10])
    def test_a_group_that_counts_as_small_is_a_setting(self, numerator: int) -> None:
        policy = Policy(small_group=10)

        assert shown_ratio(numerator, 10, policy=policy, audience="public") == ShownRatio(None, None)
        assert shown_ratio(numerator + 0, 11 + numerator, policy=policy, audience="public") == ShownRatio(
            numerator, 11 + numerator
        )

    def test_a_source_without_small_numbers_hides_nothing(self) -> None:
        policy = Policy(largest=0, small_group=0)

        assert shown_ratio(1, 1, policy=policy, audience="public") == ShownRatio(1, 1)

    def test_a_percentage_goes_with_its_counts(self) -> None:
        value = Decimal("54.5")

        assert ShownRatio(6, 11).percentage(value) == value
        assert ShownRatio(None, 11).percentage(value) is None
        assert ShownRatio(None, None).percentage(value) is None
        assert ShownRatio(6, None).percentage(value) is None

    @pytest.mark.parametrize(("numerator", "denominator"), [(12, 11), (-1, 11)])
    def test_no_part_is_above_its_whole_or_below_nothing(self, numerator: int, denominator: int) -> None:
        with pytest.raises(
            ValueError, match=r"^A count is never below 0, and a part never above its whole\.$"
        ):
            shown_ratio(numerator, denominator, policy=POLICY, audience="public")


class TestRatios:
    def test_a_total_gives_a_hidden_ratio_away_unless_a_second_is_hidden(self) -> None:
        shown = shown_ratios([(3, 40), (20, 50), (30, 60)], policy=POLICY, audience="public", has_total=True)

        assert shown == [
            ShownRatio(None, 40),
            ShownRatio(None, 50),
            ShownRatio(30, 60),
            ShownRatio(53, 150),
        ]

    def test_without_a_total_only_the_small_one_is_hidden(self) -> None:
        shown = shown_ratios([(3, 40), (20, 50)], policy=POLICY, audience="public")

        assert shown == [ShownRatio(None, 40), ShownRatio(20, 50)]

    def test_nobody_at_all_of_small_groups(self) -> None:
        shown = shown_ratios([(0, 4), (0, 3)], policy=POLICY, audience="public", has_total=True)

        assert shown == [ShownRatio(None, None), ShownRatio(None, None), ShownRatio(None, 7)]

    def test_no_groups_at_all(self) -> None:
        assert shown_ratios([], policy=POLICY, audience="public", has_total=True) == []


class TestTable:
    def test_a_list_hides_a_second_count_for_its_total(self) -> None:
        assert to_public([[3, 20, 9]], column_totals=False) == ShownTable(((None, 20, None),), (32,))

    def test_without_its_total_only_the_small_count_is_hidden(self) -> None:
        assert to_public([[3, 20, 9]], row_totals=False, column_totals=False) == ShownTable(((None, 20, 9),))

    def test_two_ones_are_given_away_by_the_two_that_they_leave(self) -> None:
        assert to_public([[1, 1, 9, 20]], column_totals=False) == ShownTable(((None, None, None, 20),), (31,))

    def test_columns_with_totals_and_rows_without(self) -> None:
        assert to_public([[3, 20], [9, 30], [8, 7]], row_totals=False) == ShownTable(
            rows=((None, 20), (9, 30), (None, 7)), column_totals=(20, 57)
        )

    def test_a_rectangle_is_hidden_where_both_rows_and_columns_are_added_up(self) -> None:
        assert to_public([[3, 20, 30], [40, 50, 60], [70, 80, 90]]) == ShownTable(
            rows=((None, None, 30), (None, None, 60), (70, 80, 90)),
            row_totals=(53, 150, 240),
            column_totals=(113, 150, 180),
            total=443,
        )

    def test_nothing_is_never_hidden_for_another(self) -> None:
        assert to_public([[0, 0, 3], [0, 0, 50]]) == ShownTable(
            rows=((0, 0, None), (0, 0, None)),
            row_totals=(None, None),
            column_totals=(0, 0, 53),
            total=53,
        )

    def test_a_single_small_count_takes_all_its_totals_with_it(self) -> None:
        assert to_public([[3]]) == ShownTable(((None,),), (None,), (None,), None)

    def test_nothing_small_nothing_hidden(self) -> None:
        assert to_public([[6, 0], [0, 7]]) == ShownTable(((6, 0), (0, 7)), (6, 7), (6, 7), 13)

    def test_a_table_without_rows(self) -> None:
        assert to_public([]) == ShownTable((), (), (), 0)

    def test_who_is_authorised_sees_true_values(self) -> None:
        shown = shown_table([[3, 20]], policy=POLICY, audience="authorised")

        assert shown == ShownTable(((3, 20),), (23,), (3, 20), 23)

    def test_rows_of_different_lengths_are_no_table(self) -> None:
        with pytest.raises(ValueError, match="zip"):
            to_public([[3, 20], [9]])

    def test_a_count_below_nothing(self) -> None:
        with pytest.raises(ValueError, match=r"^A count is never below 0"):
            to_public([[3, -20]])


# Nobody can work it out: two attacks that know nothing of how figures were chosen -------------------------------------

counts = st.one_of(st.integers(0, 6), st.integers(0, 3), st.integers(0, 60))
two_by_two = st.lists(st.lists(st.integers(0, 7), min_size=2, max_size=2), min_size=1, max_size=2)
tables = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(counts, min_size=width, max_size=width), min_size=1, max_size=5)
)
which_totals = st.tuples(st.booleans(), st.booleans())


def summed(rows: Rows, has: tuple[bool, bool]) -> list[int]:
    """Every figure of a table in one list: counts, totals of rows, of columns, and of all."""
    row_totals = [sum(row) for row in rows] if has[0] else []
    column_totals = [sum(column) for column in zip(*rows, strict=True)] if has[1] else []
    total = [sum(row_totals)] if all(has) else []
    return [*(count for row in rows for count in row), *row_totals, *column_totals, *total]


def flat(shown: ShownTable, has: tuple[bool, bool]) -> list[int | None]:
    """Every figure of a shown table, in the same order."""
    cells = [count for row in shown.rows for count in row]
    return [*cells, *shown.row_totals, *shown.column_totals, *([shown.total] if all(has) else [])]


def possible(rows: Rows, seen: Sequence[int | None], has: tuple[bool, bool]) -> Iterator[list[int]]:
    """Every table that agrees with what is seen, knowing that a hidden figure is at least 1."""
    width = len(rows[0])
    cells = seen[: len(rows) * width]
    ranges = [range(1, 9) if cell is None else (cell,) for cell in cells]
    for guess in product(*ranges):
        whole = summed([guess[at : at + width] for at in range(0, len(guess), width)], has)
        if all(there is None or there == figure for there, figure in zip(seen, whole, strict=True)):
            yield whole


@given(two_by_two, which_totals)
@settings(max_examples=50)
def test_trying_every_table_leaves_a_doubt_about_each_hidden_figure(
    rows: Rows, has: tuple[bool, bool]
) -> None:
    seen = flat(to_public(rows, row_totals=has[0], column_totals=has[1]), has)

    candidates = list(possible(rows, seen, has))

    hidden = [place for place, figure in enumerate(seen) if figure is None]
    assert [len({table[place] for table in candidates}) > 1 for place in hidden] == [True] * len(hidden)


def determined(shown: Sequence[int | None], sums: Sequence[Sequence[int]]) -> set[int]:
    """The hidden places that linear algebra solves: pivots alone in their row of the reduced equations."""
    hidden = [place for place, figure in enumerate(shown) if figure is None]
    matrix = [[Fraction(line[place]) for place in hidden] for line in sums]
    row = 0
    for column in range(len(hidden)):
        pivot = next((at for at in range(row, len(matrix)) if matrix[at][column]), None)
        if pivot is None:
            continue
        matrix[row], matrix[pivot] = matrix[pivot], matrix[row]
        matrix[row] = [one / matrix[row][column] for one in matrix[row]]
        for at in range(len(matrix)):
            if at != row:
                factor = matrix[at][column]
                matrix[at] = [one - factor * top for one, top in zip(matrix[at], matrix[row], strict=True)]
        row += 1
    alone = [line for line in matrix if sum(map(bool, line)) == 1]
    return {hidden[next(at for at, one in enumerate(line) if one)] for line in alone}


def equations(height: int, width: int, has: tuple[bool, bool]) -> list[list[int]]:
    """Every sum of a table as 1 for each part, -1 for the total and 0 for what is not in it."""
    unit = [
        [[int((row, column) == (at, across)) for across in range(width)] for at in range(height)]
        for row in range(height)
        for column in range(width)
    ]
    effects = [summed(one, has) for one in unit]  # which figures a single count is part of
    sums = []
    for total in range(height * width, len(effects[0])):
        line = [effect[total] for effect in effects] + [0] * (len(effects[0]) - height * width)
        line[total] = -1
        sums.append(line)
    return sums


@given(tables, which_totals)
def test_no_sum_or_difference_gives_a_hidden_figure(rows: Rows, has: tuple[bool, bool]) -> None:
    seen = flat(to_public(rows, row_totals=has[0], column_totals=has[1]), has)

    assert determined(seen, equations(len(rows), len(rows[0]), has)) == set()


def test_the_attack_finds_a_figure_that_is_badly_hidden() -> None:
    assert determined([None, 20, 9, 32], equations(1, 3, (True, False))) == {0}


@given(tables, which_totals)
@settings(max_examples=50)
def test_what_is_shown_is_true_and_never_small(rows: Rows, has: tuple[bool, bool]) -> None:
    seen = flat(to_public(rows, row_totals=has[0], column_totals=has[1]), has)
    true = summed(rows, has)

    assert [figure for figure in seen if figure is not None] == [
        figure for figure, there in zip(true, seen, strict=True) if there is not None
    ]
    assert [figure for figure in seen if figure is not None and 1 <= figure <= 5] == []


@given(tables, which_totals)
@settings(max_examples=30)
def test_nothing_is_hidden_where_nothing_is_small(rows: Rows, has: tuple[bool, bool]) -> None:
    large = [[6 * count for count in row] for row in rows]

    assert flat(to_public(large, row_totals=has[0], column_totals=has[1]), has) == summed(large, has)


@given(st.lists(st.tuples(counts, counts), max_size=5), st.booleans())
@example([(0, 6), (6, 1)], True)
def test_ratios_show_the_truth_or_nothing_and_never_what_is_small(
    parts: list[tuple[int, int]], has_total: bool
) -> None:
    true = [(inside, inside + outside) for inside, outside in parts]
    whole = [(sum(n for n, _ in true), sum(d for _, d in true))] if has_total and true else []

    shown = shown_ratios(true, policy=POLICY, audience="public", has_total=has_total)

    for (numerator, denominator), seen in zip([*true, *whole], shown, strict=True):
        assert seen.numerator in ({None} if 1 <= numerator <= 5 else {None, numerator})
        assert seen.denominator in ({None} if 1 <= denominator <= 5 else {None, denominator})
        if 1 <= denominator - numerator <= 5:  # the rest is told by the two together
            assert None in {seen.numerator, seen.denominator}


def with_total(parts: Sequence[tuple[int, int]]) -> list[int]:
    """Numerators and denominators of groups of so many in and so many not, and of all together."""
    whole = [*parts, tuple(map(sum, zip(*parts, strict=True)))]
    return [figure for inside, outside in whole for figure in (inside, inside + outside)]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=2))
@settings(max_examples=50)
def test_trying_all_ratios_leaves_a_doubt_about_each_hidden_count(parts: list[tuple[int, int]]) -> None:
    true = [(inside, inside + outside) for inside, outside in parts]
    shown = shown_ratios(true, policy=POLICY, audience="public", has_total=True)
    seen = [figure for one in shown for figure in (one.numerator, one.denominator)]

    guesses = map(with_total, product(product(range(8), range(8)), repeat=len(parts)))
    candidates = [guess for guess in guesses if all(s in {None, g} for s, g in zip(seen, guess, strict=True))]

    hidden = [place for place, figure in enumerate(seen) if figure is None]
    assert [len({guess[place] for guess in candidates}) > 1 for place in hidden] == [True] * len(hidden)
