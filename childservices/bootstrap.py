"""Prepares a machine and shows, tests or measures Childservices: `python3 childservices/bootstrap.py WORD`.

It runs before anything is installed, so it uses the standard library alone; a Python that is too old reads as
far as the sentence that says so.
"""

import sys

if __name__ == "__main__":
    sys.path.pop(0)  # this folder: its modules are the application's, not this script's
if sys.version_info < (3, 11):  # noqa: UP036  (whoever runs this with an older Python is why the line is here)
    sys.exit("Childservices needs Python 3.11 or later and this is {}.{}.".format(*sys.version_info[:2]))

import argparse
import ctypes.util
import hashlib
import http.client
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / ".installed"
SERVICE_LOCK, FULL_LOCK = "requirements.txt", "requirements-dev.txt"
BROWSERS = ("chromium", "chromium-browser")
PACK = ("cabinet-member-cyps", "2009-11-18")
AUDIENCES = ("public", "members")
STARTS_WITHIN, STOPS_WITHIN = 90, 15  # seconds


class Stop(Exception):
    """One sentence for the person at the terminal, and a non-zero exit."""


# The machine ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class SystemPackage:
    """A Debian package and the fact that tells whether what it brings is here."""

    name: str
    purpose: str
    is_here: Callable[[], bool]


def has_library(name: str) -> bool:
    """Tell whether the dynamic linker finds a library."""
    return ctypes.util.find_library(name) is not None


def has_font(file_name: str) -> bool:
    """Tell whether a font file lies in one of the folders where systems and people keep fonts."""
    folders = (
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "~/.fonts",
        "~/.local/share/fonts",
        "/Library/Fonts",
    )
    return any(any(Path(folder).expanduser().rglob(file_name)) for folder in folders)


def can_make_venv() -> bool:
    """Tell whether an environment can be made; Debian keeps that part of Python in a package of its own."""
    return (
        PYTHON.exists() or shutil.which("uv") is not None or importlib.util.find_spec("ensurepip") is not None
    )


SERVICE_NEEDS = (
    SystemPackage("python3-venv", "the environment", can_make_venv),
    SystemPackage("libpango-1.0-0", "the lines of text in papers", lambda: has_library("pango-1.0")),
    SystemPackage("libpangoft2-1.0-0", "the fonts of papers", lambda: has_library("pangoft2-1.0")),
    SystemPackage("libharfbuzz-subset0", "small fonts in papers", lambda: has_library("harfbuzz-subset")),
    SystemPackage("poppler-utils", "pages as pictures", lambda: shutil.which("pdftoppm") is not None),
    SystemPackage("fonts-liberation2", "the fallback font", lambda: has_font("LiberationSans-Regular.*")),
)
TEST_NEEDS = (
    SystemPackage("chromium", "the browser of the tests", lambda: any(map(shutil.which, BROWSERS))),
)


def read_os_release(text: str) -> frozenset[str]:
    """Give what /etc/os-release calls the system and its kin, such as {"ubuntu", "debian"}."""
    facts = dict(line.split("=", 1) for line in text.splitlines() if "=" in line)
    names = (facts.get(key, "").strip().strip("\"'").lower() for key in ("ID", "ID_LIKE"))
    return frozenset(" ".join(names).split())


def install_commands(missing: Sequence[SystemPackage], systems: frozenset[str]) -> list[list[str]]:
    """Give the commands that install packages on Debian and its kin; none on other systems."""
    if not systems & {"debian", "ubuntu"}:
        return []
    names = [package.name for package in missing]
    if "ubuntu" in systems:  # where Debian's name is no package
        names = ["chromium-browser" if name == "chromium" else name for name in names]
    return [["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", *names]]


def explain_missing(missing: Sequence[SystemPackage], systems: frozenset[str]) -> str:
    """Say what is missing and the exact line that installs it; where that is not known, what to look for."""
    listed = "".join(f"\n  {package.name}: {package.purpose}" for package in missing)
    commands = install_commands(missing, systems)
    if commands:
        line = " && ".join("sudo " + " ".join(command) for command in commands)
        return f"This machine lacks:{listed}\nRun this line, then the same command again:\n\n  {line}\n"
    return f"This machine lacks (the names are Debian's):{listed}\nInstall your system's packages of these."


def prepare_system(needs: Iterable[SystemPackage]) -> None:
    """Install what the machine lacks as root on Debian or Ubuntu; elsewhere say the exact line and stop."""
    missing = [package for package in needs if not package.is_here()]
    if not missing:
        return
    release = Path("/etc/os-release")
    systems = read_os_release(release.read_text(encoding="utf-8")) if release.exists() else frozenset()
    commands = install_commands(missing, systems)
    if not commands or os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Stop(explain_missing(missing, systems))
    say("Installing " + ", ".join(package.name for package in missing))
    for command in commands:
        run(command, {"DEBIAN_FRONTEND": "noninteractive"})
    still = [package for package in missing if not package.is_here()]
    if still:
        raise Stop(explain_missing(still, systems))


