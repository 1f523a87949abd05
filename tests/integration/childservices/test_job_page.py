"""The page of a background job: who sees it, what it shows, and how it is stopped."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from childservices import jobs as registry
from childservices.choices import JobState, Role
from childservices.jobs import JobRun, job_handler, title_of
from childservices.models import Job, User
from childservices.operations.jobs import (
    JobIsOver,
    cancel_job,
    claim_next_job,
    enqueue_job,
    fail_attempt,
    renew_lease,
)

AT = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)
LATER = AT + timedelta(minutes=1)
pytestmark = pytest.mark.django_db

Handle = Callable[[Callable[[JobRun], None]], None]


@pytest.fixture
def handle(monkeypatch: pytest.MonkeyPatch) -> Handle:
    """Makes a function the handler of the job `test`, for this test."""
    monkeypatch.setattr(registry, "_handlers", {})
    monkeypatch.setattr(registry, "_titles", {})
    return lambda function: job_handler("test", title="Test the machine")(function) and None


def enqueue(by: User | None = None) -> Job:
    return enqueue_job(kind="test", parameters={}, by=by, at=AT)


def running(attempt_at: datetime = AT) -> Job:
    enqueue()
    job = claim_next_job(at=attempt_at)
    assert job is not None
    return job


class TestPage:
    @pytest.mark.parametrize(
        ("role", "status"),
        [(Role.CLERK, 200), (Role.ADMINISTRATOR, 200), (Role.OFFICER, 404), (Role.MEMBER, 404)],
    )
    def test_opens_for_whoever_asked_and_those_who_look_after_it(
        self, client_with_role: Callable[..., Client], role: Role, status: int
    ) -> None:
        client = client_with_role(role)
        own, other = enqueue(by=client.user), enqueue()

        answers = [client.get(job.get_absolute_url()).status_code for job in (own, other)]

        assert answers == [200, status]

    def test_shows_progress_and_asks_again_without_script(
        self, client_with_role: Callable[..., Client], handle: Handle
    ) -> None:
        handle(lambda run: None)
        client = client_with_role(Role.OFFICER)
        job = enqueue(by=client.user)
        claim_next_job(at=AT)
        renew_lease(job_id=job.pk, attempt=1, at=AT, progress=(40, "Item 4 of 11"))

        page = client.get(job.get_absolute_url()).content.decode()

        assert title_of("test") == "Test the machine"
        assert "Test the machine" in page
        assert 'value="40"' in page
        assert "Item 4 of 11" in page
        assert '<meta http-equiv="refresh" content="3">' in page

    def test_ends_with_the_sentence_and_stops_asking(self, client_with_role: Callable[..., Client]) -> None:
        client = client_with_role(Role.OFFICER)
        job = enqueue(by=client.user)
        claim_next_job(at=AT)
        fail_attempt(job_id=job.pk, attempt=1, sentence="The meeting is over.", at=AT)

        page = client.get(job.get_absolute_url() + "?next=/meetings/").content.decode()

        assert "The meeting is over." in page
        assert 'http-equiv="refresh"' not in page
        assert 'href="/meetings/"' in page

    @pytest.mark.parametrize(
        "onward", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
    )
    def test_leads_nowhere_else(self, client_with_role: Callable[..., Client], onward: str) -> None:
        client = client_with_role(Role.OFFICER)
        job = enqueue(by=client.user)
        cancel_job(job=job, by=client.user, at=AT)

        page = client.get(job.get_absolute_url(), {"next": onward}).content.decode()

        assert "Go back to where you started this" not in page

    def test_stops_a_job_that_waits(self, client_with_role: Callable[..., Client]) -> None:
        client = client_with_role(Role.OFFICER)
        job = enqueue(by=client.user)

        answer = client.post(f"/jobs/{job.pk}/cancel/?next=/meetings/")

        job.refresh_from_db()
        assert (answer.status_code, answer["Location"]) == (302, f"/jobs/{job.pk}/?next=%2Fmeetings%2F")
        assert job.state == JobState.CANCELLED

    def test_refuses_to_stop_what_has_ended(self, client_with_role: Callable[..., Client]) -> None:
        client = client_with_role(Role.OFFICER)
        job = enqueue(by=client.user)
        cancel_job(job=job, by=client.user, at=AT)

        answer = client.post(f"/jobs/{job.pk}/cancel/")

        assert answer.status_code == 422
        assert "This has already ended" in answer.content.decode()
        with pytest.raises(JobIsOver):
            cancel_job(job=job, by=client.user, at=AT)

    def test_does_not_stop_anything_by_looking(self, client_with_role: Callable[..., Client]) -> None:
        client = client_with_role(Role.OFFICER)
        job = enqueue(by=client.user)

        assert client.get(f"/jobs/{job.pk}/cancel/").status_code == 405
