import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from childservices import bootstrap
from childservices.bootstrap import Service, Stop, SystemPackage

PANGO = SystemPackage("libpango-1.0-0", "the lines of text in papers", lambda: False)
CHROMIUM = SystemPackage("chromium", "the browser of the tests", lambda: False)
PRESENT = SystemPackage("poppler-utils", "pages as pictures", lambda: True)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ('PRETTY_NAME="Debian GNU/Linux 12"\nID=debian\n', {"debian"}),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', {"linuxmint", "ubuntu", "debian"}),
        ("ID='fedora'\n\n# no kin\n", {"fedora"}),
        ("", set()),
    ],
)
def test_a_system_is_known_by_its_own_names(text: str, names: set[str]) -> None:
    assert bootstrap.read_os_release(text) == names


def test_debian_installs_by_two_commands() -> None:
    commands = bootstrap.install_commands([PANGO, CHROMIUM], frozenset({"debian"}))

    assert commands == [
        ["apt-get", "update"],
        ["apt-get", "install", "--yes", "--no-install-recommends", "libpango-1.0-0", "chromium"],
    ]


def test_ubuntu_has_another_name_for_the_browser() -> None:
    commands = bootstrap.install_commands([CHROMIUM], frozenset({"ubuntu", "debian"}))

    assert commands[-1][-1] == "chromium-browser"


def test_without_root_the_exact_line_is_printed() -> None:
    sentence = bootstrap.explain_missing([PANGO, CHROMIUM], frozenset({"debian"}))

    assert sentence.splitlines() == [
        "This machine lacks:",
        "  libpango-1.0-0: the lines of text in papers",
        "  chromium: the browser of the tests",
        "Run this line, then the same command again:",
        "",
        "  sudo apt-get update && sudo apt-get install --yes --no-install-recommends libpango-1.0-0 chromium",
    ]


def test_other_systems_are_told_what_to_look_for() -> None:
    sentence = bootstrap.explain_missing([PANGO], frozenset({"fedora"}))

    assert sentence.splitlines() == [
        "This machine lacks (the names are Debian's):",
        "  libpango-1.0-0: the lines of text in papers",
        "Install your system's packages of these.",
    ]


def test_a_machine_that_is_not_root_stops_before_anything_is_installed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    with pytest.raises(Stop, match=r"libpango-1\.0-0"):
        bootstrap.prepare_system([PRESENT, PANGO])


def test_a_complete_machine_is_left_alone() -> None:
    bootstrap.prepare_system([PRESENT])


def test_the_libraries_of_this_machine_are_found() -> None:
    assert bootstrap.has_library("pango-1.0")
    assert not bootstrap.has_library("a-library-that-nobody-wrote")


def test_fonts_are_found_by_file_name() -> None:
    assert bootstrap.has_font("LiberationSans-Regular.*")
    assert not bootstrap.has_font("NobodyDrewThis-Regular.*")


def test_the_stamp_changes_with_the_lock() -> None:
    digest = hashlib.sha256((bootstrap.ROOT / "requirements.txt").read_bytes()).hexdigest()

    assert bootstrap.stamp_of("requirements.txt") == f"{bootstrap.VENV} requirements.txt {digest}"


def test_a_full_environment_serves_the_demonstration_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = tmp_path / ".installed"
    monkeypatch.setattr(bootstrap, "STAMP", stamp)
    monkeypatch.setattr(bootstrap, "PYTHON", Path(sys.executable))

    assert not bootstrap.is_prepared("requirements.txt")
    stamp.write_text(bootstrap.stamp_of("requirements.txt"), encoding="utf-8")
    assert bootstrap.is_prepared("requirements.txt")
    assert not bootstrap.is_prepared("requirements-dev.txt")
    stamp.write_text(bootstrap.stamp_of("requirements-dev.txt"), encoding="utf-8")
    assert bootstrap.is_prepared("requirements.txt")


def test_the_demonstration_keeps_its_secret_to_itself(tmp_path: Path) -> None:
    first = bootstrap.demo_environment(
        {"DATA_DIR": str(tmp_path), "DATABASE_URL": "postgresql://127.0.0.1/demo"}
    )
    second = bootstrap.demo_environment({"DATA_DIR": str(tmp_path)})

    assert first["SECRET_KEY"] == second["SECRET_KEY"]
    assert len(first["SECRET_KEY"]) >= 50
    assert (tmp_path / "demo-secret").stat().st_mode & 0o077 == 0
    assert (first["DEMO"], first["DATABASE_URL"]) == ("1", "postgresql://127.0.0.1/demo")
    assert "DATABASE_URL" not in second


def test_a_taken_port_is_named_with_the_way_out() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(Stop, match=f"Port {port} is taken. Choose another: PORT={port + 1} make demo"):
            bootstrap.require_free_port("127.0.0.1", port)

    bootstrap.require_free_port("127.0.0.1", port)


def test_nothing_answers_where_nothing_runs() -> None:
    with socket.socket() as idle:
        idle.bind(("127.0.0.1", 0))

        assert not bootstrap.answers("127.0.0.1", idle.getsockname()[1], "/livez")


def test_a_service_that_died_is_seen_and_started_again() -> None:
    service = Service("sleeper", ["sleep", "60"], {"PATH": os.environ["PATH"]})
    with bootstrap.services(service):
        first = service.process.pid
        os.kill(first, signal.SIGKILL)
        service.process.wait(5)
        assert service.has_ended()

        service.start()

        assert service.process.pid != first
        assert not service.has_ended()
    assert service.has_ended()


def test_ending_a_service_ends_what_it_started(tmp_path: Path) -> None:
    note = tmp_path / "child"
    script = f"sleep 60 & echo $! > {note}.new && mv {note}.new {note}; wait"
    service = Service("parent", ["sh", "-c", script], {"PATH": os.environ["PATH"]})
    with bootstrap.services(service):
        while not note.exists():
            assert not service.has_ended()
        child = int(note.read_text(encoding="utf-8"))
        assert is_running(child)

    deadline = time.monotonic() + 5
    while is_running(child):
        assert time.monotonic() < deadline


def test_a_failed_command_stops_with_its_own_words() -> None:
    with pytest.raises(Stop, match=r"^This failed \(exit 3\): .*sys.exit\(3\)$"):
        bootstrap.run([sys.executable, "-c", "import sys; sys.exit(3)"])


@pytest.mark.parametrize("words", [[], ["publish"]])
def test_an_unknown_word_is_refused(words: list[str]) -> None:
    script = bootstrap.ROOT / "childservices" / "bootstrap.py"

    refused = subprocess.run([sys.executable, script, *words], capture_output=True, text=True, check=False)

    assert refused.returncode == 2
    assert "setup" in refused.stderr


def is_running(pid: int) -> bool:
    """Tell whether a process is alive and not merely waiting to be buried."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] != "Z"
