"""One child process in which work on what strangers wrote can do no harm.

Setting HTML and cleaning uploads may take any time and memory, and may fall for a fault in a library. Here they run in
a process that is started anew from the program on the disk and so inherits neither Django, nor a database connection,
nor the secrets of the environment. It is limited in CPU time, memory, open files and the size of files it writes, and
is killed when a call takes too long by the clock. It gets a network of its own with nobody in it, where the kernel
lets it make one; elsewhere the locked fetcher stands alone. It dies with its parent, whatever kills that one, and so
do the programs that it has started.

    confined = Confined(limits=Limits(cpu_seconds=20))
    answer = confined.call("childservices.pdf.cleaning:clean_pdf", data=upload, name="appendix.pdf")

The function takes bytes, text and numbers by keyword and gives an `Answer`. It must stand in one of `MODULES`, and
should do the same when it is called twice: a call whose process was killed from outside is made once more. What it
raises as a `PaperError` is raised here again, as the same class (which takes a sentence alone, and must be imported
here too). The child stays warm for the next call. It is replaced when it has grown large, or when a call failed in
a way that nobody foresaw; it ends when it is not needed for long.

What comes back is bytes and JSON, never a pickle, so that reading it is safe even when the child was taken over. It is
still the child's word: what is done with it must be checked by whoever does it.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

from childservices.pdf import messages
from childservices.pdf.errors import BrokeDown, Interrupted, PaperError, TookTooLong, TooMuchMemory

Argument = bytes | str | int

MODULES = frozenset({"childservices.pdf.pool"})
LARGEST_ANSWER = 1_000_000_000  # bytes
_LONGEST_SENTENCE = 1000
_PROJECT = Path(__file__).resolve().parents[2]
_HANDED_ON = ("PATH", "LD_LIBRARY_PATH", "TMPDIR", "COVERAGE_PROCESS_CONFIG")  # the last is that of our tests
_POLITE_SECONDS = 5  # for a child that is asked to end
_DYING_SECONDS = 1  # between the moment at which a child's pipe closes and its death
_FROM_OUTSIDE = {0, *(-number for number in (signal.SIGHUP, signal.SIGINT, signal.SIGKILL, signal.SIGTERM))}


@dataclass(frozen=True)
class Limits:
    """What one call may take: seconds and bytes."""

    cpu_seconds: int = 60
    wall_seconds: float = 180
    memory: int = 2_000_000_000  # of addresses: a call that asks for more gets none
    file_size: int = 500_000_000
    open_files: int = 128
    resident_after: int = 400_000_000  # a child that holds more when its call has ended is replaced
    idle_seconds: float = 300  # a child that hears nothing for so long ends


@dataclass(frozen=True)
class Answer:
    """What a function gives back from the child: bytes, and what is to be said of them in JSON."""

    payloads: list[bytes] = field(default_factory=list)
    details: dict[str, Any] = field(default_factory=dict)


class Confined:
    """A child process that does one call after another; it is started by the first.

    Calls from several threads wait for each other.
    """

    def __init__(self, *, limits: Limits | None = None, modules: frozenset[str] = MODULES) -> None:
        self._limits = limits or Limits()
        self._modules = modules
        self._lock = threading.Lock()
        self._child: _Child | None = None
        self._is_closed = False

    def call(self, function: str, **arguments: Argument) -> Answer:
        """Will call a function, named as `module:function`, in the child and give what it gives.

        Raises `TookTooLong` or `TooMuchMemory` when it met a limit, `BrokeDown` when it failed in a way that it did not
        foresee, `Interrupted` when its process was killed from outside twice, and every `PaperError` that it raises
        itself. The next call is served whatever happened.
        """
        if function.partition(":")[0] not in self._modules:
            raise ValueError(f"{function} is not among what may be called in a child.")
        with self._lock:
            try:
                return self._attempt(function, arguments)
            except Interrupted:
                if self._is_closed:
                    raise
                return self._attempt(function, arguments)

    def close(self) -> None:
        """Will end the child, in the middle of a call too, and start no other."""
        self._is_closed = True
        if not self._lock.acquire(blocking=False):
            child = self._child
            if child is not None:
                child.kill()
            return
        try:
            self._let_go()
        finally:
            self._lock.release()

    @property
    def pid(self) -> int | None:
        """The number of the child's process while there is one."""
        child = self._child
        return child.pid if child is not None and child.is_alive else None

    def _attempt(self, function: str, arguments: Mapping[str, Argument]) -> Answer:
        if self._child is None or not self._child.is_alive:
            self._let_go()
            self._child = _Child(self._limits)
        if self._is_closed:  # asked once there is a child for `close` to see, so that one of the two ends it
            self._let_go()
            raise Interrupted
        header, payloads = self._child.ask(function, arguments)
        refusal = _refusal_in(header)
        if isinstance(refusal, BrokeDown | TooMuchMemory) or self._has_grown(header.get("resident")):
            self._let_go()
        if refusal is not None:
            raise refusal
        return Answer(payloads, header["details"])

    def _has_grown(self, resident: object) -> bool:
        return not isinstance(resident, int) or resident > self._limits.resident_after

    def _let_go(self) -> None:
        if self._child is not None:
            self._child.end()
            self._child = None


