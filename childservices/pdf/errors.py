"""What can go wrong while a paper becomes a PDF, each with a sentence for the person who has to put it right."""

LONGEST_ADDRESS = 80


class PaperError(Exception):
    """A paper that did not become a PDF; `sentence` says why in words that its author can act on."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class RenderFailed(PaperError):
    """The paper could not be laid out: its text is built in a way that cannot be printed, or this machine lacks a
    part."""


class RenderRefused(PaperError):
    """The paper asked for something that papers may not have: a remote file, a file of the machine, a font of its
    own."""


class PackRefused(PaperError, ValueError):
    """The pack cannot be put together as asked; nothing was built."""


class TookTooLong(PaperError):
    """Work on a paper or file met its limit of time, and was stopped."""

    def __init__(
        self,
        sentence: str = "It takes too long to work through. Make it simpler, or split it into smaller parts.",
    ) -> None:
        super().__init__(sentence)


class TooMuchMemory(PaperError):
    """Work on a paper or file met its limit of memory, and was stopped."""

    def __init__(
        self,
        sentence: str = "It needs too much memory to work through. Use smaller pictures and tables, or split it into "
        "smaller parts.",
    ) -> None:
        super().__init__(sentence)


class BrokeDown(PaperError):
    """A paper or file is built in a way that the program which works on it does not survive."""

    def __init__(
        self, sentence: str = "It is built in a way that cannot be worked through. Make it simpler."
    ) -> None:
        super().__init__(sentence)


class Interrupted(PaperError):
    """The process that worked on a paper or file was ended from outside, which is no fault of either."""

    def __init__(self, sentence: str = "Work on it was interrupted. Try again.") -> None:
        super().__init__(sentence)


class UploadRefused(PaperError):
    """An uploaded file that cannot become a part of the papers; nothing of it is kept."""


def shortened(address: str) -> str:
    """Will cut a long address so that it fits into a sentence."""
    return address if len(address) <= LONGEST_ADDRESS else f"{address[:LONGEST_ADDRESS]}…"
