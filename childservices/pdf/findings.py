"""One thing that is wrong with a PDF."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """What breaks which rule, and on which page where that can be said (1 is the first)."""

    rule: str
    message: str
    page: int | None = None


@dataclass(frozen=True, order=True)
class PackFinding:
    """What is wrong in a pack: the key of the part it stands in, "" for the pack as a whole, and the page as
    stamped."""

    part: str
    rule: str
    message: str
    page: int | None = None
