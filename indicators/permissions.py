"""Who may do what with performance data: one name for view, template and administration."""

from django.contrib.auth.models import AnonymousUser

from childservices.choices import Role
from childservices.models import User


def can_load_statistics(user: User | AnonymousUser) -> bool:
    """Say whether somebody loads national statistics."""
    return (
        isinstance(user, User)
        and user.is_active
        and user.has_role(Role.PERFORMANCE_OFFICER, Role.ADMINISTRATOR)
    )
