"""The identifier of a request."""

import pytest

from childservices.domain.tracing import current_request_id, is_request_id, request_id


@pytest.mark.parametrize(
    ("text", "shaped"),
    [
        ("01234567", True),
        ("a-b-c-d-e-f", True),
        ("x" * 64, True),
        ("0123456", False),
        ("x" * 65, False),
        ("with space", False),
        ("01234567\n", False),
        ("<script>", False),
        ("", False),
    ],
)
def test_is_request_id(text: str, shaped: bool) -> None:
    assert is_request_id(text) is shaped


def test_identifier_stands_inside_the_block_only_and_nests() -> None:
    with request_id("outer-one"):
        with request_id("inner-one"):
            inside = current_request_id()
        between = current_request_id()

    assert (inside, between, current_request_id()) == ("inner-one", "outer-one", "")
