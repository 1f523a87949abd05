"""Plan scorecards: outcome, priority, measure; what is measured stands among the indicators."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from childservices.models import Organisation, Part, Publishable
from indicators.choices import TargetKind
from indicators.domain import target as rules
from indicators.models import Indicator
from partnerships.choices import Question
from partnerships.domain.scorecard import PlanTarget
from partnerships.models.group import Group


class Scorecard(Publishable):
    """The measures by which partners tell whether their plan makes children better off."""

    group = models.ForeignKey(
        Group, null=True, blank=True, on_delete=models.PROTECT, related_name="scorecards",
        help_text="The group that is accountable for the plan.",
    )  # fmt: skip
    starts_on = models.DateField("first day")
    ends_on = models.DateField("last day")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="scorecard_days_in_order",
                violation_error_message="The last day is before the first. Change one of the two.",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("scorecard_detail", args=[self.slug])


class ScorecardOutcome(Part):
    """What a plan wants to be true of children and families."""

    whole = "scorecard"
    scorecard = models.ForeignKey(
        Scorecard, on_delete=models.CASCADE, related_name="outcomes", editable=False
    )
    title = models.CharField(max_length=200)
    printed_title = models.CharField(
        "title as the source prints it", max_length=200, blank=True, default="",
        help_text="Only where the source heads its table otherwise.",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="scorecard_outcome_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class ScorecardPriority(Part):
    """What partners do first for an outcome."""

    whole = "outcome"
    outcome = models.ForeignKey(
        ScorecardOutcome, on_delete=models.CASCADE, related_name="priorities", editable=False
    )
    title = models.CharField(max_length=300)

    class Meta:
        verbose_name_plural = "scorecard priorities"
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="scorecard_priority_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class ScorecardMeasure(Part):
    """An indicator as a plan uses it: where it set out from, who answers for it, and why it is here.

    The same indicator may stand under several priorities, with other targets and another organisation.
    """

    whole = "priority"
    priority = models.ForeignKey(
        ScorecardPriority, on_delete=models.CASCADE, related_name="measures", editable=False
    )
    reference = models.CharField(max_length=10, help_text="As the plan numbers it: 1.A1.")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="scorecard_measures")
    question = models.CharField(
        "question that it answers", max_length=10, choices=Question, blank=True, default=""
    )
    baseline = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    baseline_period = models.CharField(
        "period of the baseline", max_length=60, blank=True, default="", help_text="2015-16."
    )
    baseline_printed = models.CharField(
        "baseline as the source prints it", max_length=120, blank=True, default=""
    )
    accountable = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="scorecard_measures",
        verbose_name="accountable organisation",
    )  # fmt: skip
    why = models.TextField("why it is here", blank=True, default="")
    note = models.TextField(
        "remark", blank=True, default="", help_text="What does not fit in its source, in a sentence."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reference=""), name="scorecard_measure_has_a_reference"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.indicator.title}"


class ScorecardTarget(Part):
    """What a plan wants a measure to be by a day; two part-year targets are two rows."""

    whole = "measure"
    measure = models.ForeignKey(
        ScorecardMeasure, on_delete=models.CASCADE, related_name="targets", editable=False
    )
    kind = models.CharField(max_length=16, choices=TargetKind)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    own_unit = models.CharField(
        "counts in", max_length=60, blank=True, default="",
        help_text="Only where the target counts something else than the measure: families.",
    )  # fmt: skip
    starts_on = models.DateField("from")
    ends_on = models.DateField("until", help_text="Of a target to reach: the day by which.")
    text = models.CharField("in words", max_length=200, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="scorecard_target_days_in_order",
                violation_error_message="The last day is before the first. Change one of the two.",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(kind__in=["direction_only", "none", "to_be_determined"]),
                name="scorecard_target_has_its_figure",
                violation_error_message="Enter the target's figure, or choose a direction only.",
            ),
        ]

    def __str__(self) -> str:
        return self.text or f"{self.get_kind_display()} {self.value or ''}".strip()

    @property
    def rule(self) -> PlanTarget:
        """The target as the arithmetic needs it; a direction sets out from the measure's baseline."""
        target = rules.Target(
            kind=rules.TargetKind(self.kind),
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            value=self.value,
            text=self.text,
            baseline=self.measure.baseline,
        )
        return PlanTarget(target, self.own_unit)
