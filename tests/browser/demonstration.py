"""The demonstration council in front of a browser: loaded once for all processes, and put back in a moment.

Two meetings have published packs: that of 18 November 2009, and last week's with an item that is exempt.
"""

import fcntl
import io
import json
import os
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client

from childservices.choices import Role
from childservices.models import User
from childservices.operations.renderings import KeptRenderings
from reports.models import Meeting, Report
from reports.operations import publish_agenda
from reports.papers.packs import build_packs, gather_packs
from reports.papers.typesetting import Typesetter
from tests.browser.addresses import addresses_of_screens, published_meetings

COUNCIL = "Demonstration Council"
PASSWORD = "demonstration-only"


def email_of(role: Role) -> str:
    """The address with which the demonstration's account of a role signs in."""
    return f"{role.value.replace('_', '-')}@council.example"


@dataclass(frozen=True)
class Demonstration:
    """A loaded council as it lies in a folder: database, stored files, addresses of screens, open sessions."""

    folder: Path
    addresses: Mapping[str, str]
    sessions: Mapping[str, str]

    def put_back(self) -> None:
        """Undo everything that was done in the database since it was loaded."""
        restore_database(self.folder / "db.sqlite3")


def load_demonstration() -> Demonstration:
    """Load the council into this process's database, made by whichever process comes first."""
    folder = Path(os.environ["TEST_DATA_DIR"]) / "demonstration"
    with _lock(folder.with_suffix(".lock")):
        if not (folder / "screens.json").exists():
            _make(folder)
    shutil.copytree(folder / "files", settings.DATA_DIR / "files", dirs_exist_ok=True)
    loaded = Demonstration(folder, **json.loads((folder / "screens.json").read_text()))
    loaded.put_back()
    return loaded


def save_database(path: Path) -> None:
    """Copy the database of this process to a file."""
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    connection.connection.backup(copy)
    copy.close()


def restore_database(path: Path) -> None:
    """Make the database of this process what it was when it was copied to a file."""
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    copy.backup(connection.connection)
    copy.close()


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _make(folder: Path) -> None:
    call_command("load_demo", without_packs=True, stdout=io.StringIO())
    for meeting in published_meetings():
        _publish(meeting)
    folder.mkdir()
    sessions = {role.value: _session_of(role) for role in Role}
    save_database(folder / "db.sqlite3")
    shutil.copytree(settings.DATA_DIR / "files", folder / "files")
    facts = {"addresses": addresses_of_screens(), "sessions": sessions}
    (folder / "screens.json").write_text(json.dumps(facts))


def _publish(meeting: Meeting) -> None:
    """Publish the agenda of a meeting eight days before it, with packs of what is in the database."""
    assert meeting.on is not None
    moment = Report.objects.latest("changed_at").changed_at + timedelta(seconds=1)
    gathered = gather_packs(meeting, at=moment)
    typesetter = Typesetter(KeptRenderings(clock=lambda: moment))
    packs = build_packs(
        gathered, is_draft=False, typesetter=typesetter, progress=lambda percent, message: None
    )
    on = datetime.combine(meeting.on - timedelta(days=8), time(9), tzinfo=UTC)
    clerk = User.objects.get(email=email_of(Role.CLERK))
    publish_agenda(gathered=gathered, packs=packs, by=clerk, at=on)


def _session_of(role: Role) -> str:
    client = Client()
    client.force_login(User.objects.get(email=email_of(role)))
    return client.cookies[settings.SESSION_COOKIE_NAME].value
