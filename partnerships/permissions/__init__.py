"""Who may do what in commissioning and partnerships: one name for view, template and operation."""

from partnerships.permissions.commissioning import (
    can_commission,
    can_decide_return,
    can_fill_return,
    can_read_commissioning,
    can_submit_return,
    is_provider_of,
)
from partnerships.permissions.partnership import can_keep_partnerships, can_read_letters

__all__ = [
    "can_commission",
    "can_decide_return",
    "can_fill_return",
    "can_keep_partnerships",
    "can_read_commissioning",
    "can_read_letters",
    "can_submit_return",
    "is_provider_of",
]
