"""Stored files: kept once under their hash, whole or not at all, and handed out safely."""

import errno
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.test import override_settings

from childservices.domain.refusals import StorageFull
from childservices.models import StoredFile
from childservices.operations.files import keep_file, protect_file, refused_when_full
from childservices.views.downloads import FileMissing, download_response

AT = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Iterator[Path]:
    """A store of this test's own."""
    options = {"location": str(tmp_path), "base_url": None}
    stores = {
        "default": {"BACKEND": "childservices.storage.WriteOnceStorage", "OPTIONS": options},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(STORAGES=stores):
        yield tmp_path


def files_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_the_same_bytes_are_kept_once_under_their_hash(folder: Path) -> None:
    digest = hashlib.sha256(b"paper").hexdigest()

    first = keep_file(data=b"paper", media_type="application/pdf", at=AT)
    second = keep_file(data=b"paper", media_type="text/plain", at=AT + timedelta(hours=23))

    assert first == second
    assert (second.media_type, second.kept_at, second.size) == ("application/pdf", AT, 5)
    assert files_in(folder) == [f"files/{digest[:2]}/{digest}"]
    assert first.read() == b"paper"


def test_an_old_file_that_is_kept_again_is_young_again() -> None:
    keep_file(data=b"paper", media_type="application/pdf", at=AT)

    again = keep_file(data=b"paper", media_type="application/pdf", at=AT + timedelta(days=1))

    assert again.kept_at == StoredFile.objects.get().kept_at == AT + timedelta(days=1)


def test_a_damaged_file_is_written_anew(folder: Path) -> None:
    stored = keep_file(data=b"paper", media_type="application/pdf", at=AT)
    Path(default_storage.path(stored.path)).write_bytes(b"pa")

    keep_file(data=b"paper", media_type="application/pdf", at=AT)

    assert stored.read() == b"paper"


def test_bytes_without_a_row_are_adopted(folder: Path) -> None:
    stored = keep_file(data=b"paper", media_type="application/pdf", at=AT)
    StoredFile.objects.all().delete()

    again = keep_file(data=b"paper", media_type="application/pdf", at=AT)

    assert again.sha256 == stored.sha256
    assert len(files_in(folder)) == 1


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_refused_and_leaves_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(number, "No room")

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(StorageFull, match=r"^The disk is full, nothing was lost: "):
        keep_file(data=b"paper", media_type="application/pdf", at=AT)

    assert files_in(folder) == []
    assert not StoredFile.objects.exists()


def test_another_fault_of_the_disk_is_no_refusal(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(descriptor: int) -> None:
        raise OSError(errno.EIO, "Broken")

    monkeypatch.setattr("os.fsync", broken)

    with pytest.raises(OSError, match="Broken"):
        keep_file(data=b"paper", media_type="application/pdf", at=AT)

    assert files_in(folder) == []


def test_a_full_database_is_a_full_disk() -> None:
    with pytest.raises(StorageFull), refused_when_full():
        raise OperationalError("database or disk is full")
    with pytest.raises(OperationalError), refused_when_full():
        raise OperationalError("database is locked")


def test_an_issued_file_is_protected() -> None:
    stored = keep_file(data=b"paper", media_type="application/pdf", at=AT)

    protect_file(file=stored)

    assert StoredFile.objects.get().protected is True


def sent(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def test_a_download_is_an_attachment_that_runs_nothing() -> None:
    stored = keep_file(data=b"<script>", media_type="text/html", at=AT)

    response = download_response(file=stored, name="Agenda “public”; 18 November.html")

    assert sent(response) == b"<script>"
    assert {
        name: response[name] for name in ("Content-Type", "Content-Length", "X-Content-Type-Options")
    } == {
        "Content-Type": "text/html",
        "Content-Length": "8",
        "X-Content-Type-Options": "nosniff",
    }
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''Agenda%20%E2%80%9Cpublic%E2%80%9D%3B%2018%20November.html"
    )


def test_a_file_whose_bytes_are_gone_is_refused_with_a_sentence(folder: Path) -> None:
    stored = keep_file(data=b"paper", media_type="application/pdf", at=AT)
    default_storage.delete(stored.path)

    with pytest.raises(FileMissing, match="Tell an administrator"):
        download_response(file=stored, name="paper.pdf")
