"""The closing lines of `make test` decide whether work lands, so they are tested themselves."""

import os
import subprocess
from pathlib import Path

import pytest

from tests import checks
from tests.checks import Outcome

JUNIT = (
    """<testsuites><testsuite name="pytest" errors="1" failures="2" skipped="3" tests="10"/></testsuites>"""
)


def test_what_pytest_wrote_is_counted(tmp_path: Path) -> None:
    path = tmp_path / "1.xml"
    path.write_text(JUNIT, encoding="utf-8")

    outcome = checks.read_junit("tests on SQLite", path, ended_well=False, seconds=1.5)

    assert outcome == Outcome("tests on SQLite", passed=4, failed=3, skipped=3, seconds=1.5)


@pytest.mark.parametrize(("ended_well", "failed"), [(False, 1), (True, 0)])
def test_a_run_that_broke_down_beside_its_tests_has_failed(
    tmp_path: Path, ended_well: bool, failed: int
) -> None:
    path = tmp_path / "1.xml"
    path.write_text(JUNIT.replace('errors="1" failures="2"', 'errors="0" failures="0"'), encoding="utf-8")

    assert checks.read_junit("tests", path, ended_well=ended_well, seconds=0).failed == failed


def test_a_run_that_wrote_nothing_has_failed(tmp_path: Path) -> None:
    outcome = checks.read_junit("tests", tmp_path / "missing.xml", ended_well=False, seconds=0)

    assert (outcome.passed, outcome.failed) == (0, 1)


def test_tests_run_on_postgresql_only_where_one_is_named() -> None:
    url = "postgresql://role@127.0.0.1/database"

    assert [run.name for run in checks.runs_of_tests({"PATH": "/bin"})] == ["tests on SQLite"]
    both = checks.runs_of_tests({"PATH": "/bin", "TEST_DATABASE_URL": url})
    assert [(run.name, run.environment) for run in both] == [
        ("tests on SQLite", {"PATH": "/bin"}),
        ("tests on PostgreSQL, alone", {"PATH": "/bin", "TEST_DATABASE_URL": url}),
        ("tests on PostgreSQL", {"PATH": "/bin", "TEST_DATABASE_URL": url}),
    ]


def test_every_test_that_measures_no_seconds_is_in_a_run() -> None:
    """By what pytest would make of the words: each kind of test runs where it should."""
    kinds = ("plain", "browser", "alone", "leaks", "timing")
    url = {"TEST_DATABASE_URL": "postgresql://role@127.0.0.1/database"}

    def chosen(environment: dict[str, str]) -> list[list[str]]:
        return [
            [kind for kind in kinds if eval(run.command[-1], {}, {each: each == kind for each in kinds})]
            for run in checks.runs_of_tests(environment)
        ]

    assert chosen({}) == [["plain", "browser", "alone", "leaks"]]
    assert chosen(url) == [["plain", "browser", "alone"], ["alone"], ["plain", "leaks"]]


def test_the_closing_line_counts_checks_and_tests() -> None:
    outcomes = [Outcome("types", 1, 0, 0, 20), Outcome("tests on SQLite", 40, 2, 1, 61.25)]

    assert checks.total(outcomes) == "total: 41 passed, 2 failed, 1 skipped"
    assert checks.describe(outcomes).splitlines() == [
        "ok        20.0 s  types: 1 passed, 0 failed, 0 skipped",
        "FAILED    61.2 s  tests on SQLite: 40 passed, 2 failed, 1 skipped",
    ]


@pytest.mark.parametrize(("command", "passed"), [(["true"], 1), (["false"], 0)])
def test_a_check_counts_one(command: list[str], passed: int) -> None:
    outcome = checks.judge("a check", command, {"PATH": os.environ["PATH"]})

    assert (outcome.passed, outcome.failed) == (passed, 1 - passed)


def test_every_named_tool_is_installed() -> None:
    missing = [command[0] for _, command in checks.checks() if not Path(command[0]).exists()]

    assert missing == []


def test_ci_runs_the_command_that_the_manual_gives() -> None:
    extract = next(
        line
        for line in (checks.ROOT / ".ci" / "run").read_text("utf-8").splitlines()
        if line.startswith("tests=")
    )

    found = subprocess.run(
        ["bash", "-c", f'{extract}; printf %s "$tests"'],
        cwd=checks.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert found.stdout == "make test"
