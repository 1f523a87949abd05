"""The audit log: what was done, by whom, to what; it only grows."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class AuditEvent(models.Model):
    """One thing that happened; the database refuses to change or remove it."""

    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="audit_events"
    )
    verb = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=64)
    label = models.CharField(max_length=300)
    reason = models.TextField(blank=True)
    detail = models.JSONField(
        default=dict, help_text="Identifiers, counts and states; never text of a paper."
    )
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="audit_event_verb_not_empty", condition=~Q(verb="")),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_event_subject"),
            models.Index(fields=["verb", "at"], name="audit_event_verb_at"),
            models.Index(fields=["at"], name="audit_event_at"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.label}"


class AuditSeal(models.Model):
    """A link of the chain: the hash of a batch of events and of the seal before it."""

    first_id = models.BigIntegerField(unique=True)
    last_id = models.BigIntegerField(unique=True)
    count = models.PositiveIntegerField()
    previous_hash = models.CharField(max_length=64, blank=True, unique=True)
    hash = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="audit_seal_range_in_order", condition=Q(first_id__lte=F("last_id"))),
        ]

    def __str__(self) -> str:
        return f"seal of events {self.first_id} to {self.last_id}"
