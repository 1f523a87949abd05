"""Processes that tests start, watch and kill."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.conftest import ROOT

WITHIN = 50.0  # seconds for anything to happen; a minute is what the design promises
SHORT_LEASES = {
    "JOB_LEASE_SECONDS": "3",
    "JOB_STUCK_SECONDS": "4",
    "JOB_SWEEP_SECONDS": "0.5",
    "LOG_LEVEL": "WARNING",
    "WORKERS": "2",
}


@contextmanager
def worker(environment: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """Run the worker command in a process of its own and end it with all that it started."""
    command = [sys.executable, str(ROOT / "manage.py"), "run_worker"]
    with subprocess.Popen(command, env=environment) as process:
        try:
            yield process
        finally:
            below = descendants(process.pid)
            process.kill()
            for pid in below:
                kill_if_there(pid)


def until(condition: Callable[[], object], what: str) -> None:
    """Wait for something to be so."""
    deadline = time.monotonic() + WITHIN
    while not condition():
        assert time.monotonic() < deadline, f"not within {WITHIN:g} seconds: {what}"
        time.sleep(0.1)


def children(pid: int) -> list[int]:
    """Give the processes that one has started and that still live."""
    found: list[int] = []
    with suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    return found


def descendants(pid: int) -> list[int]:
    """Give every process below one that still lives."""
    return [each for child in children(pid) for each in (child, *descendants(child))]


def kill_if_there(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def is_alive(pid: int) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False
