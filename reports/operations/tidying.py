"""Disposal: drafts that newer ones have replaced, then every file that nothing needs any more."""

from collections.abc import Mapping
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Max, Q

from childservices.domain.chain import JSON
from childservices.models import StoredFile, User
from childservices.operations.audit import record_event
from childservices.operations.tidying import (
    KEPT_UNUSED,
    remove_unused_files,
    remove_unused_renderings,
    remove_unused_uploads,
)
from reports.models import Pack


def tidy_files(*, by: User | None, at: datetime) -> Mapping[str, JSON]:
    """Will remove what is unused for seven days: draft packs, renderings, uploads, and files that nothing refers to.

    The newest draft of a meeting for each audience stays, and whatever was issued. Gives how many of each went, which
    the audit log keeps. A round that was interrupted is finished by the next.
    """
    packs = _remove_old_drafts(at)
    renderings = remove_unused_renderings(at=at)
    uploads = remove_unused_uploads(at=at)
    files = remove_unused_files(at=at)
    detail: dict[str, JSON] = {
        "draft_packs": packs,
        "renderings": renderings,
        "uploads": uploads,
        "files": files.count,
        "bytes": files.size,
    }
    record_event(verb="files.tidied", subject=StoredFile(), by=by, at=at, detail=detail)
    return detail


def _remove_old_drafts(at: datetime) -> int:
    drafts = Pack.objects.filter(public_edition=None, members_edition=None)
    newest = drafts.values("meeting", "audience").annotate(newest=Max("made_at"))
    kept = [Q(meeting=row["meeting"], audience=row["audience"], made_at=row["newest"]) for row in newest]
    old = drafts.filter(made_at__lt=at - KEPT_UNUSED)
    return old.exclude(reduce(or_, kept, Q(pk=None))).delete()[0]
