"""Which milestones a person may know of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

from childservices.choices import Role

if TYPE_CHECKING:
    from partnerships.models import Milestone  # noqa: F401  (named in a string)


class MilestoneQuerySet(QuerySet["Milestone"]):
    """Milestones, by who asks."""

    def visible_to(self, user: Any) -> MilestoneQuerySet:
        """Staff and members see all, everybody else those of nothing that is not public."""
        if user.is_authenticated and (user.is_council_staff or user.has_role(Role.MEMBER)):
            return self.all()
        return self.filter(
            Q(group=None) | Q(group__is_public=True), Q(strategy=None) | Q(strategy__is_public=True)
        )
