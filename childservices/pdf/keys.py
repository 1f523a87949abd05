"""The name of a rendering: a hash of everything that it depends on, so that what is the same is never set twice."""

import ctypes
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from childservices.pdf.council_fonts import FONTCONFIG
from childservices.pdf.errors import RenderFailed

_PACKAGES = ("weasyprint", "pikepdf", "page-validation")  # what sets, what writes, what judges
_LIBRARIES = (
    ("libpango-1.0.so.0", "pango_version_string"),
    ("libharfbuzz.so.0", "hb_version_string"),
    ("libharfbuzz-subset.so.0", None),  # without it, fonts are cut by another program
)
_OWN_CODE = Path(__file__).parent


def render_key(*, html: str, id_prefix: str, fonts: Path, stylesheet: Path) -> str:
    """Will give the name under which a paper's rendering and verdict may be kept: 64 hexadecimal digits.

    What the HTML loads must be named by its own hash, as stored files are. What all papers of a process share is read
    once, and again when the stylesheet changed. Raises `RenderFailed` when a file of it is missing.
    """
    try:
        shared = _shared_by_all(fonts.resolve(), stylesheet.resolve(), stylesheet.stat().st_mtime_ns)
    except OSError as error:
        raise RenderFailed(
            f"The file {error.filename} is missing, without which no paper can be set."
        ) from error
    return _hash([shared, id_prefix.encode(), html.encode()]).hex()


@lru_cache(maxsize=2)
def _shared_by_all(fonts: Path, stylesheet: Path, _changed: int) -> bytes:
    font_files = [fonts / FONTCONFIG, *sorted(fonts.glob("*.ttf"))]
    return _hash(
        [
            *(f"{name} {version(name)}".encode() for name in _PACKAGES),
            *_library_versions(),
            *(path.read_bytes() for path in (stylesheet, *font_files, *sorted(_OWN_CODE.rglob("*.py")))),
        ]
    )


def _library_versions() -> Iterator[bytes]:
    for file_name, function in _LIBRARIES:
        try:
            library = ctypes.CDLL(file_name)
        except OSError:  # a machine that lacks one says so when it has to set a paper
            yield f"no {file_name}".encode()
            continue
        if function is None:
            yield file_name.encode()
            continue
        asked = getattr(library, function)
        asked.restype = ctypes.c_char_p
        yield f"{file_name} ".encode() + asked()


def _hash(parts: Iterable[bytes]) -> bytes:
    """Hash parts one by one, so that nothing can move from one into the next without being noticed."""
    digest = sha256()
    for part in parts:
        digest.update(sha256(part).digest())
    return digest.digest()
