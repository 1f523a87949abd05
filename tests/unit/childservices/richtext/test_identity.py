"""Stable ids: notes stay pinned to their block while others edit the text."""

import re
from collections.abc import Callable
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from childservices.richtext import RichTextTooLong, identify_blocks, new_block_id, sanitise
from tests.unit.childservices.richtext.soup import any_html


def numbered(start: int = 1) -> Callable[[], str]:
    """Ids that can be read: b-000000000001, b-000000000002 …"""
    numbers = count(start)
    return lambda: f"b-{next(numbers):012}"


def ids_of(html: str) -> list[str]:
    """The ids in a text, in order, by their numbers."""
    return [found.lstrip("0") for found in re.findall(r' id="b-([0-9a-z]{12})"', html)]


def without_ids(html: str) -> str:
    """The text as an editor sends it back."""
    return re.sub(r' id="[^"]*"', "", html)


STORED = identify_blocks(
    "<h3>Summary</h3><p>The improvement plan has one hundred and eighty-one actions.</p>"
    "<ul><li>Health is on target<ul><li>Teeth are not</li></ul></li><li>Safety is not on target</li></ul>"
    "<blockquote><p>Said the chair.</p></blockquote>"
    "<table><tr><td>Theme<td>Actions<tr><td>Health<td>18</table><p>None.</p><p>None.</p><hr>",
    new_id=numbered(),
)


def edited(html: str) -> list[str]:
    """The ids of the stored text after an edit that lost them all; new ones begin at 50."""
    return ids_of(identify_blocks(without_ids(html), STORED, new_id=numbered(50)))


class TestNewText:
    def test_every_block_gets_an_id_and_no_other_element(self) -> None:
        assert STORED == (
            '<h3 id="b-000000000001">Summary</h3>\n'
            '<p id="b-000000000002">The improvement plan has one hundred and eighty-one actions.</p>\n'
            '<ul>\n<li id="b-000000000003">Health is on target\n'
            '<ul>\n<li id="b-000000000004">Teeth are not</li>\n</ul></li>\n'
            '<li id="b-000000000005">Safety is not on target</li>\n</ul>\n'
            '<blockquote id="b-000000000006">\n<p>Said the chair.</p>\n</blockquote>\n'
            '<table id="b-000000000007">\n<thead>\n'
            '<tr><th scope="col">Theme</th><th scope="col">Actions</th></tr>\n</thead>\n'
            "<tbody>\n<tr><td>Health</td><td>18</td></tr>\n</tbody>\n</table>\n"
            '<p id="b-000000000008">None.</p>\n<p id="b-000000000009">None.</p>\n<hr>'
        )

    def test_ids_of_our_form(self) -> None:
        made = {new_block_id() for _ in range(200)}

        assert len(made) == 200
        assert all(re.fullmatch(r"b-[0-9a-z]{12}", one) for one in made)

    def test_an_id_that_the_text_before_does_not_have_is_not_taken_over(self) -> None:
        assert ids_of(identify_blocks('<p id="b-forged000000">a</p>', "", new_id=numbered())) == ["1"]

    def test_the_result_is_sanitised(self) -> None:
        assert (
            identify_blocks("<p onclick=x>a<script>1</script>", new_id=numbered())
            == '<p id="b-000000000001">a</p>'
        )


