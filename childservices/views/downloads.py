"""Handing out a stored file, once the calling view has decided that this person may have it."""

from django.core.files.storage import default_storage
from django.http import FileResponse

from childservices.domain.refusals import Refusal
from childservices.models import StoredFile

SANDBOX = "default-src 'none'; sandbox"


class FileMissing(Refusal):
    """The row of a file is there and its bytes are not."""


def download_response(*, file: StoredFile, name: str) -> FileResponse:
    """Send a stored file as an attachment under a name for people; raises FileMissing when its bytes are gone.

    The browser neither guesses its kind nor runs anything in it (RFC 6266, nosniff, a sandbox), and no cache
    between the council and the reader keeps it.
    """
    try:
        stored = default_storage.open(file.path, "rb")
    except FileNotFoundError as error:
        raise FileMissing("This file is missing from the store. Tell an administrator.") from error
    response = FileResponse(stored, as_attachment=True, filename=name, content_type=file.media_type)
    response["Content-Length"] = str(file.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cache-Control"] = "private, no-store"
    return response
