"""What the law asks to be kept about exempt papers: who was let in, and who looked."""

from datetime import date, datetime

from django.db import models, transaction

from childservices.models import Person, User
from childservices.operations.audit import record_event
from childservices.operations.editing import NotAllowed, check_row
from reports.models import AgendaItem, SightGrant
from reports.permissions import can_build_agenda


@transaction.atomic
def grant_sight(
    *, item: AgendaItem, person: Person, reason: str, starts_on: date, ends_on: date, by: User, at: datetime
) -> SightGrant:
    """Will let one person see an exempt agenda item between two days, with the reason why they need to know."""
    if not can_build_agenda(by):
        raise NotAllowed("Only democratic services may grant sight of an exempt item.")
    grant = SightGrant(
        item=item,
        person=person,
        reason=reason,
        starts_on=starts_on,
        ends_on=ends_on,
        granted_at=at,
        granted_by=by,
    )
    check_row(grant)
    grant.save(force_insert=True)
    record_event(
        verb="sight_granted",
        subject=item,
        by=by,
        at=at,
        detail={"person": str(person.pk), "until": str(ends_on)},
    )
    return grant


@transaction.atomic
def record_exempt_sight(*, subject: models.Model, reason: str, by: User, at: datetime) -> None:
    """Will keep that a person saw something exempt and by what right; committed before the first byte is sent."""
    record_event(verb="exempt_seen", subject=subject, by=by, at=at, reason=reason)
