"""National statistics: one narrow row for a figure, and what it was loaded from."""

from django.db import models
from django.db.models import Q

from childservices.models import Identified, StoredFile
from indicators.choices import ImportState
from indicators.domain.value import FLAGS
from indicators.models.area import Area
from indicators.models.indicator import Indicator


class PublishedPeriod(models.Model):
    """A period as national statistics label it, which may cover several years."""

    label = models.CharField(max_length=24, unique=True, help_text="As published: 2013/14-15/16.")
    start_year = models.PositiveSmallIntegerField()
    end_year = models.PositiveSmallIntegerField()
    years = models.PositiveSmallIntegerField(default=1, help_text="How many it covers.")
    place = models.IntegerField(
        default=0, help_text="Its place within its year where a year has several: 2 for quarter 2."
    )
    status = models.CharField(max_length=12, blank=True, default="", help_text="Such as prov or Rev.")

    def __str__(self) -> str:
        return self.label


class PublishedValue(models.Model):
    """A national statistic: an indicator's figure for one area and period, as published."""

    indicator = models.ForeignKey(
        Indicator, on_delete=models.PROTECT, related_name="published_values", db_index=False
    )
    period = models.ForeignKey(PublishedPeriod, on_delete=models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+", db_index=False)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    flag = models.CharField(max_length=3, default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "period", "area"], name="published_value_once"),
            models.CheckConstraint(condition=Q(flag__in=["", *FLAGS]), name="published_value_flag_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}/{self.period_id}/{self.area_id}"


class StatisticsImport(Identified):
    """A file of figures that was loaded, or waits to be: what came of it, and every row that was refused."""

    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="imports",
        help_text="The file itself, if it was uploaded here.",
    )  # fmt: skip
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    licence = models.CharField(max_length=120, blank=True, default="")
    state = models.CharField(max_length=9, choices=ImportState)
    read = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    refused = models.JSONField(default=list, blank=True, help_text="Row, column, and why, of each row.")
    at = models.DateTimeField()
    by = models.ForeignKey(
        "childservices.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="Empty for what a command loaded.",
    )  # fmt: skip

    def __str__(self) -> str:
        return self.file_name


class ColumnMapping(models.Model):
    """How one column of a file in the Department for Education's open-data layout becomes an indicator's values."""

    name = models.CharField(max_length=120, unique=True)
    file_pattern = models.CharField(
        max_length=120, help_text="Which files it is for: b1_children_in_need_*.csv."
    )
    column = models.CharField(max_length=120, help_text="The column with the figures.")
    filters = models.JSONField(
        default=dict, blank=True, help_text='What other columns must hold: {"category": "Children in Need"}.'
    )
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="mappings")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(column="") & ~Q(file_pattern=""), name="column_mapping_names_something"
            ),
        ]

    def __str__(self) -> str:
        return self.name
