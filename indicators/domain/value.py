"""A value of an indicator: what was typed or printed, what it comes to, and what about it has to be asked.

A numerator and a denominator are always divided here; a value that was typed beside them is held against the result.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from childservices.domain.refusals import Refusal
from indicators.domain.measure import PLENTY, UNDIVIDED, Measure, Unit

LARGEST = Decimal(10) ** 15

FLAGS = {
    "c": "The figure is confidential.",
    "z": "The figure does not apply.",
    "x": "The figure is not available.",
    "u": "The figure is too unreliable to be shown.",
    "k": "The figure is close to 0 and rounds to it.",
    "low": "The figure is close to 0 and rounds to it.",
}
"""Why a published figure is missing, by the codes of the Department for Education's open data standards."""


class NotAFigure(Refusal):
    """Something that no indicator can hold: not a number, or one of more than fifteen digits."""


@dataclass(frozen=True, slots=True)
class Value:
    """What is held of an indicator for one area and period; a part that is not known is None."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    flag: str = ""

    def __post_init__(self) -> None:
        for part in ("value", "numerator", "denominator"):
            figure: Decimal | None = getattr(self, part)
            if figure is not None and not (figure.is_finite() and abs(figure) < LARGEST):
                raise NotAFigure("Type a number of at most fifteen digits before the point.", part)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a value comes to, unrounded, or in a sentence why there is none."""

    value: Decimal | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """Something to ask about a typed value: of which part, what to do, and whether it cannot be kept as it is."""

    part: str
    sentence: str
    stops: bool = False


def divided(measure: Measure, value: Value) -> Decimal | None:
    """Divide numerator by denominator on the measure's scale, unrounded; None where that cannot be done."""
    if measure.unit in UNDIVIDED or value.numerator is None or not value.denominator:
        return None
    return PLENTY.divide(PLENTY.multiply(value.numerator, measure.scale), value.denominator)


def read(measure: Measure, value: Value) -> Reading:
    """Say what a value comes to: its ratio where it has both parts, else what was typed, else why there is nothing."""
    if value.denominator == 0 and measure.unit not in UNDIVIDED:
        return Reading(None, "There were no cases.")
    ratio = divided(measure, value)
    figure = value.value if ratio is None else ratio
    if figure is not None:
        return Reading(figure)
    return Reading(None, FLAGS.get(value.flag, "There is no value yet."))


def queries(measure: Measure, value: Value) -> tuple[Query, ...]:
    """Ask about everything in a typed value that cannot be, or that its other parts contradict."""
    if measure.unit in UNDIVIDED:
        return (*_about_needless_parts(value), *_about_result(measure, value))
    return (*_about_parts(measure, value), *_about_result(measure, value))


def denominator_query(reference: str, denominator: Decimal, other: str, numerator: Decimal) -> str:
    """Ask about a denominator that should count the same cases as another indicator's numerator; empty if it does.

    NI59's assessments within time are a share of all assessments, which NI68 counts as its numerator.
    """
    if denominator == numerator:
        return ""
    return (
        f"The denominator of {reference} is {denominator:,}, but the numerator of {other}, which counts the same "
        f"cases, is {numerator:,}. Correct one of them, or say in the comment why they differ."
    )


def _about_needless_parts(value: Value) -> Iterator[Query]:
    for part, figure in (("numerator", value.numerator), ("denominator", value.denominator)):
        if figure is not None:
            yield Query(part, f"This indicator has no {part}. Type the value alone.", stops=True)


def _about_parts(measure: Measure, value: Value) -> Iterator[Query]:
    numerator, denominator = value.numerator, value.denominator
    if denominator is not None and denominator < 0:
        yield Query("denominator", "A denominator counts cases. Type 0 or more.", stops=True)
    if numerator is not None and numerator < 0 and measure.unit is Unit.PERCENT and measure.is_share:
        yield Query("numerator", "A numerator counts cases. Type 0 or more.", stops=True)
    if numerator is None and denominator is not None:
        yield Query("numerator", "There is a denominator without a numerator. Type the numerator too.")
    if numerator is not None and denominator is None:
        yield Query("denominator", "There is a numerator without a denominator. Type the denominator too.")
    if numerator is not None and denominator is not None and denominator >= 0:
        yield from _about_pair(measure, numerator, denominator)


def _about_pair(measure: Measure, numerator: Decimal, denominator: Decimal) -> Iterator[Query]:
    if numerator and not denominator:
        yield Query(
            "denominator", f"{numerator:,} cannot be a part of no cases. Correct the denominator.", stops=True
        )
    elif numerator > denominator and measure.unit is Unit.PERCENT and measure.is_share:
        sentence = (
            f"The numerator {numerator:,} is more than the denominator {denominator:,}. Correct one of them."
        )
        yield Query("numerator", sentence, stops=True)


def _about_result(measure: Measure, value: Value) -> Iterator[Query]:
    if value.value is None:
        return
    if value.denominator == 0 and measure.unit not in UNDIVIDED:
        yield Query("value", "There were no cases, so there is no value. Leave the value empty.")
    if sentence := _impossible(measure, value.value):
        yield Query("value", sentence, stops=True)
    elif measure.ceiling is not None and measure.is_past_ceiling(value.value):
        best = measure.text(measure.ceiling)
        yield Query("value", f"The best value there can be is {best}. Correct the value, or the definition.")
    ratio = divided(measure, value)
    if ratio is not None and measure.displayed(ratio) != measure.displayed(value.value):
        shares = f"{value.numerator:,} of {value.denominator:,} is {measure.text(ratio)}"
        sentence = (
            f"{shares}, not {measure.text(value.value)}. Correct one of them, or leave the value empty."
        )
        yield Query("value", sentence)


def _impossible(measure: Measure, value: Decimal) -> str:
    if measure.unit is Unit.PERCENT and measure.is_share and not 0 <= value <= 100:
        return "A share lies between 0% and 100%. Correct the value."
    if measure.unit is Unit.YES_NO and value not in {0, 1}:
        return "Type 1 for yes or 0 for no."
    if measure.unit is Unit.GRADE and value not in range(1, len(measure.grades) + 1):
        return f"Type the number of a grade, from 1 to {len(measure.grades)}."
    return ""
