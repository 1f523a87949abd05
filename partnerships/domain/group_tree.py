"""Which group stands under which: the tree of boards, strategic groups and task groups."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Branch(Generic[Key]):
    """A group with those that report to it."""

    key: Key
    children: "tuple[Branch[Key], ...]"


def nested(parents: Mapping[Key, Key | None]) -> tuple[Branch[Key], ...]:
    """Put groups under their parents, in the order given; one whose parent is not among them stands at the top."""
    children: dict[Key | None, list[Key]] = {}
    for key, parent in parents.items():
        children.setdefault(parent if parent in parents else None, []).append(key)

    def branches(parent: Key | None) -> tuple[Branch[Key], ...]:
        return tuple(Branch(key, branches(key)) for key in children.get(parent, ()))

    return branches(None)


def would_circle(parents: Mapping[Key, Key | None], key: Key, parent: Key | None) -> bool:
    """Whether a group would stand under itself if it reported to another."""
    above = parent
    while above is not None and above != key:
        above = parents.get(above)
    return above is not None
