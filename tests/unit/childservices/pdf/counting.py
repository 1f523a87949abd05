"""What a pack holds, counted by readers that know nothing of the code under test."""

import subprocess
from collections.abc import Iterator, Sequence
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, parse_content_stream

from tests.unit.childservices.pdf.samples import open_pdf, roles

Piece = tuple[int, int]  # page index, marked-content number


def elements_of(data: bytes) -> int:
    """How many structure elements a PDF has, its Document counted."""
    with open_pdf(data) as pdf:
        return len(roles(pdf))


def content_of(data: bytes) -> tuple[set[Piece], set[Piece], set[Piece]]:
    """The marked content of a PDF as its pages hold it, as its tree owns it, and as the way back lists it."""
    with open_pdf(data) as pdf:
        indexes = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
        by_key = {int(page.obj.StructParents): index for index, page in enumerate(pdf.pages)}
        in_streams = {
            (index, int(step.operands[1].MCID))
            for index, page in enumerate(pdf.pages)
            for step in parse_content_stream(page, "BDC")
            if Name.MCID in step.operands[1]
        }
        in_tree = {
            (indexes[page.objgen], number) for page, number in _structure_kids(pdf.Root.StructTreeRoot)
        }
        listed = {
            (by_key[int(key)], number)
            for key, owners in _parent_entries(pdf)
            if isinstance(owners, Array)
            for number in range(len(owners))
        }
    return in_streams, in_tree, listed


def stamps_of(texts: Sequence[str]) -> list[str]:
    """The last line of each page's text that is a page number."""
    return [next(line for line in reversed(text.splitlines()) if line.startswith("Page ")) for text in texts]


def texts_of(data: bytes) -> list[str]:
    """The text of each page, as an independent and quick reader finds it."""
    found = subprocess.run(
        ["pdftotext", "-", "-"], input=data, capture_output=True, check=True
    ).stdout.decode()
    return found.split("\f")[:-1]


def links_of(data: bytes, pages: int = 1) -> list[int]:
    """The page numbers that the links of the first pages lead to; a link over two lines counts once."""
    with open_pdf(data) as pdf:
        front = [pdf.pages[index] for index in range(pages)]
        links = [link for page in front for link in page.obj.get(Name.Annots, Array())]
        return list(dict.fromkeys(target_page(pdf, link) for link in links))


def target_page(pdf: Pdf, annotation: Any) -> int:
    """The number of the page that a link inside a pack leads to."""
    names = {}
    for leaf in pdf.Root.Names.Dests.Kids:
        names.update(zip(map(str, leaf.Names[::2]), leaf.Names[1::2], strict=True))
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    return pages[names[str(annotation.Dest)][0].objgen]


def _structure_kids(element: Any) -> Iterator[tuple[Any, int]]:
    kids = element.get(Name.K, Array())
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and Name.S in kid:
            yield from _structure_kids(kid)
        elif isinstance(kid, Dictionary) and Name.MCID in kid:
            yield kid.Pg, int(kid.MCID)
        elif not isinstance(kid, Dictionary):
            yield element.Pg, int(kid)


def _parent_entries(pdf: Pdf) -> Iterator[tuple[Any, Any]]:
    tree = pdf.Root.StructTreeRoot.ParentTree
    for leaf in tree.get(Name.Kids, [tree]):
        yield from zip(leaf.Nums[::2], leaf.Nums[1::2], strict=True)
