"""An item of an agenda: what came of it, the report that follows it, and why it was taken late."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from childservices.domain.refusals import Refusal
from reports.domain.improvement_plan.due import in_words

HEADING = "heading"


class Outcome(StrEnum):
    """What a meeting did with an item."""

    CONSIDERED = "considered"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"
    NOT_REACHED = "not_reached"
    REFERRED = "referred"


class Paper(StrEnum):
    """Whether an item has its report."""

    NONE = "none"
    """It needs none."""
    HERE = "here"
    TO_FOLLOW = "to_follow"
    SUPPLIED = "supplied"
    """It followed, as a supplement to the published agenda."""


HEARD = frozenset({Outcome.CONSIDERED, Outcome.REFERRED})


@dataclass(frozen=True, slots=True)
class Item:
    """An item as its meeting sees it; headings have no number and no outcome."""

    title: str
    kind: str = "report"
    number: str = ""
    paper: Paper = Paper.HERE
    outcome: Outcome | None = None

    @property
    def is_undecided(self) -> bool:
        """Whether nobody has said yet what came of it."""
        return self.kind != HEADING and self.outcome is None


class HeadingHasNoPart(Refusal):
    """A heading was treated like business."""


class ReportNeverFollowed(Refusal):
    """Members were to decide on a report that they never had."""


class NothingToFollow(Refusal):
    """A supplement for an item that was not waiting for one."""


class AlreadyOut(Refusal):
    """A report was called to follow when members and public have it."""


class NotPublished(Refusal):
    """A supplement to an agenda that is not out."""


class IncompleteUrgency(Refusal):
    """A late item without what the law and the minutes ask of it."""


def undecided(items: Iterable[Item]) -> tuple[Item, ...]:
    """Give the items that stand in the way of closing their meeting."""
    return tuple(item for item in items if item.is_undecided)


def with_outcome(item: Item, outcome: Outcome) -> Item:
    """Record what came of an item; a later record replaces an earlier one until the meeting closes."""
    if item.kind == HEADING:
        raise HeadingHasNoPart("A heading has no outcome. Record it at the items under it.", "outcome")
    if outcome in HEARD and item.paper is Paper.TO_FOLLOW:
        raise ReportNeverFollowed(
            f"The report for “{item.title}” has not followed. Publish it as a supplement, or record the item as "
            "deferred, withdrawn or not reached.",
            "outcome",
        )
    return replace(item, outcome=outcome)


def to_follow(item: Item, *, has_published_report: bool) -> Item:
    """Let an agenda go out before the item's report is ready."""
    if item.kind == HEADING:
        raise HeadingHasNoPart("A heading has no report. Mark the item under it.", "paper")
    if has_published_report:
        raise AlreadyOut(f"The report for “{item.title}” is published already. Leave it as it is.", "paper")
    return replace(item, paper=Paper.TO_FOLLOW)


def supplied(item: Item, *, last_page: int | None, pages: int) -> tuple[Item, int, int]:
    """Take up the report that followed, with its first and last page: they continue the run of the published pack.

    `last_page` is the last page that any edition or supplement before it has printed; None before the first edition.
    """
    if item.paper is not Paper.TO_FOLLOW:
        raise NothingToFollow(
            f"“{item.title}” is not marked “report to follow”. Publish a new edition of the agenda instead.",
            "paper",
        )
    if last_page is None:
        raise NotPublished("The agenda is not published yet. Put the report into its first edition.", "paper")
    return replace(item, paper=Paper.SUPPLIED), last_page + 1, last_page + pages


@dataclass(frozen=True, slots=True)
class Urgency:
    """Why an item is taken though the agenda was out without it: special circumstances, who agreed and when."""

    circumstances: str
    agreed_by: str
    agreed_at: dt.datetime

    @property
    def words(self) -> str:
        """Say it for the draft minutes."""
        circumstances = self.circumstances.strip().rstrip(".")
        return (
            f"{self.agreed_by} agreed on {in_words(self.agreed_at.date())} that this item be taken as a matter of "
            f"urgency, although it was not on the published agenda. The special circumstances were: {circumstances}."
        )


def check_urgency(
    urgency: Urgency, *, published_at: dt.datetime, meeting_ends_at: dt.datetime | None
) -> None:
    """Refuse a late item whose urgency is not complete.

    It is agreed after the agenda was out and, once that is known, before the meeting ends. Source: Local Government
    Act 1972, section 100B(4)(b).
    """
    if not urgency.circumstances.strip():
        raise IncompleteUrgency(
            "Give the special circumstances: they are printed in the minutes.", "circumstances"
        )
    if not urgency.agreed_by.strip():
        raise IncompleteUrgency("Give the post of whoever agreed to the late item.", "agreed_by")
    if urgency.agreed_at < published_at:
        raise IncompleteUrgency(
            "The agreement is older than the published agenda. Enter when the late item itself was agreed.",
            "agreed_at",
        )
    if meeting_ends_at is not None and urgency.agreed_at > meeting_ends_at:
        raise IncompleteUrgency(
            "The agreement is younger than the end of the meeting. Enter when it was given.", "agreed_at"
        )
