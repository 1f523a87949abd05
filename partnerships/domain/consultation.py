"""Consultations: how many answered which way, and who answered after the matter was decided."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Response:
    """Which way somebody answered, and when."""

    stance: str
    received_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Answers:
    """The number of responses by stance, in the order asked for, and how many came too late to be heard."""

    total: int
    by_stance: tuple[tuple[str, int], ...]
    late: int


def is_late(response: Response, *, decided_on: dt.date | None) -> bool:
    """Whether a response came after the day on which the matter was decided."""
    return None not in {decided_on, response.received_on} and response.received_on > decided_on  # type: ignore[operator]


def count_answers(
    responses: Sequence[Response], *, stances: Sequence[str], decided_on: dt.date | None
) -> Answers:
    """Count the responses by stance; a stance that nobody took counts nought."""
    taken = [response.stance for response in responses]
    return Answers(
        len(responses),
        tuple((stance, taken.count(stance)) for stance in stances),
        sum(is_late(response, decided_on=decided_on) for response in responses),
    )


def late_sentence(answers: Answers, decided_on: dt.date | None) -> str:
    """Say how many responses came after the decision; empty where none did."""
    if not answers.late or decided_on is None:
        return ""
    was = "is" if answers.late == 1 else "are"
    return (
        f"{answers.late} of the {answers.total} responses {was} dated after "
        f"{decided_on.day} {decided_on:%B %Y}, when the matter was decided."
    )
