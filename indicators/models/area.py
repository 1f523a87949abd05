"""Areas that statistics are published for, and which of them are like which."""

from django.db import models
from django.db.models import Q

from indicators.choices import AreaLevel


class Area(models.Model):
    """A local authority, a region, or England, by the code that its statistics carry."""

    code = models.CharField(max_length=12, unique=True, help_text="Three digits for a local authority: 372.")
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=16, choices=AreaLevel)
    region = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="authorities",
        help_text="The region that a local authority lies in.",
    )  # fmt: skip
    ons_code = models.CharField(
        max_length=12, blank=True, default="", help_text="Nine characters: E08000018."
    )
    is_former = models.BooleanField(
        default=False,
        help_text="It no longer exists; its figures stay for their years, and it is not ranked.",
    )
    is_own = models.BooleanField(default=False, help_text="The council whose installation this is.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["is_own"], condition=Q(is_own=True), name="area_own_once"),
            models.CheckConstraint(condition=~Q(code="") & ~Q(name=""), name="area_code_and_name_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name


class NeighbourModel(models.Model):
    """A dated list of authorities that are statistically alike; a paper keeps the one it was published with."""

    slug = models.SlugField(max_length=20, unique=True, help_text="Year and month: 2025-05.")
    title = models.CharField(max_length=120)
    starts_on = models.DateField(help_text="The day from which it is the council's usual one.")

    def __str__(self) -> str:
        return self.title


class Neighbour(models.Model):
    """One of the ten authorities most like another, closest first."""

    model = models.ForeignKey(NeighbourModel, on_delete=models.CASCADE, related_name="neighbours")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="neighbours")
    rank = models.PositiveSmallIntegerField(help_text="1 is the closest.")
    neighbour = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="neighbour_of")
    closeness = models.CharField(max_length=20, blank=True, default="", help_text="In words, as published.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "area", "rank"], name="neighbour_rank_once"),
            models.UniqueConstraint(fields=["model", "area", "neighbour"], name="neighbour_once"),
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.neighbour}"
