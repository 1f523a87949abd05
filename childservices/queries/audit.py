"""Questions to the audit log: what a seal covers, and whether the chain holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from childservices.domain.chain import SealedEvent, seal_hash
from childservices.models import AuditEvent, AuditSeal


@dataclass(frozen=True, slots=True)
class ChainVerdict:
    """Whether the chain holds, how many events there are and how many of them are sealed; what is wrong, if so."""

    ok: bool
    events: int
    sealed: int
    fault: str = ""


def sealed_events(*, first_id: int, last_id: int) -> Iterator[SealedEvent]:
    """The events of a range in order, as a seal covers them, read in chunks."""
    rows = AuditEvent.objects.filter(id__gte=first_id, id__lte=last_id).order_by("id")
    for row in rows.iterator(chunk_size=1000):
        yield SealedEvent(
            id=row.id,
            at=row.at,
            by=str(row.by_id or ""),
            verb=row.verb,
            subject_type=row.subject_type,
            subject_id=row.subject_id,
            label=row.label,
            reason=row.reason,
            detail=row.detail,
            request_id=row.request_id,
        )


def chain_verdict() -> ChainVerdict:
    """Will follow the chain from its first seal: ranges without a gap, counts and hashes as sealed."""
    events = AuditEvent.objects.count()
    sealed, last_id, previous_hash = 0, 0, ""
    for seal in AuditSeal.objects.order_by("id").iterator(chunk_size=1000):
        fault = _fault(seal, after=last_id, previous_hash=previous_hash)
        if fault:
            return ChainVerdict(ok=False, events=events, sealed=sealed, fault=fault)
        sealed, last_id, previous_hash = sealed + seal.count, seal.last_id, seal.hash
    return ChainVerdict(ok=True, events=events, sealed=sealed)


def _fault(seal: AuditSeal, *, after: int, previous_hash: str) -> str:
    """Name what is wrong with one seal; empty when it holds."""
    if seal.first_id != after + 1 or seal.previous_hash != previous_hash:
        return f"The {seal} does not follow the seal before it."
    digest, count = seal_hash(previous_hash, sealed_events(first_id=seal.first_id, last_id=seal.last_id))
    if count != seal.count:
        return f"The {seal} covers {seal.count} events, but {count} are there."
    if digest != seal.hash:
        return f"The {seal} does not match its events: one of them was changed."
    return ""
