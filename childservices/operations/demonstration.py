"""Rows of the demonstration from its fixtures, the same on every machine; what is there already stays as it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import models

from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import Invalid, check_row

NAMESPACE = UUID("6f1c2a52-2b0f-5c0e-9a55-20091118d068")

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Kind:
    """A model of a fixture's rows, and under which keys of a row its parts stand."""

    model: Any
    parts: "Mapping[str, Kind]" = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    """Keys of a row that somebody else reads."""


def stable_id(*path: object) -> UUID:
    """Give the id that a thing at a path always has in the demonstration."""
    return uuid5(NAMESPACE, "/".join(str(part) for part in path))


def load_page(kind: Kind, *, row: Row, by: User, at: datetime) -> Any:
    """Will make what has a page of its own with all its parts, unless it is there; None if it was."""
    if kind.model._default_manager.filter(slug=row["slug"]).exists():
        return None
    made = _make(kind, row, path=(kind.model._meta.model_name, row["slug"]))
    record_event(verb="demonstration_loaded", subject=made, by=by, at=at)
    return made


def load_register(kind: Kind, *, rows: Sequence[Row]) -> None:
    """Will make the rows of a register that belong to no page, unless they are there."""
    for position, row in enumerate(rows, start=1):
        path = (kind.model._meta.model_name, position)
        if not kind.model._default_manager.filter(pk=stable_id(*path)).exists():
            _make(kind, row, path=path, position=position)


def _make(kind: Kind, row: Row, *, path: Sequence[object], **given: Any) -> Any:
    plain = {name: value for name, value in row.items() if name not in kind.parts}
    values = {
        name: _value(kind.model, name, value) for name, value in plain.items() if name not in kind.left_out
    }
    made = kind.model(pk=stable_id(*path), **values, **given)
    check_row(made)
    made.save(force_insert=True)
    for key, part in kind.parts.items():
        for position, one in enumerate(row.get(key, ()), start=1):
            whole = {part.model.whole: made}
            _make(part, one, path=(*path, key, position), position=position, **whole)
    return made


def _value(model: type[models.Model], name: str, value: Any) -> Any:
    """A fixture names a row by its slug, or by its reference."""
    column = model._meta.get_field(name)
    if not isinstance(column, models.ForeignKey):
        return value
    other: Any = column.related_model
    key = "slug" if any(one.name == "slug" for one in other._meta.fields) else "reference"
    found = other._default_manager.filter(**{key: value}).first()
    if found is None:
        raise Invalid(
            f"The fixtures name the {other._meta.verbose_name} “{value}”, which none of them lists."
        )
    return found
