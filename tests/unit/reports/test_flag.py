"""Flags keep their answers while the text around them changes."""

from enum import StrEnum

from reports.domain.block import Block
from reports.domain.figure_check.paper import check_figures
from reports.domain.flag import numbered, prose_flag, with_answers

WRONG = "5 of 11 (54.5%) had work."


class Finding(StrEnum):
    """A kind of flag."""

    WORD = "word"


def test_an_answer_stays_when_words_before_and_after_are_written() -> None:
    (before,) = check_figures([Block("b-1", WRONG)])
    (after,) = check_figures([Block("b-0", "New."), Block("b-1", f"By then, {WRONG} More follows.")])

    answered = with_answers([after], {before.key: "The cohort changed."})

    assert before.place.offset != after.place.offset
    assert (answered.open, answered.answered, answered.gone) == ([], [(after, "The cohort changed.")], [])


def test_an_answer_ends_when_a_figure_changes() -> None:
    (before,) = check_figures([Block("b-1", WRONG)])
    (after,) = check_figures([Block("b-1", WRONG.replace("54.5", "55.5"))])

    answered = with_answers([after], {before.key: "The cohort changed."})

    assert (answered.open, answered.answered, answered.gone) == ([after], [], [before.key])


def test_a_correction_lets_a_flag_go() -> None:
    (before,) = check_figures([Block("b-1", WRONG)])

    answered = with_answers(
        check_figures([Block("b-1", WRONG.replace("54.5", "45.5"))]), {before.key: "Why."}
    )

    assert (answered.open, answered.answered, answered.gone) == ([], [], [before.key])


def test_an_empty_reason_answers_nothing() -> None:
    (flag,) = check_figures([Block("b-1", WRONG)])

    assert with_answers([flag], {flag.key: "  "}).open == [flag]


def test_the_same_words_twice_in_a_block_are_two_flags() -> None:
    block = Block("b-1", "seen and seen")

    flags = numbered(prose_flag(Finding.WORD, block, start, start + 4, "Why.") for start in (0, 9))

    assert [flag.place.quote for flag in flags] == ["seen", "seen"]
    assert len({flag.key for flag in flags}) == 2
