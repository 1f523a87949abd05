"""One Chromium for every browser test: the machine's own, told to ask nobody for anything."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.demonstration import COUNCIL, load_demonstration, restore_database, save_database
from tests.browser.screens import Site

# Playwright keeps an event loop in the test's thread, and Django would refuse the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

expect.set_options(timeout=15_000)  # a busy machine makes nothing false

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start Debian's Chromium."""
    return {**browser_type_launch_args, "executable_path": "/usr/bin/chromium", "args": FLAGS}


@pytest.fixture(scope="module")
def loaded_site(
    browser: Browser, django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    """Serve the demonstration to the tests of a module, and leave the database as it was."""
    before: Path = tmp_path_factory.mktemp("before") / "db.sqlite3"
    with django_db_blocker.unblock():
        # Where no test of the run has the mark that asks for a database, nobody has made its tables.
        call_command("migrate", verbosity=0)
        call_command("createcachetable")
        save_database(before)
        server = LiveServer("localhost")
        with server._live_server_modified_settings, override_settings(COUNCIL_NAME=COUNCIL):
            try:
                yield Site(server, load_demonstration(), browser)
            finally:
                server.stop()
                restore_database(before)


@pytest.fixture
def site(loaded_site: Site) -> Iterator[Site]:
    """The demonstration with nobody's browser open yet."""
    yield loaded_site
    loaded_site.close_browsers()


@pytest.fixture
def changing_site(site: Site) -> Iterator[Site]:
    """The demonstration for a test that changes something, which is undone."""
    yield site
    site.demonstration.put_back()
