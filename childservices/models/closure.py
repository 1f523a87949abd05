"""Days on which the council's offices are closed beyond the bank holidays."""

from django.db import models
from django.db.models import Q


class OfficeClosure(models.Model):
    """A day that does not count as a working day, with the reason that the clock prints."""

    on = models.DateField(unique=True, help_text="The day that is not a working day.")
    reason = models.CharField(max_length=200, help_text="Printed in the working of the statutory clock.")

    class Meta:
        constraints = [
            models.CheckConstraint(name="office_closure_reason_not_empty", condition=~Q(reason=""))
        ]

    def __str__(self) -> str:
        return f"{self.on:%d.%m.%Y} {self.reason}"
