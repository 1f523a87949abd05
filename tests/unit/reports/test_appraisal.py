"""Options appraisals: the matrix of 2017 with its literal figures, ranks with ties, and what a change would do."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.appraisal.evidence import (
    EvidenceLine,
    Marked,
    Sign,
    UnreadableEvidence,
    marked,
    read_evidence,
    unsupported,
)
from reports.domain.appraisal.ranking import (
    Criterion,
    Matrix,
    Option,
    number_text,
    printed_difference,
    rank_by_printed,
)
from reports.domain.appraisal.sensitivity import finding, sensitivity

CRITERIA = "Child Partners Commissioning Oversight Finance Workforce Integration Risk".split()
SCORES = {
    1: (4, 5, 4, 4, 3, 4, 5, 4),
    2: (4, 2, 3, 3, 3, 2, 2, 3),
    3: (4, 2, 4, 3, 2, 5, 2, 3),
    4: (5, 2, 4, 3, 2, 5, 2, 3),
    5: (4, 2, 1, 1, 1, 3, 2, 2),
    6: (3, 2, 2, 2, 3, 2, 2, 2),
    7: (3, 2, 2, 1, 2, 2, 1, 2),
    8: (4, 3, 3, 3, 3, 3, 3, 4),
}
PRINTED = {1: 33, 2: 22, 3: 25, 4: 26, 5: 16, 6: 18, 7: 15, 8: 24}


def matrix_of(scores: dict[int, tuple[int, ...]], *, maximum: int = 5) -> Matrix:
    """A matrix with weights of one."""
    width = max(map(len, scores.values()))
    return Matrix(
        tuple(Criterion(name, name) for name in CRITERIA[:width]),
        tuple(
            Option(str(number), f"Option {number}", dict(zip(CRITERIA, row, strict=False)))
            for number, row in scores.items()
        ),
        maximum,
    )


MATRIX = matrix_of(SCORES)


class TestOf2017:
    def test_the_totals_are_the_sums_of_the_scores(self) -> None:
        totals = {int(row.option.key): row.total for row in MATRIX.ranking()}

        assert totals == {1: 33, 2: 22, 3: 25, 4: 26, 5: 16, 6: 18, 7: 15, 8: 26}
        assert MATRIX.highest_total == 40

    def test_options_four_and_eight_share_the_second_place(self) -> None:
        ranks = {int(row.option.key): (row.rank, row.is_tied) for row in MATRIX.ranking()}

        assert ranks == {
            1: (1, False), 2: (5, False), 3: (4, False), 4: (2, True),
            5: (7, False), 6: (6, False), 7: (8, False), 8: (2, True),
        }  # fmt: skip

    def test_option_eight_prints_twenty_four_and_adds_to_twenty_six(self) -> None:
        differences = [
            printed_difference(Decimal(PRINTED[int(row.option.key)]), row.total, MATRIX.highest_total)
            for row in MATRIX.ranking()
        ]

        assert [text for text in differences if text] == [
            "The source prints a total of 24, but its scores add up to 26 of 40. The rank here follows the sum."
        ]

    def test_by_what_is_printed_option_eight_would_be_fourth(self) -> None:
        ranks = rank_by_printed({str(number): Decimal(total) for number, total in PRINTED.items()})

        assert ranks == {"1": 1, "4": 2, "3": 3, "8": 4, "2": 5, "6": 6, "5": 7, "7": 8}

    def test_no_single_change_alters_the_first_place(self) -> None:
        changes = sensitivity(MATRIX)

        weights, lowered, raised = 16, 64, 59  # of the 64 scores five are 5 of 5 already, and none is 0
        assert len(changes) == weights + lowered + raised
        assert not any(change.alters_first for change in changes)
        assert finding(changes) == "None of the 139 single changes that were tried alters the first place."


class TestRanking:
    def test_weights_move_totals_and_the_most_there_can_be(self) -> None:
        weighted = MATRIX.with_weight("Risk", Decimal("1.5"))

        assert weighted.total(weighted.options[7]) == Decimal("28.0")
        assert weighted.highest_total == Decimal("42.5")

    def test_an_option_that_is_not_wholly_scored_has_no_rank(self) -> None:
        matrix = matrix_of({1: (3, 4), 2: (5,)})

        whole, part = matrix.ranking()

        assert (whole.rank, whole.is_tied, whole.unscored) == (1, False, 0)
        assert (part.rank, part.is_tied, part.unscored, part.total) == (None, False, 1, 5)

    def test_a_score_of_nought_is_a_score(self) -> None:
        assert matrix_of({1: (0, 0), 2: (0, 1)}).ranking()[0].rank == 2

    def test_all_three_tie(self) -> None:
        assert [row.rank for row in matrix_of({1: (2, 3), 2: (3, 2), 3: (4, 1)}).ranking()] == [1, 1, 1]

    @pytest.mark.parametrize(
        ("value", "text"),
        [(Decimal(33), "33"), (Decimal("31.50"), "31.5"), (Decimal("30.0"), "30"), (Decimal(100), "100")],
    )
    def test_a_total_is_written_without_needless_noughts(self, value: Decimal, text: str) -> None:
        assert number_text(value) == text

    def test_nothing_is_said_where_the_printed_total_agrees_or_is_absent(self) -> None:
        assert printed_difference(Decimal(33), Decimal(33), Decimal(40)) == ""
        assert printed_difference(None, Decimal(33), Decimal(40)) == ""


class TestSensitivity:
    def test_names_the_one_change_that_alters_the_first_place(self) -> None:
        matrix = matrix_of({1: (5, 2), 2: (4, 2)})

        altering = [change for change in sensitivity(matrix) if change.alters_first]

        # One less for option 1, and one more for either score of option 2, all make a tie.
        assert [change.words for change in altering] == [
            "Option 1, Child: 5 → 4",
            "Option 1, Partners: 2 → 1",
            "Option 2, Child: 4 → 5",
            "Option 2, Partners: 2 → 3",
        ]
        assert [one.key for one in altering[0].first_after] == ["1", "2"]
        assert finding(sensitivity(matrix)).startswith("4 of the 11 single changes")

    def test_a_weight_can_turn_the_order(self) -> None:
        matrix = matrix_of({1: (5, 0), 2: (0, 4)})

        altering = {change.words for change in sensitivity(matrix) if change.alters_first}

        assert altering == {
            "Weight of Child −50%: 1 → 0.5",
            "Weight of Partners +50%: 1 → 1.5",
            "Option 1, Child: 5 → 4",
            "Option 2, Child: 0 → 1",
            "Option 2, Partners: 4 → 5",
        }

    def test_says_so_of_one_and_of_none_to_change(self) -> None:
        one = matrix_of({1: (5,), 2: (3,)}, maximum=5)
        changes = sensitivity(matrix_of({1: (5, 2), 2: (4, 2)}))

        assert finding(sensitivity(one)).startswith("None of the 5")
        assert finding(tuple(c for c in changes if c.words == "Option 1, Child: 5 → 4")) == (
            "One of the 1 single changes that were tried alters the first place."
        )
        assert finding(()) == "No option is wholly scored yet, so there is no first place to change."

    @given(
        st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3), min_size=1, max_size=5),
        st.lists(st.decimals("0.25", "4", places=2), min_size=3, max_size=3),
    )
    def test_ranks_follow_totals_whatever_the_scores(
        self, rows: list[list[int]], weights: list[Decimal]
    ) -> None:
        matrix = matrix_of({number: tuple(row) for number, row in enumerate(rows, start=1)})
        for name, weight in zip(CRITERIA, weights, strict=False):
            matrix = matrix.with_weight(name, weight)

        ranking = matrix.ranking()

        for one in ranking:
            assert one.total == sum(w * s for w, s in zip(weights, one.option.scores.values(), strict=True))
            assert one.total <= matrix.highest_total
            assert one.rank == 1 + sum(other.total > one.total for other in ranking)
            assert one.is_tied == (sum(other.total == one.total for other in ranking) > 1)
        assert matrix.first()

    @given(st.lists(st.lists(st.integers(0, 5), min_size=2, max_size=2), min_size=2, max_size=4))
    def test_every_change_it_names_is_one_that_can_be_made(self, rows: list[list[int]]) -> None:
        matrix = matrix_of({number: tuple(row) for number, row in enumerate(rows, start=1)})

        changes = sensitivity(matrix)

        at_an_end = sum(score in (0, 5) for row in rows for score in row)
        assert len(changes) == 4 + 2 * 2 * len(rows) - at_an_end
        for option in matrix.options:
            for criterion, score in option.scores.items():
                back = matrix.with_score(option.key, criterion, score)
                assert back.ranking() == matrix.ranking()


class TestEvidence:
    def test_a_line_each_with_its_sign_and_a_small_table(self) -> None:
        text = "+ Keeps control\n\n– Budget pressure stays\n= Depends on people\n| Strength | Gap |\n| Plan | Data |"

        lines = read_evidence(text)

        assert lines == (
            EvidenceLine(Sign.PLUS, "Keeps control"),
            EvidenceLine(Sign.MINUS, "Budget pressure stays"),
            EvidenceLine(Sign.NEUTRAL, "Depends on people", (("Strength", "Gap"), ("Plan", "Data"))),
        )
        assert [line.words for line in lines] == ["For", "Against", "Depends"]
        assert marked(lines) == Marked(1, 1, 1)

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            ("Keeps control", "Begin line 1 with + for, - against or = for what depends: “Keeps control”."),
            ("+ Fine\n-", "Write what line 2 says, or take the line away."),
            ("| a | b |", "Put line 1, a row of a table, under a line of evidence."),
            (
                "+ Fine\n| a | b |\n| c |",
                "Give line 3 as many cells as the first row of its table: 2.",
            ),
        ],
    )
    def test_says_which_line_to_change(self, text: str, sentence: str) -> None:
        with pytest.raises(UnreadableEvidence) as refused:
            read_evidence(text)

        assert str(refused.value) == sentence

    def test_the_risk_of_option_eight_is_scored_four_though_all_six_points_are_against(self) -> None:
        assert (
            unsupported(4, 5, Marked(0, 6, 0))
            == "Scored 4 of 5, although all 6 marked points speak against it."
        )
        assert (
            unsupported(3, 5, Marked(0, 2, 0))
            == "Scored 3 of 5, although both marked points speak against it."
        )
        assert unsupported(3, 5, Marked(0, 1, 0)).endswith("although the one marked point speaks against it.")

    @pytest.mark.parametrize(
        ("score", "points"),
        [
            (None, Marked(0, 6, 0)),
            (2, Marked(0, 6, 0)),
            (4, Marked(1, 6, 0)),
            (4, Marked(0, 6, 1)),
            (4, Marked(0, 0, 0)),
        ],
    )
    def test_says_nothing_of_a_score_that_has_support_or_is_low(
        self, score: int | None, points: Marked
    ) -> None:
        assert unsupported(score, 5, points) == ""