class TestEdits:
    def test_nothing_changed(self) -> None:
        assert identify_blocks(without_ids(STORED), STORED) == STORED

    def test_a_corrected_word_keeps_the_id(self) -> None:
        assert edited(STORED.replace("eighty-one", "eighty-two")) == list("123456789")
        assert edited(STORED.replace("Summary", "Sumary")) == list("123456789")
        assert edited(STORED.replace("<td>18", "<td>19")) == list("123456789")

    def test_another_heading_is_another_block(self) -> None:
        assert edited(STORED.replace("Summary", "Risks"))[0] == "50"

    def test_a_rewritten_paragraph_is_another_block(self) -> None:
        assert edited(
            STORED.replace(
                "The improvement plan has one hundred and eighty-one actions",
                "Nothing of it is left here now",
            )
        ) == ["1", "50", *"3456789"]

    def test_a_block_may_move(self) -> None:
        heading, paragraph, *rest = STORED.split("\n")

        assert edited("\n".join([heading, *rest, paragraph])) == list("134567892")

    def test_a_block_may_move_and_change_a_little(self) -> None:
        heading, paragraph, *rest = STORED.split("\n")

        assert edited("\n".join([heading, *rest, paragraph.replace("plan", "programme")])) == list(
            "134567892"
        )

    def test_a_paragraph_may_become_an_item(self) -> None:
        assert edited("<ul><li>The improvement plan has one hundred and eighty-one actions.</li></ul>") == [
            "2"
        ]

    def test_an_inserted_block_is_new(self) -> None:
        assert edited("<p>Before all.</p>" + STORED) == ["50", *"123456789"]

    def test_of_equal_blocks_each_keeps_its_own(self) -> None:
        assert edited("<p>None.</p><p>None.</p><p>None.</p>") == ["8", "9", "50"]

    def test_the_id_of_a_removed_block_is_not_given_again(self) -> None:
        assert ids_of(identify_blocks("<p>Quite different words.</p>", STORED, new_id=numbered())) == ["10"]

    def test_an_id_that_came_with_the_text_tells_a_rewritten_block(self) -> None:
        assert ids_of(
            identify_blocks(
                '<p id="b-000000000002">Nothing of it is left.</p><p id="b-000000000002">Twice.</p>',
                STORED,
                new_id=numbered(50),
            )
        ) == ["2", "50"]

    def test_equal_words_count_more_than_an_id_that_came_with_them(self) -> None:
        assert ids_of(
            identify_blocks('<h3 id="b-000000000002">Summary</h3>', STORED, new_id=numbered(50))
        ) == ["1"]

    def test_an_item_is_compared_without_the_lists_inside_it(self) -> None:
        assert (
            edited(
                "<ul><li>Health is on target<ul><li>Quite</li><li>another</li><li>list</li></ul></li></ul>"
            )[0]
            == "3"
        )

    def test_a_long_word_is_not_compared_letter_by_letter(self) -> None:
        before = identify_blocks(f"<p>{'a' * 300}</p>", new_id=numbered())

        assert ids_of(identify_blocks(f"<p>{'a' * 299}</p>", before, new_id=numbered())) == ["2"]


class TestLongTexts:
    def test_thousands_of_equal_blocks(self) -> None:
        before = identify_blocks("<p>x</p>" * 3000, new_id=numbered())

        assert ids_of(identify_blocks("<p>x</p>" * 3001, before, new_id=numbered(5000)))[-2:] == [
            "3000",
            "5000",
        ]

    def test_five_megabytes_are_refused(self) -> None:
        with pytest.raises(RichTextTooLong):
            identify_blocks("x" * 5_000_000)


class TestProperties:
    @settings(max_examples=100)
    @given(any_html, any_html)
    def test_no_two_blocks_share_an_id_and_the_words_stay(self, html: str, previous: str) -> None:
        stored = identify_blocks(previous)
        result = identify_blocks(html, stored)

        ids = ids_of(result)
        assert len(ids) == len(set(ids))
        assert without_ids(result) == without_ids(sanitise(html))

    @given(any_html)
    def test_an_editor_that_drops_all_ids_changes_none(self, html: str) -> None:
        stored = identify_blocks(html)

        assert identify_blocks(without_ids(stored), stored) == stored

    @given(st.permutations([f"<p>Paragraph {number} of the report says this.</p>" for number in range(8)]))
    def test_in_any_order_every_block_keeps_its_id(self, paragraphs: list[str]) -> None:
        before = identify_blocks("".join(sorted(paragraphs)), new_id=numbered(0))

        after = identify_blocks("".join(paragraphs), before)
        assert all(f'<p id="b-{number:012}">Paragraph {number} of' in after for number in range(8))
