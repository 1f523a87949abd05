"""The structure of a paper while it is read: elements, what hangs in them, and what is said of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from childservices.pdf.tag_roles import Source

AttributeValue = int | str | tuple[str, ...] | tuple[float, ...]


class MarkedContent(NamedTuple):
    """A stretch of a page's content stream, by page index and marked-content number."""

    page: int
    mcid: int


class LinkArea(NamedTuple):
    """A rectangle on a page that can be clicked, and what the link is called."""

    page: int
    annotation: Any
    name: str


@dataclass(eq=False, slots=True)
class Element:
    """One structure element to be: its type, what hangs in it in reading order, and what is said of it."""

    role: str
    parent: "Element | None"
    source: Source = None
    kids: list["Element | MarkedContent | LinkArea"] = field(default_factory=list)
    page: int | None = None
    body: "Element | None" = None  # of a list item
    alternative: str | None = None
    language: str | None = None
    identifier: str | None = None
    owner: str = ""
    attributes: dict[str, AttributeValue] = field(default_factory=dict)

    def add(self, role: str, source: Source = None, *, first: bool = False) -> "Element":
        """Will hang a new element into this one, last or first."""
        child = Element(role, self, source)
        self.kids.insert(0 if first else len(self.kids), child)
        return child

    def describe(self, owner: str, **attributes: AttributeValue) -> None:
        """Will set the attributes of one owner (`Table`, `List` or `Layout`)."""
        self.owner = owner
        self.attributes = attributes

    @property
    def is_needed(self) -> bool:
        """True when it holds anything, or holds its place in a table."""
        return self.role in ("TD", "TH") or any(
            not isinstance(kid, Element) or kid.is_needed for kid in self.kids
        )


def elements_below(element: Element) -> Iterable[Element]:
    """Will give the elements that hang in one and are needed, in reading order."""
    return (kid for kid in element.kids if isinstance(kid, Element) and kid.is_needed)
