"""Settings: nothing unsafe by default, and a sentence for what is missing."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from childservices.checks import demonstration_is_off, e_mail_leaves_the_machine
from tests.conftest import ROOT

SECRET = "a secret of this test, long enough for every check: 0123456789"


def run(tmp_path: Path, *command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    own = {
        "DJANGO_SETTINGS_MODULE": "childservices.settings",
        "DATA_DIR": str(tmp_path),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.run(
        [sys.executable, *command],
        env=clean | own | environment,
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )


def value(tmp_path: Path, expression: str, **environment: str) -> str:
    script = f"from django.conf import settings; print(({expression}))"
    done = run(tmp_path, "-c", script, **{"SECRET_KEY": SECRET} | environment)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("secret", ["", "short"])
def test_a_secret_is_required(tmp_path: Path, secret: str) -> None:
    done = run(tmp_path, "manage.py", "check", SECRET_KEY=secret)

    assert done.returncode != 0
    assert "Set SECRET_KEY to a secret of at least 32 characters" in done.stderr


def test_nothing_said_is_production(tmp_path: Path) -> None:
    expression = (
        "settings.DEBUG, settings.DEMO, settings.ALLOWED_HOSTS, settings.SESSION_COOKIE_SECURE, "
        "settings.SECURE_SSL_REDIRECT, settings.SECOND_FACTOR_REQUIRED, settings.SECURE_HSTS_SECONDS > 0"
    )

    assert value(tmp_path, expression) == "(False, False, [], True, True, True, True)"


def test_production_passes_the_deployment_check(tmp_path: Path) -> None:
    done = run(
        tmp_path, "manage.py", "check", "--deploy", "--fail-level", "WARNING",
        SECRET_KEY=SECRET, ALLOWED_HOSTS="papers.council.example", EMAIL_URL="smtp://mail.council.example:25",
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n")


def test_deploying_without_e_mail_or_as_a_demonstration_is_warned_of(tmp_path: Path) -> None:
    done = run(tmp_path, "manage.py", "check", "--deploy", SECRET_KEY=SECRET, DEMO="1")

    assert done.returncode != 0
    assert "EMAIL_URL is not set" in done.stderr
    assert "DEMO=1 waives the second factor: unset it." in done.stderr


def test_what_is_to_be_deployed_sends_e_mail_and_is_no_demonstration(settings: Any) -> None:
    found = []
    for settings.EMAIL_URL, settings.DEMO in (("", True), ("smtp://mail.council.example", False)):
        found.append([message.id for message in (*e_mail_leaves_the_machine(), *demonstration_is_off())])

    assert found == [["childservices.W001", "childservices.E002"], []]


@pytest.mark.parametrize(
    ("environment", "why"),
    [
        (
            {"ALLOWED_HOSTS": "localhost,papers.council.example"},
            "beside ALLOWED_HOSTS=papers.council.example",
        ),
        ({"EMAIL_URL": "smtp://mail.council.example"}, "beside EMAIL_URL"),
        ({"TRUSTED_PROXIES": "1"}, "and TRUSTED_PROXIES"),
    ],
)
def test_a_demonstration_is_refused_beside_production(
    tmp_path: Path, environment: dict[str, str], why: str
) -> None:
    done = run(tmp_path, "manage.py", "check", SECRET_KEY=SECRET, DEMO="1", **environment)

    assert done.returncode != 0
    assert "ImproperlyConfigured: DEMO=1" in done.stderr
    assert why in done.stderr


def test_a_demonstration_answers_here_and_writes_its_letters_to_files(tmp_path: Path) -> None:
    expression = "settings.ALLOWED_HOSTS, settings.SECOND_FACTOR_REQUIRED, settings.EMAIL_FILE_PATH"

    assert value(tmp_path, expression, DEMO="1") == str(
        (["localhost", "127.0.0.1", "[::1]"], False, str(tmp_path / "mail"))
    )


def test_web_processes_share_a_pool_and_workers_keep_a_connection(tmp_path: Path) -> None:
    database = "settings.DATABASES['default']"
    expression = f"'pool' in {database}['OPTIONS'], {database}.get('CONN_MAX_AGE')"
    url = {"DATABASE_URL": "postgresql://council:secret@database.example/council"}

    assert value(tmp_path, expression, **url) == "(False, 60)"
    assert value(tmp_path, expression, **url, DATABASE_POOL="1") == "(True, None)"
    limits = value(tmp_path, f"{database}['OPTIONS']['options']", **url)
    assert limits == "-c statement_timeout=30s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"


def test_sqlite_is_tuned_for_many_writers(tmp_path: Path) -> None:
    script = (
        "import django; django.setup(); from django.db import connection as c; k = c.cursor();"
        "names = ('journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout');"
        "print([k.execute(f'PRAGMA {name}').fetchone()[0] for name in names], c.transaction_mode)"
    )

    done = run(tmp_path, "-c", script, SECRET_KEY=SECRET)

    assert done.stdout.splitlines()[-1] == "['wal', 1, 1, 20000] IMMEDIATE"
