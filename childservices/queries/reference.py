"""Reference data that comes as a file, held against what is there: what it would do, and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Model

YES, NO = frozenset({"yes", "true", "1"}), frozenset({"no", "false", "0", ""})


@dataclass(frozen=True)
class Exchange:
    """Which columns of a model come and go as a file; its rows are known by the first.

    A column such as `region__code` names a row of another model by one of that model's fields.
    """

    model: type[Model]
    columns: Sequence[str]

    @property
    def key(self) -> str:
        """The column by which rows are known."""
        return self.columns[0]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a line of the file: the line as spreadsheets count it, the column, and what to do."""

    line: int
    column: str
    sentence: str


@dataclass
class ReadReference:
    """What a file would do: rows to be added and to be changed, how many stay as they are, and what is wrong."""

    added: list[Model] = field(default_factory=list)
    changed: list[Model] = field(default_factory=list)
    unchanged: int = 0
    faults: list[Fault] = field(default_factory=list)


def read_reference(exchange: Exchange, rows: Sequence[Sequence[str]]) -> ReadReference:
    """Will hold the lines of a file, its headings first, against the rows that are there; nothing is written."""
    read = ReadReference()
    headings = [heading.strip().lower() for heading in rows[0]]
    unknown = [heading for heading in headings if heading and heading not in exchange.columns]
    if unknown or exchange.key not in headings:
        known = ", ".join(exchange.columns)
        read.faults.append(
            Fault(1, "", f"The headings have to be among {known}; {exchange.key} must be there.")
        )
        return read
    there = {str(getattr(row, exchange.key)): row for row in exchange.model._default_manager.all()}
    seen: set[str] = set()
    for number, cells in enumerate(rows[1:], start=2):
        told = dict(zip(headings, [cell.strip() for cell in cells], strict=False))
        if any(told.values()):
            _read_line(exchange, read, Line(number, told), there, seen)
    return read


@dataclass(frozen=True)
class Line:
    """A line of a file with its number."""

    number: int
    told: Mapping[str, str]


def _read_line(
    exchange: Exchange, read: ReadReference, line: Line, there: Mapping[str, Model], seen: set[str]
) -> None:
    key = line.told[exchange.key]
    if not key or key in seen:
        sentence = (
            "Two lines are about the same row. Leave one." if key else "This line has no name. Give it one."
        )
        read.faults.append(Fault(line.number, exchange.key, sentence))
        return
    seen.add(key)
    row = there.get(key) or exchange.model()
    before = {name: getattr(row, _attribute(exchange.model, name)) for name in line.told if name}
    faults = list(_write(row, line))
    faults = faults or [Fault(line.number, name, sentence) for name, sentence in _faults_of(row)]
    after = {name: getattr(row, _attribute(exchange.model, name)) for name in line.told if name}
    if faults:
        read.faults += faults
    elif key not in there:
        read.added.append(row)
    elif before != after:
        read.changed.append(row)
    else:
        read.unchanged += 1


def _write(row: Model, line: Line) -> Iterator[Fault]:
    for column, text in line.told.items():
        if not column:
            continue
        try:
            setattr(row, _attribute(type(row), column), _value(type(row), column, text))
        except (ValidationError, ValueError) as error:
            sentence = error.messages[0] if isinstance(error, ValidationError) else str(error)
            yield Fault(line.number, column, sentence)


def _attribute(model: type[Model], column: str) -> str:
    name, is_of_another, _ = column.partition("__")
    return str(model._meta.get_field(name).attname) if is_of_another else column  # type: ignore[union-attr]


def _value(model: type[Model], column: str, text: str) -> Any:
    name, is_of_another, attribute = column.partition("__")
    kind: Any = model._meta.get_field(name)
    if is_of_another:
        return _key_of(kind.related_model, attribute, text) if text else None
    if isinstance(kind, models.BooleanField):
        if text.lower() not in YES | NO:
            raise ValueError("Write yes or no.")
        return text.lower() in YES
    if not text:
        return None if kind.null else kind.get_default()
    return kind.to_python(text)


def _key_of(model: type[Model], attribute: str, text: str) -> Any:
    found = model._default_manager.filter(**{attribute: text}).values_list("pk", flat=True).first()
    if found is None:
        raise ValueError(
            f"There is no {model._meta.verbose_name} “{text}”. Correct it, or add that one first."
        )
    return found


def _faults_of(row: Model) -> Iterator[tuple[str, str]]:
    try:
        row.full_clean()
    except ValidationError as error:
        for name, sentences in error.message_dict.items():
            yield ("" if name == "__all__" else name, sentences[0])
