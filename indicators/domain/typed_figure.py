"""Figures as people type them: with commas, a pound sign or a percent sign, or not a figure at all."""

import re
from decimal import Decimal

from indicators.domain.measure import Unit
from indicators.domain.value import NotAFigure

NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,6})?|-?\.\d{1,6}", re.ASCII)
MINUS = {ord("−"): "-", ord("–"): "-"}


def typed_figure(text: str, unit: Unit) -> Decimal | None:
    """Read a typed figure, None where nothing was typed: 1,128; 57.6%; £494,737.55; refuse what is no number.

    A percent sign is taken for a percentage only and a pound sign for money only. A comma groups thousands: 57,6 is
    refused, because it may mean 57.6 or 576.
    """
    typed = text.strip().translate(MINUS)
    if not typed:
        return None
    if typed.endswith("%"):
        if unit is not Unit.PERCENT:
            raise NotAFigure("This is no percentage. Type the number without the percent sign.")
        typed = typed.removesuffix("%").rstrip()
    if "£" in typed:
        if unit is not Unit.MONEY:
            raise NotAFigure("This is no sum of money. Type the number without the pound sign.")
        typed = re.sub(r"^(-?)£\s*", r"\1", typed)
    if NUMBER.fullmatch(typed):
        return Decimal(typed.replace(",", ""))
    if "," in typed:
        raise NotAFigure(
            "Use the comma for thousands only, such as 1,128, and a point for decimals, such as 57.6."
        )
    raise NotAFigure(
        "Type a number, such as 57.6, of at most fifteen digits before the point and six after it."
    )
