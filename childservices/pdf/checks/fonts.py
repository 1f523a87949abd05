"""Fonts: all embedded, and every letter known for what it is."""

from collections.abc import Iterator

from pikepdf import Dictionary, Name, Object, Pdf

from childservices.pdf.checks.structure import ObjectId
from childservices.pdf.findings import Finding

_PROGRAMS = (Name.FontFile, Name.FontFile2, Name.FontFile3)
_SYMBOLIC = 4  # a flag of font descriptors


def check_fonts(pdf: Pdf) -> Iterator[Finding]:
    """Will check every font that a page or a drawing on it uses, once."""
    seen: set[ObjectId] = set()
    for number, page in enumerate(pdf.pages, start=1):
        waiting: list[Object] = [page.resources]
        while waiting:
            resources = waiting.pop()
            for font in _unseen(resources, Name.Font, seen):
                yield from _font(font, number)
            for drawing in _unseen(resources, Name.XObject, seen):
                if Name.Ref in drawing:
                    yield Finding("30-001", "The page draws something from another file.", number)
                if drawing.get(Name.Subtype) == Name.Form and Name.Resources in drawing:
                    waiting.append(drawing.Resources)


def _unseen(resources: Object, kind: Name, seen: set[ObjectId]) -> Iterator[Object]:
    for thing in resources.get(kind, Dictionary()).values():
        if thing.objgen not in seen:
            seen.add(thing.objgen)
            yield thing


def _font(font: Object, page: int) -> Iterator[Finding]:
    composite = font.get(Name.Subtype) == Name.Type0
    face = font.DescendantFonts[0] if composite else font
    descriptor = face.get(Name.FontDescriptor, Dictionary())
    name = str(font.get(Name.BaseFont, "")).removeprefix("/")
    if font.get(Name.Subtype) != Name.Type3 and not any(program in descriptor for program in _PROGRAMS):
        yield Finding("31-009", f"The font {name} is not embedded.", page)
    if composite:
        yield from _composite(font, face, name, page)
    elif Name.Encoding not in font and not int(descriptor.get(Name.Flags, 0)) & _SYMBOLIC:
        yield Finding("31-021", f"The font {name} does not say which letter is which.", page)


def _composite(font: Object, face: Object, name: str, page: int) -> Iterator[Finding]:
    if Name.ToUnicode not in font:
        yield Finding("31-027", f"The font {name} does not say which letter is which.", page)
    if face.get(Name.Subtype) == Name.CIDFontType2 and Name.CIDToGIDMap not in face:
        yield Finding("31-004", f"The font {name} does not say which shape is which.", page)
