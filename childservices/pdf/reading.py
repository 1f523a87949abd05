"""Whether somebody's bytes are a PDF that can be opened."""

import io

import pikepdf


def is_readable_pdf(data: bytes) -> bool:
    """Say whether the bytes are a PDF that opens without a password and has at least one page."""
    try:
        with pikepdf.Pdf.open(io.BytesIO(data)) as pdf:
            return len(pdf.pages) > 0
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return False
