"""What tests of indicators share: whose work performance is, and the demonstration's indicators."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from childservices.choices import Role
from childservices.models import Post, User
from childservices.operations.roles import set_roles
from indicators.models import Area, Indicator
from tests.conftest import SignedInClient
from tests.factories import PostFactory, UserFactory
from tests.indicator_demonstration import load, load_posts
from tests.indicators_factories import AreaFactory, IndicatorFactory, holder_of

AT = datetime(2009, 10, 12, 9, 30, tzinfo=UTC)
TODAY = date(2009, 10, 12)
LABEL = "2009-10-Q2"


@dataclass
class Service:
    """A service with its manager, its director, its portfolio holder and a performance officer."""

    make: Callable[..., User]
    area: Area = field(default_factory=AreaFactory)
    manager_post: Post = field(default_factory=PostFactory)
    director_post: Post = field(default_factory=PostFactory)
    portfolio: Post = field(default_factory=PostFactory)

    def __post_init__(self) -> None:
        self.manager = holder_of(self.manager_post, self.make, Role.OFFICER)
        self.director = holder_of(self.director_post, self.make, Role.OFFICER)
        self.member = holder_of(self.portfolio, self.make, Role.MEMBER)
        self.performance_officer = holder_of(None, self.make, Role.PERFORMANCE_OFFICER)

    def indicator(self, reference: str, **facts: Any) -> Indicator:
        """An indicator of the service."""
        posts = {
            "manager": self.manager_post,
            "director": self.director_post,
            "portfolio": self.portfolio,
        }
        indicator: Indicator = IndicatorFactory(reference=reference, **{**posts, **facts})
        return indicator

    def browser(self, user: User) -> Client:
        """A browser in which somebody is signed in."""
        return SignedInClient(user)


@pytest.fixture
def service(user_with_role: Callable[..., User]) -> Service:
    """A service with people in its posts."""
    return Service(user_with_role)


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
