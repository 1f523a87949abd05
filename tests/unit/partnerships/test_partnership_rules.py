"""The rules of partnerships: trees of groups, planned days, promises, consultations."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.domain.commitment import Promised, sum_up
from partnerships.domain.consultation import Response, count_answers, is_late, late_sentence
from partnerships.domain.due import Exactness, Standing, day_words, falls_due, standing
from partnerships.domain.group_tree import Branch, nested, would_circle


class TestTree:
    def test_a_board_has_its_strategic_group_and_that_its_task_groups(self) -> None:
        parents = {"G01": None, "G02": "G01", "G03": "G02", "G04": "G02", "G12": None, "G99": "elsewhere"}

        assert nested(parents) == (
            Branch("G01", (Branch("G02", (Branch("G03", ()), Branch("G04", ()))),)),
            Branch("G12", ()),
            Branch("G99", ()),
        )

    @pytest.mark.parametrize(
        ("key", "parent", "expected"),
        [
            ("G01", "G03", True),
            ("G02", "G02", True),
            ("G03", "G01", False),
            ("G01", None, False),
            ("G04", "G03", False),
        ],
    )
    def test_a_group_never_stands_under_itself(self, key: str, parent: str | None, expected: bool) -> None:
        parents = {"G01": None, "G02": "G01", "G03": "G02", "G04": None}

        assert would_circle(parents, key, parent) is expected

    @given(st.lists(st.integers(min_value=0), max_size=30))
    def test_every_group_stands_in_the_tree_once(self, choices: list[int]) -> None:
        parents = {
            number: None if choice % (number + 1) == number else choice % (number + 1)
            for number, choice in enumerate(choices)
        }

        def keys(branches: tuple[Branch[int], ...]) -> list[int]:
            return [key for branch in branches for key in (branch.key, *keys(branch.children))]

        assert sorted(keys(nested(parents))) == sorted(parents)


@pytest.mark.parametrize(
    ("is_done", "due_on", "expected"),
    [
        (True, date(2015, 1, 7), Standing("Done")),
        (False, None, Standing("Planned, without a date")),
        (False, date(2015, 4, 1), Standing("Planned")),
        (False, date(2015, 3, 31), Standing("Planned; the day has passed", is_overdue=True)),
    ],
)
def test_how_something_planned_stands(is_done: bool, due_on: date | None, expected: Standing) -> None:
    assert standing(is_done=is_done, due_on=due_on, on=date(2015, 4, 1)) == expected


@pytest.mark.parametrize(
    ("on", "known_to", "due", "words"),
    [
        (date(2015, 1, 7), Exactness.DAY, date(2015, 1, 7), "7 January 2015"),
        (date(2013, 9, 1), Exactness.MONTH, date(2013, 9, 30), "September 2013"),
        (date(2008, 9, 1), Exactness.SEASON, date(2008, 11, 30), "autumn 2008"),
        (date(2008, 12, 1), Exactness.SEASON, date(2009, 2, 28), "winter 2008"),
        (date(2010, 7, 31), Exactness.SCHOOL_YEAR, date(2010, 7, 31), "the school year to July 2010"),
        (date(2016, 1, 1), Exactness.YEAR, date(2016, 12, 31), "2016"),
    ],
)
def test_a_day_that_is_known_to_a_month_falls_due_on_its_last(
    on: date, known_to: Exactness, due: date, words: str
) -> None:
    assert (falls_due(on, known_to), day_words(on, known_to)) == (due, words)


class TestCommitment:
    def test_ten_visits_and_two_meetings_for_twenty_thousand_pounds(self) -> None:
        kept = sum_up(
            [Promised(10, 7), Promised(2, 2)],
            amount=Decimal("20000.00"),
            spent=[Decimal("11250.50"), Decimal("3749.49")],
        )

        assert (kept.promises, kept.kept, kept.words) == (2, 1, "1 of 2 promises kept")
        assert (kept.spent, kept.left) == (Decimal("14999.99"), Decimal("5000.01"))
        assert (Promised(10, 7).left, Promised(2, 3).left) == (3, 0)

    def test_without_a_grant_nothing_is_left_to_say(self) -> None:
        assert sum_up([], amount=None, spent=[]).left is None

    @given(st.lists(st.decimals("0", "99999", places=2), max_size=20), st.decimals("0", "9999999", places=2))
    def test_money_reconciles_to_the_penny(self, spent: list[Decimal], amount: Decimal) -> None:
        kept = sum_up([], amount=amount, spent=spent)

        assert kept.left is not None
        assert kept.spent + kept.left == amount


class TestConsultation:
    RESPONSES = (
        Response("supports", date(2017, 3, 27)),
        Response("supports", date(2017, 3, 28)),
        Response("supports", date(2017, 4, 3)),
        Response("supports", date(2017, 4, 27)),
        Response("supports", date(2017, 4, 6)),
        Response("supports", date(2017, 3, 30)),
        Response("supports", date(2017, 4, 18)),
        Response("qualified", date(2017, 4, 3)),
    )
    DECIDED = date(2017, 4, 10)

    def test_two_of_the_eight_partners_answered_after_the_report_was_agreed(self) -> None:
        answers = count_answers(
            self.RESPONSES, stances=("supports", "qualified", "opposes"), decided_on=self.DECIDED
        )

        assert answers.by_stance == (("supports", 7), ("qualified", 1), ("opposes", 0))
        assert late_sentence(answers, self.DECIDED) == (
            "2 of the 8 responses are dated after 10 April 2017, when the matter was decided."
        )

    def test_one_late_response_is_said_in_the_singular_and_none_not_at_all(self) -> None:
        one = count_answers(self.RESPONSES[-2:], stances=(), decided_on=self.DECIDED)
        none = count_answers(self.RESPONSES[:1], stances=(), decided_on=self.DECIDED)

        assert late_sentence(one, self.DECIDED).startswith("1 of the 2 responses is dated after")
        assert late_sentence(none, self.DECIDED) == late_sentence(one, None) == ""

    @pytest.mark.parametrize(
        ("received_on", "decided_on", "expected"),
        [
            (date(2017, 4, 10), date(2017, 4, 10), False),
            (date(2017, 4, 11), date(2017, 4, 10), True),
            (None, date(2017, 4, 10), False),
            (date(2017, 4, 11), None, False),
        ],
    )
    def test_a_response_is_late_from_the_day_after(
        self, received_on: date | None, decided_on: date | None, expected: bool
    ) -> None:
        assert is_late(Response("supports", received_on), decided_on=decided_on) is expected
