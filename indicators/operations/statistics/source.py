"""Files of published statistics as they lie in a folder: read row by row, each row with its number."""

import csv
import gzip
import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from childservices.domain.refusals import Refusal

CHUNK = 1_000_000  # bytes


class UnreadableSource(Refusal):
    """A folder or file of statistics that cannot be read as one."""


@dataclass(frozen=True, slots=True)
class Source:
    """A CSV file, packed or not."""

    path: Path

    @property
    def name(self) -> str:
        """What the file is called."""
        return self.path.name

    def sha256(self) -> str:
        """Give the hash of the file as it lies there."""
        digest = hashlib.sha256()
        with self.path.open("rb") as file:
            while chunk := file.read(CHUNK):
                digest.update(chunk)
        return digest.hexdigest()

    def header(self) -> list[str]:
        """Give the names of the columns."""
        with self._opened() as rows:
            return next(rows, [])

    def columns(self, *names: str) -> Iterator[tuple[int, Sequence[str]]]:
        """Give each row's number in a spreadsheet and its cells in these columns, empty where the row is too short."""
        with self._opened() as rows:
            header = next(rows, [])
            if missing := [name for name in names if name not in header]:
                raise UnreadableSource(
                    f"{self.name} has no column {', '.join(missing)}. Add it, or take the file out."
                )
            places = [header.index(name) for name in names]
            width = max(places) + 1
            in_order = places == list(range(len(header)))
            for number, row in enumerate(rows, start=2):
                cells = row if len(row) >= width else [*row, *[""] * (width - len(row))]
                yield number, cells if in_order else [cells[place] for place in places]

    @contextmanager
    def _opened(self) -> Iterator[Iterator[list[str]]]:
        opener: Any = gzip.open if self.path.suffix == ".gz" else open
        try:
            with cast("IO[str]", opener(self.path, "rt", encoding="utf-8-sig", newline="")) as file:
                yield csv.reader(file)
        except (OSError, EOFError, UnicodeDecodeError, csv.Error) as error:
            raise UnreadableSource(f"{self.name} cannot be read as a CSV file in UTF-8: {error}.") from error
