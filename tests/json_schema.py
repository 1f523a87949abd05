"""Whether JSON keeps to a schema: as much of the language as the published standards beside the project use."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

TYPES: dict[str, Any] = {
    "object": dict, "array": list, "string": str, "number": (int, float), "integer": int, "null": type(None),
    "boolean": bool,
}  # fmt: skip
KNOWN = {
    "$ref", "$id", "$schema", "$defs", "type", "enum", "pattern", "format", "required", "properties", "items", "oneOf",
    "minItems", "uniqueItems", "title", "description", "codelist", "openCodelist", "deprecated", "weight", "anyOf",
    "patternProperties", "minProperties", "default", "version", "const", "rollUp",
}  # fmt: skip


def faults(path: Path, value: Any) -> list[str]:
    """Say where a value breaks the schema in a file; other files that it refers to lie in the same folder."""
    schema = json.loads(path.read_text())
    return list(_faults(schema, value, schema, path.parent, "$"))


def _faults(schema: Any, value: Any, root: Any, folder: Path, at: str) -> Iterator[str]:
    if unknown := set(schema) - KNOWN:
        raise NotImplementedError(f"{at}: the schema uses {sorted(unknown)}.")
    if "$ref" in schema:
        target, whole = _resolve(schema["$ref"], root, folder)
        yield from _faults(target, value, whole, folder, at)
    if not _is_of_type(schema, value):
        yield f"{at}: {value!r} is no {schema['type']}"
        return
    if "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is not in the list"
    yield from _faults_of_text(schema, value, at) if isinstance(value, str) else ()
    for part, inner, place in _parts(schema, value, at):
        yield from _faults(part, inner, root, folder, place)
    yield from (f"{at}: lacks {name}" for name in schema.get("required", ()) if name not in value)
    if isinstance(value, list) and len(value) < schema.get("minItems", 0):
        yield f"{at}: has too few"
    if "oneOf" in schema:
        fitting = [one for one in schema["oneOf"] if not list(_faults(one, value, root, folder, at))]
        yield from [] if len(fitting) == 1 else [f"{at}: fits {len(fitting)} of the choices, not one"]


def _is_of_type(schema: Any, value: Any) -> bool:
    types = schema.get("type", [])
    names = [types] if isinstance(types, str) else types
    return not names or isinstance(value, tuple(TYPES[name] for name in names))


def _parts(schema: Any, value: Any, at: str) -> Iterator[tuple[Any, Any, str]]:
    """The schema, value and place of each part of an object or list."""
    if isinstance(value, dict):
        known = schema.get("properties", {})
        yield from ((known[name], inner, f"{at}.{name}") for name, inner in value.items() if name in known)
    elif isinstance(value, list):
        items = schema.get("items", {})
        yield from ((items, inner, f"{at}[{number}]") for number, inner in enumerate(value))


def _faults_of_text(schema: Any, value: str, at: str) -> Iterator[str]:
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{at}: {value!r} does not match {schema['pattern']}"
    match schema.get("format"):
        case "date-time" if not _is_moment(value):
            yield f"{at}: {value!r} is no moment"
        case "uri" if not (urlsplit(value).scheme and urlsplit(value).netloc):
            yield f"{at}: {value!r} is no address"


def _is_moment(value: str) -> bool:
    try:
        return "T" in value and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _resolve(reference: str, root: Any, folder: Path) -> tuple[Any, Any]:
    address, _, pointer = reference.partition("#")
    whole = json.loads((folder / address.rpartition("/")[2]).read_text()) if address else root
    target = whole
    for step in filter(None, pointer.split("/")):
        target = target[step]
    return target, whole
