"""Pastes from Word: its list paragraphs become lists, its own marks go."""

import pytest

from childservices.richtext import sanitise
from childservices.richtext.word import Marker, read_marker

PASTE = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=Generator content="Microsoft Word 15"><title>Draft</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- @list l0 {mso-list-id:1} p.MsoNormal {margin:0cm} --></style></head><body lang=EN-GB>
<!--StartFragment--><h1 style='mso-list:l2 level1 lfo3'><![if !supportLists]><span style='mso-list:Ignore'>4.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Finance<o:p></o:p></h1>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>The budget</b> is £605,000.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span>
<![endif]>First point<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><!--[if !supportLists]--><span
style='mso-list:Ignore'>a.<span>&nbsp; </span></span><!--[endif]-->Under the first</p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-list:l0 level2 lfo1'><span
style='mso-list:Ignore'>b.<span>&nbsp; </span></span>Also under it</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.<span>&nbsp;
</span></span>Second point</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='font-family:Symbol;mso-list:Ignore'>·<span>&nbsp;
</span></span>A bullet</p>
<p class=MsoListParagraph style='mso-list:l1 level2 lfo2'><span
style='font-family:"Courier New";mso-list:Ignore'>o<span>&nbsp; </span></span>An inner bullet</p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse'><tr style='mso-yfti-irow:0'><td
valign=top style='width:75pt'><p class=MsoNormal><b>Year<o:p></o:p></b></p></td><td><p class=MsoNormal>Spend</p></td>
</tr><tr><td><p class=MsoNormal>2008/09<o:p></o:p></p></td><td><p>£593,000</p></td></tr></table>
<p class=MsoNormal><!--[if gte vml 1]><v:shape><v:imagedata src="file:///C:/x.png"/></v:shape><![endif]--><![if
!vml]><img width=10 src="file:///C:/x.png"><![endif]></p><!--EndFragment--></body></html>"""


def paragraph(level: int, text: str) -> str:
    """One of Word's list paragraphs whose number is plain text."""
    return f"<p style='mso-list:l0 level{level} lfo1'>{text}</p>"


def test_a_whole_paste() -> None:
    assert sanitise(PASTE) == (
        "<h3>4. Finance</h3>\n"
        "<p><strong>The budget</strong> is £605,000.</p>\n"
        '<ol>\n<li>First point\n<ol type="a">\n<li>Under the first</li>\n<li>Also under it</li>\n</ol></li>\n'
        "<li>Second point</li>\n</ol>\n"
        "<ul>\n<li>A bullet\n<ul>\n<li>An inner bullet</li>\n</ul></li>\n</ul>\n"
        '<table>\n<thead>\n<tr><th scope="col"><strong>Year</strong></th><th scope="col">Spend</th></tr>\n</thead>\n'
        "<tbody>\n<tr><td>2008/09</td><td>£593,000</td></tr>\n</tbody>\n</table>"
    )


def test_a_number_left_as_plain_text_is_taken_off() -> None:
    assert (
        sanitise(
            paragraph(1, "1.<span style='font:7pt'>&nbsp;&nbsp; </span>First point")
            + paragraph(1, "<b>2.</b>&nbsp; <b>Second</b> point")
        )
        == "<ol>\n<li>First point</li>\n<li><strong>Second</strong> point</li>\n</ol>"
    )


def test_a_list_goes_on_with_its_number_after_a_paragraph() -> None:
    assert sanitise(paragraph(1, "1. One") + "<p>Between</p>" + paragraph(1, "2. Two")) == (
        '<ol>\n<li>One</li>\n</ol>\n<p>Between</p>\n<ol start="2">\n<li>Two</li>\n</ol>'
    )


def test_a_list_that_begins_again_is_another_list() -> None:
    assert sanitise(paragraph(1, "1. One") + paragraph(1, "1. Again") + paragraph(1, "· Bullet")) == (
        "<ol>\n<li>One</li>\n</ol>\n<ol>\n<li>Again</li>\n</ol>\n<ul>\n<li>Bullet</li>\n</ul>"
    )


def test_a_list_may_begin_deep_and_come_up() -> None:
    assert sanitise(paragraph(3, "· Deep") + paragraph(1, "· Up") + paragraph(2, "· Down")) == (
        "<ul>\n<li>Deep</li>\n</ul>\n<ul>\n<li>Up\n<ul>\n<li>Down</li>\n</ul></li>\n</ul>"
    )


def test_an_inner_list_of_another_kind_stays_under_its_item() -> None:
    assert sanitise(
        paragraph(1, "1. A") + paragraph(2, "· b") + paragraph(2, "i) c") + paragraph(1, "2. D")
    ) == ('<ol>\n<li>A\n<ul>\n<li>b</li>\n</ul>\n<ol type="i">\n<li>c</li>\n</ol></li>\n<li>D</li>\n</ol>')


def test_an_item_without_words_or_marker() -> None:
    assert sanitise(paragraph(1, "· ") + paragraph(1, "no marker")) == "<ul>\n<li>no marker</li>\n</ul>"


def test_list_paragraphs_in_a_cell() -> None:
    assert sanitise(f"<table><tr><td>A<tr><td>{paragraph(1, '· b')}</table>").count("<li>b</li>") == 1


def test_a_paragraph_that_is_in_no_list() -> None:
    assert sanitise("<p style='mso-list:none'>1. Typed</p>") == "<p>1. Typed</p>"


def test_a_number_that_word_drew_outside_of_a_list_stays_as_words() -> None:
    drawn = "<span style='mso-list:Ignore'>1.&nbsp; </span>"

    assert sanitise(f"<p>{drawn}Typed</p><div>{drawn}Boxed</div>") == "<p>1. Typed</p>\n<p>1. Boxed</p>"


def test_what_is_too_long_for_a_number_stays_as_words() -> None:
    assert sanitise(paragraph(1, "<span style='mso-list:Ignore'>All of the words</span>")) == (
        "<ul>\n<li>All of the words</li>\n</ul>"
    )


def test_word_lists_end_at_nine_levels_too() -> None:
    inner = paragraph(1, "· a") + paragraph(2, "· b")

    assert sanitise("<ul><li>" * 9 + inner).count("<ul>") == 9
    assert sanitise("<ul><li>" * 8 + inner).count("<ul>") == 9


@pytest.mark.parametrize(
    ("text", "last", "marker"),
    [
        ("1.", Marker(), Marker("1", 1)),
        ("(12)", Marker(), Marker("1", 12)),
        ("3.2.1", Marker(), Marker("1", 1)),
        ("a)", Marker(), Marker("a", 1)),
        ("(B)", Marker("A", 1), Marker("A", 2)),
        ("i.", Marker(), Marker("i", 1)),
        ("i.", Marker("a", 8), Marker("a", 9)),
        ("iv.", Marker("i", 3), Marker("i", 4)),
        ("v.", Marker("i", 4), Marker("i", 5)),
        ("v.", Marker("a", 21), Marker("a", 22)),
        ("IX.", Marker(), Marker("I", 9)),
        ("c)", Marker(), Marker("a", 3)),
        ("xiv)", Marker(), Marker("i", 14)),
        ("o", Marker(), Marker()),
        ("·", Marker(), Marker()),
        ("", Marker(), Marker()),
        ("§", Marker("1", 3), Marker()),
    ],
)
def test_reading_a_marker(text: str, last: Marker, marker: Marker) -> None:
    assert read_marker(text, last) == marker
