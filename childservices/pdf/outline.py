"""Bookmarks: the contents that a reader shows beside the pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pikepdf import Dictionary, Name, Object, Pdf, String

from childservices.pdf.destinations import place_name


@dataclass(frozen=True)
class Bookmark:
    """One line of the contents: its words, where it leads, and the lines below it, which are shown when asked for."""

    title: str
    destination: Object
    below: tuple["Bookmark", ...] = ()


def read_bookmarks(pdf: Pdf, source: Pdf, key: str) -> tuple[Bookmark, ...]:
    """Will take over the bookmarks of an item whose pages were copied into the pack already.

    A single bookmark on top is the item's own title, which the pack shows anyway: those below it are given.
    """
    outlines = source.Root.get(Name.Outlines)
    if outlines is None or Name.First not in outlines:
        return ()
    copied = pdf.copy_foreign(outlines if outlines.is_indirect else source.make_indirect(outlines))
    bookmarks = _read(copied.get(Name.First), key)
    return bookmarks[0].below if len(bookmarks) == 1 else bookmarks


def write_bookmarks(pdf: Pdf, bookmarks: Sequence[Bookmark]) -> None:
    """Will write the bookmarks of a pack, each item closed, and have readers show them when the pack is opened."""
    if not bookmarks:
        return
    outlines = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    outlines.Count = _write(pdf, bookmarks, outlines)
    pdf.Root.Outlines = outlines
    pdf.Root.PageMode = Name.UseOutlines


def _read(line: Object | None, key: str) -> tuple[Bookmark, ...]:
    bookmarks = []
    while line is not None:
        action = line.get(Name.A, Dictionary())
        destination = line.get(Name.Dest, action.get(Name.D))
        if destination is not None:
            below = _read(line.get(Name.First), key)
            bookmarks.append(Bookmark(str(line.get(Name.Title, "")), place_name(destination, key), below))
        line = line.get(Name.Next)
    return tuple(bookmarks)


def _write(pdf: Pdf, bookmarks: Sequence[Bookmark], parent: Object) -> int:
    """Will write one level; gives how many lines it and all below it have."""
    lines = [
        pdf.make_indirect(Dictionary(Title=String(mark.title), Parent=parent, Dest=mark.destination))
        for mark in bookmarks
    ]
    for line, following in pairwise(lines):
        line.Next, following.Prev = following, line
    for line, mark in zip(lines, bookmarks, strict=True):
        if mark.below:
            line.Count = -_write(pdf, mark.below, line)  # negative: closed
    parent.First, parent.Last = lines[0], lines[-1]
    return len(lines)
