"""Whose work performance is, for tests of operations and screens."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from childservices.choices import Role
from childservices.models import Post, User
from indicators.models import Area, Indicator
from tests.conftest import SignedInClient
from tests.factories import PostFactory
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
