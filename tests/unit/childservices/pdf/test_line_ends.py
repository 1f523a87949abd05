"""Lines are filled, also where a link or emphasis begins the next one."""

import pytest

from childservices.pdf.engine import weasyprint_module
from tests.unit.childservices.pdf.counting import texts_of
from tests.unit.childservices.pdf.samples import SHIPPED_FONTS, STYLESHEET, document, render_item

# Its 98 letters take 639 of the line's 643 pixels, and the space behind them takes five.
WORDS = "To support parents is a prominent part of two national documents: the Children's Plan of the DCSF, "


def lines(body: str) -> list[str]:
    item = render_item(document(body), fonts=SHIPPED_FONTS, stylesheet=STYLESHEET, id_prefix="x-")
    return texts_of(item.pdf)[0].split("\n")[:2]


@pytest.mark.parametrize(
    "inline", ["<em>{}</em>", "<a href='https://council.invalid/'>{}</a>", "<code>{}</code>"]
)
def test_words_that_just_fill_their_line_are_not_broken_after_the_first(inline: str) -> None:
    assert lines(f"<p>{WORDS}{inline.format('Building')}, and more</p>") == [
        WORDS.strip(),
        "Building, and more",
    ]


def test_they_would_be_without_the_correction(monkeypatch: pytest.MonkeyPatch) -> None:
    lines("<p>a paper, so that the correction is there</p>")
    usual = weasyprint_module("weasyprint.text.line_break").split_first_line
    monkeypatch.setattr(weasyprint_module("weasyprint.layout.inline"), "split_first_line", usual)

    assert lines(f"<p>{WORDS}<em>Building</em>, and more</p>")[0] == "To"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Short words ", ["Short words Building", ""]),
        (f"{WORDS}{WORDS}", [WORDS.strip(), WORDS.strip()]),
        (f"{'x' * 60} {'y' * 60} ", ["x" * 60, "y" * 60 + " Building"]),
    ],
)
def test_other_lines_are_broken_as_ever(words: str, expected: list[str]) -> None:
    assert lines(f"<p>{words}<em>Building</em></p>") == expected
