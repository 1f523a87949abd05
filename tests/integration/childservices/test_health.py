"""Probes: alive, and ready or why not."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from childservices.models import Job, WorkerHeartbeat
from childservices.operations.jobs import beat, enqueue_job

pytestmark = pytest.mark.django_db
AT = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)


def ready() -> tuple[int, dict[str, Any]]:
    with time_machine.travel(AT, tick=False):
        answer = Client().get("/readyz")
    return answer.status_code, answer.json()


def test_alive_without_asking_the_database(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = Client().get("/livez")

    assert (answer.status_code, answer.json()) == (200, {"live": True})


def test_ready_when_a_worker_lives_and_nothing_waits_long() -> None:
    beat(name="worker", at=AT)
    enqueue_job(kind="test", parameters={}, by=None, at=AT)

    assert ready() == (
        200,
        {
            "ready": True,
            "database": True,
            "migrations": True,
            "worker": True,
            "backlog": {"keeps_up": True, "waiting": 1},
        },
    )


def test_not_ready_without_a_worker() -> None:
    beat(name="worker", at=AT - timedelta(seconds=61))

    status, parts = ready()

    assert (status, parts["ready"], parts["worker"]) == (503, False, False)


def test_not_ready_when_a_job_has_waited_too_long() -> None:
    beat(name="worker", at=AT)
    enqueue_job(kind="test", parameters={}, by=None, at=AT - timedelta(minutes=16))

    status, parts = ready()

    assert (status, parts["backlog"]) == (503, {"keeps_up": False, "waiting": 1})


def test_not_ready_before_the_migrations_are_applied() -> None:
    beat(name="worker", at=AT)
    MigrationRecorder(connection).record_unapplied("childservices", "0003_cleaned_upload")

    status, parts = ready()

    assert (status, parts["migrations"]) == (503, False)


def test_not_ready_when_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        connection.settings_dict, "NAME", "/nowhere/at/all" if connection.vendor == "sqlite" else "away"
    )
    renamed = Job._meta.db_table
    monkeypatch.setattr(Job._meta, "db_table", f"{renamed}_away")

    status, parts = ready()

    assert (status, parts) == (503, {"ready": False, "database": False})


def test_a_worker_not_seen_for_a_day_is_forgotten() -> None:
    beat(name="old", at=AT)

    beat(name="new", at=AT + timedelta(days=1, seconds=1))

    assert list(WorkerHeartbeat.objects.values_list("name", flat=True)) == ["new"]
