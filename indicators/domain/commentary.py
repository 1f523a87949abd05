"""Commentary: which values need one, and when it is ready for a paper."""

from dataclasses import dataclass

from indicators.domain.judgement import Judgement


@dataclass(frozen=True, slots=True)
class Commentary:
    """What an indicator's manager says about a value, and whether a director approved these words."""

    text: str = ""
    is_approved: bool = False


def commentary_is_required(judgement: Judgement) -> bool:
    """Whether a value has to be explained: whenever it is off target, amber too."""
    return judgement.is_on_target is False


def commentary_fault(judgement: Judgement, commentary: Commentary) -> str:
    """Say what a value's commentary still needs before a paper may print it; empty when it is ready."""
    is_written = bool(commentary.text.strip())
    if not is_written and commentary_is_required(judgement):
        return "The value is off target. Type a commentary that says why, and what is being done."
    if is_written and not commentary.is_approved:
        return "The commentary waits for a director. Ask for its approval."
    return ""
