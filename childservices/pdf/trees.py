"""Number trees and name trees: the sorted indexes of a PDF (ISO 32000-1, 7.9.6 and 7.9.7)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

LEAF_SIZE = 256


def read_number_tree(root: Object) -> Iterator[tuple[int, Object]]:
    """Will give the entries of a number tree in the order in which they are written."""
    for key, value in _entries(root, Name.Nums):
        yield int(key), value


def read_name_tree(root: Object) -> Iterator[tuple[bytes, Object]]:
    """Will give the entries of a name tree, names as the bytes that they are compared by."""
    for key, value in _entries(root, Name.Names):
        yield bytes(key), value


def write_number_tree(pdf: Pdf, entries: Iterable[tuple[int, Object]]) -> Object:
    """Will write a number tree, sorted."""
    ordered = sorted(entries, key=lambda entry: entry[0])
    return _write(pdf, Name.Nums, list(ordered))


def write_name_tree(pdf: Pdf, entries: Mapping[bytes, Object]) -> Object:
    """Will write a name tree, sorted by bytes as readers expect."""
    return _write(pdf, Name.Names, [(String(name), entries[name]) for name in sorted(entries)])


def text_key(text: str) -> bytes:
    """Will give the bytes under which a text stands in a name tree."""
    return bytes(String(text))


def _entries(root: Object, kind: Name) -> Iterator[tuple[Object, Object]]:
    """Nodes already seen are skipped: a damaged file may point in circles."""
    seen: set[tuple[int, int]] = set()
    nodes = [root]
    while nodes:
        node = nodes.pop()
        if node.is_indirect and node.objgen in seen:
            continue
        seen.add(node.objgen)
        flat = list(node.get(kind, Array()))
        yield from zip(flat[::2], flat[1::2], strict=False)
        nodes.extend(reversed(list(node.get(Name.Kids, Array()))))


def _write(pdf: Pdf, kind: Name, entries: Sequence[tuple[object, Object]]) -> Object:
    leaves = []
    for start in range(0, len(entries), LEAF_SIZE):
        leaf = entries[start : start + LEAF_SIZE]
        content = Dictionary(Limits=Array([leaf[0][0], leaf[-1][0]]))
        content[kind] = Array(chain.from_iterable(leaf))
        leaves.append(pdf.make_indirect(content))
    return pdf.make_indirect(Dictionary(Kids=Array(leaves)))
