"""The record of a decision: what it must say before it is published, and by when that is.

Source: SI 2012/2089, regulations 12 and 13, for executive decisions of a body, a member or an officer.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from childservices.domain.clock import RuleName, Working, work_out
from childservices.domain.refusals import Refusal
from childservices.domain.working_days import Holidays


class Maker(StrEnum):
    """Who takes a decision."""

    BODY = "body"
    """By a resolution."""
    MEMBER = "member"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class Missing:
    """A field that has to be filled before publication, and what to enter."""

    field: str
    sentence: str


class IncompleteDecision(Refusal):
    """A decision that does not say yet what its record must."""

    def __init__(self, missing: Sequence[Missing]) -> None:
        super().__init__(" ".join(one.sentence for one in missing), missing[0].field)
        self.missing = tuple(missing)


class PublishedBeforeMade(Refusal):
    """A decision dated after its publication."""


@dataclass(frozen=True, slots=True)
class Record:
    """A decision as it is recorded; what there was none of is said in words, and never left empty."""

    maker: Maker
    decided_by: str
    """The body or the post."""
    decided_on: dt.date | None
    text: str
    reasons: str
    alternatives: str
    """What was considered and rejected, or none."""
    interests: str
    """Conflicts of interest and dispensations, or none."""
    resolution: str = ""
    """Such as D72(2); of a body's decision only."""
    is_key: bool = False
    notice: str = ""
    """The entry of the forward plan, or the route of urgency, of a key decision."""

    def missing(self) -> tuple[Missing, ...]:
        """Give what is still to be entered, in the order of the form."""
        asked = [
            ("decided_by", self.decided_by, "Enter who decided."),
            ("text", self.text, "Enter what was decided."),
            ("reasons", self.reasons, "Enter the reasons."),
            ("alternatives", self.alternatives, "Enter the alternatives that were rejected, or “none”."),
            ("interests", self.interests, "Enter the interests and dispensations, or “none”."),
        ]
        if self.maker is Maker.BODY:
            asked.append(("resolution", self.resolution, "Choose the resolution by which the body decided."))
        if self.is_key:
            asked.append(
                ("notice", self.notice, "Choose the notice of the key decision, or the route of urgency.")
            )
        day = [] if self.decided_on else [Missing("decided_on", "Enter the day of the decision.")]
        return (*day, *(Missing(field, sentence) for field, value, sentence in asked if not value.strip()))


def check_publication(record: Record, *, on: dt.date) -> None:
    """Refuse to publish a decision that is not complete, or not made yet."""
    if missing := record.missing():
        raise IncompleteDecision(missing)
    if record.decided_on is not None and on < record.decided_on:
        raise PublishedBeforeMade("Publish the decision once it is made, or correct its day.", "decided_on")


def publication_due(decided_on: dt.date, holidays: Holidays) -> Working:
    """Give the last day on which a decision is published in time, with the working: two working days."""
    return work_out(RuleName.DECISION_PUBLICATION, decided_on, holidays)
