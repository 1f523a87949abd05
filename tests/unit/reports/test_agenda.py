"""How an agenda is numbered, ordered and said in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.agenda import Place, moved, numbered, page_range, paragraphs_text


def test_headings_take_no_number() -> None:
    items = [("Apologies", False), ("Reports", True), ("Finance", False), ("Exempt", True), ("Tender", False)]

    assert numbered(items) == (
        Place("Apologies", "1"),
        Place("Reports", ""),
        Place("Finance", "2"),
        Place("Exempt", ""),
        Place("Tender", "3"),
    )


def test_an_empty_agenda_has_no_numbers() -> None:
    assert numbered([]) == ()


@given(st.lists(st.booleans()))
def test_numbers_run_on_from_one(headings: list[bool]) -> None:
    numbers = [place.number for place in numbered(enumerate(headings)) if place.number]

    assert numbers == [str(number) for number in range(1, headings.count(False) + 1)]


@pytest.mark.parametrize(
    ("item", "places", "order"),
    [
        ("b", -1, "bacd"),
        ("b", 1, "acbd"),
        ("b", 2, "acdb"),
        ("b", 0, "abcd"),
        ("a", -1, "abcd"),
        ("d", 1, "abcd"),
        ("a", 99, "bcda"),
        ("d", -99, "dabc"),
    ],
)
def test_an_item_moves_and_stops_at_the_ends(item: str, places: int, order: str) -> None:
    assert moved(tuple("abcd"), item, places=places) == tuple(order)


def test_only_what_stands_there_can_move() -> None:
    with pytest.raises(ValueError, match="not in"):
        moved(("a", "b"), "c", places=1)


@given(st.lists(st.integers(), min_size=1, unique=True), st.data())
def test_moving_loses_nobody_and_keeps_the_others_in_order(order: list[int], data: st.DataObject) -> None:
    item = data.draw(st.sampled_from(order))

    result = moved(order, item, places=data.draw(st.integers(-5, 5)))

    assert [other for other in result if other != item] == [other for other in order if other != item]
    assert sorted(result) == sorted(order)


@pytest.mark.parametrize(
    ("paragraphs", "text"),
    [([], ""), ([3], "3"), ([4, 3], "3 and 4"), ([3, 3], "3"), ([7, 1, 3], "1, 3 and 7")],
)
def test_paragraphs_are_said_as_they_are_printed(paragraphs: list[int], text: str) -> None:
    assert paragraphs_text(paragraphs) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [(4, 25, "4 to 25"), (4, 4, "4"), (None, None, ""), (4, None, ""), (None, 4, "")],
)
def test_a_range_of_pages(first: int | None, last: int | None, text: str) -> None:
    assert page_range(first, last) == text
