"""Figures as people type them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.domain.measure import Unit
from indicators.domain.typed_figure import typed_figure
from indicators.domain.value import NotAFigure


@pytest.mark.parametrize(
    ("text", "unit", "figure"),
    [
        ("57.6", Unit.PERCENT, Decimal("57.6")),
        (" 57.6 % ", Unit.PERCENT, Decimal("57.6")),
        ("1,128", Unit.COUNT, Decimal(1128)),
        ("1128", Unit.COUNT, Decimal(1128)),
        ("£494,737.55", Unit.MONEY, Decimal("494737.55")),
        ("-£ 5", Unit.MONEY, Decimal(-5)),
        ("−0.4", Unit.SCORE, Decimal("-0.4")),
        (".5", Unit.SCORE, Decimal("0.5")),
        ("999,999,999,999,999", Unit.COUNT, Decimal(999999999999999)),
    ],
)
def test_a_figure_is_read_with_the_signs_of_its_unit(text: str, unit: Unit, figure: Decimal) -> None:
    assert typed_figure(text, unit) == figure


@pytest.mark.parametrize("text", ["", "  ", "\t"])
def test_nothing_typed_is_no_figure(text: str) -> None:
    assert typed_figure(text, Unit.PERCENT) is None


@pytest.mark.parametrize(
    ("text", "unit", "sentence"),
    [
        ("57%", Unit.COUNT, "This is no percentage. Type the number without the percent sign."),
        ("£57", Unit.COUNT, "This is no sum of money. Type the number without the pound sign."),
        (
            "57,6",
            Unit.PERCENT,
            "Use the comma for thousands only, such as 1,128, and a point for decimals, such as 57.6.",
        ),
        (
            "1,0000",
            Unit.COUNT,
            "Use the comma for thousands only, such as 1,128, and a point for decimals, such as 57.6.",
        ),
    ],
)
def test_a_wrong_sign_is_refused_with_what_to_type(text: str, unit: Unit, sentence: str) -> None:
    with pytest.raises(NotAFigure) as refused:
        typed_figure(text, unit)

    assert refused.value.sentence == sentence


@pytest.mark.parametrize(
    "text",
    ["n/a", "-", "NaN", "1e5", "Infinity", "1 128", "57 6", "5/11", "٣", "1.2.3", "1" * 16, "0.1234567", "%"],
)
def test_what_is_no_number_is_refused_with_what_to_type(text: str) -> None:
    with pytest.raises(NotAFigure) as refused:
        typed_figure(text, Unit.PERCENT)

    assert refused.value.sentence == (
        "Type a number, such as 57.6, of at most fifteen digits before the point and six after it."
    )


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_what_is_printed_is_read_back(figure: Decimal) -> None:
    assert typed_figure(f"{figure:,}", Unit.SCORE) == figure
    assert typed_figure(f"{figure}", Unit.SCORE) == figure
