"""What is read as a figure in prose, and what only looks like one."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.domain.figure_check.token import (
    Kind,
    agree,
    cell_figure,
    number,
    read,
    rounded,
    without_references,
)


def found(text: str) -> list[tuple[str, str]]:
    """The kind and the words of every figure of a text."""
    return [(token.kind.value, token.text) for token in read(text).tokens]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("In all 1,128 assessments", [("number", "1,128")]),
        ("a share of 58.56% or ten per cent", [("percent", "58.56%"), ("percent", "ten per cent")]),
        ("£26,711, £1.5m and £459k", [("amount", "£26,711"), ("amount", "£1.5m"), ("amount", "£459k")]),
        ("5 of 11 and 12/176", [("share", "5 of 11"), ("share", "12/176")]),
        ("five out of the eleven", [("share", "five out of the eleven")]),
        ("By now 160 and no more", [("number", "160")]),
        ("nine of the remaining 11", [("share", "nine of the remaining 11")]),
        ("twenty-one plans and three themes", [("word", "twenty-one"), ("word", "three")]),
        ("2084 (67%) pupils", [("number", "2084"), ("percent", "67%")]),
        ("fell by 2% points", []),
        ("£1,234,567,890,123,456,789 and £12345678901234567", []),
        ("1234567890123456 or 0.12345678", []),
    ],
)  # fmt: skip
def test_figures_are_read(text: str, figures: list[tuple[str, str]]) -> None:
    assert found(text) == figures


@pytest.mark.parametrize(
    "text",
    [
        "on 18 November 2009", "on 2nd November", "on November 18th, 2009", "in March 2010", "by 26.10.09",
        "18/11/2009", "2009-11-18", "in 2009", "in 2009/10", "2008/2009", "from 2007-2010",
        "Telephone: 01709 (2)2535", "call 01234 567890", "at 10.30 am", "at 9am", "from 14:00", "page 46",
        "(Pages 46 - 58)", "minute no. 30", "minute D68", "section 4.2", "paragraphs 3 and 4", "NI 59",
        "NI148b / No. 20b", "Appendix 2", "Quarter Two", "Year 7", "aged 0-4", "aged 16", "16-18 year olds",
        "a 19 year old", "6 to 10 glasses", "per 10,000 of them", "Key Stage 2", "KS2", "S60 1AE",
        "Priority 1", "the 1st and the 3rd", "www.example.org/2009/5", "officer5@example.org", "2. Finance",
        "1.4) Finance", "Articles 5, 6 and 7", "24/7",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_figure_is_not_read(text: str) -> None:
    assert found(text) == []


def test_offsets_point_into_the_text() -> None:
    text = "On 18 November 2009 about 5 of 11 (45.5%) had work."

    assert [text[token.start : token.end] for token in read(text).tokens] == ["5 of 11", "45.5%"]
    assert len(without_references(text)) == len(text)


def test_a_token_knows_its_whole_and_its_step() -> None:
    share, percent, amount = read("5 of 11 is 45.5% of £1.5m").tokens

    assert (share.kind, share.value, share.whole, share.step) == (Kind.SHARE, 5, 11, 1)
    assert (percent.value, percent.step) == (Decimal("45.5"), Decimal("0.1"))
    assert (amount.value, amount.step) == (1_500_000, 100_000)


def test_sentences_end_where_they_end() -> None:
    text = "See No. 20b of the list. Costs rose by 4.5% to 12. Three remain"

    assert [text[one.start : one.end] for one in read(text).sentences] == [
        "See No. 20b of the list. ",
        "Costs rose by 4.5% to 12. ",
        "Three remain",
    ]


@pytest.mark.parametrize(
    ("cell", "value", "kind"),
    [
        ("181", 181, Kind.NUMBER),
        (" 58.56% ", Decimal("58.56"), Kind.PERCENT),
        ("£26,711", 26711, Kind.AMOUNT),
        ("(1,250)", -1250, Kind.NUMBER),
        ("−3", -3, Kind.NUMBER),
        ("87 of 105", 87, Kind.SHARE),
        ("2010", 2010, Kind.NUMBER),
    ],
)
def test_a_cell_with_one_figure_is_read(cell: str, value: Decimal, kind: Kind) -> None:
    figure = cell_figure(cell)

    assert figure is not None
    assert (figure.value, figure.kind) == (value, kind)


@pytest.mark.parametrize("cell", ["", "n/a", "-", "2009/10", "31% (22.3)", "Priority 1", "5 or 6"])
def test_any_other_cell_holds_no_figure(cell: str) -> None:
    assert cell_figure(cell) is None


def test_figures_agree_at_the_coarser_step() -> None:
    assert agree(Decimal("58.56"), Decimal("58.6"), step=Decimal("0.1"))
    assert not agree(Decimal("58.56"), Decimal("58.65"), step=Decimal("0.01"))
    assert str(rounded(Decimal(500) / 11, Decimal("0.1"))) == "45.5"
    assert rounded(Decimal("2.5"), Decimal(1)) == 3


@given(st.integers(min_value=0, max_value=10**9))
def test_any_count_is_read_back(value: int) -> None:
    assert number(f"{value:,}") == value


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    prose = read(text)

    assert all(text[token.start : token.end] == token.text for token in prose.tokens)
    assert "".join(text[one.start : one.end] for one in prose.sentences) == text
    assert sum(len(one.tokens) for one in prose.sentences) == len(prose.tokens)
