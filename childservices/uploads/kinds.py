"""What an uploaded file is, told by its structure and never by its name."""

import io
import re
import zipfile
from enum import StrEnum

from childservices.pdf.clean import looks_like_pdf
from childservices.pdf.errors import UploadRefused

OFFICE_PART = "[Content_Types].xml"
MOST_PARTS = 5_000
LARGEST_UNPACKED = 200_000_000  # bytes
DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")


class UploadKind(StrEnum):
    """What people may attach."""

    PDF = "pdf"
    WORD = "word"
    SPREADSHEET = "spreadsheet"
    PICTURE = "picture"

    @property
    def words(self) -> str:
        """What it is called in a sentence."""
        return _WORDS[self]

    def is_told_by(self, name: str) -> bool:
        """Whether a file's name says that it is of this kind; one that says nothing agrees with all."""
        ending = name.rpartition(".")[2].lower() if "." in name else ""
        return ending in _ENDINGS[self] or not ending


_WORDS = {
    UploadKind.PDF: "a PDF",
    UploadKind.WORD: "a Word document",
    UploadKind.SPREADSHEET: "a spreadsheet",
    UploadKind.PICTURE: "a picture",
}
_ENDINGS = {
    UploadKind.PDF: {"pdf"},
    UploadKind.WORD: {"docx"},
    UploadKind.SPREADSHEET: {"xlsx"},
    UploadKind.PICTURE: {"png", "jpg", "jpeg"},
}
_OFFICE = {"word/document.xml": UploadKind.WORD, "xl/workbook.xml": UploadKind.SPREADSHEET}


def kind_of(data: bytes) -> UploadKind:
    """Will tell what a file is; raises `UploadRefused` for what papers cannot take."""
    if data.startswith(b"PK"):
        return _office_kind(data)
    if data.startswith(_PICTURES):
        return UploadKind.PICTURE
    if looks_like_pdf(data):
        return UploadKind.PDF
    if data.startswith(_OLD_OFFICE):
        raise UploadRefused(
            "This file is protected by a password or saved in an old format. Save it without a password as .docx, "
            ".xlsx or PDF, then upload it."
        )
    raise _unknown()


def _office_kind(data: bytes) -> UploadKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            kind = next((kind for part, kind in _OFFICE.items() if part in names), None)
            if OFFICE_PART not in names or kind is None:
                raise _unknown()
            _refuse_dangers(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise UploadRefused(
            "This file is damaged and cannot be read. Save it again, then upload it."
        ) from error
    return kind


def _refuse_dangers(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
        raise UploadRefused("This file has macros. Save it without them as .docx or .xlsx, then upload it.")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise UploadRefused(
            "This file is far larger than it seems when it is unpacked. Save it again with fewer and smaller pictures, "
            "then upload it."
        )
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and DOCTYPE.search(archive.read(part)[:2000]):
            raise UploadRefused(
                "This file was not written by Word or Excel as they write files. Save it again, then upload it."
            )


def _unknown() -> UploadRefused:
    return UploadRefused(
        "This file cannot be read as a PDF, Word document, spreadsheet or picture. Save it again as one of these."
    )
