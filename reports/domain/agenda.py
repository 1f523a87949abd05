"""How an agenda is ordered and numbered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Place(Generic[T]):
    """An item with the number that its place gives it; headings have none."""

    item: T
    number: str


def numbered(items: Iterable[tuple[T, bool]]) -> Sequence[Place[T]]:
    """Give running numbers from 1 to (item, is a heading) in their order; a heading takes no number."""
    places: list[Place[T]] = []
    count = 0
    for item, is_heading in items:
        count += 0 if is_heading else 1
        places.append(Place(item, "" if is_heading else str(count)))
    return tuple(places)


def moved(order: Sequence[T], item: T, *, places: int) -> Sequence[T]:
    """Move an item up (negative) or down (positive) by so many places, stopping at the ends."""
    rest = [other for other in order if other != item]
    target = max(0, min(len(rest), order.index(item) + places))
    return (*rest[:target], item, *rest[target:])


def paragraphs_text(paragraphs: Iterable[int]) -> str:
    """Say the paragraphs of Schedule 12A as they are printed: 3; 3 and 4; 1, 3 and 4."""
    texts = [str(paragraph) for paragraph in sorted(set(paragraphs))]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} and {texts[-1]}"


def page_range(first: int | None, last: int | None) -> str:
    """Say a range of pages: 4, or 4 to 25; nothing where there are none."""
    if first is None or last is None:
        return ""
    return str(first) if first == last else f"{first} to {last}"
