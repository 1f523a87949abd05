"""Which figures readers who are not authorised do not see, because they count too few."""

from decimal import Decimal

from indicators.choices import Unit
from indicators.domain.measure import rounded
from indicators.domain.small_numbers import Policy, shown_ratio
from indicators.domain.value import Value
from indicators.models import Indicator

PUBLIC = "public"


def policy_of(indicator: Indicator) -> Policy:
    """The suppression policy of an indicator's figures; without one of its own, 1 to 5 are hidden."""
    own = indicator.suppression
    return Policy() if own is None else Policy(own.largest, own.small_group)


def is_hidden(indicator: Indicator, value: Value) -> bool:
    """Whether a figure may not be shown by itself: 6 of 11 leaves 5, which could point at a child."""
    policy = policy_of(indicator)
    if indicator.unit == Unit.COUNT:
        return value.value is not None and policy.is_small(value.value)
    numerator = _numerator(value)
    if numerator is None or value.denominator is None:
        return False
    is_part = indicator.unit == Unit.PERCENT and indicator.is_share and 0 <= numerator <= value.denominator
    if not is_part:
        return policy.is_small(numerator)
    shown = shown_ratio(numerator, value.denominator, policy=policy, audience=PUBLIC)
    return shown.numerator is None or shown.denominator is None


def _numerator(value: Value) -> Decimal | None:
    """The numerator, or the one that a percentage of a known group comes to."""
    if value.numerator is not None or value.value is None or value.denominator is None:
        return value.numerator
    return rounded(value.value * value.denominator / 100, 0)
