"""Rich text as blocks of plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.block import Block, blocks_of


def test_each_block_has_its_id_and_its_words() -> None:
    html = '<h2 id="b-1">Where  we stand</h2><p id="b-2">One <strong>bold</strong> word,<br>and a line.</p>'

    assert blocks_of(html) == [Block("b-1", "Where we stand"), Block("b-2", "One bold word, and a line.")]


def test_words_belong_to_the_innermost_item_of_a_list() -> None:
    html = (
        '<p id="b-1">Three things:</p><ol><li id="b-2">first</li><li id="b-3">second'
        '<ul><li id="b-4">inside</li></ul></li><li id="b-5">third</li></ol>'
    )

    assert [(block.id, block.text, block.level) for block in blocks_of(html)] == [
        ("b-1", "Three things:", 0),
        ("b-2", "first", 1),
        ("b-3", "second", 1),
        ("b-4", "inside", 2),
        ("b-5", "third", 1),
    ]


def test_cells_of_a_table_are_parted_by_spaces() -> None:
    html = '<table id="b-1"><tbody><tr><td>181</td><td>106</td></tr><tr><td>29</td></tr></tbody></table>'

    assert blocks_of(html) == [Block("b-1", "181 106 29")]


def test_a_bound_figure_is_marked_where_it_stands() -> None:
    (block,) = blocks_of('<p id="b-1">Of them  <data value="58.56">58.56%</data> are done, says 58.56%.</p>')

    assert block.text == "Of them 58.56% are done, says 58.56%."
    assert block.bound == ((8, 14),)
    assert [block.is_bound(8, 14), block.is_bound(30, 36), block.is_bound(14, 16)] == [True, False, False]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("", []),
        ("loose words", [("", "loose words")]),
        ('<p id="b-1">a</p> b ', [("", "b"), ("b-1", "a")]),
        ('<p id="b-1"> </p>', []),
        ("<p>no id &amp; more</p>", [("", "no id & more")]),
        ("</p>stray end", [("", "stray end")]),
        ('<p id="b-1">left <em>open</p>', [("b-1", "left open")]),
    ],
)
def test_odd_texts_lose_no_words(html: str, texts: list[tuple[str, str]]) -> None:
    assert [(block.id, block.text) for block in blocks_of(html)] == texts


@given(st.lists(st.text(alphabet="abc ", min_size=1, max_size=12), max_size=6))
def test_no_word_is_lost_or_doubled(texts: list[str]) -> None:
    html = "".join(f'<p id="b-{place}">{text}</p>' for place, text in enumerate(texts))

    assert [block.text for block in blocks_of(html)] == [" ".join(t.split()) for t in texts if t.strip()]