class _Child:
    """A running child, seen from its parent."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._is_late = False
        lifeline, held = os.pipe()
        words = [sys.executable, "-m", "childservices.pdf.confined_child", str(lifeline)]
        try:
            self._process = subprocess.Popen(
                [*words, json.dumps(asdict(limits))],
                cwd=_PROJECT,
                env={name: os.environ[name] for name in _HANDED_ON if name in os.environ},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # it could quote the paper
                pass_fds=[lifeline],
                start_new_session=True,
            )
        finally:
            os.close(lifeline)
            self._held = os.fdopen(held, "wb")  # the child dies when this is closed, by us or by our death
        self._asked = cast("BinaryIO", self._process.stdin)
        self._answers = cast("BinaryIO", self._process.stdout)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def ask(self, function: str, arguments: Mapping[str, Argument]) -> tuple[messages.Header, list[bytes]]:
        """Will pass on a call and wait for what comes; without an answer the child is dead, and the reason is
        raised."""
        data = {name: value for name, value in arguments.items() if isinstance(value, bytes)}
        others = {name: value for name, value in arguments.items() if name not in data}
        header = {"function": function, "arguments": others, "bytes": [*data]}
        guard = threading.Timer(self._limits.wall_seconds, self._stop_late)
        guard.start()
        try:
            messages.send(self._asked, header, [*data.values()])
            return messages.receive(self._answers, most=LARGEST_ANSWER)
        except (OSError, messages.Garbled) as error:
            died_of = self._wait(_DYING_SECONDS)
            cause = error
        finally:
            guard.cancel()
            guard.join()
        self.kill()
        self.end()
        raise self._reason(died_of) from cause

    def kill(self) -> None:
        """Will kill the child and what it has started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> None:
        """Will ask the child to end, and kill it when it does not; nothing of it is left."""
        with suppress(OSError):  # what it has not read when it died cannot be written any more
            self._asked.close()
        self._wait(_POLITE_SECONDS)
        self.kill()
        self._process.wait()
        self._answers.close()
        self._held.close()

    def _stop_late(self) -> None:
        self._is_late = True
        self.kill()

    def _wait(self, seconds: float) -> int | None:
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def _reason(self, died_of: int | None) -> PaperError:
        if self._is_late or died_of == -signal.SIGXCPU:
            return TookTooLong()
        return Interrupted() if died_of in _FROM_OUTSIDE else BrokeDown()


def _refusal_in(header: messages.Header) -> PaperError | None:
    """Will read a failure from an answer: one that the function foresaw, or one that it did not."""
    match header:
        case {"details": dict()}:
            return None
        case {"refusal": str(name), "sentence": str(sentence)}:
            return _refusals().get(name, PaperError)(sentence[:_LONGEST_SENTENCE])
    return BrokeDown()


def _refusals() -> dict[str, type[PaperError]]:
    found, new = {}, [PaperError]
    while new:
        kind = new.pop()
        found[kind.__name__] = kind
        new.extend(kind.__subclasses__())
    return found
