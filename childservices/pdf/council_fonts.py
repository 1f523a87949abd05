"""The typefaces that papers and screens are set in, and how they are made from free ones.

`python -m childservices.pdf.council_fonts FOLDER` makes them anew. The Open Font Licence reserves the name of the
originals, so what is cut from them must be called something else: here "Council Sans" and "Council Symbols".
"""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped, unused-ignore]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped, unused-ignore]

SHIPPED_FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
STAMP_FONT = "CouncilSans-Regular.ttf"
FONTCONFIG = "fonts.conf"

LATIN: tuple[tuple[int, int], ...] = (
    (0x0020, 0x007E),  # Basic Latin
    (
        0x00A0,
        0x024F,
    ),  # Latin-1 and Latin Extended-A and -B: every language of the European Union, Turkish, Welsh
    (0x02C6, 0x02DD),  # spacing accents
    (0x0300, 0x036F),  # combining accents
    (0x0391, 0x03C9),  # Greek letters, for formulas and units
    (0x1E00, 0x1EFF),  # Latin Extended Additional: Welsh, Vietnamese
    (0x2000, 0x206F),  # dashes, quotation marks, spaces
    (0x2070, 0x209F),  # superior and inferior figures
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x218F),  # letter-like signs, fractions
    (0x2190, 0x2195),  # arrows of the monitoring tables
    (0x2200, 0x22FF),  # mathematical signs
    (0x25A0, 0x25FF),  # geometric marks of the monitoring tables
)
SYMBOLS: tuple[tuple[int, int], ...] = (
    (0x0020, 0x0020),  # a space takes the font of the mark before it
    (0x00A0, 0x00A0),
    (0x2000, 0x200D),
    (0x202F, 0x202F),
    (0x2011, 0x2011),  # a hyphen that does not break
    (0x2190, 0x21FF),  # all arrows
    (0x25A0, 0x25FF),  # geometric marks
    (0x2605, 0x2606),  # stars
    (0x2610, 0x2612),  # ballot boxes
    (0x26A0, 0x26A0),  # warning
    (0x2713, 0x2718),  # ticks and crosses
    (0xFE0E, 0xFE0F),  # asks for the plain or the coloured form of the mark before it
)


@dataclass(frozen=True)
class Face:
    """One font file that the council ships: where it comes from, what it is called, what it can print."""

    file_name: str
    family: str
    style: str
    source: Path
    characters: tuple[tuple[int, int], ...]


_LIBERATION = Path("/usr/share/fonts/truetype/liberation2")
FACES: tuple[Face, ...] = (
    Face("CouncilSans-Regular", "Council Sans", "Regular", _LIBERATION / "LiberationSans-Regular.ttf", LATIN),
    Face("CouncilSans-Bold", "Council Sans", "Bold", _LIBERATION / "LiberationSans-Bold.ttf", LATIN),
    Face("CouncilSans-Italic", "Council Sans", "Italic", _LIBERATION / "LiberationSans-Italic.ttf", LATIN),
    Face(
        "CouncilSans-BoldItalic",
        "Council Sans",
        "Bold Italic",
        _LIBERATION / "LiberationSans-BoldItalic.ttf",
        LATIN,
    ),
    Face(
        "CouncilSymbols-Regular",
        "Council Symbols",
        "Regular",
        Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
        SYMBOLS,
    ),
)

_COPYRIGHT, _FAMILY, _STYLE, _UNIQUE, _FULL, _VERSION, _POSTSCRIPT = range(7)
_LICENCE, _LICENCE_ADDRESS = 13, 14
_KEPT_NAMES = (_COPYRIGHT, _VERSION, _LICENCE, _LICENCE_ADDRESS)


def make_font(face: Face) -> TTFont:
    """Will cut a face out of its source under our own name, without hinting, always with the same bytes."""
    font = TTFont(face.source, recalcTimestamp=False)
    options = Options(
        hinting=False,
        notdef_outline=True,
        name_IDs=list(_KEPT_NAMES),
        name_languages=[0x409],
        layout_features=["kern", "ccmp", "locl", "mark", "mkmk"],
        drop_tables=["FFTM", "PCLT", "DSIG", "LTSH", "VDMX", "hdmx"],
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_code_points(face.characters))
    subsetter.subset(font)
    _rename(font, face)
    font["head"].modified = font["head"].created
    return font


def make_fonts(folder: Path, faces: Iterable[Face] = FACES) -> list[Path]:
    """Will write faces into the folder, as TrueType for the PDF and as WOFF2 for screens; gives the files."""
    written = []
    for face in faces:
        for flavor, suffix in ((None, ".ttf"), ("woff2", ".woff2")):
            font = make_font(face)
            font.flavor = flavor
            target = folder / f"{face.file_name}{suffix}"
            font.save(target)
            written.append(target)
    return written


def _code_points(ranges: Iterable[tuple[int, int]]) -> list[int]:
    return [point for first, last in ranges for point in range(first, last + 1)]


def _rename(font: TTFont, face: Face) -> None:
    names = font["name"]
    post_script = f"{face.family}-{face.style}".replace(" ", "")
    for name_id, text in (
        (_FAMILY, face.family),
        (_STYLE, face.style),
        (_UNIQUE, f"Childservices {post_script}"),
        (_FULL, f"{face.family} {face.style}"),
        (_POSTSCRIPT, post_script),
    ):
        names.setName(text, name_id, 3, 1, 0x409)


if __name__ == "__main__":
    for path in make_fonts(Path(sys.argv[1])):
        sys.stdout.write(f"{path} {path.stat().st_size}\n")
