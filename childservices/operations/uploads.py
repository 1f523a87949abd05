"""Keeping what cleaning makes of uploaded files."""

import hashlib
from dataclasses import astuple
from datetime import datetime

from django.db import transaction

from childservices.models import CleanedUpload
from childservices.operations.files import keep_file
from childservices.uploads import CLEANER, CleanedFile, UploadKind, clean_upload

ORIGINAL_TYPES = {
    UploadKind.PDF: "application/pdf",
    UploadKind.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    UploadKind.SPREADSHEET: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def cleaned_upload(*, data: bytes, at: datetime) -> CleanedUpload:
    """Will give what papers hold of a file, cleaning it unless that was done before.

    Cleaning takes seconds and is done outside any transaction. Raises a `PaperError` for a file that papers cannot
    hold, of which nothing is kept.
    """
    digest = hashlib.sha256(data).hexdigest()
    same = CleanedUpload.objects.filter(original=digest, cleaner=CLEANER)
    same.update(asked_for_at=at)
    known: CleanedUpload | None = same.select_related("original").first()
    return known or _keep(data, clean_upload(data), at=at)


@transaction.atomic
def _keep(data: bytes, cleaned: CleanedFile, *, at: datetime) -> CleanedUpload:
    made = {
        "original": (data, ORIGINAL_TYPES.get(cleaned.kind, cleaned.media_type)),
        "html": (cleaned.html.encode(), "text/html"),
        "file": (cleaned.file, cleaned.media_type),
        "preview": (cleaned.preview.encode(), "text/html"),
    }
    rows = {
        name: keep_file(data=content, media_type=media_type, at=at)
        for name, (content, media_type) in made.items()
        if content
    }
    said = {
        "kind": cleaned.kind,
        "pages": cleaned.pages,
        "findings": [astuple(finding) for finding in cleaned.findings],
        "flags": list(cleaned.flags),
        "asked_for_at": at,
    }
    upload, _ = CleanedUpload.objects.get_or_create(
        original=rows.pop("original"), cleaner=CLEANER, defaults={**rows, **said}
    )
    return upload
