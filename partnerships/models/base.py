"""Shapes and columns that several models of commissioning share."""

from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models

from childservices.models import Identified


class Edited(Identified):
    """A row that two people may edit without overwriting each other."""

    edit_number = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


def money_field(verbose_name: str, **options: Any) -> Any:
    """A sum in pounds and pence that is never negative."""
    return models.DecimalField(
        verbose_name,
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(Decimal(0), "Enter a sum of 0 or more.")],
        **options,
    )


def figure_field(verbose_name: str, **options: Any) -> Any:
    """A figure as providers report it: a count, a percentage, pounds, or 1 for yes."""
    return models.DecimalField(
        verbose_name, max_digits=14, decimal_places=4, null=True, blank=True, **options
    )
