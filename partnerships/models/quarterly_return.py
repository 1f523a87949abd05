"""Quarterly returns: what a provider did and what it claims for it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from childservices.models import Identified, Kept
from indicators.domain.period import Period
from partnerships.choices import ReturnState
from partnerships.domain.claim import quarter_of
from partnerships.models.agreement import AgreedMeasure, Agreement
from partnerships.models.base import figure_field, money_field
from partnerships.querysets.agreement import ReturnQuerySet


class QuarterlyReturn(Kept):
    """A provider's outputs and claim of one quarter of an agreement."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="returns")
    year = models.PositiveSmallIntegerField("financial year")
    quarter = models.PositiveSmallIntegerField()
    quarter_ends_on = models.DateField()
    due_on = models.DateField(help_text="The last day on which it is in time.")
    state = models.CharField(max_length=10, choices=ReturnState, default=ReturnState.DRAFT)
    planned = money_field("planned spend", null=True, blank=True)
    claimed = money_field("claim", null=True, blank=True)
    eligible = money_field("eligible", null=True, blank=True)
    approved = money_field("approved", null=True, blank=True)
    claim_note = models.TextField("what the claim is for", blank=True, default="")
    reason = models.TextField("reason for approving less", blank=True, default="")
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="returns_submitted"
    )  # fmt: skip
    paid_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    objects = ReturnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "year", "quarter"], name="return_once_a_quarter"),
            models.CheckConstraint(condition=Q(quarter__gte=1, quarter__lte=4), name="return_quarter_exists"),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="return_submitted_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(approved__isnull=True) | Q(state__in=[ReturnState.APPROVED, ReturnState.PAID]),
                name="return_approved_sum_is_decided",
            ),
            models.CheckConstraint(
                condition=Q(paid_on__isnull=True) | Q(state=ReturnState.PAID), name="return_paid_on_when_paid"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="return_state_due_on")]

    def __str__(self) -> str:
        return f"{self.period.title}: {self.agreement}"

    @property
    def period(self) -> Period:
        """The quarter that it tells of."""
        return quarter_of(self.year, self.quarter)

    def get_absolute_url(self) -> str:
        return reverse("return_detail", args=[self.pk])


class OutputFigure(Identified):
    """What was forecast and achieved of one measure in one quarter."""

    quarterly_return = models.ForeignKey(QuarterlyReturn, on_delete=models.CASCADE, related_name="figures")
    measure = models.ForeignKey(AgreedMeasure, on_delete=models.CASCADE, related_name="figures")
    forecast = figure_field("forecast")
    actual = figure_field("actual")
    numerator = figure_field("of them")
    denominator = figure_field("of how many")
    reason = models.CharField("reason or remark", max_length=300, blank=True, default="")
    printed_forecast = models.CharField(max_length=20, blank=True, default="")
    printed_actual = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["quarterly_return", "measure"], name="output_figure_once"),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__isnull=False),
                name="output_figure_cohort_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure}, quarter {self.quarterly_return.quarter}"


class ReturnQuestion(Identified):
    """A question of the council about a return, and the provider's answer."""

    quarterly_return = models.ForeignKey(QuarterlyReturn, on_delete=models.CASCADE, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="return_questions_asked"
    )
    answer = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="return_questions_answered",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_at__isnull=False, asked_by__isnull=False),
                name="return_question_asked_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="return_question_answered_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Question about {self.quarterly_return}"


class Evidence(Identified):
    """A file that a provider attached to a return, cleaned as every upload is."""

    quarterly_return = models.ForeignKey(QuarterlyReturn, on_delete=models.CASCADE, related_name="evidence")
    name = models.CharField(max_length=200)
    file = models.ForeignKey("childservices.StoredFile", on_delete=models.PROTECT, related_name="evidence")
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="evidence_added"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(added_at__isnull=False, added_by__isnull=False), name="evidence_added_at_and_by"
            ),
        ]

    def __str__(self) -> str:
        return self.name
