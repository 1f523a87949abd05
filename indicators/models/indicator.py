"""Indicators: what is measured, which way is good, and who answers for it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from childservices.models import Identified
from indicators.choices import (
    Aggregation,
    DisplayMap,
    Frequency,
    Polarity,
    TravelBasis,
    Unit,
    YearType,
)
from indicators.domain import measure as rules
from indicators.querysets.indicator import IndicatorQuerySet


class Theme(models.Model):
    """A heading under which indicators are reported, such as Staying Safe."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    framework = models.CharField(
        max_length=120, blank=True, default="", help_text="What it is part of: Every Child Matters."
    )
    position = models.PositiveSmallIntegerField(default=1)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("theme_detail", args=[self.slug])


class SuppressionPolicy(models.Model):
    """Which small numbers a source of figures lets nobody outside see."""

    name = models.CharField(max_length=80, unique=True)
    largest = models.PositiveSmallIntegerField(
        default=5, help_text="Counts from 1 up to this are hidden; 0 where everything may be shown."
    )
    small_group = models.PositiveSmallIntegerField(
        default=5, help_text="In a group of up to so many, 0% and 100% are hidden: they tell of everybody."
    )

    class Meta:
        verbose_name_plural = "suppression policies"

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """A measure of performance with its definition; its components are indicators too."""

    reference = models.CharField(
        max_length=80, unique=True, help_text="NI59, LPI4, or the code as published."
    )
    title = models.CharField(max_length=300)
    plain_words = models.TextField(
        blank=True, default="", help_text="What it is, for a reader who has never heard of it."
    )
    definition = models.TextField(blank=True, default="")
    number = models.CharField(
        max_length=8, blank=True, default="", help_text="Its number in the monitoring table: 16b."
    )
    theme = models.ForeignKey(
        Theme, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators"
    )
    component_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="components",
        help_text="NI52 for NI52a. Summaries count components, never the whole they are parts of.",
    )  # fmt: skip
    counts_the_same_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="counted_by",
        help_text="The indicator whose numerator this one's denominator should equal: NI68 for NI59.",
    )  # fmt: skip
    numerator_label = models.CharField(max_length=200, blank=True, default="")
    denominator_label = models.CharField(max_length=200, blank=True, default="")
    unit = models.CharField(max_length=8, choices=Unit)
    unit_label = models.CharField(max_length=120, blank=True, default="", help_text="As published.")
    per = models.PositiveIntegerField(default=1, help_text="The n of a rate per n.")
    polarity = models.CharField(max_length=5, choices=Polarity, default=Polarity.NONE)
    range_low = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    range_high = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    ceiling = models.DecimalField(
        max_digits=18, decimal_places=4, null=True, blank=True, help_text="The best value that there can be."
    )
    grades = models.JSONField(default=list, blank=True, help_text="The names of the grades, in their order.")
    decimals = models.PositiveSmallIntegerField(default=1)
    is_share = models.BooleanField(
        default=True, help_text="Of a percentage: the numerator is part of the denominator."
    )
    is_judged_exactly = models.BooleanField(
        default=False, help_text="Judge the unrounded value instead of the displayed one."
    )
    frequency = models.CharField(max_length=9, choices=Frequency, default=Frequency.QUARTER)
    year_type = models.CharField(max_length=9, choices=YearType, default=YearType.FINANCIAL)
    aggregation = models.CharField(max_length=10, choices=Aggregation, default=Aggregation.SNAPSHOT)
    rolling = models.PositiveSmallIntegerField(
        default=0, help_text="How many periods each rolling figure covers."
    )
    lag_days = models.PositiveSmallIntegerField(
        default=0, help_text="How many days after a period its figure comes."
    )
    travel_basis = models.CharField(max_length=21, choices=TravelBasis, default=TravelBasis.PREVIOUS_PERIOD)
    display_map = models.CharField(max_length=14, choices=DisplayMap, default=DisplayMap.TICKS)
    in_line_margin = models.DecimalField(
        max_digits=18, decimal_places=4, default=0,
        help_text="In the indicator's unit: within this of a comparator is in line with it.",
    )  # fmt: skip
    green_from = models.DecimalField(
        max_digits=18, decimal_places=4, null=True, blank=True,
        help_text="Of a monthly scorecard that has limits in place of targets.",
    )  # fmt: skip
    amber_from = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    source = models.CharField(
        max_length=300, blank=True, default="", help_text="Where its figures come from."
    )
    source_url = models.URLField(max_length=500, blank=True, default="")
    manager = models.ForeignKey(
        "childservices.Post", null=True, blank=True, on_delete=models.PROTECT,
        related_name="indicators_managed", help_text="Enters its values and explains them.",
    )  # fmt: skip
    director = models.ForeignKey(
        "childservices.Post", null=True, blank=True, on_delete=models.PROTECT,
        related_name="indicators_directed", help_text="Approves its values and commentary.",
    )  # fmt: skip
    suppression = models.ForeignKey(
        SuppressionPolicy, null=True, blank=True, on_delete=models.PROTECT, related_name="indicators",
        help_text="Without one the numbers 1 to 5 are hidden.",
    )  # fmt: skip
    is_published_statistic = models.BooleanField(
        default=False, help_text="Its values are loaded from national statistics, and nobody types them."
    )
    has_quartiles = models.BooleanField(default=True, help_text="Whether authorities are ranked and banded.")
    published_as = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="local_indicators",
        help_text="The national statistic that measures the same, like for like, for comparison.",
    )  # fmt: skip
    first_year = models.PositiveSmallIntegerField(null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True, help_text="The first day without values.")

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(reference="") & ~Q(title=""), name="indicator_reference_and_title_not_empty"
            ),
            models.CheckConstraint(
                condition=Q(range_low=None) | Q(range_high=None) | Q(range_low__lte=F("range_high")),
                name="indicator_range_in_order",
            ),
            models.CheckConstraint(condition=Q(decimals__lte=4), name="indicator_decimals_at_most_4"),
            models.CheckConstraint(
                condition=Q(green_from=None, amber_from=None)
                | Q(green_from__isnull=False, amber_from__isnull=False),
                name="indicator_thresholds_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("indicator_detail", args=[self.reference])

    @property
    def measure(self) -> rules.Measure:
        """The definition as the arithmetic needs it."""
        return rules.Measure(
            reference=self.reference,
            unit=rules.Unit(self.unit),
            polarity=rules.Polarity(self.polarity),
            decimals=self.decimals,
            aggregation=rules.Aggregation(self.aggregation),
            per=self.per,
            rolling=self.rolling,
            range_low=self.range_low,
            range_high=self.range_high,
            ceiling=self.ceiling,
            grades=tuple(self.grades),
            is_share=self.is_share,
            is_judged_exactly=self.is_judged_exactly,
        )


class ThemeNarrative(Identified):
    """What is said of a theme for one period, typed once and offered to the papers."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="narratives")
    period = models.CharField(max_length=16, help_text="Its label: 2009-10-Q2.")
    text = models.TextField()
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("childservices.User", on_delete=models.PROTECT, related_name="+")
    edit_number = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["theme", "period"], name="theme_narrative_once"),
            models.CheckConstraint(
                condition=Q(changed_at__isnull=False, changed_by__isnull=False),
                name="theme_narrative_changed_at_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.theme}, {self.period}"
