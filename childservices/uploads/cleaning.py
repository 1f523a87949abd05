"""From the bytes that somebody uploaded to what papers hold of them."""

import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass, field
from html import escape
from tempfile import TemporaryDirectory

import nh3

from childservices.pdf.clean import clean_pdf
from childservices.pdf.confined import Answer, Confined, Limits
from childservices.pdf.findings import Finding
from childservices.pdf.inserts import judge_pages
from childservices.richtext.vocabulary import ATTRIBUTES, TAGS, URL_SCHEMES
from childservices.uploads.kinds import UploadKind, kind_of
from childservices.uploads.pictures import clean_picture, data_address
from childservices.uploads.spreadsheets import read_spreadsheet
from childservices.uploads.word import read_word

CLEANER = 1
"""Counted up whenever cleaning gives something else for the same file."""
_MODULE = "childservices.uploads.cleaning"
_LIMITS = Limits(cpu_seconds=40, wall_seconds=90)
_PICTURE_ADDRESS = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/]+=*")
_LONGEST_FLAG = 500
_SEPARATE = re.compile(r"\n\s*\n")

_confined = Confined(limits=_LIMITS, modules=frozenset({_MODULE}))


@dataclass(frozen=True)
class CleanedFile:
    """What papers hold of an uploaded file."""

    kind: UploadKind
    flags: tuple[str, ...] = ()
    """What its author should know, a sentence each."""
    html: str = ""
    """What stands in the paper: the text of a Word document, tables, the words on the pages of a PDF."""
    preview: str = ""
    """Pictures of the first pages of a PDF, as HTML for its author."""
    file: bytes = b""
    """What readers get instead of the file that was uploaded; nothing where the paper holds all of it."""
    media_type: str = ""
    """The media type of `file`."""
    pages: int = 0
    """How many pages of its own follow the paper."""
    findings: tuple[Finding, ...] = ()
    """What speaks against these pages as PDF/UA-1."""


def clean_upload(data: bytes) -> CleanedFile:
    """Will make an uploaded file harmless in a child process; raises a `PaperError` with a sentence for what it cannot.

    What the child gives is taken for what the file has made of it: its HTML is cleaned once more here.
    """
    with TemporaryDirectory() as folder:  # also when the child is killed
        answer = _confined.call(f"{_MODULE}:clean_in_child", data=data, folder=folder)
    told = answer.details
    file, *pictures = answer.payloads
    shown = [_page_picture(number, picture) for number, picture in enumerate(pictures, start=1)]
    return CleanedFile(
        kind=UploadKind(told["kind"]),
        flags=tuple(str(flag)[:_LONGEST_FLAG] for flag in told["flags"]),
        html=_last_word.clean(str(told["html"])),
        preview=_last_word.clean("".join(shown)),
        file=file,
        media_type=_MEDIA_TYPES[str(told["media_type"])],
        pages=int(told["pages"]),
        findings=tuple(Finding(str(rule), str(words), page) for rule, words, page in told["findings"]),
    )


def clean_in_child(*, data: bytes, folder: str) -> Answer:
    """Will make an uploaded file harmless; for `Confined` alone, since a library may fall for what is in it."""
    kind = kind_of(data)
    cleaned = _CLEANING[kind](data, folder)
    details = {
        "kind": kind.value,
        "flags": list(cleaned.flags),
        "html": cleaned.html,
        "media_type": cleaned.media_type,
        "pages": cleaned.pages,
        "findings": [astuple(finding) for finding in cleaned.findings],
    }
    return Answer([cleaned.file, *cleaned.pictures], details)


@dataclass(frozen=True)
class _Cleaned:
    flags: Sequence[str] = ()
    html: str = ""
    file: bytes = b""
    media_type: str = ""
    pages: int = 0
    findings: Sequence[Finding] = ()
    pictures: Sequence[bytes] = field(default=())


def _clean_pdf(data: bytes, folder: str) -> _Cleaned:
    clean = clean_pdf(data, folder=folder)
    return _Cleaned(
        flags=clean.flags,
        html=_words_of_pages(clean.texts),
        file=clean.pdf,
        media_type="application/pdf",
        pages=len(clean.texts),
        findings=judge_pages(clean.pdf, len(clean.texts)).findings,
        pictures=clean.previews,
    )


def _clean_word(data: bytes, _folder: str) -> _Cleaned:
    text = read_word(data)
    return _Cleaned(flags=text.flags, html=text.html)


def _clean_spreadsheet(data: bytes, _folder: str) -> _Cleaned:
    tables = read_spreadsheet(data)
    return _Cleaned(flags=tables.flags, html=tables.html, file=tables.csv, media_type="text/csv")


def _clean_picture(data: bytes, _folder: str) -> _Cleaned:
    picture = clean_picture(data)
    return _Cleaned(file=picture.data, media_type=picture.media_type)


_CLEANING = {
    UploadKind.PDF: _clean_pdf,
    UploadKind.WORD: _clean_word,
    UploadKind.SPREADSHEET: _clean_spreadsheet,
    UploadKind.PICTURE: _clean_picture,
}
_MEDIA_TYPES = {kind: kind for kind in ("", "application/pdf", "text/csv", "image/png", "image/jpeg")}


def _words_of_pages(texts: Sequence[str]) -> str:
    """The words of a PDF page by page, for those who cannot see its pages."""
    if not any(texts):
        return "<p>The pages of this file are pictures without text, which screen readers cannot read.</p>"
    pages = (f"<h4>Page {number}</h4>{_paragraphs(text)}" for number, text in enumerate(texts, start=1))
    return f"<h3>Text of the file, taken out by machine</h3>{''.join(pages)}"


def _paragraphs(text: str) -> str:
    if not text:
        return "<p>This page has no text that a machine can read.</p>"
    return "".join(
        f"<p>{escape(' '.join(part.split()))}</p>" for part in _SEPARATE.split(text) if part.strip()
    )


def _page_picture(number: int, picture: bytes) -> str:
    return f'<img src="{data_address(picture, "image/jpeg")}" alt="Page {number} as it will be printed">'


def _wanted(tag: str, name: str, value: str) -> str | None:
    """Pictures stand in the HTML itself, and come from nowhere else."""
    if (tag, name) == ("img", "src"):
        return value if _PICTURE_ADDRESS.fullmatch(value) else None
    return None if value.startswith("data:") else value


_last_word = nh3.Cleaner(
    tags={*TAGS, "div", "img"},
    attributes={**ATTRIBUTES, "img": {"src", "alt"}},
    allowed_classes={"div": {"table-block", "landscape"}, "table": {"figures"}},
    attribute_filter=_wanted,
    url_schemes={*URL_SCHEMES, "data"},
    link_rel=None,
)
