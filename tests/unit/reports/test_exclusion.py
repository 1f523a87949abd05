"""The words of an exclusion list exactly the private items, under the law of the body and the day."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.exclusion import Exclusion, NoBasis, PrivateItem, exclusion

BALANCES = PrivateItem("12", frozenset({3}))
MONKWOOD = PrivateItem("13", frozenset({4, 3}))
CONSULTATIVE = PrivateItem("14", frozenset({4}))
GUARDED = PrivateItem("15", is_confidential=True)
NOVEMBER_2009 = date(2009, 11, 4)


def test_a_committee_excludes_under_the_act_of_1972() -> None:
    words = exclusion([BALANCES, MONKWOOD, CONSULTATIVE], regime="lga_1972", on=NOVEMBER_2009)

    assert words == Exclusion(
        "That, under section 100A(4) of the Local Government Act 1972, the press and public be excluded from the "
        "meeting while it considers item 12 (paragraph 3), item 13 (paragraphs 3 and 4) and item 14 (paragraph 4), "
        "because exempt information as described there in Part 1 of Schedule 12A to the Local Government Act 1972 "
        "would be likely to be disclosed, and the public interest in keeping it exempt outweighs that in disclosing "
        "it.",
        "",
    )


@pytest.mark.parametrize(
    ("regime", "on", "law"),
    [
        ("lga_1972", date(2026, 1, 6), "section 100A(4) of the Local Government Act 1972"),
        ("executive_2000", date(2012, 9, 9), "section 100A(4) of the Local Government Act 1972"),
        ("executive_2000", date(2012, 9, 10), "regulation 4(2)(b) of the Local Authorities (Executive"),
        ("executive_2012", date(2026, 1, 6), "regulation 4(2)(b) of the Local Authorities (Executive"),
    ],
)
def test_the_law_is_that_of_the_body_on_the_day(regime: str, on: date, law: str) -> None:
    resolution = exclusion([BALANCES], regime=regime, on=on).resolution

    assert resolution.startswith(f"That, under {law}")


def test_a_partnership_names_no_law() -> None:
    words = exclusion([BALANCES, GUARDED], regime="none", on=date(2015, 1, 14))

    assert words.resolution.startswith(
        "That the press and public be excluded from the meeting while it considers"
    )
    assert "as section" not in words.statement


def test_confidential_items_are_another_limb_and_need_no_resolution() -> None:
    words = exclusion([BALANCES, GUARDED], regime="executive_2012", on=date(2026, 1, 6))

    assert "item 15" not in words.resolution
    assert words.statement == (
        "The press and public are excluded while the meeting considers item 15, as regulation 4(2)(a) of the Local "
        "Authorities (Executive Arrangements) (Meetings and Access to Information) (England) Regulations 2012 "
        "requires: confidential information would be disclosed, so that no resolution is needed."
    )


def test_the_act_has_that_limb_too() -> None:
    words = exclusion([GUARDED], regime="lga_1972", on=NOVEMBER_2009)

    assert words.resolution == ""
    assert "as section 100A(2) of the Local Government Act 1972 requires" in words.statement


def test_an_open_agenda_excludes_nobody() -> None:
    assert exclusion([], regime="lga_1972", on=NOVEMBER_2009) == Exclusion("", "")


def test_nothing_is_private_without_a_basis() -> None:
    with pytest.raises(NoBasis) as refused:
        exclusion([BALANCES, PrivateItem("16")], regime="lga_1972", on=NOVEMBER_2009)

    assert refused.value.sentence == "Choose the paragraph of Schedule 12A for item 16."


@given(
    st.lists(
        st.tuples(st.integers(1, 30), st.frozensets(st.integers(1, 7), min_size=1)),
        min_size=1,
        unique_by=lambda pair: pair[0],
    ),
    st.sampled_from(["lga_1972", "executive_2000", "executive_2012", "none"]),
)
def test_it_lists_exactly_the_items_and_their_paragraphs(
    pairs: list[tuple[int, frozenset[int]]], regime: str
) -> None:
    items = [PrivateItem(str(number), paragraphs) for number, paragraphs in pairs]

    resolution = exclusion(items, regime=regime, on=date(2026, 1, 6)).resolution

    listed = re.findall(r"item (\d+) \(paragraphs? ([^)]*)\)", resolution)
    assert [
        (int(number), frozenset(map(int, re.findall(r"\d", paragraphs)))) for number, paragraphs in listed
    ] == pairs
