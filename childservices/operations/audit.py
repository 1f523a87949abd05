"""Writing the audit log and sealing it; nothing else writes there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import Max, Model

from childservices.domain.chain import JSON, seal_hash
from childservices.domain.tracing import current_request_id
from childservices.models import AuditEvent, AuditSeal, User
from childservices.queries.audit import sealed_events

#: Events in one link of the chain.
BATCH = 1000


@dataclass(frozen=True, slots=True)
class AuditHorizon:
    """The newest event at some moment, and the PostgreSQL transaction begun after it was seen (0 on SQLite)."""

    last_id: int
    transaction: int


def record_event(
    *,
    verb: str,
    subject: Model,
    by: User | None,
    at: datetime,
    reason: str = "",
    detail: Mapping[str, JSON] | None = None,
) -> AuditEvent:
    """Will add one event to the audit log, under the subject's neutral label; never give it exempt text."""
    neutral_label = getattr(subject, "neutral_label", None)
    with transaction.atomic(savepoint=False):
        _number_transaction()
        return AuditEvent.objects.create(
            at=at,
            by=by,
            verb=verb,
            subject_type=subject._meta.label_lower,
            subject_id=str(subject.pk),
            label=(neutral_label() if callable(neutral_label) else str(subject))[:300],
            reason=reason,
            detail=dict(detail or {}),
            request_id=current_request_id(),
        )


def audit_horizon() -> AuditHorizon:
    """Will note how far the log reaches now; seal up to it in a later pass, when older transactions are over."""
    last_id = AuditEvent.objects.aggregate(last=Max("id"))["last"] or 0
    return AuditHorizon(last_id=last_id, transaction=_number_transaction())


def seal_audit_log(*, horizon: AuditHorizon, at: datetime) -> int:
    """Will seal the unsealed events up to the horizon in batches and give the number of events sealed.

    Seals nothing while a transaction older than the horizon runs, because it may still add an earlier event.
    """
    if not _is_settled(horizon):
        return 0
    total = 0
    while sealed := _seal_batch(horizon=horizon, at=at):
        total += sealed
    return total


def _seal_batch(*, horizon: AuditHorizon, at: datetime) -> int:
    try:
        with transaction.atomic():
            previous = AuditSeal.objects.order_by("-id").first()
            after = previous.last_id if previous else 0
            previous_hash = previous.hash if previous else ""
            ids = AuditEvent.objects.filter(id__gt=after, id__lte=horizon.last_id).order_by("id")
            batch = list(ids.values_list("id", flat=True)[:BATCH])
            if not batch:
                return 0
            digest, count = seal_hash(previous_hash, sealed_events(first_id=after + 1, last_id=batch[-1]))
            AuditSeal.objects.create(
                first_id=after + 1,
                last_id=batch[-1],
                count=count,
                previous_hash=previous_hash,
                hash=digest,
                sealed_at=at,
            )
            return count
    except IntegrityError:  # another worker sealed the same batch first
        return 0


def _number_transaction() -> int:
    """Give this transaction its number before it takes the number of an event; 0 on SQLite, which has one writer."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_xact_id()::text::bigint")
        return int(cursor.fetchone()[0])


def _is_settled(horizon: AuditHorizon) -> bool:
    """Say whether every transaction that could own an event at or below the horizon is over."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0]) >= horizon.transaction
