"""What two processes say to each other, and nonsense that is told from it."""

import io
import json
import struct

import pytest

from childservices.pdf.messages import Garbled, receive, send


def framed(text: bytes, after: bytes = b"") -> io.BytesIO:
    return io.BytesIO(struct.pack(">Q", len(text)) + text + after)


def test_messages_follow_each_other_and_arrive_as_they_were_sent() -> None:
    stream = io.BytesIO()

    send(stream, {"text": "Łódź \ud800", "number": 7}, [b"", bytes(range(256))])
    send(stream, {})
    stream.seek(0)

    assert receive(stream, most=256) == ({"text": "Łódź \ud800", "number": 7}, [b"", bytes(range(256))])
    assert receive(stream, most=0) == ({}, [])
    assert stream.read() == b""


def test_nothing_is_written_of_a_header_that_is_no_json() -> None:
    stream = io.BytesIO()

    with pytest.raises(TypeError):
        send(stream, {"what": object()})

    assert stream.getvalue() == b""


@pytest.mark.parametrize(
    "stream",
    [
        pytest.param(io.BytesIO(), id="nothing"),
        pytest.param(io.BytesIO(b"\x00\x00\x00"), id="half a length"),
        pytest.param(io.BytesIO(b"\xff" * 40), id="a length beyond all bounds"),
        pytest.param(framed(b'[[], {"cut'), id="no JSON"),
        pytest.param(framed(b"\xff\xfe\xfd"), id="no text"),
        pytest.param(framed(b"[" * 100_000), id="JSON without end"),
        pytest.param(framed(b"7"), id="JSON of another kind"),
        pytest.param(framed(b"[[], []]"), id="a list for a header"),
        pytest.param(framed(b"[{}, {}]"), id="an object for sizes"),
        pytest.param(framed(b"[[-1], {}]"), id="a negative size"),
        pytest.param(framed(b"[[true], {}]", b"x"), id="a truth for a size"),
        pytest.param(framed(json.dumps([[10**30], {}]).encode()), id="a size beyond all bounds"),
        pytest.param(framed(b"[[5], {}]", b"four"), id="too few bytes"),
        pytest.param(framed(b"[[60, 41], {}]", b"x" * 101), id="more bytes than agreed"),
    ],
)
def test_nonsense_is_told_from_a_message(stream: io.BytesIO) -> None:
    with pytest.raises(Garbled):
        receive(stream, most=100)
