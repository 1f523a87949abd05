"""Highlight reports: what a month brought to a plan, as it was computed and as somebody then wrote it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from childservices.models import Identified
from reports.choices import HighlightKey
from reports.models.improvement_plan import ImprovementPlan


class HighlightReport(Identified):
    """The report of a month of a plan, computed from its actions once and edited from there."""

    plan = models.ForeignKey(ImprovementPlan, on_delete=models.PROTECT, related_name="highlight_reports")
    month = models.DateField(help_text="The first day of the month.")
    generated_at = models.DateTimeField()
    generated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="highlight_reports_generated"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "month"], name="highlight_report_once_a_month"),
            models.CheckConstraint(condition=Q(month__day=1), name="highlight_report_month_is_its_first_day"),
            models.CheckConstraint(
                condition=Q(generated_at__isnull=False, generated_by__isnull=False),
                name="highlight_report_generated_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Highlight report for {self.month:%B %Y}: {self.plan}"

    def get_absolute_url(self) -> str:
        return reverse("highlight_report_detail", args=[self.pk])


class HighlightSection(Identified):
    """A section of a highlight report, with the generated words beside those that stand."""

    report = models.ForeignKey(HighlightReport, on_delete=models.CASCADE, related_name="sections")
    key = models.CharField(max_length=10, choices=HighlightKey)
    generated = models.TextField(blank=True, default="", help_text="As computed, HTML; never changed.")
    body = models.TextField(blank=True, default="", help_text="As edited; sanitised rich text.")
    edit_number = models.PositiveIntegerField(
        default=1, help_text="Counts its changes; protects two editors."
    )
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="highlight_sections_changed"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="highlight_section_once"),
            models.CheckConstraint(
                condition=Q(changed_at__isnull=False, changed_by__isnull=False),
                name="highlight_section_changed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_key_display()}, {self.report}"
