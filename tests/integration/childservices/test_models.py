"""What the database refuses of the kernel's rows."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError

from childservices.models import (
    AuditSeal,
    CleanedUpload,
    Job,
    OfficeClosure,
    Organisation,
    OrganisationAlias,
    Person,
    Post,
    PostHolding,
    StoredFile,
    User,
)
from childservices.operations.files import keep_file
from tests.factories import OrganisationFactory, PersonFactory, PostFactory, PostHoldingFactory

AT = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)
DAY = date(2009, 11, 18)
pytestmark = pytest.mark.django_db


def job(**fields: Any) -> Job:
    return Job(kind="test", created_at=AT, **fields)


def stored() -> StoredFile:
    return keep_file(data=b"x", media_type="text/html", at=AT)


def upload(**fields: Any) -> CleanedUpload:
    return CleanedUpload(original=stored(), cleaner=1, asked_for_at=AT, **fields)


REFUSED: dict[str, Callable[[], Model]] = {
    "user_email_lower_case": lambda: User(email="Clerk@council.example"),
    "person_name_not_empty": lambda: Person(name=""),
    "post_title_not_empty": lambda: Post(title="", slug="x", organisation=OrganisationFactory()),
    "post_holding_dates_in_order": lambda: PostHolding(
        person=PersonFactory(), post=PostFactory(), starts_on=DAY, ends_on=date(2009, 11, 17)
    ),
    "organisation_name_not_empty": lambda: Organisation(name="", slug="x", kind="health"),
    "organisation_kind_known": lambda: Organisation(name="X", slug="x", kind="circus"),
    "organisation_alias_name_not_empty": lambda: OrganisationAlias(
        organisation=OrganisationFactory(), name=""
    ),
    "organisation_alias_dates_in_order": lambda: OrganisationAlias(
        organisation=OrganisationFactory(), name="X", starts_on=DAY, ends_on=date(2009, 11, 17)
    ),
    "office_closure_reason_not_empty": lambda: OfficeClosure(on=DAY, reason=""),
    "stored_file_sha256_form": lambda: StoredFile(
        sha256="../../etc/passwd", size=1, media_type="x", kept_at=AT
    ),
    "stored_file_media_type_not_empty": lambda: StoredFile(
        sha256="0" * 64, size=1, media_type="", kept_at=AT
    ),
    "cleaned_upload_kind_is_known": lambda: upload(kind="film", html=stored()),
    "cleaned_upload_holds_something": lambda: upload(kind="word"),
    "job_percent_in_range": lambda: job(percent=101),
    "job_state_known": lambda: job(state="lost", finished_at=AT),
    "job_finished_when_over": lambda: job(state="done"),
    "job_lease_only_while_running": lambda: job(state="running"),
    "job_error_only_when_failed": lambda: job(state="failed", finished_at=AT),
    "audit_seal_range_in_order": lambda: AuditSeal(first_id=2, last_id=1, count=0, hash="x", sealed_at=AT),
}


@pytest.mark.parametrize("constraint", REFUSED)
def test_the_database_refuses(constraint: str) -> None:
    row = REFUSED[constraint]()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row.save(force_insert=True)


def test_a_post_is_held_once_from_a_day() -> None:
    holding = PostHoldingFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        PostHoldingFactory(person=holding.person, post=holding.post)


def test_whoever_has_held_a_post_cannot_be_deleted() -> None:
    holding = PostHoldingFactory()

    for row in (holding.person, holding.post, holding.post.organisation):
        with pytest.raises(ProtectedError):
            row.delete()


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(2009, 3, 31), False),
        (date(2009, 4, 1), True),
        (date(2010, 5, 7), True),
        (date(2010, 5, 8), False),
    ],
)
def test_a_post_is_held_from_its_first_to_its_last_day(day: date, held: bool) -> None:
    PostHoldingFactory(starts_on=date(2009, 4, 1), ends_on=date(2010, 5, 7))

    assert PostHolding.objects.current(on=day).exists() is held


def test_rows_are_known_by_their_words() -> None:
    holding = PostHoldingFactory(person__name="Chair", post__title="Head of Service")
    user = User.objects.create_user("Clerk@Council.Example", person=holding.person)

    assert str(holding) == "Chair as Head of Service"
    assert str(user) == "Chair"
    assert str(User(email="clerk@council.example")) == "clerk@council.example"
    assert User.objects.get_by_natural_key("CLERK@council.example") == user
    assert str(StoredFile(sha256="ab" * 32)) == "abababababab"


def test_an_upload_calls_itself_after_its_original() -> None:
    assert str(upload(kind="pdf")) == "Cleaned 2d711642b726"
