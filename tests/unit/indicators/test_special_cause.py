"""Which points of a control chart are marked, by their distances from the mean, and which mark counts."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.domain.special_cause import special_causes

Marks = list[tuple[str | None, int]]

NOTHING = (None, 0)
FAR = Fraction(1000)

distances = st.lists(st.integers(-4, 4).map(Fraction), max_size=20)


def marks(numbers: Iterable[str | int], *, reach: Fraction = FAR) -> Marks:
    """The marks of some distances."""
    return list(special_causes([Fraction(number) for number in numbers], reach))


class TestOutsideLimit:
    def test_a_point_on_a_limit_is_not_outside_it(self) -> None:
        assert marks(["3", "3.01", "-3", "-3.01"], reach=Fraction(3)) == [
            NOTHING,
            ("outside_limit", 1),
            NOTHING,
            ("outside_limit", -1),
        ]


class TestShift:
    def test_seven_on_one_side(self) -> None:
        assert marks([1, 3, 1, 2, 1, 2, 1, -9]) == [*[("shift", 1)] * 7, NOTHING]

    def test_six_are_not_enough(self) -> None:
        assert marks([-1, -3, -1, -2, -1, -2]) == [NOTHING] * 6

    def test_the_whole_run_is_marked(self) -> None:
        assert marks([4, -1, -3, -1, -2, -1, -2, -1, -2, -1]) == [NOTHING, *[("shift", -1)] * 9]

    def test_a_point_on_the_mean_breaks_it(self) -> None:
        assert marks([1, 3, 1, 0, 2, 1, 2, 1]) == [NOTHING] * 8


class TestTrend:
    def test_seven_rising(self) -> None:
        assert marks([2, -3, -2, -1, 0, 1, 2, 3]) == [NOTHING, *[("trend", 1)] * 7]

    def test_six_are_not_enough(self) -> None:
        assert marks([-2, -1, 0, 1, 2, 3]) == [NOTHING] * 6

    def test_equal_neighbours_break_it(self) -> None:
        assert marks([3, 2, 1, 1, 0, -1, -2, -3]) == [NOTHING] * 8

    def test_the_whole_run_is_marked(self) -> None:
        assert marks([4, 3, 2, 1, 0, -1, -2, -3, -4]) == [("trend", -1)] * 9

    def test_a_turning_point_belongs_to_the_later_run(self) -> None:
        assert marks([-3, -2, -1, 0, 1, 2, 3, 2, 1, 0, -1, -2, -3]) == [
            *[("trend", 1)] * 6,
            *[("trend", -1)] * 7,
        ]


class TestTwoOfThree:
    @pytest.mark.parametrize(
        ("three", "marked"),
        [
            (["2.5", "0.5", "2.5"], [0, 2]),
            (["2.5", "2.5", "0.5"], [0, 1]),
            (["2.5", "2.5", "2.5"], [0, 1, 2]),
            (["2.5", "-0.5", "2.5"], []),
            (["2.5", "0", "2.5"], []),
            (["2.5", "2.5", "-2.5"], []),
            (["2", "0.5", "2.5"], []),
            (["3", "0.5", "2.01"], [0, 2]),
        ],
    )
    def test_two_beyond_two_thirds_with_all_three_on_one_side(
        self, three: Sequence[str], marked: Sequence[int]
    ) -> None:
        answer = marks(three, reach=Fraction(3))

        assert answer == [("two_of_three", 1) if place in marked else NOTHING for place in range(3)]

    def test_a_point_outside_the_limit_is_none_of_the_two(self) -> None:
        assert marks(["3.5", "0.5", "2.5"], reach=Fraction(3)) == [("outside_limit", 1), NOTHING, NOTHING]

    def test_beside_a_point_outside_the_limit_the_two_inside_are_marked(self) -> None:
        assert marks(["-2.5", "-3.5", "-2.5"], reach=Fraction(3)) == [
            ("two_of_three", -1),
            ("outside_limit", -1),
            ("two_of_three", -1),
        ]


class TestPrecedence:
    def test_outside_limit_before_shift_before_the_others(self) -> None:
        assert marks([1, 2, 3, 4, 5, 6, 7], reach=Fraction("6.5")) == [
            *[("shift", 1)] * 6,
            ("outside_limit", 1),
        ]

    def test_trend_before_two_of_three(self) -> None:
        rising = ["-2", "-1", "0.5", "1", "2.1", "2.2", "2.3"]

        assert marks(rising, reach=Fraction(3)) == [("trend", 1)] * 7


# The rules by their definition: a point is marked if some window around it shows the pattern --------------------------


def windows(numbers: Sequence[Fraction], place: int, width: int) -> list[Sequence[Fraction]]:
    """Every stretch of so many neighbours that has the place in it."""
    starts = range(max(0, place - width + 1), min(place, len(numbers) - width) + 1)
    return [numbers[start : start + width] for start in starts]


def by_definition(numbers: Sequence[Fraction], place: int, reach: Fraction) -> str | None:
    """The cause of one point, found by looking at all windows of 7 and 3."""

    def near(one: Fraction) -> bool:
        return reach * Fraction(2, 3) < abs(one) <= reach

    sevens, threes = windows(numbers, place, 7), windows(numbers, place, 3)
    if abs(numbers[place]) > reach:
        return "outside_limit"
    if any(all(one > 0 for one in seven) or all(one < 0 for one in seven) for seven in sevens):
        return "shift"
    if any(
        len(set(seven)) == 7 and list(seven) in (sorted(seven), sorted(seven, reverse=True))
        for seven in sevens
    ):
        return "trend"
    if near(numbers[place]) and any(
        sum(map(near, three)) >= 2 and (min(three) > 0 or max(three) < 0) for three in threes
    ):
        return "two_of_three"
    return None


@given(distances, st.integers(1, 5).map(Fraction))
def test_every_point_is_marked_as_the_definition_says(numbers: list[Fraction], reach: Fraction) -> None:
    assert [cause for cause, _ in special_causes(numbers, reach)] == [
        by_definition(numbers, place, reach) for place in range(len(numbers))
    ]


@given(st.lists(st.integers(1, 4).map(Fraction), min_size=1, max_size=9), st.integers(1, 5).map(Fraction))
def test_long_stretches_too(steps: list[Fraction], reach: Fraction) -> None:
    rising = [sum(steps[:length], Fraction(-6)) for length in range(len(steps) + 1)]

    assert [cause for cause, _ in special_causes(rising, reach)] == [
        by_definition(rising, place, reach) for place in range(len(rising))
    ]


@given(distances, st.integers(1, 5).map(Fraction))
def test_what_goes_up_in_a_mirror_goes_down(numbers: list[Fraction], reach: Fraction) -> None:
    mirrored = special_causes([-one for one in numbers], reach)

    assert [(cause, -direction) for cause, direction in mirrored] == list(special_causes(numbers, reach))
