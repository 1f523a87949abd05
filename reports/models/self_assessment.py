"""Self-assessments, repeated over time against the same dimensions, or against tests that somebody else set."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from childservices.models import Part, Publishable
from reports.choices import FrameworkKind
from reports.models.scrutiny import Review


class Framework(Publishable):
    """What a service assesses itself against, time after time."""

    kind = models.CharField(max_length=10, choices=FrameworkKind, default=FrameworkKind.DIMENSIONS)
    set_by = models.CharField(max_length=200, blank=True, default="", help_text="Who set it.")
    review = models.ForeignKey(
        Review, null=True, blank=True, on_delete=models.PROTECT, related_name="frameworks",
        help_text="The review that it is part of.",
    )  # fmt: skip
    maximum = models.PositiveSmallIntegerField(
        "highest score", default=4, validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="Scores go from 0 to this.",
    )  # fmt: skip
    scale_text = models.CharField("what scores mean", max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(maximum__gte=1), name="framework_maximum_at_least_one"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("framework_detail", args=[self.slug])


class Dimension(Part):
    """One of the things that a framework asks about, or one of its tests."""

    whole = "framework"
    framework = models.ForeignKey(
        Framework, on_delete=models.CASCADE, related_name="dimensions", editable=False
    )
    reference = models.CharField(max_length=10, blank=True, default="", help_text="As its source numbers it.")
    title = models.CharField(max_length=200)
    scope = models.TextField("what it asks", blank=True, default="")
    expected_by = models.CharField("expected by", max_length=60, blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="dimension_has_a_title")]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}".strip()


class SelfAssessment(Part):
    """The assessment of one day: a score and evidence for each dimension."""

    whole = "framework"
    framework = models.ForeignKey(
        Framework, on_delete=models.CASCADE, related_name="assessments", editable=False
    )
    on = models.DateField("day")
    title = models.CharField(max_length=200, help_text="The occasion: second workshop.")
    note = models.TextField("remark", blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "on"],
                name="self_assessment_once_a_day",
                violation_error_message="There is an assessment of this day. Choose another day.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.on.day} {self.on:%B %Y}"


class DimensionScore(models.Model):
    """How a dimension was seen: a score, or none where nobody gave or printed one, evidence, and what is missing."""

    assessment = models.ForeignKey(SelfAssessment, on_delete=models.CASCADE, related_name="scores")
    dimension = models.ForeignKey(Dimension, on_delete=models.CASCADE, related_name="scores")
    score = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty where there is none.")
    evidence = models.TextField(blank=True, default="")
    gap = models.TextField("what is still missing", blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "dimension"], name="dimension_score_once"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.dimension}"
