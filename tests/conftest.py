"""What every test may ask for: accounts by role, signed-in browsers, jobs done at once, and processes."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, TransactionTestCase

from childservices.choices import Role
from childservices.models import User
from childservices.operations.roles import set_roles
from childservices.operations.triggers import remove_audit_triggers
from childservices.tasks import run_waiting_jobs
from tests.factories import UserFactory

# A busy machine makes no property false.
hypothesis.settings.register_profile(
    "childservices", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("childservices")

ROOT = Path(__file__).resolve().parent.parent


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Call a test with a file's bytes by their hash; everything else is called as pytest would."""
    return f"{argname}-{sha256(val).hexdigest()[:8]}" if isinstance(val, bytes) else None


class SignedInClient(Client):
    """A browser in which somebody is signed in."""

    def __init__(self, user: User) -> None:
        super().__init__()
        self.user = user
        self.force_login(user)


@pytest.fixture(autouse=True, scope="session")
def _emptying_passes_the_audit_triggers() -> Iterator[None]:
    """Let the flush between transactional tests empty the audit log; the triggers come back after it by themselves."""
    usual = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        remove_audit_triggers(connection=connection)
        usual(self)

    patch = pytest.MonkeyPatch()
    patch.setattr(TransactionTestCase, "_fixture_teardown", teardown)
    yield
    patch.undo()


@pytest.fixture
def at() -> datetime:
    """The moment of a test: the day of the demonstration's meeting, at half past ten."""
    return datetime(2009, 11, 18, 10, 30, tzinfo=UTC)


@pytest.fixture
def user_with_role(db: None, at: datetime) -> Callable[..., User]:
    """Makes an account that holds the roles given; further fields of the account by keyword."""

    def make(*roles: Role, **fields: Any) -> User:
        return set_roles(user=UserFactory(**fields), roles=roles, by=None, at=at)

    return make


@pytest.fixture
def client_with_role(user_with_role: Callable[..., User]) -> Callable[..., SignedInClient]:
    """Makes a browser in which an account with the roles given is signed in; `client.user` is that account."""

    def make(*roles: Role, **fields: Any) -> SignedInClient:
        return SignedInClient(user_with_role(*roles, **fields))

    return make


@pytest.fixture
def run_jobs() -> Callable[[], int]:
    """Does every waiting background job in this process and gives their number."""
    return run_waiting_jobs


@pytest.fixture
def process_environment(transactional_db: None) -> dict[str, str]:
    """The environment of a process that works on this test's database and files."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{database['NAME']}"
    else:
        secret = f":{database['PASSWORD']}" if database["PASSWORD"] else ""
        place = f"{database['HOST']}:{database['PORT'] or 5432}"
        url = f"postgresql://{database['USER']}{secret}@{place}/{database['NAME']}"
    return {
        **os.environ,
        "DAILY_JOBS": "0",
        "DATABASE_URL": url,
        "DATA_DIR": str(settings.DATA_DIR),
        "DEBUG": "1",
        "DJANGO_SETTINGS_MODULE": "childservices.settings",
        "PYTHONPATH": str(ROOT),
        "SECRET_KEY": settings.SECRET_KEY,
    }
