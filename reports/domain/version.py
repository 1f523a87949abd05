"""Immutable versions of a report: the canonical text, its hashes, and what changed from one version to the next."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import TypeAlias

from reports.domain.block import blocks_of

Content: TypeAlias = "str | int | bool | list[Content] | tuple[Content, ...] | Mapping[str, Content] | None"
"""What a version may hold: decimals and dates are texts, files their SHA-256."""


@dataclass(frozen=True, slots=True)
class Component:
    """A part of a report as a version keeps it; its place among the others is no part of its hash."""

    id: str
    kind: str
    title: str
    """What it is called in a comparison: Finance, Recommendation 2, Appendix A."""
    content: Mapping[str, Content]
    """Everything that readers get of it by field name: texts, figure values, hashes of files."""

    @property
    def hash(self) -> str:
        """The SHA-256 of kind and content in canonical form; a renumbered component keeps it."""
        return sha256(canonical({"kind": self.kind, "content": self.content}))


class Change(StrEnum):
    """What happened to a component or a block."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


class Sign(StrEnum):
    """What stands before words in a comparison, so that nobody needs to see a colour."""

    KEPT = "="
    ADDED = "+"
    REMOVED = "−"


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of words that were kept, added or removed."""

    sign: Sign
    text: str


@dataclass(frozen=True, slots=True)
class BlockChange:
    """What happened to one block of a text, by its id."""

    id: str
    change: Change
    words: Sequence[Words]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What happened to one field of a component, block by block; without blocks, only how the words are set changed."""

    name: str
    blocks: Sequence[BlockChange]


@dataclass(frozen=True, slots=True)
class ComponentChange:
    """What happened to one component; one that was moved may have changed too, and then has fields."""

    component: Component
    change: Change
    is_moved: bool = False
    fields: Sequence[FieldChange] = ()


def canonical(content: Content) -> bytes:
    """Write content as JSON that is the same on every machine: sorted keys, no spaces, UTF-8.

    Raises:
        TypeError: it holds something that has no canonical form, such as a float, a Decimal or a date.
    """
    return json.dumps(_plain(content), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def canonical_report(components: Sequence[Component]) -> bytes:
    """Write a whole report as canonical JSON, its components in their order."""
    return canonical(
        [{"id": one.id, "kind": one.kind, "title": one.title, "content": one.content} for one in components]
    )


def sha256(data: bytes) -> str:
    """Give the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def compare(before: Sequence[Component], after: Sequence[Component]) -> Sequence[ComponentChange]:
    """Say what happened to each component, in the order of the later version, with what was removed at the end."""
    old = {one.id: one for one in before}
    kept = {one.id for one in after} & old.keys()
    in_order = _in_order(
        [one.id for one in before if one.id in kept], [one.id for one in after if one.id in kept]
    )
    changes = [
        _component_change(old[one.id], one, is_moved=one.id not in in_order)
        if one.id in kept
        else ComponentChange(one, Change.ADDED)
        for one in after
    ]
    return [*changes, *(ComponentChange(one, Change.REMOVED) for one in before if one.id not in kept)]


def compare_texts(before: str, after: str) -> Sequence[BlockChange]:
    """Compare two sanitised texts block by block by their ids, and within a block word by word."""
    old = _texts(before)
    new = _texts(after)
    added = [
        _block_change(block_id, old.get(block_id), text)
        for block_id, text in new.items()
        if old.get(block_id) != text
    ]
    return [
        *added,
        *(_block_change(block_id, text, None) for block_id, text in old.items() if block_id not in new),
    ]


def compare_words(before: str, after: str) -> Sequence[Words]:
    """Give the words of both texts in one row, each stretch under its sign."""
    old, new = before.split(), after.split()
    result = []
    for _, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old[first:last] == new[start:end]:
            result.append(Words(Sign.KEPT, " ".join(new[start:end])))
            continue
        removed, added = (
            Words(Sign.REMOVED, " ".join(old[first:last])),
            Words(Sign.ADDED, " ".join(new[start:end])),
        )
        result += [words for words in (removed, added) if words.text]
    return result


def _component_change(before: Component, after: Component, *, is_moved: bool) -> ComponentChange:
    if before.hash == after.hash:
        return ComponentChange(after, Change.MOVED if is_moved else Change.UNCHANGED, is_moved)
    return ComponentChange(after, Change.CHANGED, is_moved, list(_fields(before.content, after.content)))


def _fields(before: Mapping[str, Content], after: Mapping[str, Content]) -> Iterable[FieldChange]:
    for name in sorted(before.keys() | after.keys()):
        blocks = compare_texts(_text(before.get(name)), _text(after.get(name)))
        if before.get(name) != after.get(name):
            yield FieldChange(name, blocks)


def _text(content: Content) -> str:
    """Give a field as a text to compare; what is no text is compared in its canonical form."""
    if content is None:
        return ""
    return content if isinstance(content, str) else canonical(content).decode()


def _texts(text: str) -> Mapping[str, str]:
    """Give the words of each block by its id; a text that is no HTML is one block."""
    if not text.startswith("<"):
        return {"": text} if text else {}
    return {block.id: block.text for block in blocks_of(text)}


def _block_change(block_id: str, before: str | None, after: str | None) -> BlockChange:
    change = Change.ADDED if before is None else Change.REMOVED if after is None else Change.CHANGED
    return BlockChange(block_id, change, compare_words(before or "", after or ""))


def _in_order(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Give the ids that kept their order, as many as can be; the others were moved."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return frozenset(
        one for block in matcher.get_matching_blocks() for one in before[block.a : block.a + block.size]
    )


def _plain(content: Content) -> Content:
    """Copy content as JSON knows it, and refuse what two machines might write differently."""
    if isinstance(content, Mapping):
        return {_name(name): _plain(value) for name, value in content.items()}
    if isinstance(content, list | tuple):
        return [_plain(value) for value in content]
    if content is None or isinstance(content, str | int):
        return content
    raise TypeError(f"{type(content).__name__} has no canonical form. Give it as a text.")


def _name(name: object) -> str:
    if not isinstance(name, str):
        raise TypeError("The name of a field is a text.")
    return name
