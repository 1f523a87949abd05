"""A database kept from the first issue, brought to today's: its rows are all there and the audit log is guarded."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps.registry import Apps
from django.core.management import call_command
from django.db import IntegrityError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from childservices.models import StoredFile
from childservices.operations.triggers import missing_audit_triggers

KEPT = "kept"
FIRST_ISSUE = [("childservices", "0001_initial"), ("reports", "0001_initial")]
AT = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)
SHA256 = "ab" * 32


@pytest.fixture
def kept(tmp_path: Path, django_db_blocker: Any) -> Iterator[BaseDatabaseWrapper]:
    """An empty database of the kind that the tests run on, beside theirs."""
    name = str(tmp_path / "kept.sqlite3") if connection.vendor == "sqlite" else f"kept_{tmp_path.parent.name}"
    name = name if connection.vendor == "sqlite" else name.replace("-", "_")
    with django_db_blocker.unblock():
        connections.databases[KEPT] = {**connection.settings_dict, "NAME": name, "CONN_MAX_AGE": 0}
        _make(name)
        try:
            yield connections[KEPT]
        finally:
            connections[KEPT].close()
            _drop(name)
            del connections[KEPT]
            del connections.databases[KEPT]


def _make(name: str) -> None:
    if connection.vendor == "postgresql":
        with connections[KEPT].creation._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}"')


def _drop(name: str) -> None:
    if connection.vendor == "postgresql":
        with connections[KEPT].creation._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')


def migrate(*target: str) -> None:
    call_command("migrate", *target, database=KEPT, verbosity=0, interactive=False)


def historical(kept: BaseDatabaseWrapper) -> Apps:
    """The models as they were at the first issue."""
    return MigrationExecutor(kept).loader.project_state(FIRST_ISSUE).apps


def a_few_rows(models: Apps) -> None:
    """An account, an audit event and its seal, and a published meeting with its packs and files."""

    def make(model: str, /, **fields: Any) -> Any:
        return models.get_model(model).objects.using(KEPT).create(**fields)

    user = make("childservices.User", email="clerk@council.example", password="!")
    event = make(
        "childservices.AuditEvent", at=AT, by=user, verb="x", subject_type="x", subject_id="1", label="X"
    )
    make("childservices.AuditSeal", first_id=event.pk, last_id=event.pk, count=1, hash="h", sealed_at=AT)
    file = make(
        "childservices.StoredFile", sha256=SHA256, size=5, media_type="application/pdf", protected=True, created_at=AT
    )  # fmt: skip
    body = make("reports.Body", slug="cabinet", name="Cabinet", kind="committee", regime="lga_1972")
    meeting = make(
        "reports.Meeting", body=body, on=date(2009, 11, 18), state="convened", changed_at=AT, changed_by=user
    )
    shared: dict[str, Any] = {
        "meeting": meeting, "file": file, "pages": 2, "contents": [], "verdict": {}, "gathered_at": AT,
        "made_at": AT, "made_by": user,
    }  # fmt: skip
    packs = [make("reports.Pack", audience=audience, **shared) for audience in ("public", "members")]
    edition = make(
        "reports.AgendaEdition",
        meeting=meeting, number=1, public_pack=packs[0], members_pack=packs[1], published_at=AT,
        published_by=user,
    )  # fmt: skip
    make(
        "reports.IssuedPaper",
        edition=edition, item_key=meeting.pk, position=1, kind="report", part="open", title="Parenting",
        html=file,
    )  # fmt: skip


def rows_in(kept: BaseDatabaseWrapper) -> dict[str, int]:
    """How many rows each of our tables holds."""
    names = [
        name for name in kept.introspection.table_names() if name.startswith(("childservices_", "reports_"))
    ]
    with kept.cursor() as cursor:
        counted = {}
        for name in names:
            cursor.execute(f'SELECT count(*) FROM "{name}"')
            counted[name] = cursor.fetchone()[0]
    return {name: count for name, count in counted.items() if count}


def test_rows_survive_and_the_audit_log_stays_guarded(kept: BaseDatabaseWrapper) -> None:
    for target in FIRST_ISSUE:
        migrate(*target)
    a_few_rows(historical(kept))
    before = rows_in(kept)

    migrate()

    assert len(before) == 9
    after = rows_in(kept)
    assert {name: after.get(name) for name in before} == before
    assert missing_audit_triggers(connection=kept) == frozenset()
    for statement in (
        "UPDATE childservices_auditevent SET label = 'Y'",
        "DELETE FROM childservices_auditseal",
    ):
        with pytest.raises(IntegrityError), kept.cursor() as cursor:
            cursor.execute(statement)
    file = StoredFile.objects.using(KEPT).get()
    assert (file.sha256, file.size, file.protected, file.kept_at) == (SHA256, 5, True, AT)
