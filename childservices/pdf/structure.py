"""One structure tree out of many: what makes a pack of tagged papers one tagged document.

No Python library merges tag trees. The method: pages first, then the tree is copied (else its pages would be lost), its
numbers are moved behind those already there, and what hung in the source's Document hangs in a Part of ours.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from childservices.pdf.errors import PackRefused
from childservices.pdf.trees import read_name_tree, read_number_tree, write_name_tree, write_number_tree


class StructureMerger:
    """The structure tree of a pack while it grows."""

    def __init__(self, pdf: Pdf, language: str) -> None:
        self._pdf = pdf
        self._language = language
        self._root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self._document = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root))
        self._parts: list[Object] = []
        self._parents: list[tuple[int, Object]] = []
        self._next_key = 0
        self._identifiers: dict[bytes, Object] = {}
        self._roles: dict[str, Object] = {}
        self._classes: dict[str, Object] = {}
        self._namespaces: list[Object] = []

    def adopt(self, source: Pdf, pages: Iterable[Object], *, key: str, title: str) -> None:
        """Will hang the structure of a source, whose pages were copied already, into a Part with a title.

        Identifiers that another item uses too get `key` before them. Raises `PackRefused` for a source without tags.
        """
        tree = source.Root.get(Name.StructTreeRoot)
        if tree is None or Name.K not in tree:
            raise PackRefused(f"“{title}” carries no structure for screen readers and cannot go into a pack.")
        copied = self._pdf.copy_foreign(tree if tree.is_indirect else source.make_indirect(tree))
        first_free = self._move_keys(pages, copied)
        part = self._add_part(copied, title, source.Root.get(Name.Lang))
        renamed_roles = self._take_roles(copied, key)
        identifiers = dict(read_name_tree(copied.IDTree)) if Name.IDTree in copied else {}
        prefix = f"{key}-".encode() if not identifiers.keys().isdisjoint(self._identifiers) else b""
        if prefix or renamed_roles:
            _rename(part, prefix, renamed_roles)
        self._identifiers.update({prefix + name: element for name, element in identifiers.items()})
        self._classes.update(dict(copied.get(Name.ClassMap, Dictionary()).items()))
        self._namespaces.extend(copied.get(Name.Namespaces, Array()))
        self._next_key = first_free

    def close(self) -> None:
        """Will write the tree into the pack."""
        self._document.K = Array(self._parts)
        self._root.K = Array([self._document])
        self._root.ParentTree = write_number_tree(self._pdf, self._parents)
        self._root.ParentTreeNextKey = self._next_key
        if self._identifiers:
            self._root.IDTree = write_name_tree(self._pdf, self._identifiers)
        if self._roles:
            self._root.RoleMap = Dictionary(self._roles)
        if self._classes:
            self._root.ClassMap = Dictionary(self._classes)
        if self._namespaces:
            self._root.Namespaces = Array(self._namespaces)
        self._pdf.Root.StructTreeRoot = self._root
        self._pdf.Root.MarkInfo = Dictionary(Marked=True)

    def _move_keys(self, pages: Iterable[Object], tree: Object) -> int:
        """Will number pages, annotations and the way back from them behind what is there; gives the next free
        number."""
        base = highest = self._next_key
        for owner, name in _numbered(pages):
            owner[name] = base + int(owner[name])
            highest = max(highest, int(owner[name]) + 1)
        for number, element in read_number_tree(tree.ParentTree):
            self._parents.append((base + number, element))
            highest = max(highest, base + number + 1)
        return highest

    def _add_part(self, tree: Object, title: str, language: Object | None) -> Object:
        part = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Part, P=self._document, T=String(title), K=Array())
        )
        if language is not None and str(language) != self._language:
            part.Lang = language
        for top in as_list(tree.K):
            for element in as_list(top.get(Name.K)) if top.get(Name.S) == Name.Document else [top]:
                element.P = part
                part.K.append(element)
        self._parts.append(part)
        return part

    def _take_roles(self, tree: Object, key: str) -> dict[str, Name]:
        """Will add the source's own types; one that means something else here gets another name, which is given."""
        renamed = {}
        for role, meaning in tree.get(Name.RoleMap, Dictionary()).items():
            if self._roles.get(role, meaning) == meaning:
                self._roles[role] = meaning
            else:
                renamed[role] = Name(f"{role}-{key}")
                self._roles[f"{role}-{key}"] = meaning
        return renamed


def as_list(kids: Any) -> list[Any]:
    """Will give what stands under /K as a list: nothing, one kid or several."""
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def elements_under(top: Object) -> Iterator[Object]:
    """Will give a structure element and all below it, in reading order."""
    waiting = [top]
    while waiting:
        element = waiting.pop()
        yield element
        kids = as_list(element.get(Name.K))
        waiting.extend(kid for kid in reversed(kids) if isinstance(kid, Dictionary) and Name.S in kid)


def attributes_of(element: Object) -> Sequence[Object]:
    """Will give the attribute dictionaries of an element, of whatever owner."""
    return [attribute for attribute in as_list(element.get(Name.A)) if isinstance(attribute, Dictionary)]


def _numbered(pages: Iterable[Object]) -> Iterator[tuple[Object, Name]]:
    for page in pages:
        if Name.StructParents in page:
            yield page, Name.StructParents
        for annotation in page.get(Name.Annots, Array()):
            if Name.StructParent in annotation:
                yield annotation, Name.StructParent


def _rename(part: Object, prefix: bytes, roles: dict[str, Name]) -> None:
    for element in elements_under(part):
        if str(element.S) in roles:
            element.S = roles[str(element.S)]
        if Name.ID in element:
            element.ID = String(prefix + bytes(element.ID))
        for attribute in attributes_of(element):
            if Name.Headers in attribute:
                attribute.Headers = Array([String(prefix + bytes(header)) for header in attribute.Headers])
