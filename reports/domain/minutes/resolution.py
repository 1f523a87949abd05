"""Resolutions: born from the recommendations of a report, numbered within their minute, carried or not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from childservices.domain.refusals import Refusal


class Result(StrEnum):
    """What became of a recommendation."""

    AGREED = "agreed"
    AMENDED = "amended"
    """Agreed in other words."""
    NOT_AGREED = "not_agreed"


class EmptyResolution(Refusal):
    """A resolution without words."""


class NotAmended(Refusal):
    """An amendment that says what was recommended."""


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What a report asks members to resolve."""

    identifier: str
    verb: str
    text: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was resolved; one moved at the meeting came from no recommendation."""

    verb: str
    text: str
    result: Result = Result.AGREED
    recommended: Recommendation | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise EmptyResolution("Enter what was resolved.", "text")
        if self.result is Result.AMENDED and self.recommended and self.recommended.text == self.text:
            raise NotAmended("Change the words, or record the recommendation as agreed.", "text")


def all_agreed(recommendations: Iterable[Recommendation]) -> Sequence[Resolution]:
    """Resolve everything as it was recommended, in one press."""
    return [Resolution(one.verb, one.text, recommended=one) for one in recommendations]


def numbered_resolutions(resolutions: Iterable[Resolution]) -> Sequence[tuple[int, Resolution]]:
    """Number from (1) what was resolved; what was not agreed is told in the minute and has no number."""
    resolved = [one for one in resolutions if one.result is not Result.NOT_AGREED]
    return list(enumerate(resolved, start=1))
