"""What tests of commissioning share."""

import pytest

from tests.commissioning import Fund, make_fund


@pytest.fixture
def fund(db: None) -> Fund:
    """A programme of £100,000 with two providers who sign in."""
    return make_fund()
