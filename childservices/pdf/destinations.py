"""Places in a pack that a link or an address can name, and the links that lead there."""

from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from childservices.pdf.errors import PackRefused
from childservices.pdf.trees import read_name_tree, text_key, write_name_tree

PACK_ADDRESS = "https://pack.invalid/#"


class Destinations:
    """The named places of a pack: `KEY` is the first page of an item, `KEY/anchor` a place inside it.

    Items may use one anchor twice between them: each has its own names. A link to `https://pack.invalid/#KEY` in any
    item, front sheets included, becomes a jump inside the pack.
    """

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._places: dict[bytes, Object] = {}
        self._asked_for: set[str] = set()

    def add_item(self, key: str, source: Pdf, pages: Sequence[Object]) -> None:
        """Will name the item's first page and its anchors, and lead its links there; its pages were copied already."""
        first_page = Array([pages[0], Name.XYZ, None, None, None])
        self._places[text_key(key)] = self._pdf.make_indirect(first_page)
        for anchor, place in _anchors(source):
            indirect = place if place.is_indirect else source.make_indirect(place)
            self._places[text_key(f"{key}/{anchor}")] = self._pdf.copy_foreign(indirect)
        for page in pages:
            for annotation in page.get(Name.Annots, Array()):
                self._lead(annotation, key)

    def close(self) -> Object:
        """Will give the name tree of all places; raises `PackRefused` when a link leads to an item that is not
        there."""
        missing = sorted(name for name in self._asked_for if text_key(name) not in self._places)
        if missing:
            raise PackRefused(f"A link in the pack leads to “{missing[0]}”, which is not in the pack.")
        return write_name_tree(self._pdf, self._places)

    def _lead(self, annotation: Object, key: str) -> None:
        action = annotation.get(Name.A, Dictionary())
        address = str(action.get(Name.URI, ""))
        if address.startswith(PACK_ADDRESS):
            target = unquote(address.removeprefix(PACK_ADDRESS))
            self._asked_for.add(target)
            del annotation[Name.A]
            annotation.Dest = String(target)
        for holder, name in ((annotation, Name.Dest), (action, Name.D)):
            if not address and isinstance(holder.get(name), String | Name):
                holder[name] = String(f"{key}/{_plain(holder[name])}")


def place_name(destination: Object, key: str) -> Object:
    """Will give a destination as the pack knows it: a name of the item's own gets the item's key before it."""
    if isinstance(destination, String | Name):
        return String(f"{key}/{_plain(destination)}")
    return destination


def _anchors(source: Pdf) -> Iterator[tuple[str, Object]]:
    """PDF 1.1 kept the named places as a dictionary, later versions keep a name tree."""
    for name, place in source.Root.get(Name.Dests, Dictionary()).items():
        yield name.removeprefix("/"), place
    names = source.Root.get(Name.Names, Dictionary())
    if Name.Dests in names:
        for raw, place in read_name_tree(names.Dests):
            yield str(String(raw)), place


def _plain(name: Object) -> str:
    return str(name).removeprefix("/") if isinstance(name, Name) else str(name)
