"""Minutes of meetings and their numbered resolutions."""

from django.db import models

from childservices.models import Identified
from reports.choices import MinutesState, Verb
from reports.models.classified import Classified
from reports.models.meeting import Meeting


class Minutes(Identified):
    """The record of a meeting: its minutes as a whole."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=12, choices=MinutesState, default=MinutesState.DRAFT)

    class Meta:
        verbose_name_plural = "minutes"

    def __str__(self) -> str:
        return f"Minutes of {self.meeting}"


class Minute(Identified, Classified):
    """One numbered minute; an exempt one shows the public its number, a neutral title and its paragraph."""

    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField(help_text="The running number under the body's prefix.")
    title = models.CharField(max_length=300)
    neutral_title = models.CharField(max_length=300, blank=True, default="")
    public_summary = models.TextField(
        blank=True,
        default="",
        help_text="For the public where the record of an exempt minute would not be fair.",
    )
    body = models.TextField(blank=True, default="", help_text="Sanitised rich text.")
    declarations = models.TextField(
        blank=True, default="", help_text="Interests declared, as plain sentences."
    )

    class Meta(Classified.Meta):
        constraints = [
            *Classified.Meta.constraints,
            models.UniqueConstraint(fields=["minutes", "number"], name="minute_number_once"),
        ]

    @property
    def reference(self) -> str:
        """The number with the body's prefix: D68."""
        return f"{self.minutes.meeting.body.minute_prefix}{self.number}"

    def neutral_label(self) -> str:
        """What it is called where its words may not be shown."""
        return f"Minute {self.number}"

    def __str__(self) -> str:
        return self.neutral_label()


class Resolution(Identified):
    """What was resolved, numbered within its minute, and as exempt as the minute."""

    minute = models.ForeignKey(Minute, on_delete=models.CASCADE, related_name="resolutions")
    number = models.PositiveSmallIntegerField(help_text="Its number within the minute: (1), (2) …")
    verb = models.CharField(max_length=10, choices=Verb, blank=True, default="")
    text = models.TextField(help_text="The resolution as a clause after “That”.")
    owner = models.CharField(max_length=200, blank=True, default="", help_text="The post that is to act.")
    target_bodies = models.JSONField(default=list, blank=True, help_text="The bodies it is referred to.")
    due_text = models.CharField(max_length=100, blank=True, default="", help_text="By when, as printed.")
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["minute", "number"], name="resolution_number_once"),
        ]

    def neutral_label(self) -> str:
        """What it is called where its words may not be shown."""
        return f"Resolution {self.number} of minute {self.minute.number}"

    def __str__(self) -> str:
        return self.neutral_label()
