"""What every request meets: its identifier, the browser's rules, closed doors, and refusals as pages."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from childservices.choices import Role
from childservices.logs import JsonFormatter
from childservices.models import AuditEvent

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.integration.childservices.refusing_urls"),
]
POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
}


def policy_of(header: str) -> dict[str, str]:
    parts = [part.strip().split(" ", 1) for part in header.split(";")]
    return {name: value for name, value in parts}  # noqa: C416


class TestIdentifier:
    def test_is_given_to_the_answer(self) -> None:
        assert re.fullmatch("[0-9a-f]{32}", Client().get("/livez")["X-Request-ID"])

    def test_is_taken_from_the_proxy_when_it_is_shaped_like_one(self) -> None:
        answers = [
            Client().get("/livez", headers={"X-Request-ID": given})
            for given in ("abc-12345", "a b", "x" * 65)
        ]

        assert answers[0]["X-Request-ID"] == "abc-12345"
        assert [len(answer["X-Request-ID"]) for answer in answers[1:]] == [32, 32]

    def test_stands_in_the_audit_log(self, client_with_role: Callable[..., Client]) -> None:
        client = client_with_role(Role.ADMINISTRATOR)

        client.post(
            "/admin/childservices/officeclosure/add/",
            {"on": "2009-12-24", "reason": "Snow"},
            headers={"X-Request-ID": "abc-12345"},
        )

        assert AuditEvent.objects.get(verb="reference.added").request_id == "abc-12345"

    def test_log_line_has_no_query(self, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level("INFO", logger="childservices.request"):
            Client().get("/livez?search=tender")

        assert [record.getMessage() for record in caplog.records] == ["GET /livez 200"]


class TestBrowserRules:
    def test_the_policy_is_strict_on_every_page(self, client_with_role: Callable[..., Client]) -> None:
        client = client_with_role(Role.CLERK)

        for path in ("/accounts/login/", "/audit/", "/refuse/", "/livez"):
            assert policy_of(client.get(path)["Content-Security-Policy"]) == POLICY

    def test_other_headers_stand_too(self) -> None:
        answer = Client().get("/accounts/login/")

        assert (answer["X-Frame-Options"], answer["X-Content-Type-Options"], answer["Referrer-Policy"]) == (
            "DENY",
            "nosniff",
            "same-origin",
        )


class TestDoors:
    def test_everything_is_closed_unless_said_otherwise(self) -> None:
        assert Client().get("/closed/")["Location"] == "/accounts/login/?next=/closed/"

    def test_whoever_is_signed_in_comes_in(self, client_with_role: Callable[..., Client]) -> None:
        assert client_with_role().get("/closed/").content == b"inside"


class TestRefusals:
    @pytest.mark.parametrize(
        ("path", "status", "sentence"),
        [
            ("/refuse/", 422, "Enter a date that is not &lt;em&gt;over&lt;/em&gt;."),
            ("/conflict/", 409, "Somebody saved this first."),
            ("/full/", 507, "The disk is full, nothing was lost: what you typed is still here."),
        ],
    )
    def test_are_pages_with_their_sentence(self, path: str, status: int, sentence: str) -> None:
        answer = Client().get(path)

        assert answer.status_code == status
        assert sentence in answer.content.decode()

    def test_a_fault_is_no_refusal_and_tells_nothing(self, caplog: pytest.LogCaptureFixture) -> None:
        client = Client(raise_request_exception=False)

        answer = client.get("/broken/")

        assert answer.status_code == 500
        assert "tender" not in answer.content.decode()
        [fault] = [record for record in caplog.records if record.exc_info]
        log = JsonFormatter().format(fault)
        assert '"error": "ValueError"' in log
        assert "tender" not in log
