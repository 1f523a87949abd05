"""Values: what they come to, and what about them is asked."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.domain.measure import Measure, Unit
from indicators.domain.value import NotAFigure, Query, Reading, Value, denominator_query, queries, read
from tests.unit.indicators.measures import ARRIVALS, NI59, NI68, NI89A, D, measure, parts, value


class TestReading:
    def test_numerator_over_denominator_is_worked_out_before_it_is_rounded(self) -> None:
        reading = read(NI68, parts(1128, 1921))

        assert reading.value is not None
        assert (NI68.displayed(reading.value), NI68.text(reading.value)) == (D("58.7"), "58.7%")

    def test_the_parts_count_before_what_was_typed(self) -> None:
        assert read(NI68, parts(1, 2, "57")) == Reading(D(50))

    def test_a_rate_is_per_its_n(self) -> None:
        assert read(measure(unit=Unit.RATE, per=10_000), parts(320, 100_000)) == Reading(D(32))

    def test_a_score_is_the_plain_ratio(self) -> None:
        assert read(measure(unit=Unit.SCORE), parts(9, 4)) == Reading(D("2.25"))

    @pytest.mark.parametrize("unit", [Unit.COUNT, Unit.YES_NO, Unit.GRADE])
    def test_what_is_not_divided_has_its_typed_value_only(self, unit: Unit) -> None:
        what = measure(unit=unit, grades=("Good",))

        assert read(what, parts(6, 11, "1")) == Reading(D(1))
        assert read(what, parts(0, 0, "1")) == Reading(D(1))
        assert queries(what, parts(0, 0, "1")) == (
            Query("numerator", "This indicator has no numerator. Type the value alone.", stops=True),
            Query("denominator", "This indicator has no denominator. Type the value alone.", stops=True),
        )

    def test_a_typed_value_stands_where_its_parts_are_not_known(self) -> None:
        assert read(NI59, value("73.2")) == Reading(D("73.2"))
        assert read(NI59, Value(D("54.5"), denominator=D(11))) == Reading(D("54.5"))

    def test_no_cases_are_no_value(self) -> None:
        assert read(NI59, parts(0, 0)) == Reading(None, "There were no cases.")
        assert read(NI59, Value(D(50), denominator=D(0))) == Reading(None, "There were no cases.")

    @pytest.mark.parametrize(
        ("flag", "reason"),
        [
            ("", "There is no value yet."),
            ("c", "The figure is confidential."),
            ("z", "The figure does not apply."),
            ("x", "The figure is not available."),
            ("u", "The figure is too unreliable to be shown."),
            ("k", "The figure is close to 0 and rounds to it."),
            ("low", "The figure is close to 0 and rounds to it."),
            ("?", "There is no value yet."),
        ],
    )
    def test_a_missing_figure_says_why(self, flag: str, reason: str) -> None:
        assert read(NI59, Value(flag=flag)) == Reading(None, reason)

    @given(st.integers(0, 10**9), st.integers(1, 10**9))
    def test_a_part_of_a_whole_lies_within_it(self, part: int, rest: int) -> None:
        share = read(NI59, parts(part, part + rest)).value

        assert share is not None
        assert 0 <= share < 100


class TestWhatIsNoFigure:
    @pytest.mark.parametrize(
        "figure", [Decimal("NaN"), Decimal("Infinity"), Decimal("1e999"), Decimal(-(10**15))]
    )
    @pytest.mark.parametrize("part", ["value", "numerator", "denominator"])
    def test_it_is_refused_and_names_its_field(self, part: str, figure: Decimal) -> None:
        with pytest.raises(NotAFigure) as refused:
            Value(**{part: figure})

        assert (refused.value.field, refused.value.sentence) == (
            part,
            "Type a number of at most fifteen digits before the point.",
        )


class TestQueries:
    @pytest.mark.parametrize(
        ("what", "held"),
        [
            (NI59, Value()),
            (NI59, value("100")),
            (NI59, parts(826, 1128, "73.2")),
            (measure(decimals=0), parts(826, 1128, "73")),
            (NI68, parts(2270, 3940, "57.6")),
            (NI68, parts(2270, 3940, "57.61")),
            (measure(is_share=False), parts(130, 100, "130")),
            (measure(is_share=False), parts(-130, 100, "-130")),
            (measure(unit=Unit.YES_NO), value("1")),
            (measure(unit=Unit.GRADE, grades=("Good", "Poor")), value("2")),
            (measure(unit=Unit.RATE, per=1000), parts(2, 1)),
            (NI89A, value("3")),
            (ARRIVALS, value("404")),
        ],
    )
    def test_nothing_is_asked_about_what_agrees(self, what: Measure, held: Value) -> None:
        assert queries(what, held) == ()

    def test_57_percent_for_2270_of_3940_is_queried_and_kept(self) -> None:
        assert queries(NI68, parts(2270, 3940, "57")) == (
            Query(
                "value",
                "2,270 of 3,940 is 57.6%, not 57.0%. Correct one of them, or leave the value empty.",
            ),
        )

    def test_it_is_queried_without_decimals_too(self) -> None:
        assert queries(measure(decimals=0), parts(2270, 3940, "57")) == (
            Query("value", "2,270 of 3,940 is 58%, not 57%. Correct one of them, or leave the value empty."),
        )

    @pytest.mark.parametrize(
        ("what", "held", "query"),
        [
            (
                NI59, parts(0, 0, "50"),
                ("value", "There were no cases, so there is no value. Leave the value empty.", False),
            ),
            (NI59, parts(3, 0), ("denominator", "3 cannot be a part of no cases. Correct the denominator.", True)),
            (
                NI59, parts(1129, 1128),
                ("numerator", "The numerator 1,129 is more than the denominator 1,128. Correct one of them.", True),
            ),
            (NI59, parts(1, -2), ("denominator", "A denominator counts cases. Type 0 or more.", True)),
            (NI59, parts(-1, 2), ("numerator", "A numerator counts cases. Type 0 or more.", True)),
            (
                NI59, Value(D("54.5"), denominator=D(11)),
                ("numerator", "There is a denominator without a numerator. Type the numerator too.", False),
            ),
            (
                NI59, Value(numerator=D(6)),
                ("denominator", "There is a numerator without a denominator. Type the denominator too.", False),
            ),
            (measure(), value("100.1"), ("value", "A share lies between 0% and 100%. Correct the value.", True)),
            (measure(), value("-1"), ("value", "A share lies between 0% and 100%. Correct the value.", True)),
            (measure(unit=Unit.YES_NO), value("2"), ("value", "Type 1 for yes or 0 for no.", True)),
            (
                measure(unit=Unit.GRADE, grades=("Good", "Poor")), value("3"),
                ("value", "Type the number of a grade, from 1 to 2.", True),
            ),
            (
                measure(is_share=False, ceiling=D(100)), value("130"),
                ("value", "The best value there can be is 100.0%. Correct the value, or the definition.", False),
            ),
            (
                NI89A, value("-1"),
                ("value", "The best value there can be is 0. Correct the value, or the definition.", False),
            ),
        ],
    )  # fmt: skip
    def test_what_cannot_be_is_asked_about(
        self, what: Measure, held: Value, query: tuple[str, str, bool]
    ) -> None:
        assert queries(what, held) == (Query(*query),)

    @given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 3))
    def test_what_is_shown_is_never_queried(self, part: int, rest: int, decimals: int) -> None:
        what = measure(decimals=decimals)
        share = read(what, parts(part, part + rest)).value or D(0)

        assert queries(what, parts(part, part + rest, str(what.displayed(share)))) == ()


class TestRelatedDenominators:
    def test_assessments_in_time_are_a_share_of_all_assessments(self) -> None:
        assert denominator_query("NI59", D(1128), "NI68", D(1128)) == ""

    def test_one_less_is_queried(self) -> None:
        assert denominator_query("NI59", D(1127), "NI68", D(1128)) == (
            "The denominator of NI59 is 1,127, but the numerator of NI68, which counts the same cases, is 1,128. "
            "Correct one of them, or say in the comment why they differ."
        )
