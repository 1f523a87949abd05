"""Keeping files: once, under the hash of their bytes."""

import hashlib
from collections.abc import Iterator, Sequence
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
    return keep_files([(data, media_type)], at=at)[0]


def keep_files(files: Sequence[tuple[bytes, str]], *, at: datetime) -> Sequence[StoredFile]:
    """Will keep several files at once, each given as its bytes and its media type, as `keep_file` keeps one."""
    digests = [hashlib.sha256(data).hexdigest() for data, _ in files]
    unsaved = [
        StoredFile(sha256=digest, size=len(data), media_type=media_type, kept_at=at)
        for digest, (data, media_type) in zip(digests, files, strict=True)
    ]
    with refused_when_full(), transaction.atomic():
        stored = _young_rows(unsaved, at=at)
        for digest, (data, _) in zip(digests, files, strict=True):
            _write(stored[digest], data)
    return [stored[digest] for digest in digests]


def _young_rows(unsaved: Sequence[StoredFile], *, at: datetime) -> dict[str, StoredFile]:
    """Get or make the rows; a disposal that holds an old one is waited for, and what it took away is made anew."""
    known = StoredFile.objects.filter(pk__in=[row.pk for row in unsaved])
    StoredFile.objects.bulk_create(unsaved, ignore_conflicts=True)
    if known.filter(kept_at__lte=at - TOUCHED_AT_MOST).update(kept_at=at):
        StoredFile.objects.bulk_create(unsaved, ignore_conflicts=True)
    return known.in_bulk()


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
