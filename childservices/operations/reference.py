"""Reference data from a file, loaded whole or not at all."""

from datetime import datetime

from django.db import transaction

from childservices.domain.chain import JSON
from childservices.models import User
from childservices.operations.audit import record_event
from childservices.queries.reference import ReadReference


@transaction.atomic
def load_reference(*, read: ReadReference, by: User, at: datetime) -> None:
    """Will add and change the rows of a file that was read without faults, and note on the audit log how many."""
    for row in (*read.added, *read.changed):
        row.save()
    if not read.added and not read.changed:
        return
    counts: dict[str, JSON] = {"added": len(read.added), "changed": len(read.changed)}
    subject = (read.added or read.changed)[0]
    record_event(verb="reference.loaded", subject=subject, by=by, at=at, detail=counts)
