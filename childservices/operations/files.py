"""Keeping files: once, under the hash of their bytes."""

import hashlib
from collections.abc import Iterator, Sequence
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
    unsaved = _unsaved(data, media_type, at=at)
    with refused_when_full(), transaction.atomic():
        _write(unsaved, data)
        stored, _ = StoredFile.objects.get_or_create(
            sha256=unsaved.sha256, defaults={"size": len(data), "media_type": media_type, "created_at": at}
        )
    return stored


def keep_files(files: Sequence[tuple[bytes, str]], *, at: datetime) -> Sequence[StoredFile]:
    """Will keep several files at once, each given as its bytes and its media type, as `keep_file` keeps one."""
    unsaved = [_unsaved(data, media_type, at=at) for data, media_type in files]
    with refused_when_full(), transaction.atomic():
        for row, (data, _) in zip(unsaved, files, strict=True):
            _write(row, data)
        StoredFile.objects.bulk_create(unsaved, ignore_conflicts=True)
    return unsaved


def _unsaved(data: bytes, media_type: str, *, at: datetime) -> StoredFile:
    digest = hashlib.sha256(data).hexdigest()
    return StoredFile(sha256=digest, size=len(data), media_type=media_type, created_at=at)


def _write(row: StoredFile, data: bytes) -> None:
    if not default_storage.exists(row.path) or default_storage.size(row.path) != len(data):
        default_storage.save(row.path, ContentFile(data))


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
