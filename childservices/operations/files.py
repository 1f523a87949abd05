"""Keeping files: once, under the hash of their bytes."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import OperationalError, transaction

from childservices.domain.refusals import StorageFull
from childservices.models import StoredFile
from childservices.storage import is_disk_full

#: How often a file is made young again at most; far less than the age at which one goes.
TOUCHED_AT_MOST = timedelta(days=1)


def keep_file(*, data: bytes, media_type: str, at: datetime) -> StoredFile:
    """Will keep the bytes once and give their row; raises StorageFull when there is no room.

    Others see the row when the transaction ends, and the bytes are written by then: a row never points at nothing. An
    old file becomes young again, so that disposal leaves it alone until something refers to it.
    """
    digest = hashlib.sha256(data).hexdigest()
    with refused_when_full(), transaction.atomic():
        stored = _young_row(digest, size=len(data), media_type=media_type, at=at)
        if not default_storage.exists(stored.path) or default_storage.size(stored.path) != len(data):
            default_storage.save(stored.path, ContentFile(data))
    return stored


def _young_row(digest: str, *, size: int, media_type: str, at: datetime) -> StoredFile:
    """Get or make the row; a disposal that holds an old one is waited for, and what it took away is made anew."""
    values = {"size": size, "media_type": media_type, "kept_at": at}
    stored, _ = StoredFile.objects.get_or_create(sha256=digest, defaults=values)
    if stored.kept_at > at - TOUCHED_AT_MOST:
        return stored
    StoredFile.objects.filter(pk=digest).update(kept_at=at)
    return StoredFile.objects.get_or_create(sha256=digest, defaults=values)[0]


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
