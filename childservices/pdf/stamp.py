"""What is written over the pages of a pack: page numbers, "Not for publication", "Draft".

All of it is marked as pagination artifact, which a screen reader passes over: the page number is a property of the page
(its label) and what may not be published is said in the paper itself.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped, unused-ignore]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped, unused-ignore]
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf

CODE_PAGE = "cp1252"  # WinAnsi, the encoding that a simple TrueType font has
STAMP_SIZE = 9.0
STAMP_DISTANCE = 24.0  # points from the edge of the paper to the line that the stamp stands on
WATERMARK_SIZE = 110.0
WATERMARK_STRENGTH = 0.12
_DIAGONAL = 0.7071
_FIRST, _LAST = 32, 255
_FONT, _STRENGTH = Name.PackStamp, Name.PackWatermark


@dataclass(frozen=True)
class Stamp:
    """What one page gets: the line at its foot and, for a page that the public does not see, the line at its head."""

    foot: str
    head: str = ""


class _Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class _StampFont:
    """A font with the characters of WinAnsi, and how wide each is, in thousandths of its size."""

    program: bytes
    widths: tuple[int, ...]
    bounds: tuple[int, ...]

    def width_of(self, text: bytes, size: float) -> float:
        return sum(self.widths[code - _FIRST] for code in text) * size / 1000


def stamp_pages(pdf: Pdf, stamps: Sequence[Stamp], *, font: Path, watermark: str | None = None) -> None:
    """Will write each page's stamp, and the watermark across all pages, over what the pages hold.

    `font` is a TrueType file, of which the needed part is embedded. Raises ValueError for a text that WinAnsi lacks.
    """
    face = _stamp_font(font)
    font_object = _embed(pdf, face)
    strength = pdf.make_indirect(
        Dictionary(Type=Name.ExtGState, ca=WATERMARK_STRENGTH, CA=WATERMARK_STRENGTH)
    )
    for page, stamp in zip(pdf.pages, stamps, strict=True):
        resources = _resources(page)
        _entry(resources, Name.Font)[_FONT] = font_object
        drawn = [_line(page, face, stamp.foot, "Footer")]
        if stamp.head:
            drawn.append(_line(page, face, stamp.head, "Header"))
        if watermark:
            _entry(resources, Name.ExtGState)[_STRENGTH] = strength
            drawn.append(_watermark(page, face, watermark))
        page.contents_add(b"q", prepend=True)  # so that what the page leaves behind does not move the stamp
        page.contents_add(b"Q\n" + b"\n".join(drawn))


def _line(page: Page, face: _StampFont, text: str, kind: Literal["Header", "Footer"]) -> bytes:
    box, encoded = _box(page), _encoded(text)
    left = box.left + (box.right - box.left - face.width_of(encoded, STAMP_SIZE)) / 2
    base = box.bottom + STAMP_DISTANCE if kind == "Footer" else box.top - STAMP_DISTANCE - STAMP_SIZE
    return _artifact(kind, f"0 g BT {_FONT} {STAMP_SIZE} Tf 1 0 0 1 {left:.2f} {base:.2f} Tm", encoded)


def _watermark(page: Page, face: _StampFont, text: str) -> bytes:
    """Across the middle, rising at 45 degrees; the letters' own height is taken off, so that it stands in the
    middle."""
    box, encoded = _box(page), _encoded(text)
    run = face.width_of(encoded, WATERMARK_SIZE) * _DIAGONAL
    height = WATERMARK_SIZE * _DIAGONAL * _DIAGONAL / 2
    left = (box.left + box.right - run) / 2 + height
    base = (box.bottom + box.top - run) / 2 - height
    turn = f"{_DIAGONAL} {_DIAGONAL} -{_DIAGONAL} {_DIAGONAL} {left:.2f} {base:.2f} Tm"
    return _artifact("Watermark", f"{_STRENGTH} gs 0 g BT {_FONT} {WATERMARK_SIZE} Tf {turn}", encoded)


def _artifact(kind: str, before: str, text: bytes) -> bytes:
    return (
        f"/Artifact <</Type /Pagination /Subtype /{kind}>> BDC q {before} <{text.hex()}> Tj ET Q EMC".encode()
    )


def _encoded(text: str) -> bytes:
    encoded = text.encode(CODE_PAGE)
    if min(encoded, default=_FIRST) < _FIRST:
        raise ValueError(f"A stamp is one line of text, not {text!r}.")
    return encoded


def _box(page: Page) -> _Box:
    return _Box(*(float(edge) for edge in page.cropbox.as_list()))


def _resources(page: Page) -> Object:
    """The page's own resources; those that it inherits are given to it, because they may serve others too."""
    if Name.Resources not in page.obj:
        page.obj.Resources = Dictionary(dict(page.resources.items()))
    return page.obj.Resources


def _entry(resources: Object, name: Name) -> Object:
    if name not in resources:
        resources[name] = Dictionary()
    return resources[name]


@lru_cache(maxsize=4)
def _stamp_font(path: Path) -> _StampFont:
    """Will cut the font down to WinAnsi; a process does it once."""
    font = TTFont(path, recalcTimestamp=False)
    options = Options(
        hinting=False, notdef_outline=True, layout_features=[], drop_tables=["GSUB", "GPOS", "GDEF"]
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in filter(None, _characters())])
    subsetter.subset(font)
    program = io.BytesIO()
    font.save(program)
    scale = 1000 / font["head"].unitsPerEm
    glyphs, metrics, head = font.getBestCmap(), font["hmtx"], font["head"]
    widths = (
        metrics[glyphs[ord(character)]][0] if character and ord(character) in glyphs else 0
        for character in _characters()
    )
    bounds = (head.xMin, head.yMin, head.xMax, head.yMax)
    return _StampFont(
        program.getvalue(),
        tuple(round(width * scale) for width in widths),
        tuple(round(bound * scale) for bound in bounds),
    )


def _characters() -> list[str]:
    """The characters of WinAnsi by code, empty where it has none."""
    return [bytes([code]).decode(CODE_PAGE, "ignore") for code in range(_FIRST, _LAST + 1)]


def _embed(pdf: Pdf, face: _StampFont) -> Object:
    program = pdf.make_stream(face.program)
    program.Length1 = len(face.program)
    name = Name("/PACKAA+CouncilSans")
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=name,
        Flags=32,
        FontBBox=Array(list(face.bounds)),
        ItalicAngle=0,
        Ascent=905,
        Descent=-212,
        CapHeight=729,
        StemV=80,
        FontFile2=program,
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.TrueType,
            BaseFont=name,
            FirstChar=_FIRST,
            LastChar=_LAST,
            Widths=Array(list(face.widths)),
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )
