"""Targets of an indicator: set, changed and taken away, with a warning where they contradict the definition."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid, NotAllowed, add_row, change_row, check_row
from indicators.choices import TargetKind
from indicators.domain.measure import Polarity
from indicators.domain.target import target_fault, target_warnings
from indicators.models import Indicator, Target
from indicators.permissions import can_define_indicators

TWICE = "There is a target of this level for the same dates. Change that one, or choose other dates."
UNSET = frozenset({TargetKind.NONE, TargetKind.TO_BE_DETERMINED})


@transaction.atomic
def add_target(*, indicator: Indicator, values: Mapping[str, Any], by: User, at: datetime) -> Target:
    """Will set a target of an indicator for its dates."""
    _refuse_unless_defining(by)
    target = Target(indicator=indicator, **values)
    _check(target)
    if add_row(target, twins=_twins(target)):
        raise Invalid(TWICE, field="starts_on")
    record_event(verb="target_added", subject=target, by=by, at=at)
    return target


@transaction.atomic
def change_target(
    *, target: Target, expected: int, values: Mapping[str, Any], by: User, at: datetime
) -> Target:
    """Will change a target that nobody else has changed since it was read."""
    _refuse_unless_defining(by)
    for name, value in values.items():
        setattr(target, name, value)
    _check(target)
    change_row(target, expected=expected, values=values)
    record_event(verb="target_changed", subject=target, by=by, at=at)
    return target


@transaction.atomic
def remove_target(*, target: Target, by: User, at: datetime) -> None:
    """Will take a target away; the audit log keeps that it was set."""
    _refuse_unless_defining(by)
    record_event(verb="target_removed", subject=target, by=by, at=at)
    target.delete()


def warnings_about(target: Target) -> Sequence[str]:
    """Say what in a target contradicts its indicator's definition; it is kept nevertheless."""
    return target_warnings(target.indicator.measure, target.rule)


def _check(target: Target) -> None:
    """Refuse a target that its fields, or that nothing could be held against."""
    if _twins(target).exists():
        raise Invalid(TWICE, field="starts_on")
    check_row(target)
    measure = target.indicator.measure
    is_judged = target.kind not in UNSET and measure.polarity is not Polarity.NONE
    if is_judged and (fault := target_fault(measure, target.rule)):
        raise Invalid(fault, field="value")


def _twins(target: Target) -> QuerySet[Target]:
    """Other targets of the same level and dates."""
    rows = Target.objects.filter(indicator=target.indicator, level=target.level)
    return rows.filter(starts_on=target.starts_on, ends_on=target.ends_on).exclude(pk=target.pk)


def _refuse_unless_defining(by: User) -> None:
    if not can_define_indicators(by):
        raise NotAllowed("Only a performance officer sets targets.")
