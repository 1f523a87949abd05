"""Targets of indicators, each in force from one day to another."""

from django.db import models
from django.db.models import F, Q

from childservices.models import Identified
from indicators.choices import TargetKind, TargetLevel, ToleranceKind
from indicators.domain import target as rules
from indicators.models.indicator import Indicator


class Target(Identified):
    """What values of an indicator are held against for some time; “April to September 26%, then 23%” is two rows."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    level = models.CharField(max_length=8, choices=TargetLevel, default=TargetLevel.PERIOD)
    kind = models.CharField(max_length=16, choices=TargetKind)
    starts_on = models.DateField()
    ends_on = models.DateField(help_text="The last day; of a target to reach, the day by which.")
    value = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    high = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, blank=True, help_text="The upper end of a range."
    )
    text = models.CharField(max_length=200, blank=True, default="", help_text="In the council's own words.")
    baseline = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, blank=True,
        help_text="Where a target of direction only set out from.",
    )  # fmt: skip
    tolerance_kind = models.CharField(max_length=17, choices=ToleranceKind, default=ToleranceKind.NONE)
    tolerance = models.DecimalField(
        max_digits=18, decimal_places=4, default=0, help_text="Above the target by more than this exceeds it."
    )
    amber_kind = models.CharField(max_length=17, choices=ToleranceKind, default=ToleranceKind.NONE)
    amber = models.DecimalField(
        max_digits=18,
        decimal_places=4,
        default=0,
        help_text="Below the target by no more than this is amber.",
    )
    edit_number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "level", "starts_on", "ends_on"], name="target_once"
            ),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="target_dates_in_order"),
            models.CheckConstraint(
                condition=Q(tolerance__gte=0, amber__gte=0), name="target_tolerances_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"Target of {self.indicator.reference}"

    @property
    def rule(self) -> rules.Target:
        """The target as the arithmetic needs it."""
        return rules.Target(
            kind=rules.TargetKind(self.kind),
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            value=self.value,
            high=self.high,
            level=rules.TargetLevel(self.level),
            text=self.text,
            baseline=self.baseline,
            tolerance=rules.Tolerance(rules.ToleranceKind(self.tolerance_kind), self.tolerance),
            amber=rules.Tolerance(rules.ToleranceKind(self.amber_kind), self.amber),
        )