# The environment --------------------------------------------------------------------------------------------


def stamp_of(lock: str) -> str:
    """Give the line that stands in .venv once all of a lock file is installed; a moved folder is made anew."""
    return f"{VENV} {lock} {hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()}"


def is_prepared(lock: str) -> bool:
    """Tell whether .venv holds what a lock file lists; the full lock holds all of the service's."""
    stamps = {stamp_of(lock), stamp_of(FULL_LOCK)}
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text(encoding="utf-8") in stamps


def prepare_environment(lock: str) -> None:
    """Make .venv anew with exactly what the lock file lists, each file checked against its hash."""
    if is_prepared(lock):
        return
    say(f"Installing {lock} into .venv")
    uv = shutil.which("uv")
    if uv:
        run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, str(VENV)])
        installer = [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    else:
        run([sys.executable, "-m", "venv", "--clear", str(VENV)])
        installer = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*installer, "--require-hashes", "-r", lock])
    STAMP.write_text(stamp_of(lock), encoding="utf-8")


def prepare(needs: Iterable[SystemPackage], lock: str) -> None:
    """Make machine and environment ready, or stop with one sentence; starts nothing."""
    prepare_system(needs)
    prepare_environment(lock)


def say(sentence: str) -> None:
    """Print one line at once, also into a pipe."""
    print(f"== {sentence}", flush=True)


def run(command: Sequence[str], extra: Mapping[str, str] | None = None) -> None:
    """Run one command from the top of the project and stop when it fails."""
    code = subprocess.run(command, cwd=ROOT, env={**os.environ, **(extra or {})}, check=False).returncode
    if code:
        raise Stop(f"This failed (exit {code}): {' '.join(command)}")


def become(command: Sequence[str]) -> NoReturn:
    """Let a command take this script's place, with its own last line and exit code."""
    os.chdir(ROOT)
    os.execv(command[0], list(command))


def manage(*words: str) -> list[str]:
    """Give the command line of a management command."""
    return [str(PYTHON), "manage.py", *words]


# The demonstration ------------------------------------------------------------------------------------------


def demo_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Give the settings of the demonstration: what the caller set, a kept secret and the data folder."""
    data = Path(environ.get("DATA_DIR") or ROOT / "var").resolve()
    static = data / "static"
    static.mkdir(parents=True, exist_ok=True)
    secret = data / "demo-secret"
    if not secret.exists():
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    kept = {
        "SECRET_KEY": secret.read_text(encoding="utf-8"),
        "STATIC_ROOT": str(static),
        "LOG_LEVEL": "WARNING",
        "COUNCIL_NAME": "Demonstration Council",
    }
    return {**kept, **environ, "DATA_DIR": str(data), "DEMO": "1", "PYTHONUNBUFFERED": "1"}


def pack_file(env: Mapping[str, str], audience: str) -> Path:
    """Give the path of the demonstration's pack for the public or for members."""
    return Path(env["DATA_DIR"]) / f"pack-{PACK[1]}-{audience}.pdf"


def require_free_port(host: str, port: int) -> None:
    """Stop when something else already answers on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            raise Stop(f"Port {port} is taken. Choose another: PORT={port + 1} make demo") from None


def load_demonstration(env: Mapping[str, str]) -> str:
    """Make the database, the demonstration council and its packs; give load_demo's list of accounts."""
    for words in (["migrate", "--verbosity=0"], ["createcachetable"], ["sync_roles"]):
        say(f"manage.py {' '.join(words)}")
        run(manage(*words), env)
    say("manage.py load_demo")
    loaded = subprocess.run(
        manage("load_demo"), cwd=ROOT, env=dict(env), stdout=subprocess.PIPE, text=True, check=False
    )
    if loaded.returncode:
        raise Stop(f"load_demo failed: {loaded.stdout}")
    for audience in AUDIENCES:
        output = pack_file(env, audience)
        say(f"manage.py build_pack {' '.join(PACK)} --audience {audience}")
        run(manage("build_pack", *PACK, "--audience", audience, "--output", str(output)), env)
    return loaded.stdout.strip()


