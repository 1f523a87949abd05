"""Somebody's PDF made harmless: only its pages are left, drawn anew, with every font that they need.

Poppler draws the pages into a new file: fonts are embedded, hidden layers stay hidden, fields of forms become ink. Of
that file pages alone are taken over. What stands in a PDF beside its pages never comes along, known or not.
"""

import io
import subprocess  # nosec B404: poppler's programs have no other door
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, ObjectStreamMode, Page, Pdf

from childservices.pdf.errors import UploadRefused
from childservices.pdf.suspect import Finding, findings_in, leave_only_pages, refuse_unprintable

SECONDS = 30.0
PREVIEWED_PAGES = 3
PREVIEW_DOTS = 50  # an inch
MOST_TEXT = 500_000  # characters
HEADER_WITHIN = 1024  # bytes, as readers allow
_MARKS = frozenset({"BMC", "BDC", "EMC", "MP", "DP"})
_NOT_TEXT = (
    "Screen readers cannot read the pages of a PDF as well as text: attach the Word file if there is one."
)
_TOO_MUCH_TEXT = "It has so much text that only the beginning stands in the web page of the paper."
_TOO_HEAVY = (
    "This PDF is too heavy to be printed. Export it again with simpler drawings and smaller pictures."
)


@dataclass(frozen=True)
class CleanPdf:
    """A PDF of nothing but pages, the text of each as far as a machine finds it, pictures of the first, and flags."""

    pdf: bytes
    texts: tuple[str, ...]
    previews: tuple[bytes, ...]
    """The first pages as JPEG."""
    flags: tuple[str, ...]
    """What the author should know, a sentence each."""


def looks_like_pdf(data: bytes) -> bool:
    """Will say whether readers take the bytes for a PDF, with or without something before it."""
    return b"%PDF-" in data[:HEADER_WITHIN]


def clean_pdf(data: bytes, *, folder: str | None = None, seconds: float = SECONDS) -> CleanPdf:
    """Will draw the pages of a PDF anew and leave everything else behind.

    What lies on the disk meanwhile lies in `folder`, which a caller empties who may have to kill this. Raises
    `UploadRefused` with a sentence for what cannot be opened, printed, or drawn within the time.
    """
    with _opened(data) as source:
        refuse_unprintable(source)
        flags = findings_in(source)
        leave_only_pages(source)
        is_sound = data.startswith(b"%PDF-") and not source.get_warnings()
        with TemporaryDirectory(dir=folder) as place:
            drawn, complaints = _draw(source, Path(place), seconds)
            clean = only_pages(drawn)
            texts = _texts(Path(place), clean, seconds)
            previews = _previews(Path(place), seconds)
    if complaints or not is_sound:
        flags.append(Finding.REPAIRED)
    shown = _bounded(texts)
    return CleanPdf(clean, shown, previews, (*flags, *_flags_of_texts(texts, shown), _NOT_TEXT))


def _opened(data: bytes) -> Pdf:
    if not looks_like_pdf(data):
        raise UploadRefused("This is not a PDF. Export it as a PDF again, then upload it.")
    if b"%%EOF" not in data[-HEADER_WITHIN * 2 :]:
        raise UploadRefused("The end of this PDF is missing. Export or copy it again, then upload it.")
    try:
        source = Pdf.open(io.BytesIO(data), suppress_warnings=True)
        len(source.pages)
    except pikepdf.PasswordError as error:
        raise UploadRefused("This PDF asks for a password. Save it without one, then upload it.") from error
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        raise UploadRefused(
            "This PDF is damaged and cannot be read. Export it again, then upload it."
        ) from error
    return source


def _draw(source: Pdf, folder: Path, seconds: float) -> tuple[bytes, bytes]:
    """Give the pages drawn anew, and what poppler complained of meanwhile."""
    source.save(folder / "quarantine.pdf", encryption=False)
    drawn = folder / "drawn.pdf"
    done = _run(["pdftocairo", "-pdf", str(folder / "quarantine.pdf"), str(drawn)], seconds)
    return drawn.read_bytes(), done.stderr


