"""Who keeps appraisals, scrutiny reviews and self-assessments."""

from typing import Any

from childservices.choices import Role

KEEPERS = (Role.OFFICER, Role.CLERK, Role.PERFORMANCE_OFFICER)


def can_keep_reviews(user: Any) -> bool:
    """Whether a person scores options and keeps reviews and self-assessments: officers and those who serve scrutiny."""
    return bool(user.is_authenticated and user.has_role(*KEEPERS))
