"""What two processes say to each other over a pipe: an object of JSON, and bytes that travel beside it as they are.

Nothing is unpickled on either side, so that whoever is on the other side can send nonsense but never code.
"""

import json
import struct
from collections.abc import Sequence
from typing import Any, BinaryIO

Header = dict[str, Any]

_LENGTH = struct.Struct(">Q")
_LONGEST_HEADER = 64_000_000


class Garbled(Exception):
    """What came was no message, was longer than was agreed, or ended in the middle."""


def send(stream: BinaryIO, header: Header, payloads: Sequence[bytes] = ()) -> None:
    """Will write one message. A header that is no JSON raises `TypeError` before anything is written."""
    text = json.dumps([[len(payload) for payload in payloads], header]).encode()
    stream.write(_LENGTH.pack(len(text)))
    stream.writelines((text, *payloads))
    stream.flush()


def receive(stream: BinaryIO, *, most: int) -> tuple[Header, list[bytes]]:
    """Will read one message whose payloads have at most `most` bytes together.

    Raises `Garbled`, also when there is nothing to read any more.
    """
    (length,) = _LENGTH.unpack(_read(stream, _LENGTH.size))
    if length > _LONGEST_HEADER:
        raise Garbled
    sizes, header = _parsed(_read(stream, length))
    if sum(sizes) > most:
        raise Garbled
    return header, [_read(stream, size) for size in sizes]


def _parsed(text: bytes) -> tuple[list[int], Header]:
    try:
        sizes, header = json.loads(text)
    except (TypeError, ValueError, RecursionError) as error:
        raise Garbled from error
    if not isinstance(header, dict) or not isinstance(sizes, list):
        raise Garbled
    if not all(type(size) is int and size >= 0 for size in sizes):
        raise Garbled
    return sizes, header


def _read(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise Garbled
    return data
