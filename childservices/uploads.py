"""What an uploaded file is, told by its structure and never by its name."""

import io
import zipfile
from warnings import catch_warnings, simplefilter

from PIL import Image

from childservices.pdf import is_readable_pdf

OFFICE_PARTS = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
PICTURES = {"PNG": "image/png", "JPEG": "image/jpeg"}
LARGEST_PICTURE = 50_000_000


def recognised_media_type(data: bytes) -> str | None:
    """Tell the media type of a PDF, Word document, spreadsheet, PNG or JPEG; None for anything else."""
    if data.startswith(b"%PDF-"):
        return "application/pdf" if is_readable_pdf(data) else None
    if data.startswith(b"PK"):
        return _office_type(data)
    return _picture_type(data)


def _office_type(data: bytes) -> str | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return None
    if "[Content_Types].xml" not in names or any(name.endswith("vbaProject.bin") for name in names):
        return None
    return next((media_type for part, media_type in OFFICE_PARTS.items() if part in names), None)


def _picture_type(data: bytes) -> str | None:
    try:
        with catch_warnings():
            simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=tuple(PICTURES)) as picture:
                if picture.width * picture.height > LARGEST_PICTURE:
                    return None
                picture.verify()
                return PICTURES[picture.format or ""]
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
