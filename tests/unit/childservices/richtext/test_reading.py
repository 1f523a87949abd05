"""Reading a text: its words, and where its data tables stand."""

from hypothesis import given

from childservices.richtext import TableToken, Text, plain_text, sanitise, split_at_tables, table_tokens
from tests.unit.childservices.richtext.soup import any_html


class TestPlainText:
    def test_one_line_a_block_and_tabs_between_cells(self) -> None:
        html = sanitise(
            "<h3>Title</h3><p>a <b>b</b><br>c</p><ul><li>one<ul><li>two</li></ul></li></ul><hr>"
            "<table><caption>Cap</caption><tr><td>A<td>B<tr><td><p>1</p><p>2</p><td>&amp;</table>"
        )

        assert plain_text(html) == "Title\na b\nc\none\ntwo\nCap\nA\tB\n1 2\t&"

    def test_nothing(self) -> None:
        assert plain_text("") == ""


class TestTables:
    def test_a_paragraph_that_is_exactly_a_token(self) -> None:
        html = '<p>a</p>\n<p id="b-000000000001">[table plan-summary]</p>\n<p>b</p>\n<p>c</p>'

        assert split_at_tables(html) == [
            Text("<p>a</p>"),
            TableToken("plan-summary", "b-000000000001"),
            Text("<p>b</p>\n<p>c</p>"),
        ]
        assert table_tokens(html) == ("plan-summary",)

    def test_bold_or_spaces_around_it_do_not_matter(self) -> None:
        assert table_tokens("<p> <strong>[table one]</strong></p><p>[table two-2]</p><p>[table one]</p>") == (
            "one",
            "two-2",
            "one",
        )

    def test_anything_else_is_text(self) -> None:
        html = "<p>see [table one]</p>\n<ul>\n<li>[table two]</li>\n</ul>\n<p>[table Three]</p>\n<h3>[table four]</h3>"

        assert split_at_tables(html) == [Text(html)]

    def test_a_text_without_words_has_no_parts(self) -> None:
        assert split_at_tables("") == []

    @given(any_html)
    def test_the_parts_put_together_are_the_text(self, html: str) -> None:
        clean = sanitise(html)

        parts = split_at_tables(clean)
        assert sum(isinstance(part, TableToken) for part in parts) == len(table_tokens(clean))
        if not table_tokens(clean):
            assert "\n".join(part.html for part in parts if isinstance(part, Text)) == clean
