"""The moves that a report can make now, and how a screen words each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.domain.workflow import REPORT, next_state
from reports.models import Report
from reports.permissions import (
    can_accept_report,
    can_return_report,
    can_submit_report,
    can_withdraw_report,
)


@dataclass(frozen=True)
class Move:
    """A step in a report's life as its page offers it."""

    verb: str
    name: str
    consequence: str
    done: str
    refused: str
    is_warning: bool = False
    """Whether it takes the report back, so that it is asked about in red."""


MOVES: Mapping[str, Move] = {
    move.verb: move
    for move in (
        Move(
            verb="submit",
            name="Submit",
            consequence="Democratic services then check it and put it on an agenda. You cannot change it until they "
            "return it.",
            done="The report is submitted. Democratic services check it next.",
            refused="This report cannot be submitted now, or not by you.",
        ),
        Move(
            verb="accept",
            name="Accept",
            consequence="It is then ready to be published with its agenda.",
            done="The report is accepted. It can be published with its agenda.",
            refused="This report cannot be accepted now, or not by you: nobody accepts their own report.",
        ),
        Move(
            verb="return",
            name="Return",
            consequence="Its authors can then change it, and it has to be submitted and accepted again.",
            done="The report is returned to its authors with your reason.",
            refused="This report cannot be returned now, or not by you.",
            is_warning=True,
        ),
        Move(
            verb="withdraw",
            name="Withdraw",
            consequence="It comes to no meeting, and it cannot be taken up again. It stays in the list.",
            done="The report is withdrawn.",
            refused="This report cannot be withdrawn now, or not by you.",
            is_warning=True,
        ),
    )
}
ALLOWED = {
    "submit": can_submit_report,
    "accept": can_accept_report,
    "return": can_return_report,
    "withdraw": can_withdraw_report,
}


def open_moves(user: Any, report: Report) -> Sequence[Move]:
    """The moves that the person may make with the report in its present state, the main one first."""
    return [
        move
        for verb, move in MOVES.items()
        if next_state(REPORT, report.state, verb) is not None and ALLOWED[verb](user, report)
    ]
