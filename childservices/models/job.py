"""Background jobs as users see them, and the sign of life of the workers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from childservices.choices import LIVE_JOB_STATES, JobState
from childservices.models.base import Identified
from childservices.querysets import JobQuerySet


class Job(Identified):
    """Work that somebody asked for and a worker does: one row from asking to its end."""

    kind = models.CharField(max_length=60)
    parameters = models.JSONField(default=dict, help_text="Identifiers only, never text.")
    state = models.CharField(max_length=10, choices=JobState.choices, default=JobState.QUEUED)
    percent = models.PositiveSmallIntegerField(default=0)
    message = models.CharField(max_length=200, blank=True)
    error = models.CharField(max_length=500, blank=True, help_text="The sentence shown when it failed.")
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    cancel_requested = models.BooleanField(default=False)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="jobs"
    )
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="job_percent_in_range", condition=Q(percent__lte=100)),
            models.CheckConstraint(name="job_state_known", condition=Q(state__in=JobState.values)),
            models.CheckConstraint(
                name="job_finished_when_over",
                condition=Q(state__in=LIVE_JOB_STATES, finished_at=None)
                | (~Q(state__in=LIVE_JOB_STATES) & Q(finished_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="job_lease_only_while_running",
                condition=Q(state=JobState.RUNNING, lease_until__isnull=False, started_at__isnull=False)
                | (~Q(state=JobState.RUNNING) & Q(lease_until=None)),
            ),
            models.CheckConstraint(
                name="job_error_only_when_failed",
                condition=(Q(state=JobState.FAILED) & ~Q(error=""))
                | (~Q(state=JobState.FAILED) & Q(error="")),
            ),
        ]
        indexes = [models.Index(fields=["state", "lease_until"], name="job_state_lease")]

    def __str__(self) -> str:
        return f"{self.kind} {str(self.id)[:8]}"

    def get_absolute_url(self) -> str:
        """The page that shows the progress."""
        return reverse("job_detail", args=[self.pk])

    @property
    def is_live(self) -> bool:
        """Say whether the job can still change."""
        return self.state in LIVE_JOB_STATES


class WorkerHeartbeat(models.Model):
    """When a worker was last alive, one row a machine and process."""

    name = models.CharField(max_length=120, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
