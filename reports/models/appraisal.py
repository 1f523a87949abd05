"""Options appraisals: options against criteria. Totals and ranks are computed, and stand in no column."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from childservices.models import Part, Publishable
from reports.domain.appraisal.evidence import EvidenceLine, Marked, marked, read_evidence


class Appraisal(Publishable):
    """Several ways to go, held against the same criteria."""

    question = models.TextField(blank=True, default="", help_text="What is to be chosen.")
    maximum = models.PositiveSmallIntegerField(
        "highest score", default=5, validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text="Scores go from 0 to this.",
    )  # fmt: skip
    scale_text = models.CharField(
        "what scores mean", max_length=300, blank=True, default="", help_text="0 poor, 5 very good."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(maximum__gte=1), name="appraisal_maximum_at_least_one"),
        ]

    def get_absolute_url(self) -> str:
        return reverse("appraisal_detail", args=[self.slug])


class AppraisalCriterion(Part):
    """What every option is held against, with a weight where not all weigh the same."""

    whole = "appraisal"
    appraisal = models.ForeignKey(
        Appraisal, on_delete=models.CASCADE, related_name="criteria", editable=False
    )
    title = models.CharField(max_length=120)
    weight = models.DecimalField(
        max_digits=6, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal("0.01"), "Enter a weight above nought, or leave it empty.")],
        help_text="Empty counts 1.",
    )  # fmt: skip

    class Meta:
        verbose_name_plural = "appraisal criteria"
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="appraisal_criterion_has_a_title"),
            models.CheckConstraint(
                condition=Q(weight=None) | Q(weight__gt=0), name="appraisal_criterion_weighs_something"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class AppraisalOption(Part):
    """One way to go; what a source prints as its total stays beside the sum."""

    whole = "appraisal"
    appraisal = models.ForeignKey(Appraisal, on_delete=models.CASCADE, related_name="options", editable=False)
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    description = models.TextField(blank=True, default="")
    facts = models.TextField(
        "costs and times", blank=True, default="", help_text="One on each line: Set-up cost: £3m to £5m."
    )
    printed_total = models.DecimalField(
        "total as the source prints it", max_digits=8, decimal_places=2, null=True, blank=True
    )
    note = models.TextField("remark", blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appraisal", "number"],
                name="appraisal_option_number_once",
                violation_error_message="Another option has this number. Choose another.",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="appraisal_option_has_a_title"),
        ]

    def __str__(self) -> str:
        return f"Option {self.number}: {self.title}"


class OptionScore(models.Model):
    """How an option does by one criterion, and the evidence for it, a line each with its sign."""

    option = models.ForeignKey(AppraisalOption, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(AppraisalCriterion, on_delete=models.CASCADE, related_name="scores")
    score = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty while it is open.")
    evidence = models.TextField(blank=True, default="")
    printed_plus = models.PositiveSmallIntegerField(null=True, blank=True)
    printed_minus = models.PositiveSmallIntegerField(null=True, blank=True)
    printed_neutral = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["option", "criterion"], name="option_score_once"),
            models.CheckConstraint(
                condition=Q(printed_plus=None, printed_minus=None, printed_neutral=None)
                | Q(printed_plus__isnull=False, printed_minus__isnull=False, printed_neutral__isnull=False),
                name="option_score_printed_marks_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.option}, {self.criterion}"

    @property
    def lines(self) -> tuple[EvidenceLine, ...]:
        """The evidence as lines with their signs."""
        return read_evidence(self.evidence)

    @property
    def points(self) -> Marked:
        """How many points the source marks for and against; without a source, how many stand here."""
        if self.printed_plus is None or self.printed_minus is None or self.printed_neutral is None:
            return marked(self.lines)
        return Marked(self.printed_plus, self.printed_minus, self.printed_neutral)
