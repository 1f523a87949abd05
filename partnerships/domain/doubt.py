"""What is doubtful in a typed output: asked of whoever types it, and of whoever reads it."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from partnerships.domain.measure import MeasureKind

HUNDRED = Decimal(100)
ANSWERS = {"yes": Decimal(1), "y": Decimal(1), "no": Decimal(0), "n": Decimal(0)}
LARGEST = Decimal(10) ** 9


class Unreadable(ValueError):
    """Says in one sentence what to type instead."""


def read_figure(kind: MeasureKind, typed: str) -> Decimal | None:
    """Give the figure of what was typed, such as 1,060 or 85% or £25 or yes; None of nothing typed."""
    text = typed.strip().replace(",", "").removeprefix("£").removesuffix("%").strip()
    if not text:
        return None
    if kind is MeasureKind.YES_NO:
        return _answer(text)
    try:
        figure = Decimal(text)
    except InvalidOperation:
        raise Unreadable(f"Enter a number, such as 12: “{typed.strip()}” is none.") from None
    if not figure.is_finite() or not 0 <= figure <= LARGEST:
        raise Unreadable("Enter a number from 0 to 1,000,000,000.")
    return figure


def stopping_doubts(kind: MeasureKind, actual: Decimal | None, reason: str) -> list[str]:
    """Say what of a figure must be put right before it can be sent in."""
    if actual is None:
        return []
    if kind is MeasureKind.COUNT and actual != actual.to_integral_value():
        return [
            f"A count is a whole number. Correct {actual.normalize():f}, or say to the council what it counts."
        ]
    if kind is MeasureKind.PERCENT and actual > HUNDRED and not reason.strip():
        return [f"{actual.normalize():f}% is more than everybody. Correct it, or give the reason beside it."]
    return []


def unlike_units(kind: MeasureKind, printed: Sequence[str]) -> str | None:
    """Query a row of percentages of which some carry a sign and others none, as 1% beside 1.14."""
    figures = [text.strip() for text in printed if text.strip(" 0%.")]
    if kind is not MeasureKind.PERCENT or len({text.endswith("%") for text in figures}) < 2:
        return None
    bare = next(text for text in figures if not text.endswith("%"))
    signed = next(text for text in figures if text.endswith("%"))
    return f"{bare} stands beside {signed} without a sign: is it {bare}%, or {Decimal(bare) * 100:.0f}%?"


def _answer(text: str) -> Decimal:
    if (answer := ANSWERS.get(text.lower())) is None:
        raise Unreadable("Enter yes or no.")
    return answer
