"""Columns that several models of commissioning share."""

from decimal import Decimal
from typing import Any

from django.core.validators import MinValueValidator
from django.db import models


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
