"""Who may prepare meetings, agendas and packs."""

from typing import Any

from childservices.choices import Role


def can_build_agenda(user: Any) -> bool:
    """Whether a person may prepare meetings, agendas and packs: the clerks of democratic services."""
    return bool(user.is_authenticated and user.has_role(Role.CLERK))


def can_read_agenda_drafts(user: Any) -> bool:
    """Whether a person may read agendas before they are published: the council's staff."""
    return bool(user.is_authenticated and user.is_council_staff)
