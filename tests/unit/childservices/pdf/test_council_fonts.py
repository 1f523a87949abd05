"""The shipped fonts: ours by name, free by licence, complete for what councils write, small."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from childservices.pdf.council_fonts import FACES, SHIPPED_FONTS, Face, make_font, make_fonts

RESERVED = ("liberation", "arimo", "dejavu", "bitstream", "vera")
COUNCIL_WRITING = (
    "Łódź Nový Jičín Şükran Çelik Ţepeş Siân Nguyễn £1,819,926.00 “quoted” – 58.6% ½ ≤ ≥ × · … § CO₂ m² µ ‑"
)
MARKS = "✓✗✔✘★☆☐☑☒⚠●▲▼■→↑↓↗"


def characters(path: Path) -> set[str]:
    return {chr(code) for code in TTFont(path).getBestCmap()}


def widths(font: TTFont) -> dict[int, int]:
    """How wide each character is, in units of the font."""
    return {code: font["hmtx"][glyph][0] for code, glyph in font.getBestCmap().items()}


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.file_name)
@pytest.mark.parametrize("suffix", [".ttf", ".woff2"])
def test_a_font_goes_by_our_name_and_keeps_its_licence(face: Face, suffix: str) -> None:
    names = TTFont(SHIPPED_FONTS / f"{face.file_name}{suffix}")["name"]

    shown = [names.getDebugName(number) for number in (1, 2, 4, 6)]
    assert shown == [
        face.family,
        face.style,
        f"{face.family} {face.style}",
        f"{face.family}-{face.style}".replace(" ", ""),
    ]
    assert "icense" in names.getDebugName(13)
    assert not any(word in " ".join(shown).lower() for word in RESERVED)


def test_the_licences_lie_beside_the_fonts() -> None:
    open_font, dejavu = ((SHIPPED_FONTS / name).read_text() for name in ("OFL.txt", "DEJAVU-LICENCE.txt"))

    assert "SIL OPEN FONT LICENSE Version 1.1" in open_font
    assert "DEALINGS IN THE FONT SOFTWARE" in open_font
    assert "Bitstream Vera Fonts Copyright" in dejavu
    assert "Arev Fonts Copyright" in dejavu


def test_the_fonts_can_print_what_councils_write() -> None:
    sans = [
        characters(SHIPPED_FONTS / f"{face.file_name}.ttf") for face in FACES if face.family == "Council Sans"
    ]
    symbols = characters(SHIPPED_FONTS / "CouncilSymbols-Regular.ttf")

    for font in sans:
        assert set(COUNCIL_WRITING) - font - symbols == set()
    assert set(MARKS) - symbols == set()
    assert " " in symbols  # a space takes the font of the mark before it


def test_screens_get_the_characters_of_papers() -> None:
    for face in FACES:
        path = SHIPPED_FONTS / face.file_name
        assert characters(path.with_suffix(".woff2")) == characters(path.with_suffix(".ttf"))


def test_the_fonts_are_small_and_screens_name_each_of_them() -> None:
    sizes = [(SHIPPED_FONTS / f"{face.file_name}.woff2").stat().st_size for face in FACES]
    style = (SHIPPED_FONTS / "council-fonts.css").read_text()

    assert max(sizes) < 45_000
    assert [
        f"{face.file_name}.woff2" for face in FACES if f'url("{face.file_name}.woff2")' not in style
    ] == []


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.file_name)
def test_the_shipped_fonts_are_what_the_maker_makes(face: Face) -> None:
    if not face.source.exists():
        pytest.skip(f"{face.source} is not on this machine")

    made, shipped = make_font(face), TTFont(SHIPPED_FONTS / f"{face.file_name}.ttf")

    assert widths(made) == widths(shipped)


def test_making_a_font_twice_gives_the_same_files(tmp_path: Path) -> None:
    symbols = FACES[-1]
    if not symbols.source.exists():
        pytest.skip(f"{symbols.source} is not on this machine")
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()

    first, second = (make_fonts(folder, [symbols]) for folder in folders)

    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert [path.name for path in first] == ["CouncilSymbols-Regular.ttf", "CouncilSymbols-Regular.woff2"]
