"""Reading HTML into a tree and writing it back."""

from childservices.richtext.tree import Element, elements, read_html, text_of, write_html


def test_what_was_written_is_read_back() -> None:
    blocks = [
        Element(
            "p", {"title": 'a "b" <c> & d\xa0e'}, ["x < y & z\xa0", Element("br"), Element("em", {}, ["w"])]
        )
    ]

    written = write_html(blocks)

    assert written == (
        '<p title="a &quot;b&quot; &lt;c&gt; &amp; d&nbsp;e">x &lt; y &amp; z&nbsp;<br><em>w</em></p>'
    )
    assert read_html(written).children == blocks


def test_a_stray_end_and_a_stray_sign_do_no_harm() -> None:
    assert read_html("</p>a < b</p>").children == ["a < b"]


def test_what_lies_too_deep_joins_what_is_around_it() -> None:
    root = read_html("<div>" * 150 + "words<br>" + "</div>" * 150 + "<p>after</p>")

    assert sum(1 for _ in elements(root)) == 102
    assert text_of(root) == "words\nafter"
