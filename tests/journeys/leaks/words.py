"""Words that stand in one place each, and finding them again in whatever somebody is sent."""

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from io import BytesIO
from typing import Any

import pikepdf
import pypdf
from django.http.response import HttpResponseBase

WORD = re.compile("zq[a-p]{10}qz")
HEX_TO_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
BROKEN = re.compile("[\\s\u00ad\u2010\u2011\u200b-]+")


_READ: dict[bytes, frozenset[str]] = {}  # most people are sent the same bytes


class Kind(StrEnum):
    """How secret a word is."""

    OUT = "exempt, and out in the members' pack"
    GRANTED = "exempt, out, and under the item that a member was given leave to see"
    DRAFT = "exempt, in a paper that is being prepared"
    UNCLASSIFIED = "not classified yet"
    NOT_ISSUED = "open, and not published yet"
    OFFICERS = "for officers only: reasons, and notes about sources"


EXEMPT = frozenset({Kind.OUT, Kind.GRANTED, Kind.DRAFT, Kind.OFFICERS})


@dataclass
class Words:
    """Every word that was planted, with the place where it stands and how secret it is."""

    places: dict[str, tuple[str, Kind]] = field(default_factory=dict)

    def plant(self, place: str, kind: Kind) -> str:
        """Give the word of a place; each place is planted once."""
        word = f"zq{sha256(place.encode()).hexdigest()[:10].translate(HEX_TO_LETTERS)}qz"
        assert word not in self.places, f"{place} is planted twice"
        self.places[word] = (place, kind)
        return word

    def of(self, *kinds: Kind) -> frozenset[str]:
        """Every word of these kinds."""
        return frozenset(word for word, (_, kind) in self.places.items() if kind in kinds)

    def placed(self, *beginnings: str) -> frozenset[str]:
        """Every word whose place begins so."""
        return frozenset(word for word, (place, _) in self.places.items() if place.startswith(beginnings))

    def named(self, words: frozenset[str] | set[str]) -> list[str]:
        """The places of words, for a reader."""
        return sorted(f"{self.places[word][0]} ({self.places[word][1]})" for word in words)


def words_in(text: str) -> frozenset[str]:
    """Every planted word in a text, even where a line break or a hyphen divides it."""
    plain = BROKEN.sub("", unicodedata.normalize("NFKC", text).lower())
    return frozenset(WORD.findall(plain)) | frozenset(WORD.findall(text))


def words_in_bytes(data: bytes) -> frozenset[str]:
    """Every planted word in a file, whether as text, as UTF-16, or anywhere inside a PDF."""
    digest = sha256(data).digest()
    if digest not in _READ:
        found = words_in(data.decode("utf-8", "replace")) | words_in(
            data.replace(b"\0", b"").decode("latin-1")
        )
        _READ[digest] = found | words_in_pdf(data) if data.startswith(b"%PDF-") else found
    return _READ[digest]


def words_in_pdf(data: bytes) -> frozenset[str]:
    """Every planted word in a PDF: its pages, properties, bookmarks, names, attachments and every stream and string."""
    pages = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=data, capture_output=True, check=True
    ).stdout
    raw = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True).stdout
    texts = [pages.decode(), raw.decode(), *_told(data), *_objects(data)]
    return frozenset().union(*(words_in(text) for text in texts))


def _told(data: bytes) -> Iterator[str]:
    reader = pypdf.PdfReader(BytesIO(data))
    yield str(reader.metadata)
    yield str(reader.outline)
    yield str(reader.named_destinations)
    for name, contents in reader.attachments.items():
        yield name
        yield from (content.decode("utf-8", "replace") for content in contents)


def _objects(data: bytes) -> Iterator[str]:
    with pikepdf.open(BytesIO(data)) as pdf:
        for item in pdf.objects:
            yield from _strings(item)


def _strings(item: Any) -> Iterator[str]:
    if isinstance(item, pikepdf.Stream):
        content = item.read_bytes()
        yield content.replace(b"\0", b"").decode("latin-1")
    if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for name, value in item.items():
            yield str(name)
            yield from () if getattr(value, "is_indirect", False) else _strings(value)
    elif isinstance(item, pikepdf.Array):
        for value in item:
            yield from () if getattr(value, "is_indirect", False) else _strings(value)
    elif isinstance(item, pikepdf.String | pikepdf.Name):
        yield str(item)


def body_of(response: Any) -> bytes:
    """Everything that an answer sends, also when it comes in pieces."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def words_sent(response: HttpResponseBase) -> frozenset[str]:
    """Every planted word in an answer: its headers, its cookies and its body."""
    told = " ".join([str(response.headers), str(response.cookies), str(response.reason_phrase)])
    return words_in(told) | words_in_bytes(body_of(response))
