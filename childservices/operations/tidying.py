"""Disposal of what was only ever kept to save work; what was issued, or is referred to, stays."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.storage import default_storage
from django.db import transaction

from childservices.models import CleanedUpload, Rendering, StoredFile

KEPT_UNUSED = timedelta(days=7)


@dataclass(frozen=True)
class RemovedFiles:
    """How many files went, and how many bytes they had."""

    count: int
    size: int


def remove_unused_renderings(*, at: datetime) -> int:
    """Will forget the renderings that no pack needed for seven days, and give their number; their files go later."""
    return Rendering.objects.filter(used_at__lt=at - KEPT_UNUSED).delete()[0]


def remove_unused_uploads(*, at: datetime) -> int:
    """Will forget what was made of files that no paper holds, seven days after they were uploaded; gives the number."""
    return CleanedUpload.objects.disposable(before=at - KEPT_UNUSED).delete()[0]


def remove_unused_files(*, at: datetime) -> RemovedFiles:
    """Will remove the files that nothing refers to and nobody asked for in seven days, rows and bytes."""
    before = at - KEPT_UNUSED
    waiting = StoredFile.objects.disposable(before=before).order_by("pk").values_list("pk", flat=True)
    sizes = [size for pk in list(waiting) if (size := _remove(pk, before)) is not None]
    return RemovedFiles(len(sizes), sum(sizes))


def _remove(pk: str, before: datetime) -> int | None:
    """Remove one file unless somebody asked for it meanwhile, and give its size.

    The row is locked first and the bytes go before the lock does: `keep_file` of the same bytes waits for its end and
    then writes both anew, and a reference made meanwhile is seen by the second look.
    """
    with transaction.atomic():
        locked = StoredFile.objects.select_for_update().filter(pk=pk).first()
        if locked is None or not StoredFile.objects.filter(pk=pk).disposable(before=before).exists():
            return None
        StoredFile.objects.filter(pk=pk).delete()
        default_storage.delete(locked.path)
    return int(locked.size)
