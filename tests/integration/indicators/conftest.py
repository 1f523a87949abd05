"""What tests of indicators share."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import transaction

from childservices.choices import Role
from childservices.models import User
from childservices.operations.roles import set_roles
from tests.factories import UserFactory
from tests.indicator_demonstration import load, load_posts


@pytest.fixture(scope="module")
def _demonstration(django_db_setup: None, django_db_blocker: Any) -> Iterator[User]:
    """The demonstration's indicators, loaded once for all tests of a file and taken back after the last of them."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_posts()
        loaded_by = set_roles(
            user=UserFactory(),
            roles=(Role.PERFORMANCE_OFFICER,),
            by=None,
            at=datetime(2026, 11, 25, 9, tzinfo=UTC),
        )
        load(loaded_by)
        with django_db_blocker.block():
            yield loaded_by
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(_demonstration: User, db: None) -> User:
    """The performance officer who loaded the demonstration's indicators."""
    return _demonstration
