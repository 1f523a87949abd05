"""What may stand in a paper, whatever was typed or pasted."""

import re

import pytest
from hypothesis import example, given, settings

from childservices.richtext import RichTextTooLong, RichTextTooTangled, removed_by_sanitising, sanitise
from childservices.richtext.vocabulary import TAGS
from tests.unit.childservices.richtext.soup import any_html

ALLOWED_ATTRIBUTES = {"id", "href", "value", "start", "type", "colspan", "rowspan", "scope"}


class TestWords:
    @pytest.mark.parametrize(
        ("typed", "clean"),
        [
            ("", ""),
            ("<p></p><p>&nbsp;</p><p><br></p><div> </div>", ""),
            ("<p>One.</p><p></p><p>Two.</p>", "<p>One.</p>\n<p>Two.</p>"),
            ("<p>  One\n  line </p>", "<p>One line</p>"),
            ("<p><b>bold</b> and <i>italic</i></p>", "<p><strong>bold</strong> and <em>italic</em></p>"),
            (
                "<p>H<sub>2</sub>O, m<sup>2</sup>, <u>under</u></p>",
                "<p>H<sub>2</sub>O, m<sup>2</sup>, <u>under</u></p>",
            ),
            ("<p>a<br>b<br></p>", "<p>a<br>b</p>"),
            ("<p>a<b> </b><br> b</p>", "<p>a<br>b</p>"),
            ("<p>£3&nbsp;million</p>", "<p>£3&nbsp;million</p>"),
            ('<p>Now <data value="58.56">58.56%</data></p>', '<p>Now <data value="58.56">58.56%</data></p>'),
            ("<p><data>no value</data></p>", "<p>no value</p>"),
            ("<p>5 &lt; 6 &amp; <b>a</p>", "<p>5 &lt; 6 &amp; <strong>a</strong></p>"),
            ("<hr>", "<hr>"),
            ("<blockquote>Said.</blockquote>", "<blockquote>\n<p>Said.</p>\n</blockquote>"),
        ],
    )
    def test_the_allowed_subset(self, typed: str, clean: str) -> None:
        assert sanitise(typed) == clean

    def test_marks_have_one_way_of_being_written(self) -> None:
        assert sanitise("<p><em><strong>a</strong></em><b>b</b><strong><b> c</b></strong></p>") == (
            "<p><strong><em>a</em>b c</strong></p>"
        )

    def test_a_mark_does_not_hang_on_a_space(self) -> None:
        assert (
            sanitise("<p><b>a</b><i> </i>b<a href='https://x.org'> </a></p>") == "<p><strong>a</strong> b</p>"
        )

    def test_googles_bold_wrapper_makes_nothing_bold(self) -> None:
        assert (
            sanitise('<b style="font-weight:normal;" id="docs-internal"><p>Plain</p></b>') == "<p>Plain</p>"
        )

    def test_text_under_a_struck_line_stays(self) -> None:
        assert sanitise("<p>not <s>this</s></p>") == "<p>not this</p>"

    def test_characters_that_no_printer_knows_go(self) -> None:
        assert sanitise("<p>a\x00\x0b\ud800b</p>") == "<p>ab</p>"


class TestPlainTyping:
    def test_blank_lines_part_paragraphs_and_line_ends_stay(self) -> None:
        assert sanitise("Dear all,\r\nsee below.\r\n\r\n\r\nThe end & more") == (
            "<p>Dear all,<br>see below.</p>\n<p>The end &amp; more</p>"
        )

    def test_words_typed_behind_html_become_paragraphs(self) -> None:
        assert sanitise("<p>One</p>\nTwo\n\nThree") == "<p>One</p>\n<p>Two</p>\n<p>Three</p>"


