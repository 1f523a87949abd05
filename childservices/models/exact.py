"""Figures that are kept exactly as they were published, on every database."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    _DecimalField = models.DecimalField[Any, Any]
else:
    _DecimalField = models.DecimalField


class ExactDecimalField(_DecimalField):
    """A decimal number of any length, kept digit by digit, where SQLite would make a float of it.

    It cannot be ordered or added up by the database; both are done in Python.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_digits": 30, "decimal_places": 12} | kwargs)

    def get_internal_type(self) -> str:
        """Say that no backend knows this kind of field, so that none converts it."""
        return "ExactDecimalField"

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """Give the type of the column."""
        return "numeric" if connection.vendor == "postgresql" else "text"

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """Give the number as the database keeps it."""
        exact = self.to_python(value)
        return exact if exact is None or connection.vendor == "postgresql" else f"{exact:f}"

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Decimal | None:
        """Give the number with the digits that it was kept with."""
        return None if value is None else Decimal(value)
