"""A child process in which work on strangers' files can do no harm: what it lacks, what it may take, and its deaths."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from childservices.pdf.confined import Answer, Confined, Limits
from childservices.pdf.errors import (
    BrokeDown,
    Interrupted,
    PaperError,
    RenderRefused,
    TookTooLong,
    TooMuchMemory,
)
from tests.conftest import ROOT
from tests.processes import descendants, is_alive, until

MISDEEDS = "tests.unit.childservices.pdf.misdeeds"
LIMITS = Limits(
    cpu_seconds=1, wall_seconds=20, memory=1_000_000_000, file_size=1_000_000, resident_after=300_000_000
)

TOO_LONG = "It takes too long to work through. Make it simpler, or split it into smaller parts."
TOO_MUCH = "It needs too much memory to work through. Use smaller pictures and tables, or split it into smaller parts."
BROKEN = "It is built in a way that cannot be worked through. Make it simpler."
INTERRUPTED = "Work on it was interrupted. Try again."


def confine(**limits: Any) -> Confined:
    return Confined(limits=Limits(**limits) if limits else LIMITS, modules=frozenset({MISDEEDS}))


@pytest.fixture(scope="module")
def confined() -> Iterator[Confined]:
    one = confine()
    yield one
    one.close()


def call(confined: Confined, name: str, **arguments: bytes | str | int) -> Answer:
    return confined.call(f"{MISDEEDS}:{name}", **arguments)


def sentence_of(confined: Confined, kind: type[PaperError], name: str, **arguments: bytes | str | int) -> str:
    with pytest.raises(kind) as caught:
        call(confined, name, **arguments)
    assert type(caught.value) is kind
    return caught.value.sentence


def answers(confined: Confined) -> bool:
    return call(confined, "echo", data=b"%PDF", text="Łódź", number=3).payloads == [b"%PDF", "Łódź".encode()]


def wait_for_numbers(path: Path) -> list[int]:
    until(path.exists, "the child sleeps")
    return [int(number) for number in path.read_text().split()]


# What goes in and comes out -------------------------------------------------------------------------------------


def test_bytes_text_and_numbers_go_in_and_come_out(confined: Confined) -> None:
    answer = call(confined, "echo", data=bytes(range(256)) * 1000, text="Łódź 'n' £", number=-7)

    assert answer.payloads == [bytes(range(256)) * 1000, "Łódź 'n' £".encode()]
    assert answer.details == {"number": -7, "pid": confined.pid}


def test_a_child_stays_warm(confined: Confined) -> None:
    pids = {call(confined, "echo", data=b"", text="", number=1).details["pid"] for _ in range(3)}

    assert pids == {confined.pid}


def test_only_functions_of_the_listed_modules_are_called() -> None:
    with pytest.raises(ValueError, match=r"os:system is not among what may be called in a child"):
        confine().call("os:system", command="true")


def test_a_refusal_keeps_its_class_and_its_sentence(confined: Confined) -> None:
    assert sentence_of(confined, RenderRefused, "refuse") == "The paper loads a picture from elsewhere."


def test_an_unforeseen_failure_says_nothing_of_the_paper(confined: Confined) -> None:
    assert sentence_of(confined, BrokeDown, "stumble") == BROKEN


def test_what_a_library_prints_reaches_nobody(confined: Confined, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(confined, "chatter") == Answer([b""])
    assert capfd.readouterr() == ("", "")


# What the child lacks -------------------------------------------------------------------------------------------


def test_a_child_inherits_no_program_no_secret_and_no_group(
    confined: Confined, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "Zwiebelturm")

    with_secret = confine()
    found = call(with_secret, "describe").details
    with_secret.close()

    assert not {"django", "psycopg"} & set(found["modules"])
    environment = {name for name in found["environment"] if not name.startswith("COVERAGE_")}
    assert environment <= {"PATH", "LD_LIBRARY_PATH", "TMPDIR", "LC_CTYPE"}
    assert found["group"] == found["pid"] != os.getpgrp()
    assert found["directory"] == str(ROOT)


def test_a_child_has_the_limits_it_was_given(confined: Confined) -> None:
    first, later = (call(confined, "describe").details for _ in range(2))

    assert first["limits"] == [[1_000_000_000] * 2, [0, 0], [1_000_000] * 2, [128, 128]]
    assert 0.9 <= first["cpu_left"] <= 2
    assert 0.9 <= later["cpu_left"] <= 2


def test_a_child_reaches_nobody_over_the_network(confined: Confined) -> None:
    can_leave = subprocess.run(["unshare", "--user", "--net", "true"], capture_output=True, check=False)
    if can_leave.returncode:
        pytest.skip("this kernel lets nobody make a network of their own")
    with socket.create_server(("127.0.0.1", 0)) as server:
        error = call(confined, "connect", port=server.getsockname()[1]).details["error"]

    assert os.strerror(error) == "Network is unreachable"


# What it may take -----------------------------------------------------------------------------------------------


def test_a_call_that_takes_too_much_processor_time_is_stopped(confined: Confined) -> None:
    began = time.monotonic()

    assert sentence_of(confined, TookTooLong, "spin", milliseconds=15_000) == TOO_LONG
    assert time.monotonic() - began < 12
    assert answers(confined)


def test_every_call_has_its_own_processor_time(confined: Confined) -> None:
    for _ in range(3):
        assert call(confined, "spin", milliseconds=900) == Answer()


def test_a_call_that_takes_too_long_by_the_clock_is_killed_with_what_it_started(tmp_path: Path) -> None:
    confined = confine(wall_seconds=4)

    sentence = sentence_of(confined, TookTooLong, "sleep", pid_file=str(tmp_path / "pids"))

    pids = wait_for_numbers(tmp_path / "pids")
    until(lambda: not any(map(is_alive, pids)), "both are gone")
    assert sentence == TOO_LONG
    assert answers(confined)
    confined.close()


def test_a_call_that_asks_for_too_much_memory_is_refused(confined: Confined) -> None:
    assert sentence_of(confined, TooMuchMemory, "grow", size=2_000_000_000) == TOO_MUCH
    assert answers(confined)


def test_a_child_in_which_something_failed_is_replaced(confined: Confined) -> None:
    before = call(confined, "describe").details["pid"]
    sentence_of(confined, BrokeDown, "stumble")

    assert call(confined, "describe").details["pid"] != before


def test_a_child_that_has_grown_is_replaced(confined: Confined) -> None:
    large = call(confined, "keep", size=350_000_000).details["pid"]
    small = call(confined, "keep", size=1).details["pid"]

    assert small != large
    assert call(confined, "describe").details["pid"] == small


def test_a_child_cannot_fill_the_disk(confined: Confined, tmp_path: Path) -> None:
    sentence_of(confined, BrokeDown, "write", path=str(tmp_path / "large"), size=5_000_000)

    assert (tmp_path / "large").stat().st_size == 1_000_000


# Deaths ---------------------------------------------------------------------------------------------------------


def test_a_call_whose_process_was_killed_is_made_once_more(confined: Confined, tmp_path: Path) -> None:
    assert call(confined, "die_once", mark=str(tmp_path / "mark")) == Answer(details={"again": True})


def test_a_call_whose_process_is_killed_again_is_given_up(confined: Confined) -> None:
    sentence = sentence_of(confined, Interrupted, "die", number=int(signal.SIGKILL))

    assert sentence == INTERRUPTED
    assert answers(confined)


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS])
def test_a_call_that_breaks_a_library_is_not_made_again(confined: Confined, number: int) -> None:
    assert sentence_of(confined, BrokeDown, "die", number=int(number)) == BROKEN
    assert answers(confined)


def test_a_child_that_talks_nonsense_is_killed(confined: Confined) -> None:
    assert sentence_of(confined, BrokeDown, "babble", count=20) == BROKEN
    assert answers(confined)


def test_a_child_that_is_not_needed_ends_by_itself() -> None:
    confined = confine(idle_seconds=0.2)
    call(confined, "describe")

    until(lambda: confined.pid is None, "the idle child has ended")

    assert answers(confined)
    confined.close()


def test_closing_ends_the_child_and_what_it_is_doing(tmp_path: Path) -> None:
    confined = confine()
    refusals: list[PaperError] = []

    def work() -> None:
        try:
            call(confined, "sleep", pid_file=str(tmp_path / "pids"))
        except PaperError as error:
            refusals.append(error)

    busy = threading.Thread(target=work)
    busy.start()
    pids = wait_for_numbers(tmp_path / "pids")
    confined.close()
    busy.join(10)

    until(lambda: not any(map(is_alive, pids)), "child and program are gone")
    assert [(type(error), str(error)) for error in refusals] == [(Interrupted, INTERRUPTED)]


def test_nothing_is_done_after_closing(tmp_path: Path) -> None:
    confined = confine()
    confined.close()

    assert sentence_of(confined, Interrupted, "die_once", mark=str(tmp_path / "mark")) == INTERRUPTED
    assert not (tmp_path / "mark").exists()
    assert confined.pid is None


def test_closing_what_never_worked_is_nothing() -> None:
    confined = confine()

    confined.close()

    assert confined.pid is None


def test_a_parent_that_is_killed_leaves_nothing_behind(tmp_path: Path) -> None:
    """The thread that started the child ends long before: that alone must not end the child."""
    program = f"""
import threading
from childservices.pdf.confined import Confined
confined = Confined(modules=frozenset({{{MISDEEDS!r}}}))
starting = threading.Thread(target=confined.call, args=({MISDEEDS + ":describe"!r},))
starting.start()
starting.join()
confined.call({MISDEEDS + ":sleep"!r}, pid_file={str(tmp_path / "pids")!r})
"""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen([sys.executable, "-c", program], env=environment, cwd=ROOT) as parent:
        pids = wait_for_numbers(tmp_path / "pids")
        below = descendants(parent.pid)
        parent.send_signal(signal.SIGKILL)

    until(lambda: not any(map(is_alive, pids)), "child and program are gone")
    assert sorted(below) == sorted(pids)


def test_a_child_whose_parent_is_gone_before_it_begins_ends_at_once() -> None:
    lifeline, held = os.pipe()
    os.close(held)

    done = subprocess.run(
        [sys.executable, "-m", "childservices.pdf.confined_child", str(lifeline), "{}"],
        pass_fds=[lifeline],
        stdin=subprocess.PIPE,
        start_new_session=True,
        cwd=ROOT,
        check=False,
        timeout=30,
    )
    os.close(lifeline)

    assert done.returncode == 1