class TestDanger:
    @pytest.mark.parametrize(
        ("typed", "clean"),
        [
            ("<script>alert(1)</script><p>a</p>", "<p>a</p>"),
            ("<p onclick='x()' style='color:red' class='c'>a</p>", "<p>a</p>"),
            ("<p>a<img src=x onerror=alert(1)>b</p>", "<p>ab</p>"),
            ("<style>p{}</style><p>a</p><iframe src='https://x.org'>i</iframe>", "<p>a</p>"),
            ("<svg><text>drawn</text></svg><p>a</p>", "<p>a</p>"),
            ("<p>a<!-- b --></p>", "<p>a</p>"),
            ("<form><button>Go</button></form>", "<p>Go</p>"),
            ("<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", ""),
            ("<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "<p>'&gt;</p>"),
        ],
    )
    def test_nothing_that_acts_stays(self, typed: str, clean: str) -> None:
        assert sanitise(typed) == clean

    @pytest.mark.parametrize(
        ("address", "kept"),
        [
            ("https://example.org/a?b=1&amp;c=2", True),
            ("http://example.org", True),
            ("HTTPS://EXAMPLE.ORG", True),
            ("mailto:clerk@example.org", True),
            ("#appendix-a", True),
            ("#_ftn1", False),
            ("javascript:alert(1)", False),
            ("java&#10;script:alert(1)", False),
            ("data:text/html,x", False),
            ("//example.org", False),
            ("/admin/", False),
            ("file:///etc/passwd", False),
            ("https://example.org/a b", False),
            ("", False),
        ],
    )
    def test_only_addresses_that_lead_out_or_into_the_page_are_links(self, address: str, kept: bool) -> None:
        assert ("<a href=" in sanitise(f'<p><a href="{address}" target=_blank rel=x>words</a></p>')) is kept
        assert "words" in sanitise(f'<p><a href="{address}">words</a></p>')


class TestHeadings:
    def test_first_and_second_level_are_lowered(self) -> None:
        assert sanitise("<h1>A</h1><h2>B</h2><h3>C</h3>") == "<h3>A</h3>\n<h3>B</h3>\n<h3>C</h3>"

    def test_no_level_is_skipped(self) -> None:
        assert sanitise("<h5>A</h5><h5>B</h5><h6>C</h6><h3>D</h3><h5>E</h5>") == (
            "<h3>A</h3>\n<h4>B</h4>\n<h5>C</h5>\n<h3>D</h3>\n<h4>E</h4>"
        )

    def test_a_heading_inside_an_item_is_a_bold_paragraph(self) -> None:
        assert sanitise("<ul><li><h2>A</h2></li></ul>") == "<ul>\n<li><strong>A</strong></li>\n</ul>"

    def test_a_heading_holds_words_only(self) -> None:
        assert sanitise("<h2>A<br><div>B</div></h2>") == "<h3>A<br>B</h3>"


class TestLists:
    def test_a_paragraph_alone_in_an_item_is_written_without_its_tags(self) -> None:
        assert sanitise(
            "<ol><li><p>One</p><ul><li><p>Deep</p></li></ul></li><li><p>A</p><p>B</p></li></ol>"
        ) == ("<ol>\n<li>One\n<ul>\n<li>Deep</li>\n</ul></li>\n<li><p>A</p><p>B</p></li>\n</ol>")

    def test_a_list_between_items_belongs_to_the_item_before(self) -> None:
        assert sanitise("<ul><li>a</li> <ul><li>b</li></ul> stray <b>words</b></ul>") == (
            "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul></li>\n<li>stray <strong>words</strong></li>\n</ul>"
        )

    def test_items_without_a_list_get_one(self) -> None:
        assert sanitise("<li>a</li><li>b</li><p>c</p><li>d</li>") == (
            "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<p>c</p>\n<ul>\n<li>d</li>\n</ul>"
        )

    def test_numbering_is_kept_where_it_says_something(self) -> None:
        assert (
            sanitise('<ol start="3" type="a"><li>c</li></ol>') == '<ol start="3" type="a">\n<li>c</li>\n</ol>'
        )
        assert sanitise('<ol start="1" type="1"><li>c</li></ol>') == "<ol>\n<li>c</li>\n</ol>"
        assert sanitise('<ol start="-99999999999" type="x"><li>c</li></ol>') == "<ol>\n<li>c</li>\n</ol>"

    def test_lists_end_at_nine_levels(self) -> None:
        clean = sanitise("<ul><li>x" * 12)

        assert clean.count("<ul>") == 9
        assert clean.count("x") == 12


class TestIds:
    def test_only_our_ids_stay_and_only_once(self) -> None:
        assert sanitise(
            '<p id="b-0123456789ab">a</p><p id="b-0123456789ab">b</p><p id="intro">c</p><h3 id="b-short">d</h3>'
        ) == ('<p id="b-0123456789ab">a</p>\n<p>b</p>\n<p>c</p>\n<h3>d</h3>')

    def test_ids_stay_where_a_block_can_have_one(self) -> None:
        assert sanitise(
            '<ul id="b-000000000001"><li id="b-000000000002"><p id="b-000000000003">a</p></li></ul>'
            '<blockquote id="b-000000000004"><p id="b-000000000005">q</p></blockquote>'
        ) == (
            '<ul>\n<li id="b-000000000002">a</li>\n</ul>\n'
            '<blockquote id="b-000000000004">\n<p>q</p>\n</blockquote>'
        )


class TestLimits:
    @pytest.mark.parametrize(
        "tag", ["div", "blockquote", "ul><li", "b", "b><p", "span", "table><tr><td", "h2", "pre"]
    )
    def test_three_hundred_elements_deep_is_read(self, tag: str) -> None:
        clean = sanitise(f"<{tag}>" * 300 + "words")

        assert "words" in clean
        assert sanitise(clean) == clean

    def test_five_megabytes_are_refused_in_a_sentence(self) -> None:
        with pytest.raises(RichTextTooLong) as refused:
            sanitise("<p>word</p>" * 500_000)

        assert refused.value.sentence == (
            "This text is too long: it has 5,500,000 characters with its markup, and 2,000,000 are the most. "
            "Put a part of it into an appendix."
        )

    def test_a_large_paste_with_few_words_is_taken(self) -> None:
        assert sanitise("<!--" + "x" * 1_900_000 + "--><p>word</p>") == "<p>word</p>"

    def test_more_words_than_a_section_holds_are_refused(self) -> None:
        with pytest.raises(RichTextTooLong, match="500,000 are the most"):
            sanitise("<p>" + "word " * 120_000 + "</p>")

    @pytest.mark.parametrize("html", ["<div>" * 1001, "<font>" * 900 + "<p>x" * 2000])
    def test_markup_that_would_take_minutes_is_refused(self, html: str) -> None:
        with pytest.raises(RichTextTooTangled) as refused:
            sanitise(html)

        assert refused.value.sentence == (
            "The markup of this text is nested so deeply that it cannot be read. Paste it again as plain text."
        )


class TestProperties:
    @settings(max_examples=200)
    @given(any_html)
    @example("<b><p>a</p></b> <li>x<p>y")
    @example("<table><tr><th><td>x<tr><td>y</table>")
    def test_its_own_result_does_not_change(self, html: str) -> None:
        clean = sanitise(html)

        assert sanitise(clean) == clean
        assert removed_by_sanitising(clean) == ()

    @settings(max_examples=100)
    @given(any_html)
    def test_only_allowed_elements_and_attributes_come_out(self, html: str) -> None:
        clean = sanitise(html)

        tags = re.findall(r"<(/?)([^\s>]+)([^>]*)>", clean)
        assert {tag for _, tag, _ in tags} <= TAGS
        assert {name for *_, rest in tags for name in re.findall(r'([a-z-]+)="', rest)} <= ALLOWED_ATTRIBUTES
        assert clean.count("<") == len(tags)

    @given(any_html)
    def test_every_heading_follows_its_parent(self, html: str) -> None:
        levels = [int(level) for level in re.findall(r"<h(\d)", sanitise(html))]

        assert all(later <= earlier + 1 for earlier, later in zip([2, *levels], levels, strict=False))
