"""Who may define, enter, approve, recommend and read performance; views, templates and operations all ask here."""

from datetime import date
from typing import Any

from childservices.choices import Role
from indicators.models import Indicator


def can_define_indicators(user: Any) -> bool:
    """Whether a person sets indicators and their targets, recommends and holds clinics, and writes of themes."""
    return bool(user.is_authenticated and user.has_role(Role.PERFORMANCE_OFFICER))


def can_read_performance(user: Any) -> bool:
    """Whether a person reads the reports of performance: the council's staff and members."""
    return bool(user.is_authenticated and (user.is_council_staff or user.has_role(Role.MEMBER)))


def sees_true_values(user: Any) -> bool:
    """Whether a person sees figures that are too small to show: performance officers."""
    return can_define_indicators(user)


def can_enter_values(user: Any, indicator: Indicator, *, on: date) -> bool:
    """Whether a person enters an indicator's values and explains them: its manager, or a performance officer."""
    return Indicator.objects.entered_by(user, on=on).filter(pk=indicator.pk).exists()


def can_approve_clinic(user: Any, indicator: Indicator, *, on: date) -> bool:
    """Whether a person approves what is recommended of an indicator's clinic: the member who holds its portfolio."""
    return Indicator.objects.answered_for_by(user, on=on).filter(pk=indicator.pk).exists()
