"""Performance clinics: recommended by an officer, approved by the portfolio holder, held, and followed."""

from django.db import models
from django.db.models import Q

from childservices.models import Identified
from indicators.choices import ClinicAnswer
from indicators.models.indicator import Indicator


class ClinicRecommendation(Identified):
    """Whether the report of a period recommends a clinic for an indicator, and why."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="clinic_recommendations")
    period = models.CharField(max_length=16, help_text="The period whose report makes it.")
    answer = models.CharField(max_length=6, choices=ClinicAnswer)
    rationale = models.TextField()
    review_in = models.CharField(max_length=16, blank=True, default="", help_text="The period of the review.")
    recommended_at = models.DateTimeField()
    recommended_by = models.ForeignKey("childservices.User", on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        "childservices.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    edit_number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "period"], name="clinic_recommendation_once"),
            models.CheckConstraint(
                condition=~Q(rationale=""), name="clinic_recommendation_rationale_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(answer="review") ^ Q(review_in=""), name="clinic_recommendation_review_has_period"
            ),
            models.CheckConstraint(
                condition=Q(recommended_at__isnull=False, recommended_by__isnull=False),
                name="clinic_recommendation_recommended_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="clinic_recommendation_approved_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Clinic for {self.indicator.reference}, {self.period}"


class Clinic(Identified):
    """A performance clinic that was held, or is arranged, for an indicator."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="clinics")
    period = models.CharField(max_length=16, help_text="The period in which it is held.")
    held_on = models.DateField(null=True, blank=True, help_text="Empty while it is arranged.")
    note = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    created_by = models.ForeignKey("childservices.User", on_delete=models.PROTECT, related_name="+")
    edit_number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(created_at__isnull=False, created_by__isnull=False),
                name="clinic_created_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Clinic on {self.indicator.reference}, {self.period}"


class ClinicFinding(Identified):
    """What a clinic found, or what is to be done because of it."""

    clinic = models.ForeignKey(Clinic, on_delete=models.CASCADE, related_name="findings")
    position = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    is_action = models.BooleanField(default=False)
    due_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="clinic_finding_not_empty")]

    def __str__(self) -> str:
        return f"Finding {self.position}"
