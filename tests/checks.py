"""Runs every check and every test of the project, fast ones first, and says at the end what came of each.

`make test` prepares the environment and then runs this. All of them run even when one fails, so that a reader
of the output sees everything that is wrong at once.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PACKAGES = ("childservices", "indicators", "partnerships", "reports")
PARALLEL = ("--numprocesses", "2", "--dist", "loadfile")  # a file shares what it takes long to make
COVERED_WHOLE, COVERED_DOMAIN = 95, 100  # per cent, with branches


@dataclass(frozen=True)
class Outcome:
    """What one check or one run of the tests came to."""

    name: str
    passed: int
    failed: int
    skipped: int
    seconds: float


@dataclass(frozen=True)
class Run:
    """One run of the tests: its name, the modules and words of the command, and in which environment."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str]


def production(data: Path) -> dict[str, str]:
    """Give the environment of a production-like installation on a database of its own."""
    return {
        "ALLOWED_HOSTS": "papers.example.org",
        "DATA_DIR": str(data),
        "DATABASE_URL": f"sqlite:///{data / 'checks.sqlite3'}",
        "DEBUG": "0",
        "DEMO": "0",
        "DJANGO_SETTINGS_MODULE": "childservices.settings",
        "EMAIL_URL": "smtp://127.0.0.1:25",
        "SECRET_KEY": secrets.token_urlsafe(50),
    }


def tool(name: str, *words: str) -> list[str]:
    """Give the command line of an installed tool."""
    return [str(BIN / name), *words]


def manage(*words: str) -> list[str]:
    """Give the command line of a management command."""
    return [sys.executable, "manage.py", *words]


def checks() -> list[tuple[str, list[str]]]:
    """Give the name and the command of every check, fast ones first."""
    return [
        ("ruff: rules", tool("ruff", "check", ".")),
        ("ruff: format", tool("ruff", "format", "--check", ".")),
        ("import contracts", tool("lint-imports", "--no-logo")),
        ("types", tool("mypy")),
        ("templates: format", tool("djlint", "--check", "templates")),
        ("templates: rules", tool("djlint", "--lint", "templates")),
        ("migrations are complete", manage("makemigrations", "--check", "--dry-run")),
        ("Django's checks", manage("check", "--fail-level", "WARNING")),
        ("Django's checks of a deployment", manage("check", "--deploy", "--fail-level", "WARNING")),
        ("unsafe patterns", tool("bandit", "-q", "-c", "pyproject.toml", "-ll", "-r", *PACKAGES)),
    ]


def thresholds() -> list[tuple[str, list[str]]]:
    """Give the name and the command of every check on how much of the code the tests ran."""
    report = [sys.executable, "-m", "coverage", "report"]
    return [
        (
            f"coverage of the rules: {COVERED_DOMAIN}%",
            [*report, "--include=*/domain/*", f"--fail-under={COVERED_DOMAIN}"],
        ),
        (f"coverage of the whole: {COVERED_WHOLE}%", [*report, f"--fail-under={COVERED_WHOLE}"]),
    ]


def say(sentence: str) -> None:
    """Print one line at once, also into a pipe."""
    print(f"== {sentence}", flush=True)


def succeeds(command: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Run one command from the top of the project; tell whether it ended well."""
    return subprocess.run(command, cwd=ROOT, env=dict(environment), check=False).returncode == 0


def judge(name: str, command: Sequence[str], environment: Mapping[str, str]) -> Outcome:
    """Run one check and count it as one passed or one failed."""
    say(name)
    began = time.monotonic()
    ended_well = succeeds(command, environment)
    return Outcome(name, int(ended_well), int(not ended_well), 0, time.monotonic() - began)


def read_junit(name: str, path: Path, *, ended_well: bool, seconds: float) -> Outcome:
    """Count what pytest wrote down; a run that broke down beside its tests counts one failed."""
    counts = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    if path.exists():
        for suite in ET.parse(path).getroot().iter("testsuite"):
            counts = {key: value + int(suite.get(key, 0)) for key, value in counts.items()}
    failed = counts["failures"] + counts["errors"]
    passed = counts["tests"] - failed - counts["skipped"]
    if not ended_well:
        failed = max(failed, 1)
    return Outcome(name, passed, failed, counts["skipped"], seconds)


def run_tests(one: Run, path: Path) -> Outcome:
    """Run pytest and count what came of it, which it writes to a file at the path."""
    say(one.name)
    began = time.monotonic()
    ended_well = succeeds([sys.executable, "-m", *one.command, f"--junitxml={path}"], one.environment)
    return read_junit(one.name, path, ended_well=ended_well, seconds=time.monotonic() - began)


def runs_of_tests(environment: Mapping[str, str]) -> list[Run]:
    """Give every run of the tests: measured on SQLite, and once more on PostgreSQL where one is named.

    Tests under `tests/unit` know no database and run once. Some are alone on PostgreSQL: a seal of the audit log waits
    for every transaction of the server, other processes' too.
    The walk of everybody through everything, which takes minutes, is done once, and where it can be on PostgreSQL.
    """
    plain = {key: value for key, value in environment.items() if key != "TEST_DATABASE_URL"}
    measured = ("coverage", "run", "-m", "pytest", *PARALLEL, "-m")
    url = environment.get("TEST_DATABASE_URL")
    if not url:
        return [Run("tests on SQLite", (*measured, "not timing"), plain)]
    postgres = {**plain, "TEST_DATABASE_URL": url}
    return [
        Run("tests on SQLite", (*measured, "not timing and not leaks"), plain),
        Run("tests on PostgreSQL, alone", ("pytest", "-m", "alone and not timing"), postgres),
        Run(
            "tests on PostgreSQL",
            ("pytest", *PARALLEL, "--ignore=tests/unit", "-m", "not timing and not browser and not alone"),
            postgres,
        ),
    ]


def describe(outcomes: Sequence[Outcome]) -> str:
    """Give one line for each outcome."""
    return "\n".join(
        f"{'ok    ' if not outcome.failed else 'FAILED'} {outcome.seconds:7.1f} s  {outcome.name}: "
        f"{outcome.passed} passed, {outcome.failed} failed, {outcome.skipped} skipped"
        for outcome in outcomes
    )


def total(outcomes: Sequence[Outcome]) -> str:
    """Give the closing line, where every test and every check counts one."""
    passed, failed, skipped = (
        sum(getattr(outcome, what) for outcome in outcomes) for what in ("passed", "failed", "skipped")
    )
    return f"total: {passed} passed, {failed} failed, {skipped} skipped"


def main() -> int:
    """Run everything; give 0 when all of it ended well."""
    environment = dict(os.environ)
    with tempfile.TemporaryDirectory(prefix="childservices-checks-") as name:
        folder = Path(name)
        strict = {**environment, **production(folder)}
        outcomes = [judge(name, command, strict) for name, command in checks()]
        measured = {**environment, "COVERAGE_FILE": str(folder / "coverage")}
        succeeds([sys.executable, "-m", "coverage", "erase"], measured)
        outcomes += [
            run_tests(one, folder / f"{number}.xml") for number, one in enumerate(runs_of_tests(measured))
        ]
        succeeds([sys.executable, "-m", "coverage", "combine", "--quiet"], measured)
        outcomes += [judge(name, command, measured) for name, command in thresholds()]
    print(f"\n{describe(outcomes)}\n")
    if not os.environ.get("TEST_DATABASE_URL"):
        say("Not run on PostgreSQL: set TEST_DATABASE_URL to a role that may create databases.")
    print(total(outcomes), flush=True)
    return int(any(outcome.failed for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
