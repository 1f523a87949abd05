"""Whom a partnership is for: groups in which children and parents are heard, and figures of the population."""

from django.db import models
from django.db.models import Q

from childservices.models import Part
from partnerships.choices import EngagementKind


class EngagementGroup(Part):
    """A group, forum or survey in which children, parents or the sector are heard."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=EngagementKind)
    ages = models.CharField(max_length=60, blank=True, default="")
    size = models.CharField(max_length=120, blank=True, default="", help_text="And of which year.")
    established = models.CharField(max_length=60, blank=True, default="")
    run_by = models.CharField(max_length=200, blank=True, default="")
    cadence = models.CharField("how often", max_length=120, blank=True, default="")
    place = models.CharField("where and when", max_length=300, blank=True, default="")
    purpose = models.TextField(blank=True, default="")
    outputs = models.CharField("what came of it", max_length=300, blank=True, default="")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="engagement_group_has_a_name")]

    def __str__(self) -> str:
        return self.name


class DemographicFact(Part):
    """A figure of the population, with its period, its source and what it is a share of."""

    measure = models.CharField(max_length=200)
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    value_text = models.CharField("value in words", max_length=120, blank=True, default="")
    unit = models.CharField(max_length=60, blank=True, default="")
    share = models.DecimalField("share in %", max_digits=7, decimal_places=4, null=True, blank=True)
    share_of = models.CharField("share of", max_length=120, blank=True, default="")
    period = models.CharField(max_length=60, blank=True, default="")
    source = models.CharField(max_length=120, blank=True, default="")
    comparator = models.CharField(max_length=200, blank=True, default="")
    note = models.CharField("remark", max_length=300, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(share__isnull=False) | ~Q(value_text=""),
                name="demographic_fact_has_a_figure",
                violation_error_message="Enter a value, a share, or the value in words.",
            ),
        ]

    def __str__(self) -> str:
        return self.measure
