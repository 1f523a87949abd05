"""What an accessibility check found in a pack, as sentences for the clerk."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

LISTED_OPENLY = 3


def finding_sentences(
    findings: Iterable[Mapping[str, Any]], *, advise: Callable[[str, str], str]
) -> Sequence[str]:
    """Say what was found by item and page, in the order of the pack: Item 5, pages 12 and 14: A picture has no words.

    A finding is its rule, message, page and item, of which the last two may be missing; `advise` makes a sentence of
    rule and message. One that returns on several pages of an item is said once.
    """
    pages: dict[tuple[str, str], list[int]] = {}
    for finding in findings:
        said = pages.setdefault((finding.get("item", ""), advise(finding["rule"], finding["message"])), [])
        page = finding.get("page")
        if page is not None and page not in said:
            said.append(page)
    return [f"{_place(item, found)}: {sentence}" for (item, sentence), found in pages.items()]


def _place(item: str, pages: Sequence[int]) -> str:
    numbers = [str(page) for page in pages]
    word = "page" if len(numbers) == 1 else "pages"
    listed = " and ".join([", ".join(numbers[:-1]), numbers[-1]]) if len(numbers) > 1 else "".join(numbers)
    parts = [*([f"item {item}"] if item else []), *([f"{word} {listed}"] if listed else [])]
    place = ", ".join(parts) or "the pack as a whole"
    return place[0].upper() + place[1:]
