"""What is known of an indicator for an area and a period: typed, recorded from a source, explained."""

from django.db import models
from django.db.models import Q

from childservices.models import Identified
from indicators.choices import (
    OPEN_STATES,
    Direction,
    NotComparable,
    Rating,
    Standing,
    ValueState,
)
from indicators.domain import value as rules
from indicators.models.area import Area
from indicators.models.indicator import Indicator
from indicators.querysets.value import IndicatorValueQuerySet


class IndicatorValue(Identified):
    """A local value; one that is restated is superseded by another row and never changed."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="values")
    period = models.CharField(max_length=16, help_text="Its label: 2009-10-Q2.")
    ends_on = models.DateField(help_text="The last day of the period, by which periods are ordered.")
    numerator = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=4, null=True, blank=True)
    value = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, blank=True,
        help_text="As typed; what is reported is the ratio where there is one.",
    )  # fmt: skip
    flag = models.CharField(
        max_length=3, blank=True, default="", help_text="Why there is no figure: c z x u k low."
    )
    data_on = models.DateField(null=True, blank=True, help_text="The day up to which the data go.")
    is_year_to_date = models.BooleanField(
        default=False, help_text="It counts from the beginning of the year up to the data's day."
    )
    is_provisional = models.BooleanField(default=False)
    forecast = models.DecimalField(
        max_digits=20, decimal_places=4, null=True, blank=True, help_text="The outturn that is expected."
    )
    risk = models.CharField(max_length=60, blank=True, default="", help_text="The category of risk, if any.")
    not_comparable = models.CharField(
        max_length=18, choices=NotComparable, blank=True, default="",
        help_text="Why it is not held against the period before.",
    )  # fmt: skip
    note = models.CharField(
        max_length=500,
        blank=True,
        default="",
        help_text="Why it stands although something about it was queried.",
    )
    source = models.CharField(max_length=200, blank=True, default="", help_text="Where it was taken from.")
    printed = models.CharField(
        max_length=60, blank=True, default="", help_text="What the source printed, if that differs."
    )
    state = models.CharField(max_length=10, choices=ValueState, default=ValueState.DRAFT)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("childservices.User", on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        "childservices.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    edit_number = models.PositiveIntegerField(default=1)

    objects = IndicatorValueQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "area", "period"],
                condition=Q(state__in=sorted(OPEN_STATES)),
                name="indicator_value_one_open",
            ),
            models.UniqueConstraint(
                fields=["indicator", "area", "period"],
                condition=Q(state__in=["approved", "published"]),
                name="indicator_value_one_settled",
            ),
            models.CheckConstraint(
                condition=Q(entered_at__isnull=False, entered_by__isnull=False),
                name="indicator_value_entered_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="indicator_value_approved_at_and_by",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "published"]) | Q(approved_at__isnull=False),
                name="indicator_value_settled_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(flag__in=["", *rules.FLAGS]), name="indicator_value_flag_is_known"
            ),
        ]
        indexes = [models.Index(fields=["period", "indicator"], name="indicator_value_of_period")]

    def __str__(self) -> str:
        return f"{self.indicator.reference}, {self.period}"

    @property
    def figures(self) -> rules.Value:
        """The figures as the arithmetic needs them."""
        return rules.Value(self.value, self.numerator, self.denominator, self.flag)


class Commentary(Identified):
    """What an indicator's manager says of a period, and whether a director approved these words."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="commentaries")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(max_length=16)
    text = models.TextField(blank=True, default="")
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("childservices.User", on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        "childservices.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    edit_number = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "commentaries"
        constraints = [
            models.UniqueConstraint(fields=["indicator", "area", "period"], name="commentary_once"),
            models.CheckConstraint(
                condition=Q(changed_at__isnull=False, changed_by__isnull=False),
                name="commentary_changed_at_and_by",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="commentary_approved_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"Commentary on {self.indicator.reference}, {self.period}"


class RecordedJudgement(models.Model):
    """What a source printed of an indicator for a period, where it did not print the value that it rests on."""

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="recorded_judgements")
    period = models.CharField(max_length=16)
    rating = models.CharField(
        max_length=7, choices=Rating, blank=True, default="", help_text="Against target."
    )
    direction = models.CharField(max_length=22, choices=Direction, blank=True, default="")
    year_to_date = models.CharField(max_length=7, choices=Rating, blank=True, default="")
    neighbours = models.CharField(max_length=7, choices=Standing, blank=True, default="")
    national = models.CharField(max_length=7, choices=Standing, blank=True, default="")
    reason = models.CharField(
        max_length=200, blank=True, default="", help_text="Why something was not judged."
    )
    source = models.CharField(max_length=200, help_text="Where it is printed, or from what it was derived.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "period"], name="recorded_judgement_once"),
        ]

    def __str__(self) -> str:
        return f"Recorded of {self.indicator.reference}, {self.period}"
