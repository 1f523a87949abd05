"""Tables as a screen reader speaks them: each figure with its headers, read out of a PDF's tags by another program."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_ELEMENT = re.compile(r"\s*(?P<role>[A-Z][A-Za-z0-9]*)(?: <(?P<name>[^>]*)>)?(?: \(\w+\))?:?")
_HEADERS = re.compile(r"\s*/Headers \[(.*)\]")
_TEXT = re.compile(r'\s*"(.*)"')
_HYPHENS_AND_SPACES = re.compile(r"[\s\-\u2010]")


@dataclass
class SpokenTable:
    """A table: its caption, how many rows it has, the words of its headers, its figures with the names of theirs."""

    caption: str = ""
    rows: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    figures: list[tuple[tuple[str, ...], str]] = field(default_factory=list)

    def spoken(self) -> list[tuple[tuple[str, ...], str]]:
        """Give every figure with the words of its headers, in reading order."""
        return [(tuple(self.headers[name] for name in names), text) for names, text in self.figures]


def letters(text: str) -> str:
    """Give a text without spaces and hyphens, which come and go with the lines that it is set in."""
    return _HYPHENS_AND_SPACES.sub("", text)


def spoken_tables(data: bytes) -> list[SpokenTable]:
    """Give the tables of a PDF that name the headers of their cells, with the letters of all that is in them."""
    shown = subprocess.run(
        ["pdfinfo", "-struct-text", "-"], input=data, capture_output=True, check=True
    ).stdout.decode(errors="replace")
    tables: list[SpokenTable] = []
    for role, name, headers, text in _elements(shown.splitlines()):
        if role == "Table":
            tables.append(SpokenTable())
        elif role == "Caption" and tables and not tables[-1].rows:
            tables[-1].caption = text
        elif role == "TR":
            tables[-1].rows += 1
        elif role == "TH":
            tables[-1].headers[name] = letters(text)
        elif role == "TD":
            tables[-1].figures.append((headers, letters(text)))
    return tables


def _elements(lines: Sequence[str]) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    """Each element's type, its name, the names of its headers, and the text that stands right below it."""
    role, name, headers, texts = "", "", (), []
    for line in lines:
        if found := _TEXT.fullmatch(line):
            texts.append(found[1])
        elif found := _HEADERS.fullmatch(line):
            headers = tuple(re.findall(r"\(([^)]*)\)", found[1]))
        elif found := _ELEMENT.fullmatch(line):
            yield role, name, headers, " ".join(texts)
            role, name, headers, texts = found["role"], found["name"] or "", (), []
    yield role, name, headers, " ".join(texts)
