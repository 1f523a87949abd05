"""Direction of travel: against which period, which way, and why it cannot be said."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.domain.measure import Measure, Polarity
from indicators.domain.travel import Direction, NotComparable, Travel, TravelBasis, period_compared, travel
from indicators.domain.value import Value
from tests.unit.indicators.measures import NI59, NI65, NI68, NI89A, D, measure, parts, period, value

PREVIOUS = TravelBasis.PREVIOUS_PERIOD
FIGURES = st.decimals(min_value=0, max_value=100, places=2)


@pytest.mark.parametrize(
    ("label", "basis", "compared"),
    [
        ("2009-10-Q2", TravelBasis.PREVIOUS_PERIOD, "2009-10-Q1"),
        ("2009-10-Q1", TravelBasis.PREVIOUS_PERIOD, "2008-09-Q4"),
        ("2009-10-Q2", TravelBasis.SAME_PERIOD_LAST_YEAR, "2008-09-Q2"),
        ("2009-10-Q2", TravelBasis.LAST_OUTTURN, "2008-09"),
        ("2009-10", TravelBasis.LAST_OUTTURN, "2008-09"),
    ],
)
def test_a_basis_names_one_period(label: str, basis: TravelBasis, compared: str) -> None:
    assert period_compared(period(label), basis) == period(compared)


class TestDirection:
    @pytest.mark.parametrize(
        ("what", "figures", "is_on_target", "going"),
        [
            (NI65, ("6.0", "10.6"), True, (Direction.IMPROVED, "-4.6")),
            (NI59, ("73.2", "77.8"), False, (Direction.DECLINED_OFF_TARGET, "-4.6")),
            (NI59, ("98", "99"), True, (Direction.DECLINED_WITHIN_TARGET, "-1.0")),
            (NI59, ("98", "99"), None, (Direction.DECLINED, "-1.0")),
            (NI59, ("73.24", "73.19"), False, (Direction.SAME, "0.0")),
            (measure(is_judged_exactly=True), ("73.24", "73.19"), False, (Direction.SAME, "0.0")),
            (NI59, ("100", "100"), True, (Direction.IMPROVED, "0.0")),
            (NI89A, ("0", "0"), True, (Direction.IMPROVED, "0")),
            (NI89A, ("1", "0"), False, (Direction.DECLINED_OFF_TARGET, "1")),
            (NI68, ("58.7", "57.6"), False, (Direction.IMPROVED, "1.1")),
            (NI68, ("61", "69"), True, (Direction.SAME, "-8.0")),
            (NI68, ("71", "65"), False, (Direction.DECLINED_OFF_TARGET, "6.0")),
            (measure(polarity=Polarity.NONE), ("3", "2"), None, (Direction.UP, "1.0")),
            (measure(polarity=Polarity.NONE), ("2", "3"), None, (Direction.DOWN, "-1.0")),
            (measure(polarity=Polarity.NONE), ("2", "2"), None, (Direction.UNCHANGED, "0.0")),
        ],
    )
    def test_it_is_by_polarity_in_displayed_decimals(
        self, what: Measure, figures: tuple[str, str], is_on_target: bool | None, going: tuple[Direction, str]
    ) -> None:
        now, before = (value(figure) for figure in figures)

        found = travel(what, now, before, basis=PREVIOUS, is_on_target=is_on_target)

        assert (found.direction, str(found.difference)) == going

    def test_ratios_are_compared_as_they_are_displayed(self) -> None:
        assert travel(NI59, parts(826, 1128), parts(1767, 2270), basis=PREVIOUS) == Travel(
            PREVIOUS, Direction.DECLINED, D("-4.6")
        )

    @pytest.mark.parametrize(
        ("direction", "has_declined"),
        [
            (Direction.IMPROVED, False),
            (Direction.SAME, False),
            (Direction.DECLINED, True),
            (Direction.DECLINED_WITHIN_TARGET, True),
            (Direction.DECLINED_OFF_TARGET, True),
            (Direction.UP, None),
            (Direction.DOWN, None),
            (Direction.UNCHANGED, None),
            (None, None),
        ],
    )
    def test_only_a_judged_direction_can_be_a_decline(
        self, direction: Direction | None, has_declined: bool | None
    ) -> None:
        assert Travel(PREVIOUS, direction).has_declined == has_declined

    @given(FIGURES, FIGURES, st.sampled_from([Polarity.HIGH, Polarity.LOW]))
    def test_what_improved_one_way_declined_the_other(
        self, one: Decimal, other: Decimal, polarity: Polarity
    ) -> None:
        what = measure(polarity=polarity)
        opposite = {
            Direction.IMPROVED: Direction.DECLINED,
            Direction.DECLINED: Direction.IMPROVED,
            Direction.SAME: Direction.SAME,
        }

        there = travel(what, Value(one), Value(other), basis=PREVIOUS)
        back = travel(what, Value(other), Value(one), basis=PREVIOUS)

        assert there.direction is not None
        assert back.direction == opposite[there.direction]
        assert there.difference == -(back.difference or D(0))


class TestNotAvailable:
    @pytest.mark.parametrize(
        ("now", "before", "told", "why_not", "reason"),
        [
            (None, "3", None, NotComparable.NO_VALUE, "There is no value for this period."),
            (None, None, None, NotComparable.NO_VALUE, "There is no value for this period."),
            ("3", None, None, NotComparable.NO_PREVIOUS, "There is no earlier value to compare with."),
            ("3", None, NotComparable.NEW, NotComparable.NEW, "The indicator is new."),
            (None, None, NotComparable.IN_ARREARS, NotComparable.IN_ARREARS, "The data come in arrears."),
            (
                "3", "3", NotComparable.DEFINITION_CHANGED,
                NotComparable.DEFINITION_CHANGED, "The definition has changed.",
            ),
            (
                "3", "3", NotComparable.NOT_LIKE_FOR_LIKE,
                NotComparable.NOT_LIKE_FOR_LIKE, "The two values do not compare like with like.",
            ),
        ],
    )  # fmt: skip
    def test_it_always_says_why(
        self,
        now: str | None,
        before: str | None,
        told: NotComparable | None,
        why_not: NotComparable,
        reason: str,
    ) -> None:
        held, earlier = (None if one is None else value(one) for one in (now, before))

        going = travel(NI59, held, earlier, basis=PREVIOUS, why_not=told)

        assert (going, going.reason) == (Travel(PREVIOUS, why_not=why_not), reason)

    def test_no_cases_are_no_value_on_either_side(self) -> None:
        none, some = parts(0, 0), parts(1, 2)

        assert travel(NI59, none, some, basis=PREVIOUS).why_not == NotComparable.NO_VALUE
        assert travel(NI59, some, none, basis=PREVIOUS).why_not == NotComparable.NO_PREVIOUS

    def test_a_direction_needs_no_reason(self) -> None:
        assert travel(NI59, value("3"), value("2"), basis=PREVIOUS).reason == ""