def _run(command: Sequence[str], seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Run one of poppler's programs."""
    try:
        return subprocess.run(command, capture_output=True, timeout=seconds, check=True)  # nosec B603
    except subprocess.TimeoutExpired as error:
        raise UploadRefused(_TOO_HEAVY) from error
    except subprocess.CalledProcessError as error:
        raise UploadRefused(
            "The pages of this PDF cannot be drawn. Export it again, then upload it."
        ) from error


def only_pages(drawn: bytes) -> bytes:
    """Will take over box, content and resources of each page, and no more."""
    saved = io.BytesIO()
    with Pdf.open(io.BytesIO(drawn)) as source, Pdf.new() as clean:
        for page in source.pages:
            clean.pages.append(page)
            _strip(clean, clean.pages[-1])
        _complete_fonts(clean)
        clean.remove_unreferenced_resources()
        clean.save(saved, deterministic_id=True, object_stream_mode=ObjectStreamMode.generate)
    return saved.getvalue()


def _strip(clean: Pdf, page: Page) -> None:
    for name in {*page.obj.keys()} - {"/Type", "/Parent", "/MediaBox", "/Contents", "/Resources"}:
        del page.obj[name]
    page.contents_coalesce()
    content = page.obj.Contents.read_bytes() if Name.Contents in page.obj else b""
    if b"DC" in content or b"MC" in content:
        kept = [step for step in pikepdf.parse_content_stream(page) if _is_ink(step)]
        content = pikepdf.unparse_content_stream(kept)
    page.obj.Contents = clean.make_stream(content)
    resources = page.obj.get(Name.Resources, Dictionary())
    if Name.Properties in resources:
        del resources[Name.Properties]


def _complete_fonts(clean: Pdf) -> None:
    """Cairo leaves out what is so anyhow if nothing is said, and PDF/UA wants to be said."""
    for part in clean.objects:
        if isinstance(part, Dictionary) and part.get(Name.Subtype) == Name.CIDFontType2:
            part[Name.CIDToGIDMap] = part.get(Name.CIDToGIDMap, Name.Identity)


def _is_ink(step: object) -> bool:
    """Marks would tell screen readers of a structure that is not there any more."""
    return not (isinstance(step, ContentStreamInstruction) and str(step.operator) in _MARKS)


def _texts(folder: Path, clean: bytes, seconds: float) -> tuple[str, ...]:
    (folder / "clean.pdf").write_bytes(clean)
    text = _run(["pdftotext", "-enc", "UTF-8", str(folder / "clean.pdf"), "-"], seconds).stdout
    return tuple(page.strip() for page in text.decode(errors="replace").split("\f")[:-1])


def _previews(folder: Path, seconds: float) -> tuple[bytes, ...]:
    dots, last = str(PREVIEW_DOTS), str(PREVIEWED_PAGES)
    place = str(folder / "page")
    _run(["pdftoppm", "-jpeg", "-r", dots, "-l", last, str(folder / "clean.pdf"), place], seconds)
    return tuple(path.read_bytes() for path in sorted(folder.glob("page-*.jpg")))


def _bounded(texts: Sequence[str]) -> tuple[str, ...]:
    bounded, left = [], MOST_TEXT
    for text in texts:
        bounded.append(text[:left])
        left -= len(bounded[-1])
    return tuple(bounded)


def _flags_of_texts(texts: Sequence[str], shown: Sequence[str]) -> Sequence[str]:
    flags = []
    bare = sum(not text for text in texts)
    if bare:
        which = "No page" if bare == len(texts) else f"{bare} of its {len(texts)} pages"
        verb = "has text" if bare == len(texts) else "have no text"
        flags.append(
            f"{which} {verb} that a machine can read, as in a scan: screen readers cannot read it. "
            "Attach a file with text, or type what it says into the appendix."
        )
    return [*flags, _TOO_MUCH_TEXT] if list(texts) != list(shown) else flags
