"""What a clerk may correct without voiding a clearance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.clerical import ANOTHER_WORD, NOT_PLAIN, ONE_WORD, RECOMMENDATION, clerical_refusal


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Members recieve the report.", "Members receive the report."),
        ('<p id="b-1">The accomodation is full.</p>', '<p id="b-1">The accommodation is full.</p>'),
        ("They are seperate, and so on.", "They are separate, and so on."),
        ("It has occured (twice).", "It has occurred (twice)."),
        ("the childrens' homes reveiw", "the childrens' homes review"),
        ("it has increase since", "it has increased since"),
    ],
)
def test_the_spelling_of_a_word_is_clerical(before: str, after: str) -> None:
    assert clerical_refusal(before, after) == ""


@pytest.mark.parametrize(
    ("before", "after", "refusal"),
    [
        ("So 58.56% are done.", "So 58.65% are done.", NOT_PLAIN),
        ("It costs £20 now.", "It costs £200 now.", NOT_PLAIN),
        ("All seven came.", "All sever came.", NOT_PLAIN),
        ("We met in march then.", "We met in marsh then.", NOT_PLAIN),
        ("It was Smith who wrote.", "It was Smyth who wrote.", NOT_PLAIN),
        ("the council paid", "the Council paid", NOT_PLAIN),
        ("no, children left", "no children left", NOT_PLAIN),
        ("the end, really", "the end. really", NOT_PLAIN),
        ("<p>word</p>", "<p><em>word</p>", ONE_WORD),
        ("<p>word</p>", "<div>word</p>", NOT_PLAIN),
        ("It is now open.", "It is not open.", ANOTHER_WORD),
        ("They must leave.", "They most leave.", ANOTHER_WORD),
        ("Costs increased.", "Costs decreased.", ANOTHER_WORD),
        ("to prevent harm", "to present harm", ANOTHER_WORD),
        ("the member agreed", "the members agreed", ANOTHER_WORD),
        ("the stated aim", "the started plan", ONE_WORD),
        ("unable to pay", "able to pay", ANOTHER_WORD),
        ("a word", "a word more", ONE_WORD),
        ("the same", "the same", ONE_WORD),
        ("two erors and wrods", "two errors and words", ONE_WORD),
        ("the large house", "the lagres house", ANOTHER_WORD),
        ("a stable place", "a staple place", ANOTHER_WORD),
        ("a brand thing", "a bandr thing", ANOTHER_WORD),
    ],
)
def test_anything_else_is_not(before: str, after: str, refusal: str) -> None:
    assert clerical_refusal(before, after) == refusal


def test_a_slip_that_makes_another_real_word_is_not_told_apart_so_clearers_may_object() -> None:
    assert clerical_refusal("the trial plan", "the trail plan") == ""


def test_a_recommendation_is_never_corrected() -> None:
    assert clerical_refusal("recieve it", "receive it", is_recommendation=True) == RECOMMENDATION


@given(st.text(alphabet="abcdefgh 0123456789£%.", max_size=40), st.integers(0, 9), st.integers(0, 9))
def test_a_change_of_a_digit_is_never_clerical(text: str, old: int, new: int) -> None:
    before, after = f"{text} costs{old} end", f"{text} costs{new} end"

    assert clerical_refusal(before, after) != ""


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_is_clerical_one_way_changes_one_word_only(before: str, after: str) -> None:
    if clerical_refusal(before, after) == "":
        assert len(before.split()) == len(after.split())
        assert sum(one != other for one, other in zip(before.split(), after.split(), strict=True)) == 1
