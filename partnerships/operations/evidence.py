"""Evidence for a return: attached, taken away; and what a provider was refused."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import get_current_timezone

from childservices.models import User
from childservices.operations.audit import record_event
from childservices.operations.editing import NotAllowed
from childservices.operations.uploads import cleaned_upload
from partnerships.models import Evidence, QuarterlyReturn
from partnerships.permissions import can_fill_return

MOST_FILES = 10


def attach_evidence(
    *, quarterly_return: QuarterlyReturn, name: str, data: bytes, by: User, at: datetime
) -> Evidence:
    """Will keep a file with a return after cleaning it, which takes seconds; `PaperError` says why it cannot."""
    _refuse_unless_filling(quarterly_return, by=by, at=at)
    if quarterly_return.evidence.count() >= MOST_FILES:
        raise NotAllowed(f"A return takes at most {MOST_FILES} files. Remove one first.", field="evidence")
    upload = cleaned_upload(data=data, at=at)
    with transaction.atomic():
        evidence = Evidence.objects.create(
            quarterly_return=quarterly_return,
            name=name[:200],
            file=upload.file or upload.original,
            added_at=at,
            added_by=by,
        )
        record_event(verb="evidence_attached", subject=quarterly_return, by=by, at=at)
    return evidence


@transaction.atomic
def remove_evidence(*, evidence: Evidence, by: User, at: datetime) -> None:
    """Will take a file off a return that was not sent yet."""
    _refuse_unless_filling(evidence.quarterly_return, by=by, at=at)
    record_event(verb="evidence_removed", subject=evidence.quarterly_return, by=by, at=at)
    evidence.delete()


def record_refused_sight(*, subject: Any, by: User, at: datetime) -> None:
    """Will note that a provider asked for what is another's, or is not announced to it."""
    record_event(verb="provider_refused", subject=subject, by=by, at=at)


def _refuse_unless_filling(quarterly_return: QuarterlyReturn, *, by: User, at: datetime) -> None:
    if not can_fill_return(by, quarterly_return, on=at.astimezone(get_current_timezone()).date()):
        raise NotAllowed("This return was sent, or is another provider's. Open your list of returns.")
