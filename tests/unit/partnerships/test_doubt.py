"""What is doubtful in a typed output."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerships.domain.doubt import Unreadable, read_figure, stopping_doubts, unlike_units
from partnerships.domain.measure import MeasureKind
from tests.unit.partnerships.seeds import needs_seeds, seed_rows

COUNT, PERCENT, YES_NO, MONEY = MeasureKind


@pytest.mark.parametrize(
    ("kind", "typed", "figure"),
    [
        (COUNT, " 1,060 ", 1060),
        (PERCENT, "85 %", 85),
        (PERCENT, "0.50%", "0.50"),
        (MONEY, "£1,250.75", "1250.75"),
        (YES_NO, "Yes", 1),
        (YES_NO, "n", 0),
    ],
)
def test_reads_what_people_type(kind: MeasureKind, typed: str, figure: object) -> None:
    assert read_figure(kind, typed) == Decimal(str(figure))


@pytest.mark.parametrize("typed", ["", "  ", "%", "£"])
def test_nothing_typed_is_nothing(typed: str) -> None:
    assert read_figure(PERCENT, typed) is None


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        (COUNT, "a dozen", "Enter a number, such as 12: “a dozen” is none."),
        (COUNT, "-1", "Enter a number from 0 to 1,000,000,000."),
        (COUNT, "NaN", "Enter a number from 0 to 1,000,000,000."),
        (COUNT, "1e99", "Enter a number from 0 to 1,000,000,000."),
        (YES_NO, "12", "Enter yes or no."),
    ],
)
def test_says_what_to_type(kind: MeasureKind, typed: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_figure(kind, typed)

    assert str(refused.value) == sentence


def _read_or_sentence(kind: MeasureKind, typed: str) -> Decimal | str | None:
    try:
        return read_figure(kind, typed)
    except Unreadable as refused:
        return str(refused)


@given(st.sampled_from(MeasureKind), st.text(max_size=12))
def test_any_text_is_a_figure_or_is_refused_in_a_sentence(kind: MeasureKind, typed: str) -> None:
    found = _read_or_sentence(kind, typed)

    assert found.startswith("Enter ") if isinstance(found, str) else found is None or found >= 0


@pytest.mark.parametrize(
    ("kind", "actual", "reason", "start"),
    [
        (COUNT, "9.6", "", "A count is a whole number. Correct 9.6"),
        (PERCENT, "110", "", "110% is more than everybody."),
        (PERCENT, "110", "   ", "110% is more than everybody."),
    ],
)
def test_stops_what_cannot_be(kind: MeasureKind, actual: str, reason: str, start: str) -> None:
    assert [doubt[: len(start)] for doubt in stopping_doubts(kind, Decimal(actual), reason)] == [start]


@pytest.mark.parametrize(
    ("kind", "actual", "reason"),
    [(COUNT, 9, ""), (PERCENT, 100, ""), (PERCENT, 110, "A second group joined."), (MONEY, "9.6", "")],
)
def test_lets_pass_what_can_be(kind: MeasureKind, actual: object, reason: str) -> None:
    assert stopping_doubts(kind, Decimal(str(actual)), reason) == []
    assert stopping_doubts(kind, None, reason) == []


def test_unlike_units_in_one_row_are_queried() -> None:
    assert unlike_units(PERCENT, ["0", "0.50%", "2%", "1%", "1.14"]) == (
        "1.14 stands beside 0.50% without a sign: is it 1.14%, or 114%?"
    )
    assert unlike_units(PERCENT, ["", "75%", "0", "0%", "110%"]) is None
    assert unlike_units(COUNT, ["5", "6%"]) is None


@needs_seeds
def test_one_row_of_2008_mixes_its_units() -> None:
    columns = [f"q{number}_{what}_printed" for number in range(1, 5) for what in ("forecast", "actual")]
    mixed = [
        (row["provider_no"], row["output_no"])
        for row in seed_rows("provider_outputs.csv")
        if row["measure_unit"].startswith("percent")
        and unlike_units(PERCENT, [row[name] for name in columns])
    ]

    assert mixed == [("12", "1")]
