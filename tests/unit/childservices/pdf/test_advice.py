"""What is said of findings in plain words."""

import pytest

from childservices.pdf import advice_on
from childservices.pdf.advice import ADVICE


@pytest.mark.parametrize("rule", ADVICE)
def test_each_piece_of_advice_says_what_is_wrong_and_then_what_to_do(rule: str) -> None:
    sentences = advice_on(rule, "x").split(". ")

    assert len(sentences) == 2
    assert sentences[1].endswith(".")


def test_a_rule_without_advice_keeps_the_words_of_the_check() -> None:
    assert advice_on("X-1", "Something is wrong.") == "Something is wrong."
