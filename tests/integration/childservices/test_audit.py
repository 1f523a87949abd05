"""The audit log: what an event holds, that it only grows, and that its chain shows every change."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from threading import Event, Thread

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test import Client

from childservices.choices import Role
from childservices.domain.tracing import request_id
from childservices.models import AuditEvent, AuditSeal, OfficeClosure, User
from childservices.operations.audit import audit_horizon, record_event, seal_audit_log
from childservices.operations.triggers import install_audit_triggers, remove_audit_triggers
from childservices.queries.audit import chain_verdict
from tests.factories import OrganisationFactory, UserFactory

pytestmark = pytest.mark.alone
AT = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)


def record(number: int) -> list[AuditEvent]:
    subject = OrganisationFactory()
    return [record_event(verb="test.done", subject=subject, by=None, at=AT) for _ in range(number)]


def seal() -> int:
    return seal_audit_log(horizon=audit_horizon(), at=AT)


@pytest.mark.django_db
class TestRecordEvent:
    def test_holds_who_what_when_and_in_which_request(self) -> None:
        user = UserFactory()
        closure = OfficeClosure.objects.create(on=date(2009, 12, 24), reason="Snow")

        with request_id("request-1"):
            event = record_event(
                verb="closure.added", subject=closure, by=user, at=AT, reason="Snow", detail={"days": 1}
            )

        event.refresh_from_db()
        assert (event.verb, event.by, event.at, event.reason, event.detail, event.request_id) == (
            "closure.added",
            user,
            AT,
            "Snow",
            {"days": 1},
            "request-1",
        )
        assert (event.subject_type, event.subject_id) == ("childservices.officeclosure", str(closure.pk))
        assert event.label == "24.12.2009 Snow"

    def test_prefers_the_neutral_label_to_the_name(self, monkeypatch: pytest.MonkeyPatch) -> None:
        organisation = OrganisationFactory(name="Secret tenderer")
        monkeypatch.setattr(
            type(organisation), "neutral_label", lambda self: "An organisation", raising=False
        )

        event = record_event(verb="test.done", subject=organisation, by=None, at=AT)

        assert event.label == "An organisation"
        assert "Secret" not in json.dumps(AuditEvent.objects.values("label", "reason", "detail")[0])

    def test_goes_with_the_transaction_that_it_belongs_to(self) -> None:
        organisation = OrganisationFactory()

        with pytest.raises(ValueError, match="undone"), transaction.atomic():
            record_event(verb="test.done", subject=organisation, by=None, at=AT)
            raise ValueError("undone")

        assert not AuditEvent.objects.exists()


@pytest.mark.django_db
class TestTriggers:
    @pytest.fixture
    def event(self) -> AuditEvent:
        [event] = record(1)
        return event

    def test_refuse_a_change(self, event: AuditEvent) -> None:
        with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
            AuditEvent.objects.filter(pk=event.pk).update(verb="nothing.happened")

    def test_refuse_a_removal(self, event: AuditEvent) -> None:
        with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
            event.delete()

    def test_refuse_it_to_seals_too(self, event: AuditEvent) -> None:
        AuditSeal.objects.create(first_id=1, last_id=event.pk, count=1, hash="0" * 64, sealed_at=AT)

        with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
            AuditSeal.objects.update(hash="1" * 64)

    def test_refuse_to_empty_the_table(self, event: AuditEvent) -> None:
        connection.check_constraints()  # PostgreSQL empties no table whose checks are still to come
        statement = "DELETE FROM" if connection.vendor == "sqlite" else "TRUNCATE"

        with pytest.raises(IntegrityError, match="only grows"), transaction.atomic():
            connection.cursor().execute(f"{statement} childservices_auditevent")

    def test_are_missed_by_a_system_check_and_put_back_by_migrate(self) -> None:
        remove_audit_triggers(connection=connection)
        missed = [message.id for message in run_checks(databases=["default"])]

        install_audit_triggers(connection=connection)

        assert "childservices.E001" in missed
        assert "childservices.E001" not in [message.id for message in run_checks(databases=["default"])]


@pytest.mark.django_db(transaction=True)
def test_triggers_come_back_with_every_migrate() -> None:
    remove_audit_triggers(connection=connection)

    call_command("migrate", verbosity=0)

    assert "childservices.E001" not in [message.id for message in run_checks(databases=["default"])]


@pytest.mark.django_db
class TestChain:
    def test_seals_everything_once(self) -> None:
        record(3)

        assert [seal(), seal()] == [3, 0]
        verdict = chain_verdict()
        assert (verdict.ok, verdict.events, verdict.sealed) == (True, 3, 3)

    def test_goes_on_in_batches(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("childservices.operations.audit.BATCH", 2)
        events = record(5)

        seal()

        ranges = list(AuditSeal.objects.order_by("id").values_list("first_id", "last_id", "count"))
        assert ranges[1:] == [
            (events[2].pk, events[3].pk, 2),
            (events[4].pk, events[4].pk, 1),
        ]
        hashes = list(AuditSeal.objects.order_by("id").values_list("previous_hash", "hash"))
        assert hashes[0][0] == ""
        assert [previous for previous, _ in hashes[1:]] == [digest for _, digest in hashes[:-1]]

    def test_leaves_what_is_newer_than_the_horizon(self) -> None:
        record(2)
        horizon = audit_horizon()
        record(1)

        assert seal_audit_log(horizon=horizon, at=AT) == 2
        assert (chain_verdict().events, chain_verdict().sealed) == (3, 2)

    @pytest.mark.parametrize(
        ("tampering", "fault"),
        [
            ("UPDATE childservices_auditevent SET verb = 'nothing.happened' WHERE id = {middle}", "changed"),
            ("DELETE FROM childservices_auditevent WHERE id = {middle}", "covers 3 events, but 2"),
            ("UPDATE childservices_auditevent SET id = id + 100 WHERE id = {last}", "covers 3 events, but 2"),
            ("UPDATE childservices_auditseal SET hash = 'ff' WHERE last_id = {last}", "does not match"),
            ("DELETE FROM childservices_auditseal WHERE last_id = {last}", "does not follow"),
        ],
    )
    def test_shows_what_was_tampered_with(self, tampering: str, fault: str) -> None:
        events = record(3)
        seal()
        record(1)
        seal()
        remove_audit_triggers(connection=connection)

        connection.cursor().execute(tampering.format(middle=events[1].pk, last=events[2].pk))

        assert chain_verdict().ok is False
        assert fault in chain_verdict().fault

    def test_says_so_on_one_line(self, capsys: pytest.CaptureFixture[str]) -> None:
        record(2)
        seal()
        record(1)

        call_command("verify_audit", "--json")

        assert json.loads(capsys.readouterr().out) == {"ok": True, "events": 3, "sealed": 2, "fault": ""}

    def test_says_it_in_words(self, capsys: pytest.CaptureFixture[str]) -> None:
        record(2)
        seal()

        call_command("verify_audit")

        assert capsys.readouterr().out == "The chain holds: 2 of 2 events are sealed.\n"

    def test_fails_with_one_line_when_it_is_broken(self, capsys: pytest.CaptureFixture[str]) -> None:
        record(2)
        seal()
        remove_audit_triggers(connection=connection)
        AuditEvent.objects.update(label="Something else")

        with pytest.raises(CommandError, match="one of them was changed"):
            call_command("verify_audit", "--json")

        assert json.loads(capsys.readouterr().out)["ok"] is False


@pytest.mark.django_db(transaction=True)
def test_nothing_is_sealed_over_a_transaction_that_still_runs() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer: its events are complete in their order")
    started, may_end = Event(), Event()

    def record_slowly() -> None:
        with transaction.atomic():
            record(1)
            started.set()
            assert may_end.wait(20)
        connection.close()

    slow = Thread(target=record_slowly)
    slow.start()
    assert started.wait(20)
    record(1)  # numbered after the one that nobody can see yet
    horizon = audit_horizon()

    while_it_runs = seal_audit_log(horizon=horizon, at=AT)
    may_end.set()
    slow.join()
    afterwards = seal_audit_log(horizon=horizon, at=AT)

    assert (while_it_runs, afterwards) == (0, 2)
    assert chain_verdict().ok


@pytest.mark.django_db
class TestAuditPage:
    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.CLERK, Role.ADMINISTRATOR}))
    def test_is_closed_to_others(self, client_with_role: Callable[..., Client], role: Role) -> None:
        assert client_with_role(role).get("/audit/").status_code == 403

    def test_lists_and_narrows(
        self, client_with_role: Callable[..., Client], user_with_role: Callable[..., User]
    ) -> None:
        somebody = user_with_role(Role.OFFICER, email="somebody@council.example")
        record_event(verb="pack.published", subject=OrganisationFactory(name="First"), by=somebody, at=AT)
        record_event(verb="pack.withdrawn", subject=OrganisationFactory(name="Second"), by=None, at=AT)
        client = client_with_role(Role.CLERK)

        pages = [
            client.get("/audit/", query).content.decode()
            for query in ({}, {"verb": "pack.pub"}, {"by": "somebody@", "subject": "fir"}, {"subject": "sec"})
        ]

        assert [("First" in page, "Second" in page) for page in pages] == [
            (True, True),
            (True, False),
            (True, False),
            (False, True),
        ]

    def test_narrows_by_local_days(self, client_with_role: Callable[..., Client]) -> None:
        summer_night = datetime(2009, 7, 1, 23, 30, tzinfo=UTC)  # half past midnight on 2 July in London
        record_event(verb="test.done", subject=OrganisationFactory(name="Night"), by=None, at=summer_night)
        client = client_with_role(Role.CLERK)

        def shown(**days: str) -> bool:
            return "Night" in client.get("/audit/", days).content.decode()

        assert shown(since="2 July 2009", until="2 July 2009")
        assert not shown(until="1 July 2009")
        assert not shown(since="3 July 2009")

    def test_downloads_the_same_rows(self, client_with_role: Callable[..., Client]) -> None:
        record_event(verb="pack.published", subject=OrganisationFactory(name="=First"), by=None, at=AT)
        record_event(verb="pack.withdrawn", subject=OrganisationFactory(name="Second"), by=None, at=AT)

        response = client_with_role(Role.ADMINISTRATOR).get("/audit/", {"format": "csv", "verb": "pack.pub"})

        text = b"".join(response.streaming_content).decode("utf-8-sig")
        header, line = text.splitlines()
        assert header.startswith("Number,When,What")
        assert ",pack.published,childservices.organisation,'=First,The service,," in line
