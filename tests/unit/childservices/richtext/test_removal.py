"""What was taken away, in sentences."""

import pytest

from childservices.richtext import removed_by_sanitising


@pytest.mark.parametrize(
    ("html", "sentences"),
    [
        ("", ()),
        ("<p>plain</p>", ()),
        ("<script>1</script>", ("A script was removed.",)),
        ("<SCRIPT></SCRIPT><script src=x>", ("2 scripts were removed.",)),
        ("<p onclick='a>b' onload=x>", ("2 instructions that would run a program were removed.",)),
        ("<p onclick=x>", ("An instruction that would run a program was removed.",)),
        ("<img src=x>", ("A picture was removed: attach it as an appendix.",)),
        ("<img><svg/>", ("2 pictures were removed: attach them as an appendix.",)),
        ("<iframe></iframe>", ("A film, a sound or another page was removed: give its address as a link.",)),
        ("<input><button>Go</button>", ("2 form fields were removed.",)),
        (
            "<a href='javascript:x'>a</a><a href=//x.org>b</a><a href=\"/x\">c</a>",
            ("3 links were removed and their words stay: an address begins with https, http or mailto.",),
        ),
        ("<a href='https://x.org/online=1'>a</a><a href='#_ftn1'>1</a><a name=x>b</a><a href>c</a>", ()),
        (
            "<del>a</del>",
            ("Words that were crossed out are not crossed out any more: check that they should stay.",),
        ),
        ("<table><td><table></table></table><table></table>", ("A table inside a table became paragraphs.",)),
        (
            "<p style='color:red'><font face=x><span style='background:blue'>",
            ("Colours, fonts and alignment were removed: papers have one style.",),
        ),
        ("<table style='min-width: 50px'><p style='mso-list:l0 level1 lfo1'>", ()),
        ("<!-- <script> --><p>&lt;script&gt;</p><!-- <img>", ()),
        (
            "<img><script></script>",
            ("A script was removed.", "A picture was removed: attach it as an appendix."),
        ),
    ],
)
def test_sentences(html: str, sentences: tuple[str, ...]) -> None:
    assert removed_by_sanitising(html) == sentences
