"""How a row is changed so that two people who edit it never overwrite each other."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F

from childservices.domain.refusals import EditConflict, Refusal


class NotAllowed(Refusal):
    """The person may not do this, or not in this state."""


class Invalid(Refusal):
    """What was entered does not fit; the sentence says where and what to do."""


def change_row(row: Any, *, expected: int, values: Mapping[str, Any]) -> None:
    """Will write values on a row that still has the expected edit number, else refuse with the row as it is now.

    Raises:
        EditConflict: somebody else changed it (`current` holds its values now) or removed it (`current` is empty).
        Invalid: a constraint of the row does not hold for the new values.
    """
    for name, value in values.items():
        setattr(row, name, value)
    check_row(row)
    columns = dict(values) | {"edit_number": F("edit_number") + 1}
    if type(row)._default_manager.filter(pk=row.pk, edit_number=expected).update(**columns):
        row.edit_number = expected + 1
        return
    current = type(row)._default_manager.filter(pk=row.pk).first()
    if current is None:
        raise EditConflict(
            "Somebody removed this while you were writing. Copy your text before you leave.", current={}
        )
    now = {name: str(getattr(current, name)) for name in (*values, "edit_number")}
    raise EditConflict(
        "Somebody else saved this while you were writing. Choose which text to keep.", current=now
    )


def check_row(row: models.Model) -> None:
    """Will refuse a row that its fields or constraints do not allow, with the sentence and the field."""
    try:
        row.full_clean(validate_unique=False)
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise Invalid(messages[0], field="" if field == "__all__" else field) from error


def add_row(row: Any, *, twins: models.QuerySet[Any]) -> Any:
    """Will insert a row; if one of its twins stands there already, even since a moment ago, give that instead.

    Raises:
        Invalid: its fields or constraints do not hold, and it has no twin.
    """
    try:
        check_row(row)
        with transaction.atomic():
            row.save(force_insert=True)
    except (Invalid, IntegrityError):
        if (twin := twins.first()) is not None:
            return twin
        raise
    return None


def renumber(rows: models.QuerySet[Any], order: list[Any]) -> None:
    """Will write the positions 1, 2, 3 … in the given order of keys, in two steps so that none is ever double."""
    highest = max([0, *rows.values_list("position", flat=True)])
    rows.update(position=F("position") + highest + len(order))
    for position, key in enumerate(order, start=1):
        rows.filter(pk=key).update(position=position)
