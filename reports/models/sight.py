"""Leave to see what is exempt, given to one person for one agenda item."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from childservices.models import Identified
from reports.models.agenda import AgendaItem


class SightGrant(Identified):
    """A logged grant by which a member who needs to know sees an exempt agenda item."""

    person = models.ForeignKey("childservices.Person", on_delete=models.PROTECT, related_name="sight_grants")
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="sight_grants")
    reason = models.TextField(help_text="Why the member needs to know.")
    starts_on = models.DateField(help_text="First day of the grant.")
    ends_on = models.DateField(help_text="Last day of the grant.")
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sight_grants_given"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="sight_grant_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(granted_at__isnull=False, granted_by__isnull=False),
                name="sight_grant_granted_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Sight of {self.item} for {self.person}"
