"""Who keeps groups, plans, protocols and consultations."""

from typing import Any

from childservices.choices import Role

KEEPERS = (Role.OFFICER, Role.PERFORMANCE_OFFICER, Role.COMMISSIONING_MANAGER)


def can_keep_partnerships(user: Any) -> bool:
    """Whether a person keeps what partners have agreed: officers, who coordinate them, and those who measure."""
    return bool(user.is_authenticated and user.has_role(*KEEPERS))


def can_read_letters(user: Any) -> bool:
    """Whether a person may read what partners wrote in full: the council's staff."""
    return bool(user.is_authenticated and user.is_council_staff)
