"""Meetings and who attended them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from childservices.models import Identified
from reports.choices import AttendanceKind, MeetingKind, MeetingState
from reports.models.body import Body
from reports.querysets.meeting import MeetingQuerySet


class Meeting(Identified):
    """A meeting of a body on a local day."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=15, choices=MeetingKind, default=MeetingKind.ORDINARY)
    on = models.DateField(
        "date",
        null=True,
        blank=True,
        help_text="The day of the meeting; empty only where a source gives none.",
    )
    date_text = models.CharField(
        max_length=100, blank=True, default="", help_text="What the source says where it gives no day."
    )
    starts = models.TimeField(
        "start", null=True, blank=True, help_text="Local time at which the meeting starts."
    )
    venue = models.CharField(max_length=200, blank=True, default="", help_text="Where the meeting is held.")
    state = models.CharField(max_length=12, choices=MeetingState, default=MeetingState.PLANNED)
    changed_at = models.DateTimeField(help_text="When the agenda was last changed.")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="meetings_changed"
    )
    edit_number = models.PositiveIntegerField(
        default=1, help_text="Counts the changes of the meeting's details."
    )

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(changed_at__isnull=False, changed_by__isnull=False),
                name="meeting_changed_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(on__isnull=False) | ~Q(date_text=""),
                name="meeting_has_a_day_or_its_words",
                violation_error_message="Enter the day of the meeting.",
            ),
            models.CheckConstraint(
                condition=Q(on__isnull=False)
                | ~Q(state__in=[MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.HELD]),
                name="meeting_under_way_has_a_day",
                violation_error_message="Enter the day of the meeting before it is convened.",
            ),
            models.UniqueConstraint(
                fields=["body", "on", "kind"],
                name="meeting_once_a_day",
                violation_error_message="The body already meets on that day. Choose another day, or another kind.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.day_text}"

    @property
    def day_text(self) -> str:
        """The day as 18 November 2009, or the source's words where it gives none."""
        return f"{self.on.day} {self.on:%B %Y}" if self.on else self.date_text

    def get_absolute_url(self) -> str:
        return reverse("meeting_detail", args=[self.pk])


class Attendance(models.Model):
    """How a person took part in a meeting, in the words of the minutes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    person = models.ForeignKey("childservices.Person", on_delete=models.PROTECT, related_name="attendances")
    kind = models.CharField(max_length=15, choices=AttendanceKind)
    capacity = models.CharField(
        max_length=100, blank=True, default="", help_text="As what: chair, adviser, officer."
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="attendance_once_a_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display().lower()}"