class Service:
    """A long-running process with a process group of its own, so that all it started ends with it."""

    def __init__(self, name: str, command: Sequence[str], env: Mapping[str, str]) -> None:
        self.name, self.command, self.env = name, command, env
        self.start()

    def start(self) -> None:
        """Start it; the terminal's Ctrl-C does not reach it, this script passes it on."""
        self.process = subprocess.Popen(self.command, cwd=ROOT, env=dict(self.env), start_new_session=True)

    def has_ended(self) -> bool:
        """Tell whether its first process is gone."""
        return self.process.poll() is not None

    def ask_to_end(self) -> None:
        """Ask its first process to end, which sees to the others."""
        self.process.terminate()

    def end(self) -> None:
        """End it by force where it does not end in time, and whatever a first process left behind."""
        try:
            self.process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            say(f"The {self.name} did not end in {STOPS_WITHIN} seconds and is ended by force.")
        self.end_left_behind()

    def end_left_behind(self) -> None:
        """End by force all that is left of its process group."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)


def answers(host: str, port: int, path: str) -> bool:
    """Tell whether a probe of the web process is answered with OK."""
    with closing(http.client.HTTPConnection(host, port, timeout=5)) as connection, suppress(OSError):
        connection.request("GET", path)
        return connection.getresponse().status == http.HTTPStatus.OK
    return False


def wait_until_ready(web: Service, host: str, port: int) -> None:
    """Wait until the web process lives and knows of a worker; stop when it ended or that takes too long."""
    deadline = time.monotonic() + STARTS_WITHIN
    for path in ("/livez", "/readyz"):
        while not answers(host, port, path):
            if web.has_ended() or time.monotonic() > deadline:
                raise Stop("Web process and worker did not start; their messages are above.")
            time.sleep(1)


@contextmanager
def services(*started: Service) -> Iterator[None]:
    """Keep services for the length of a block and end them all together."""
    try:
        yield
    finally:
        usual = signal.signal(
            signal.SIGINT, signal.SIG_IGN
        )  # a second Ctrl-C would leave some of them behind
        for service in started:
            service.ask_to_end()
        for service in started:
            service.end()
        signal.signal(signal.SIGINT, usual)


def demo() -> None:
    """Load the demonstration council, build its packs, and run web and worker until Ctrl-C."""
    host, port = "127.0.0.1", int(os.environ.get("PORT") or 8000)
    require_free_port(host, port)
    prepare(SERVICE_NEEDS, SERVICE_LOCK)
    env = demo_environment(os.environ)
    accounts = load_demonstration(env)
    server = ["gunicorn", "childservices.wsgi", "--bind", f"{host}:{port}", "--worker-class", "gthread"]
    scale = ["--workers", "2", "--threads", "4", "--no-control-socket"]
    worker = Service("worker", manage("run_worker"), env)
    web = Service("web process", [str(PYTHON), "-m", *server, *scale], env)
    with services(web, worker):
        wait_until_ready(web, host, port)
        address = f"http://{host}:{port}/"
        print(f"\n{accounts}\n\nThe meeting of 18 November 2009: {address}meetings/{'/'.join(PACK)}/")
        print(*(f"Its {audience} pack: {pack_file(env, audience)}" for audience in AUDIENCES), sep="\n")
        print(f"Childservices runs at {address}   Ctrl-C ends it.\n", flush=True)
        keep_running(web, worker)


def keep_running(web: Service, worker: Service) -> NoReturn:
    """Start a worker that died anew, and stop when the web process does."""
    while not web.has_ended():
        if worker.has_ended():
            say("The worker ended; another one starts.")
            worker.end_left_behind()
            worker.start()
        time.sleep(1)
    raise Stop("The web process ended; its messages are above.")


def setup() -> None:
    """Prepare machine and environment for running and for testing; start nothing."""
    prepare((*SERVICE_NEEDS, *TEST_NEEDS), FULL_LOCK)
    say("Ready: `make demo` shows it, `make test` tests it.")


def test() -> None:
    """Prepare, then run every check and every test."""
    prepare((*SERVICE_NEEDS, *TEST_NEEDS), FULL_LOCK)
    become([str(PYTHON), "tests/checks.py"])


def bench() -> None:
    """Prepare, then measure how long the heavy work takes on this machine."""
    prepare((*SERVICE_NEEDS, *TEST_NEEDS), FULL_LOCK)
    become([str(PYTHON), "-m", "pytest", "tests/benchmarks", "-m", "timing"])


WORDS: Mapping[str, Callable[[], None]] = {"setup": setup, "demo": demo, "test": test, "bench": bench}


def interrupt(number: int, frame: FrameType | None) -> NoReturn:
    """End in order when asked to, as with Ctrl-C."""
    raise KeyboardInterrupt


def main(arguments: Sequence[str]) -> int:
    """Do what one word asks for; give the exit code."""
    parser = argparse.ArgumentParser(
        prog="bootstrap.py", description="Prepare, show, test or measure Childservices."
    )
    parser.add_argument("word", choices=WORDS)
    word = parser.parse_args(arguments).word
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # where a shell had them ignored, too
        signal.signal(number, interrupt)
    try:
        WORDS[word]()
    except Stop as reason:
        print(f"\n{reason}", file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        say("Ended.")
        return 0 if word == "demo" else 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
