"""Refusals: the sentences with which an operation says no."""

from collections.abc import Mapping


class Refusal(Exception):
    """An operation's no: one sentence that says what to do, and the form field that it is about, if any."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class EditConflict(Refusal):
    """Somebody else saved the same text first; carries what now stands, so that nothing typed is lost."""

    def __init__(self, sentence: str, current: Mapping[str, str], field: str = "") -> None:
        super().__init__(sentence, field)
        self.current = dict(current)


class StorageFull(Refusal):
    """The disk took no more bytes; what was there before stands unchanged."""

    def __init__(self, field: str = "") -> None:
        super().__init__(
            "The disk is full, nothing was lost: what you typed is still here. "
            "Ask an administrator to make room, then try again.",
            field,
        )
