"""Keeping files: once, under the hash of their bytes."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError, transaction

from childservices.domain.refusals import StorageFull
from childservices.models import StoredFile
from childservices.storage import is_disk_full


def keep_file(*, data: bytes, media_type: str, at: datetime) -> StoredFile:
    """Will keep the bytes once and give their row; raises StorageFull when there is no room.

    The bytes are written before the row, so that a row never points at nothing.
    """
    digest = hashlib.sha256(data).hexdigest()
    unsaved = StoredFile(sha256=digest, size=len(data), media_type=media_type, created_at=at)
    with refused_when_full(), transaction.atomic():
        if not default_storage.exists(unsaved.path) or default_storage.size(unsaved.path) != len(data):
            default_storage.save(unsaved.path, ContentFile(data))
        stored, _ = StoredFile.objects.get_or_create(
            sha256=digest, defaults={"size": len(data), "media_type": media_type, "created_at": at}
        )
    return stored


def protect_file(*, file: StoredFile) -> StoredFile:
    """Will mark a file as issued, so that no disposal ever removes it; safe to repeat."""
    StoredFile.objects.filter(pk=file.pk).update(protected=True)
    file.protected = True
    return file


@contextmanager
def refused_when_full() -> Iterator[None]:
    """Will turn a full disk or a full database, met in the block, into the refusal StorageFull."""
    try:
        yield
    except (OSError, OperationalError) as error:
        if is_disk_full(error):
            raise StorageFull from error
        raise
