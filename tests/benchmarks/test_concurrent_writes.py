"""800 write transactions from four processes of two threads each: none is lost, and the audit chain verifies."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context

import pytest
from django.db import connection, transaction

from childservices.models import AuditEvent, OfficeClosure
from childservices.operations.audit import audit_horizon, record_event, seal_audit_log
from childservices.queries.audit import chain_verdict

AT = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)
PROCESSES, THREADS, EACH = 4, 2, 100
WRITERS = PROCESSES * THREADS
FIRST = date(2009, 1, 1)


def write(writer: int) -> None:
    """Write and read in one transaction, and seal now and then, as a busy service does."""
    try:
        for number in range(EACH):
            with transaction.atomic():
                day = FIRST + timedelta(days=writer * EACH + number)
                closure = OfficeClosure.objects.create(on=day, reason=f"writer {writer}")
                record_event(verb="closure.added", subject=closure, by=None, at=AT)
                OfficeClosure.objects.filter(pk=closure.pk).update(reason=f"writer {writer}, number {number}")
            if number % 20 == 0:
                seal_audit_log(horizon=audit_horizon(), at=AT)
    finally:
        connection.close()


def write_in_threads(process: int) -> None:
    """Be one process with its writers."""
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(write, range(process * THREADS, (process + 1) * THREADS)))


@pytest.mark.alone
@pytest.mark.django_db(transaction=True)
def test_no_write_is_lost_and_the_chain_verifies() -> None:
    connection.close()  # a connection shared with a child would break in both
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("fork")) as pool:
        list(pool.map(write_in_threads, range(PROCESSES)))
    seal_audit_log(horizon=audit_horizon(), at=AT)

    verdict = chain_verdict()
    assert OfficeClosure.objects.exclude(reason__contains="number").count() == 0
    assert OfficeClosure.objects.count() == WRITERS * EACH
    assert AuditEvent.objects.count() == WRITERS * EACH
    assert (verdict.ok, verdict.fault, verdict.events, verdict.sealed) == (True, "", 800, 800)
