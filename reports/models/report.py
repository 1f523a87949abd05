"""Reports to members and who wrote them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from childservices.models import Identified
from reports.choices import Purpose, ReportState
from reports.models.template import TemplateVersion
from reports.querysets.report import ReportQuerySet


class Report(Identified):
    """A paper in which officers tell members what is proposed and what it would mean."""

    slug = models.SlugField(
        unique=True,
        null=True,
        blank=True,
        help_text="A fixed short name; only papers loaded from elsewhere have one.",
    )
    year = models.PositiveSmallIntegerField(help_text="The year in which the reference was given.")
    number = models.PositiveIntegerField(help_text="Counts the reports of the year.")
    title = models.CharField(max_length=300, help_text="The title as members will read it.")
    neutral_title = models.CharField(
        max_length=300, blank=True, default="",
        help_text="A title that reveals nothing, for a report that is exempt as a whole.",
    )  # fmt: skip
    template_version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="reports")
    directorate = models.ForeignKey(
        "childservices.Organisation", on_delete=models.PROTECT, related_name="reports",
        help_text="The directorate that the report comes from.",
    )  # fmt: skip
    wards = models.CharField(
        max_length=200, blank=True, default="", help_text="The wards that are affected, or All."
    )
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.DECIDE)
    is_key_decision = models.BooleanField(
        default=False, help_text="Whether the decision asked for is a key decision."
    )
    state = models.CharField(max_length=12, choices=ReportState, default=ReportState.DRAFT)
    source_notes = models.JSONField(
        default=list,
        blank=True,
        help_text="What was found wrong in a paper taken from elsewhere, a sentence each.",
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reports_created"
    )
    changed_at = models.DateTimeField(help_text="When anything in the report was last changed.")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reports_changed"
    )
    edit_number = models.PositiveIntegerField(default=1)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="report_reference_once"),
            models.CheckConstraint(
                condition=Q(created_at__isnull=False, created_by__isnull=False),
                name="report_created_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(changed_at__isnull=False, changed_by__isnull=False),
                name="report_changed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Report {self.reference}"

    @property
    def reference(self) -> str:
        """The reference by which the report is filed: 2009/0007."""
        return f"{self.year}/{self.number:04}"

    def get_absolute_url(self) -> str:
        return reverse("report_detail", args=[self.pk])


class ReportAuthor(models.Model):
    """An officer who writes a report, under the post that is printed on it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(
        "childservices.Person", on_delete=models.PROTECT, related_name="authorships",
        help_text="Who may edit it.",
    )  # fmt: skip
    post_title = models.CharField(max_length=200, help_text="The post as it is printed.")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "person"], name="report_author_once"),
        ]

    def __str__(self) -> str:
        return self.post_title


class Counter(models.Model):
    """A running number that is given out once each, such as the references of a year's reports."""

    name = models.CharField(max_length=100, unique=True)
    value = models.PositiveIntegerField(default=0, help_text="The last number that was given out.")

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"
