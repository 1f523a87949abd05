"""The program of a confined child: it gives up what it does not need, and then does what it is asked to.

`confined` starts it with the number of its lifeline and its limits.
"""

import ctypes
import fcntl
import gc
import json
import os
import resource
import select
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, cast

from childservices.pdf import messages
from childservices.pdf.confined import Answer, Limits
from childservices.pdf.errors import BrokeDown, PaperError, TooMuchMemory

_LARGEST_REQUEST = 2_000_000_000
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000  # CLONE_NEWUSER, CLONE_NEWNET; Python has them from 3.12
_NO_NEW_PRIVILEGES = 38  # PR_SET_NO_NEW_PRIVS


def main() -> None:
    """Will answer one call after another until the parent closes the pipe, or says nothing for long."""
    asked, answers = _own_pipes()
    die_with(int(sys.argv[1]))
    limits = Limits(**json.loads(sys.argv[2]))
    leave_network()
    set_limits(limits)
    is_first = True
    while select.select([asked], [], [], limits.idle_seconds)[0]:
        try:
            request, payloads = messages.receive(asked, most=_LARGEST_REQUEST)
        except messages.Garbled:
            return
        allow_time(limits.cpu_seconds)
        header, payloads = answer(request, payloads)
        messages.send(answers, {**header, "resident": resident()}, payloads)
        if is_first:
            gc.freeze()  # what was loaded for the first call stays: looking through it again costs a tenth of each
            is_first = False


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take the two pipes to the parent out of the way of libraries that print, and of programs that are started."""
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    return asked, answers


def die_with(lifeline: int) -> None:
    """Will have the kernel kill this process and all it starts once the other end of a pipe is closed.

    A parent's death signal would come from the death of the thread that started us, and not reach what we start.
    """
    os.set_inheritable(lifeline, False)
    fcntl.fcntl(lifeline, fcntl.F_SETSIG, signal.SIGKILL)
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([lifeline], [], [], 0)[0]:  # it was closed already
        sys.exit(1)


def leave_network() -> None:
    """Will move into a network without any other machine, and give up the right to gain rights, where the kernel lets
    us."""
    libc = ctypes.CDLL(None)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    for flags in (_NEW_USER | _NEW_NETWORK, _NEW_NETWORK):
        if libc.unshare(flags) == 0:
            return


def set_limits(limits: Limits) -> None:
    """Will limit this process for good; its CPU time is limited call by call."""
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, limits.file_size),
        (resource.RLIMIT_NOFILE, limits.open_files),
    ):
        resource.setrlimit(kind, (most, most))


def allow_time(seconds: int) -> None:
    """Will allow so many seconds of CPU time from now on: the limit counts from the beginning of the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + seconds, most))


def answer(request: messages.Header, payloads: list[bytes]) -> tuple[messages.Header, list[bytes]]:
    """Will call what is asked for, and put into words what came of it; an unforeseen failure's own words could quote
    the paper."""
    try:
        given = _function(request["function"])(
            **request["arguments"], **dict(zip(request["bytes"], payloads, strict=True))
        )
    except PaperError as refusal:
        return _refused(refusal)
    except MemoryError:
        return _refused(TooMuchMemory())
    except Exception:  # noqa: BLE001
        return _refused(BrokeDown())
    return {"details": given.details}, given.payloads


def _refused(refusal: PaperError) -> tuple[messages.Header, list[bytes]]:
    return {"refusal": type(refusal).__name__, "sentence": refusal.sentence}, []


def resident() -> int:
    """Will count the bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def _function(path: str) -> Callable[..., Answer]:
    module, _, name = path.partition(":")
    return cast("Callable[..., Answer]", getattr(import_module(module), name))


if __name__ == "__main__":
    main()
