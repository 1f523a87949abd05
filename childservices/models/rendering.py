"""Papers that were set before, so that what did not change is not set again."""

from django.db import models
from django.db.models import Q


class Rendering(models.Model):
    """The pages that some HTML makes, under the hash of all that they depend on; it tells nothing of their words."""

    key = models.CharField(max_length=64, primary_key=True)
    file = models.ForeignKey("childservices.StoredFile", on_delete=models.PROTECT, related_name="renderings")
    pages = models.PositiveIntegerField()
    verdict = models.JSONField(help_text="Whether they pass PDF/UA-1, and what was found: rules and pages.")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(help_text="When a pack last needed it, to the day.")

    class Meta:
        constraints = [
            models.CheckConstraint(name="rendering_key_form", condition=Q(key__regex=r"^[0-9a-f]{64}$")),
            models.CheckConstraint(name="rendering_has_pages", condition=Q(pages__gte=1)),
        ]
        indexes = [models.Index(fields=["used_at"], name="rendering_used_at")]

    def __str__(self) -> str:
        return self.key[:12]
