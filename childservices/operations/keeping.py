"""Adding, changing and taking away rows that several people keep; each app asks first who may."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.text import slugify

from childservices.domain.refusals import Refusal
from childservices.models import Kept, Part, Publishable, User
from childservices.operations.audit import record_event
from childservices.operations.editing import change_row, check_row


class StillInUse(Refusal):
    """Something else points at the row, so that it cannot be taken away."""


@transaction.atomic
def add_kept(row: Kept, *, by: User, at: datetime) -> None:
    """Will save a new row at the end of those it belongs with, with an address of its own where it has a page."""
    if isinstance(row, Publishable):
        row.slug = row.slug or _free_slug(row)
    if isinstance(row, Part):
        last = _beside(row).aggregate(last=Max("position"))["last"] or 0
        row.position = last + 1
    check_row(row)
    row.save(force_insert=True)
    record_event(verb=f"{row._meta.model_name}_added", subject=row, by=by, at=at)


@transaction.atomic
def change_kept(row: Kept, *, expected: int, values: Mapping[str, Any], by: User, at: datetime) -> None:
    """Will change a row that nobody else has changed since it was read.

    Raises EditConflict with the row as it is now, where somebody has.
    """
    change_row(row, expected=expected, values=values)
    record_event(
        verb=f"{row._meta.model_name}_changed",
        subject=row,
        by=by,
        at=at,
        detail={"fields": [*sorted(values)]},
    )


@transaction.atomic
def remove_kept(row: Kept, *, by: User, at: datetime) -> None:
    """Will take a row away with its own parts; the audit log keeps that it was there.

    Raises StillInUse where something else points at it.
    """
    record_event(verb=f"{row._meta.model_name}_removed", subject=row, by=by, at=at)
    try:
        row.delete()
    except ProtectedError as error:
        names = sorted({str(one._meta.verbose_name) for one in error.protected_objects})
        raise StillInUse(
            f"Something still depends on this: {', '.join(names)}. Take that away or change it first."
        ) from error


def _beside(row: Part) -> Any:
    """The rows that belong to the same whole, or all where there is none."""
    rows = type(row)._default_manager.all()
    return rows.filter(**{row.whole: getattr(row, f"{row.whole}_id")}) if row.whole else rows


def _free_slug(row: Publishable) -> str:
    wanted = slugify(row.title)[:70] or str(row._meta.model_name)
    taken = set(type(row)._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True))
    candidates = [wanted, *(f"{wanted}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)
