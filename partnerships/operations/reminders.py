"""Reminders of returns that are due."""

from datetime import date, datetime

from django.db import transaction

from childservices.operations.audit import record_event
from childservices.operations.notices import send_notice
from partnerships.models import QuarterlyReturn
from partnerships.queries.people import people_of

DAYS_BEFORE = 7


@transaction.atomic
def remind_providers(*, on: date, at: datetime) -> int:
    """Will remind providers by e-mail of returns due within a week or late, once a week each, and count them."""
    rows = list(QuarterlyReturn.objects.to_remind(on=on, days=DAYS_BEFORE).for_lists())
    for row in rows:
        due = f"{row.due_on.day} {row.due_on:%B %Y}"
        sentence = f"It was due on {due} and is late." if row.due_on < on else f"It is due on {due}."
        send_notice(
            to=people_of(row.agreement, on=on),
            subject=f"Your return of {row.period.title}",
            sentences=(sentence, "Sign in, fill it in and send it."),
        )
        record_event(verb="return_reminded", subject=row, by=None, at=at)
    QuarterlyReturn.objects.filter(pk__in=[row.pk for row in rows]).update(reminded_on=on)
    return len(rows)
