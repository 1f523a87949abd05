"""Who may do what in the kernel: one name for view, template and administration."""

from django.contrib.auth.models import AnonymousUser

from childservices.choices import Role
from childservices.models import User


def can_administer(user: User | AnonymousUser) -> bool:
    """Say whether somebody keeps reference data and accounts."""
    return isinstance(user, User) and user.is_active and user.has_role(Role.ADMINISTRATOR)


def can_read_audit_log(user: User | AnonymousUser) -> bool:
    """Say whether somebody may see what was done by whom: administrators and clerks."""
    return isinstance(user, User) and user.is_active and user.has_role(Role.ADMINISTRATOR, Role.CLERK)
