"""Disposal of renderings and files: what is used, issued or young stays, whoever asks for it at the same moment."""

from datetime import UTC, datetime, timedelta
from threading import Event, Thread

import pytest
from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.models import ForeignKey

from childservices.models import CleanedUpload, Rendering, StoredFile
from childservices.operations.files import keep_file, protect_file
from childservices.operations.renderings import keep_rendering
from childservices.operations.tidying import (
    RemovedFiles,
    remove_unused_files,
    remove_unused_renderings,
    remove_unused_uploads,
)
from childservices.operations.uploads import cleaned_upload
from childservices.pdf import RenderedPaper, Verdict
from reports.models import Appendix
from tests.papers import make_office
from tests.uploads import picture

AT = datetime(2009, 11, 18, 10, 30, tzinfo=UTC)
SEVEN_DAYS_LATER = AT + timedelta(days=7)
EIGHT_DAYS_LATER = AT + timedelta(days=8)
PICTURE = picture()
PAPER = RenderedPaper(b"%PDF-1.7 a rendering", 1, Verdict(True, ()))


def keep(data: bytes = b"paper") -> StoredFile:
    return keep_file(data=data, media_type="application/pdf", at=AT)


def there_is(file: StoredFile) -> bool:
    has_row, has_bytes = StoredFile.objects.filter(pk=file.pk).exists(), default_storage.exists(file.path)
    assert has_row == has_bytes
    return has_row


@pytest.mark.django_db
class TestFiles:
    def test_an_old_file_that_nothing_refers_to_goes_with_its_bytes(self) -> None:
        file = keep()

        removed = remove_unused_files(at=EIGHT_DAYS_LATER)

        assert removed == RemovedFiles(count=1, size=5)
        assert not there_is(file)

    def test_a_file_of_seven_days_stays(self) -> None:
        file = keep()

        assert remove_unused_files(at=SEVEN_DAYS_LATER) == RemovedFiles(0, 0)
        assert there_is(file)

    def test_an_issued_file_stays(self) -> None:
        file = protect_file(file=keep())

        remove_unused_files(at=EIGHT_DAYS_LATER)

        assert there_is(file)

    def test_a_file_that_is_kept_again_stays(self) -> None:
        file = keep()
        keep_file(data=b"paper", media_type="application/pdf", at=SEVEN_DAYS_LATER)

        remove_unused_files(at=EIGHT_DAYS_LATER)

        assert there_is(file)

    def test_a_file_that_something_refers_to_stays(self) -> None:
        file = keep_rendering(key="1" * 64, paper=PAPER, at=AT).file

        remove_unused_files(at=EIGHT_DAYS_LATER)

        assert there_is(file)

    def test_a_file_whose_bytes_are_gone_already_goes(self) -> None:
        file = keep()
        default_storage.delete(file.path)

        remove_unused_files(at=EIGHT_DAYS_LATER)

        assert not there_is(file)

    def test_every_key_to_files_in_the_project_is_asked(self) -> None:
        keys = {
            (model._meta.db_table, field.column)
            for model in apps.get_models(include_auto_created=True)
            for field in model._meta.get_fields(include_hidden=True)
            if isinstance(field, ForeignKey) and field.related_model is StoredFile
        }

        question = str(StoredFile.objects.disposable(before=AT).query)

        assert len(keys) >= 5
        assert [
            key for key in keys if f'FROM "{key[0]}"' not in question or f'"{key[1]}"' not in question
        ] == []


@pytest.mark.django_db
def test_a_rendering_unused_for_seven_days_goes_and_its_file_with_it() -> None:
    old = keep_rendering(key="1" * 64, paper=PAPER, at=AT)
    young = RenderedPaper(b"%PDF-1.7 another", 1, Verdict(True, ()))
    keep_rendering(key="2" * 64, paper=young, at=AT + timedelta(days=2))

    assert remove_unused_renderings(at=EIGHT_DAYS_LATER) == 1
    remove_unused_files(at=EIGHT_DAYS_LATER)

    assert Rendering.objects.get().key == "2" * 64
    assert not there_is(old.file)


@pytest.mark.django_db
class TestUploads:
    def test_an_upload_that_no_paper_holds_goes_after_seven_days_with_its_files(self) -> None:
        cleaned_upload(data=PICTURE, at=AT)

        assert remove_unused_uploads(at=SEVEN_DAYS_LATER) == 0
        assert remove_unused_uploads(at=EIGHT_DAYS_LATER) == 1
        remove_unused_files(at=EIGHT_DAYS_LATER)

        assert (CleanedUpload.objects.count(), StoredFile.objects.count()) == (0, 0)

    def test_one_that_is_uploaded_again_meanwhile_stays(self) -> None:
        cleaned_upload(data=PICTURE, at=AT)
        cleaned_upload(data=PICTURE, at=SEVEN_DAYS_LATER)

        assert remove_unused_uploads(at=EIGHT_DAYS_LATER) == 0

    def test_one_that_a_paper_holds_stays(self) -> None:
        office = make_office()
        appendix = office.appendix(office.report("Foster carers"))
        cleaned = cleaned_upload(data=PICTURE, at=AT)
        Appendix.objects.filter(pk=appendix.pk).update(
            cleaned=cleaned, file=cleaned.original, file_name="map.png"
        )

        assert remove_unused_uploads(at=EIGHT_DAYS_LATER) == 0


@pytest.mark.django_db(transaction=True)
class TestAtTheSameMoment:
    def test_a_file_asked_for_while_it_is_being_removed_is_there_afterwards(self) -> None:
        file = keep()
        deleting, kept = Event(), []

        def keep_meanwhile() -> None:
            deleting.wait()
            kept.append(keep_file(data=b"paper", media_type="application/pdf", at=EIGHT_DAYS_LATER))
            connection.close()

        other = Thread(target=keep_meanwhile)
        other.start()
        with transaction.atomic():
            StoredFile.objects.select_for_update().get(pk=file.pk)
            deleting.set()
            other.join(timeout=0.5)
            remove_unused_files(at=EIGHT_DAYS_LATER)
            assert kept == []
        other.join()

        assert there_is(file)
        assert StoredFile.objects.get().kept_at == EIGHT_DAYS_LATER

    def test_a_file_that_somebody_is_just_keeping_is_waited_for_and_stays(self) -> None:
        file = keep()
        asked, removed = Event(), []

        def remove_meanwhile() -> None:
            asked.wait()
            removed.append(remove_unused_files(at=EIGHT_DAYS_LATER))
            connection.close()

        other = Thread(target=remove_meanwhile)
        other.start()
        with transaction.atomic():
            keep_file(data=b"paper", media_type="application/pdf", at=EIGHT_DAYS_LATER)
            asked.set()
            other.join(timeout=0.5)
            assert removed == []
        other.join()

        assert removed == [RemovedFiles(0, 0)]
        assert there_is(file)
