"""Indicators and their components: defined, changed, and retired."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid, NotAllowed, change_row, check_row
from indicators.domain.measure import Measure, definition_faults
from indicators.models import Indicator
from indicators.permissions import can_define_indicators

TAKEN = "Another indicator has this reference. Choose another, or change that one."
FAULTY = {
    "Give the range": "range_low",
    "Good performance": "polarity",
    "Percentages, rates": "aggregation",
    "Counts, grades": "aggregation",
    "Say how many periods": "rolling",
    "Say per how many": "per",
    "List the grades": "grades",
    "A best possible": "ceiling",
}
"""Which field each fault of a definition is about, by the words it begins with."""


def faults_by_field(measure: Measure) -> Mapping[str, str]:
    """Give the faults of a definition by the field that each is about."""
    return {
        field: sentence
        for sentence in definition_faults(measure)
        for start, field in FAULTY.items()
        if sentence.startswith(start)
    }


@transaction.atomic
def define_indicator(*, values: Mapping[str, Any], by: User, at: datetime) -> Indicator:
    """Will define a new indicator, whose values are entered here."""
    _refuse_unless_defining(by)
    indicator = Indicator(**values)
    _check(indicator)
    indicator.save(force_insert=True)
    record_event(verb="indicator_defined", subject=indicator, by=by, at=at)
    return indicator


@transaction.atomic
def change_indicator(
    *, indicator: Indicator, expected: int, values: Mapping[str, Any], by: User, at: datetime
) -> Indicator:
    """Will change a definition that nobody else has changed since it was read; its values stay as they are."""
    _refuse_unless_defining(by)
    for name, value in values.items():
        setattr(indicator, name, value)
    _check(indicator)
    change_row(indicator, expected=expected, values=values)
    record_event(verb="indicator_changed", subject=indicator, by=by, at=at, detail={"fields": list(values)})
    return indicator


@transaction.atomic
def retire_indicator(
    *, indicator: Indicator, expected: int, on: date | None, by: User, at: datetime
) -> Indicator:
    """Will end an indicator on its first day without values, or take it into use again where no day is given."""
    _refuse_unless_defining(by)
    change_row(indicator, expected=expected, values={"retired_on": on})
    verb = "indicator_taken_up_again" if on is None else "indicator_retired"
    record_event(verb=verb, subject=indicator, by=by, at=at)
    return indicator


def _check(indicator: Indicator) -> None:
    """Refuse a definition that contradicts itself, a reference that is taken, and a whole that is its own part."""
    check_row(indicator)
    if Indicator.objects.filter(reference=indicator.reference).exclude(pk=indicator.pk).exists():
        raise Invalid(TAKEN, field="reference")
    for field, sentence in faults_by_field(indicator.measure).items():
        raise Invalid(sentence, field=field)
    whole = indicator.component_of
    while whole is not None:
        if whole.pk == indicator.pk:
            raise Invalid("An indicator cannot be a part of itself. Choose another.", field="component_of")
        whole = whole.component_of


def _refuse_unless_defining(by: User) -> None:
    if not can_define_indicators(by):
        raise NotAllowed("Only a performance officer defines indicators.")
