"""Who may see and do what in commissioning: one name for view, template and operation."""

from datetime import date
from typing import Any

from childservices.choices import Role
from partnerships.choices import PROVIDER_EDITS
from partnerships.models import Agreement, QuarterlyReturn
from partnerships.querysets.agreement import organisations_of


def can_commission(user: Any) -> bool:
    """Whether a person may run programmes: commissioning managers."""
    return bool(user.is_authenticated and user.has_role(Role.COMMISSIONING_MANAGER))


def can_read_commissioning(user: Any) -> bool:
    """Whether a person may read all programmes, agreements and returns: the council's staff."""
    return bool(user.is_authenticated and user.is_council_staff)


def is_provider_of(user: Any, agreement: Agreement, *, on: date) -> bool:
    """Whether a person signs in for the provider of an announced agreement."""
    is_announced = agreement.announced_on is not None and agreement.announced_on <= on
    return is_announced and agreement.provider.organisation_id in organisations_of(user, on=on)


def can_fill_return(user: Any, quarterly_return: QuarterlyReturn, *, on: date) -> bool:
    """Whether a person may write in a return: its provider, until it is sent, and again when it is queried."""
    return quarterly_return.state in PROVIDER_EDITS and is_provider_of(
        user, quarterly_return.agreement, on=on
    )


def can_submit_return(user: Any, quarterly_return: QuarterlyReturn, *, on: date) -> bool:
    """Whether a person may send a return in: its provider."""
    return is_provider_of(user, quarterly_return.agreement, on=on)


def can_decide_return(user: Any, quarterly_return: QuarterlyReturn, *, on: date) -> bool:
    """Whether a person may query, approve or pay a return: a commissioning manager who did not send it."""
    return can_commission(user) and quarterly_return.submitted_by_id != user.pk
