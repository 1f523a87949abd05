"""Where files lie: written whole or not at all, and never twice under one name."""

import errno
import io
import os
import tempfile
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.db import OperationalError

LARGEST_UPLOAD = 20 * 1024 * 1024  # bytes


class WriteOnceStorage(FileSystemStorage):
    """A folder whose files appear whole under their final name: a crash leaves no half a file there."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Keep the name asked for: it is the hash of the bytes, so that the same name is the same file."""
        return name

    def _save(self, name: str, content: "File[bytes]") -> str:
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".new-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as out:
                for chunk in content.chunks():
                    out.write(chunk)
                out.flush()
                os.fsync(out.fileno())
            if self.file_permissions_mode is not None:
                Path(temporary).chmod(self.file_permissions_mode)
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
        return name


def is_disk_full(error: BaseException) -> bool:
    """Say whether an error means that the disk, a quota or the database has no room left."""
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    if isinstance(error, OperationalError):
        return getattr(error.__cause__, "sqlstate", None) == "53100" or "disk is full" in str(error)
    return False


class BoundedUploads(FileUploadHandler):
    """Lets go of what somebody sends beyond the largest upload: of such a file only its name and size arrive."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Hand on a part of the file, or nothing once there is too much of it."""
        return raw_data if start + len(raw_data) <= LARGEST_UPLOAD else None

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        """Give a file without bytes in place of one that is too large, so that a form can say how large it was."""
        if file_size <= LARGEST_UPLOAD:
            return None
        return UploadedFile(io.BytesIO(), self.file_name, self.content_type, file_size, self.charset)
