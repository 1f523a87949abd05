"""What tests of indicators share."""

from collections.abc import Callable

import pytest

from childservices.choices import Role
from childservices.models import User
from tests.indicator_demonstration import load, load_posts


@pytest.fixture
def demonstration(user_with_role: Callable[..., User]) -> User:
    """The performance officer who loaded the demonstration's indicators."""
    load_posts()
    loaded_by = user_with_role(Role.PERFORMANCE_OFFICER)
    load(loaded_by)
    return loaded_by
