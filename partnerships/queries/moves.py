"""What a commissioning manager can do with a return, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from partnerships.domain.workflow import next_return_state
from partnerships.models import QuarterlyReturn


@dataclass(frozen=True)
class Move:
    """One thing that can be done with a return: its verb, its name, what follows, and what is said when it is done."""

    verb: str
    name: str
    consequence: str
    done: str


MOVES: Mapping[str, Move] = {
    move.verb: move
    for move in (
        Move(
            "approve",
            "Approve the claim",
            "The provider sees what was approved and why. Then it can be paid.",
            "The claim is approved. Note the day on which it is paid.",
        ),
        Move(
            "query",
            "Ask the provider",
            "The provider is told by e-mail, can change the return and answers on its page.",
            "The provider is asked. The return comes back to you with the answer.",
        ),
        Move("pay", "Note the payment", "The return is finished then.", "The payment is noted."),
    )
}


def open_moves(row: QuarterlyReturn) -> Sequence[Move]:
    """What the lifecycle allows in the return's present state, the main move first."""
    return [move for verb, move in MOVES.items() if next_return_state(row.state, verb) is not None]
