"""What tests of committee papers may ask for."""

import pytest

from tests.papers import Office, make_office


@pytest.fixture
def office(db: None) -> Office:
    """A clerk, an officer, a member, a template and a body."""
    return make_office()
