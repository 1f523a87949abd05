"""How minutes come to be confirmed: cleared by the chair, published as unconfirmed, confirmed by a later meeting."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from childservices.domain.refusals import EditConflict, Refusal
from reports.domain.workflow import MINUTES, state_after

CONFIRMS = frozenset({"ordinary", "annual"})
"""Kinds of meetings that confirm minutes. Extraordinary ones do not; the monitoring officer confirms this rule."""
UNDER_WAY = frozenset({"held", "closed"})


class NotTheChair(Refusal):
    """Only whoever was in the chair clears the minutes."""


class MeetingNotClosed(Refusal):
    """Minutes are published once their meeting is closed."""


class CannotConfirm(Refusal):
    """A meeting that may not confirm these minutes."""


class NoSuchMinute(Refusal):
    """An amendment to a minute that is not there."""


class AlreadyConfirmed(Refusal):
    """Confirmed minutes are not altered: a correction is a new minute."""


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting, as far as minutes ask about it."""

    identifier: str
    body: str
    starts_at: dt.datetime
    kind: str = "ordinary"
    state: str = "closed"
    chair: str = ""
    """The person who was in the chair."""


@dataclass(frozen=True, slots=True)
class Amendment:
    """What a confirming meeting alters: the words of one minute as published, and as confirmed."""

    minute: int
    published: str
    confirmed: str


@dataclass(frozen=True, slots=True)
class ConfirmedMinute:
    """A minute as it stands for good; `published` shows what it said before, empty where nothing was amended."""

    number: int
    text: str
    published: str = ""


def next_minutes_state(state: str, verb: str, *, meeting: Held, by: str = "") -> str:
    """Give the state that a verb leads to; `by` is the person who clears. To confirm, use `confirm`."""
    target = state_after(MINUTES, state, verb, what="Minutes that are")
    if verb == "clear" and (not meeting.chair or by != meeting.chair):
        raise NotTheChair("Ask whoever was in the chair at the meeting to clear its minutes.")
    if verb == "publish" and meeting.state != "closed":
        raise MeetingNotClosed("Close the meeting before publishing its minutes.")
    return target


def check_confirming(minutes_of: Held, confirming: Held) -> None:
    """Refuse a meeting that may not confirm the minutes of another: not itself, not earlier, not another body's."""
    if confirming.identifier == minutes_of.identifier:
        raise CannotConfirm(
            "A meeting cannot confirm its own minutes. Choose a later meeting.", "confirmed_by"
        )
    if confirming.body != minutes_of.body:
        raise CannotConfirm(
            "Minutes are confirmed by the body that met. Choose a meeting of it.", "confirmed_by"
        )
    if confirming.starts_at <= minutes_of.starts_at:
        raise CannotConfirm("Choose a later meeting: this one was not after the minutes.", "confirmed_by")
    if confirming.kind not in CONFIRMS:
        raise CannotConfirm(
            "An extraordinary meeting does not confirm minutes. Choose the next ordinary meeting.",
            "confirmed_by",
        )
    if confirming.state not in UNDER_WAY:
        raise CannotConfirm("Record that the confirming meeting was held first.", "confirmed_by")


def confirm(
    state: str,
    minutes: Mapping[int, str],
    *,
    minutes_of: Held,
    confirming: Held,
    has_resolution: bool,
    amendments: Iterable[Amendment] = (),
) -> Sequence[ConfirmedMinute]:
    """Confirm minutes by a resolution of a later meeting, with its amendments; give them as they stand from then on.

    `minutes` are the published words by number. An amendment to words that have changed meanwhile is a conflict.
    """
    if state == "confirmed":
        raise AlreadyConfirmed("These minutes are confirmed. Record a correction as a new minute.")
    state_after(MINUTES, state, "confirm", what="Minutes that are")
    check_confirming(minutes_of, confirming)
    if not has_resolution:
        raise CannotConfirm("Record the resolution by which the meeting confirms the minutes.", "resolution")
    amended: dict[int, Amendment] = {}
    for one in amendments:
        amended[one.minute] = _checked(one, minutes, amended)
    return [
        ConfirmedMinute(number, amended[number].confirmed, text)
        if number in amended
        else ConfirmedMinute(number, text)
        for number, text in minutes.items()
    ]


def _checked(one: Amendment, minutes: Mapping[int, str], amended: Mapping[int, Amendment]) -> Amendment:
    if one.minute not in minutes:
        raise NoSuchMinute(
            f"There is no minute {one.minute} to amend. Choose one of these minutes.", "minute"
        )
    current = amended[one.minute].confirmed if one.minute in amended else minutes[one.minute]
    if one.published != current:
        raise EditConflict(
            f"Minute {one.minute} has other words by now. Compare both texts and amend it again.",
            {"text": current},
            "published",
        )
    return Amendment(one.minute, minutes[one.minute], one.confirmed)
