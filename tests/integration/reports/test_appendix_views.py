"""The pages of an appendix: text, neutral title, and the file behind it."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from childservices.choices import Role
from childservices.models import AuditEvent, StoredFile
from reports.models import Appendix, Report
from reports.queries.completeness import missing_from_report
from tests.conftest import SignedInClient
from tests.office_files import paragraph, word
from tests.papers import EXEMPT, Office, user_in
from tests.screens import MOST_QUERIES, counted_queries, source, value_of, words
from tests.uploads import picture, plain_pdf

TEXT = {"title": "Figures", "body": "<p>The figures.</p>", "classification": "open"}
SECRET = {
    "title": "Bids of Q7X", "body": "<p>£9,417</p>", "classification": "exempt", "exempt_paragraph": "3",
    "exempt_reason": "A tender is open.",
}  # fmt: skip


@pytest.fixture
def officer(office: Office) -> SignedInClient:
    return SignedInClient(office.officer)


@pytest.fixture
def report(office: Office) -> Report:
    return office.report()


@pytest.fixture
def appendix(office: Office, report: Report) -> Appendix:
    return office.appendix(report)


def url(appendix: Appendix, name: str = "appendix_edit") -> str:
    return reverse(name, args=[appendix.pk])


def upload(
    client: SignedInClient,
    appendix: Appendix,
    data: bytes,
    name: str = "map.png",
    *,
    expected: int = 1,
    description: str = "A map of centres",
) -> Any:
    sent = {"file": SimpleUploadedFile(name, data), "picture_description": description, "expected": expected}
    return client.post(url(appendix, "appendix_upload"), sent, follow=True)


class TestText:
    def test_is_added_and_leads_to_its_own_page(self, report: Report, officer: SignedInClient) -> None:
        answer = officer.post(reverse("appendix_add", args=[report.pk]), TEXT, follow=True)

        appendix = report.appendices.get()
        assert answer.redirect_chain == [(url(appendix), 302)]
        assert (appendix.title, appendix.position) == ("Figures", 1)
        assert "The appendix is added. Give it tables or a file here." in words(answer)
        assert "Upload a file" in words(answer)

    def test_has_to_be_classified_by_whoever_adds_it(self, report: Report, officer: SignedInClient) -> None:
        shown = officer.get(reverse("appendix_add", args=[report.pk]))
        answer = officer.post(reverse("appendix_add", args=[report.pk]), {**TEXT, "classification": ""})

        assert value_of(shown, "classification") == ""
        assert "Choose one for “Who may read it?”." in words(answer)

    def test_when_exempt_needs_a_neutral_title(self, appendix: Appendix, officer: SignedInClient) -> None:
        without = officer.post(url(appendix), {**SECRET, "expected": 1})
        officer.post(url(appendix), {**SECRET, "neutral_title": "Business matter", "expected": 1})

        appendix.refresh_from_db()
        assert "Enter a neutral title: the public sees it in place of the real one." in words(without)
        assert (appendix.neutral_title, appendix.classification) == ("Business matter", "exempt")

    def test_changed_by_two_people_is_shown_side_by_side(
        self, appendix: Appendix, officer: SignedInClient
    ) -> None:
        officer.post(url(appendix), {**TEXT, "body": "<p>Theirs.</p>", "expected": 1})

        response = officer.post(
            url(appendix), {**TEXT, "title": "Mine", "body": "<p>Mine.</p>", "expected": 1}
        )

        assert response.status_code == 409
        assert "Your text Title: Mine Mine." in words(response)
        assert "Title: Figures Theirs." in words(response)

    def test_removed_meanwhile_gives_back_what_was_typed(
        self, appendix: Appendix, officer: SignedInClient
    ) -> None:
        officer.post(reverse("component_remove", args=["appendix", appendix.pk]))

        response = officer.post(url(appendix), {**TEXT, "body": "<p>My words.</p>", "expected": 1})

        assert response.status_code == 409
        assert "<p>My words.</p>" in words(response)

    def test_may_not_be_opened_by_others(self, appendix: Appendix, office: Office) -> None:
        Appendix.objects.update(neutral_title="Business matter", **EXEMPT)
        stranger = SignedInClient(user_in(Role.OFFICER))

        assert stranger.get(url(appendix)).status_code == 403
        assert SignedInClient(office.member).get(url(appendix)).status_code == 404

    def test_takes_no_more_queries_with_thirty_tables_than_with_one(
        self, appendix: Appendix, officer: SignedInClient
    ) -> None:
        with counted_queries() as one:
            officer.get(url(appendix))
        table = appendix.tables.get()
        for position in range(2, 31):
            table.pk, table.key, table.position = uuid4(), f"table-{position}", position
            table.save(force_insert=True)
        with counted_queries() as thirty:
            officer.get(url(appendix))

        assert len(one) == len(thirty) <= MOST_QUERIES


class TestFile:
    def test_is_kept_under_its_name_and_comes_back_as_it_was(
        self, appendix: Appendix, officer: SignedInClient
    ) -> None:
        data = picture()

        page = upload(officer, appendix, data, "Map of centres.png")
        answer = officer.get(url(appendix, "appendix_download"))

        assert "Map of centres.png" in words(page)
        assert b"".join(answer) == data
        assert answer.headers["Content-Disposition"] == 'attachment; filename="Map of centres.png"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"

    @pytest.mark.parametrize(
        ("data", "sentence"),
        [
            (b"%PDF-1.4 not really", "The end of this PDF is missing."),
            (b"MZ\x90", "This file cannot be read as a PDF, Word document, spreadsheet or picture."),
            (b"<script>Q7X()</script>", "This file cannot be read as a PDF"),
            (b"PK\x03\x04", "This file is damaged and cannot be read. Save it again, then upload it."),
            (
                word(paragraph("x"), others={"word/vbaProject.bin": "x"}),
                "This file has macros. Save it without them",
            ),
        ],
    )
    def test_that_is_no_document_is_refused(
        self, appendix: Appendix, officer: SignedInClient, data: bytes, sentence: str
    ) -> None:
        page = upload(officer, appendix, data, "plan.pdf", description="A plan")

        assert sentence in words(page)
        assert value_of(page, "picture_description") == "A plan"
        assert StoredFile.objects.count() == 0

    def test_that_is_too_large_is_refused_with_its_size(
        self, appendix: Appendix, officer: SignedInClient
    ) -> None:
        page = upload(officer, appendix, b"%PDF-" + b"0" * (60 * 1024 * 1024), "plan.pdf")

        assert "“plan.pdf” is 60.0 MB. Make it smaller than 20 MB, or split it." in words(page)
        assert "up to 20 MB" in words(page)
        assert StoredFile.objects.count() == 0

    def test_has_to_be_chosen(self, appendix: Appendix, officer: SignedInClient) -> None:
        page = officer.post(url(appendix, "appendix_upload"), {"expected": 1})

        assert "Choose a file for “File”." in words(page)

    def test_replaces_the_one_before(self, appendix: Appendix, officer: SignedInClient) -> None:
        upload(officer, appendix, picture(), "old.png")

        upload(officer, appendix, picture(), "new.png", expected=2)

        appendix.refresh_from_db()
        assert appendix.file_name == "new.png"

    def test_uploaded_by_two_people_is_a_conflict(self, appendix: Appendix, officer: SignedInClient) -> None:
        upload(officer, appendix, picture(), "first.png")

        page = upload(officer, appendix, picture(), "second.png")

        appendix.refresh_from_db()
        assert page.status_code == 409
        assert appendix.file_name == "first.png"

    def test_is_removed_after_a_question(self, appendix: Appendix, officer: SignedInClient) -> None:
        upload(officer, appendix, picture())

        asked = officer.get(url(appendix, "appendix_file_remove"))
        officer.post(url(appendix, "appendix_file_remove"))

        appendix.refresh_from_db()
        assert "“map.png” is taken from the appendix." in words(asked)
        assert (appendix.file, appendix.file_name) == (None, "")
        assert officer.get(url(appendix, "appendix_download")).status_code == 404

    def test_of_an_exempt_appendix_is_sent_to_its_author_only_and_that_is_kept(
        self, office: Office, appendix: Appendix, officer: SignedInClient
    ) -> None:
        upload(officer, appendix, picture(), "bids-Q7X.png")
        Appendix.objects.update(neutral_title="Business matter", **EXEMPT)
        address = url(appendix, "appendix_download")

        refused = {
            role: SignedInClient(user_in(role)).get(address).status_code
            for role in (Role.OFFICER, Role.ADMINISTRATOR, Role.MEMBER, Role.PROVIDER)
        }
        sent = officer.get(address)

        assert refused == {"officer": 403, "administrator": 403, "member": 404, "provider": 404}
        assert sent.status_code == 200
        kept = AuditEvent.objects.filter(verb="exempt_seen").values_list("label", "by")
        assert list(kept) == [("Appendix 1 of report 2009/0001", officer.user.pk)]

    def test_of_an_exempt_appendix_is_removed_under_the_same_eyes(
        self, appendix: Appendix, officer: SignedInClient
    ) -> None:
        upload(officer, appendix, picture(), "bids-Q7X.png")
        Appendix.objects.update(neutral_title="Business matter", **EXEMPT)

        asked = officer.get(url(appendix, "appendix_file_remove"))

        assert "bids-Q7X.png" in words(asked)
        assert AuditEvent.objects.filter(verb="exempt_seen").count() == 1

    def test_for_an_appendix_that_is_gone_is_not_kept(
        self, appendix: Appendix, officer: SignedInClient
    ) -> None:
        officer.post(reverse("component_remove", args=["appendix", appendix.pk]))

        page = upload(officer, appendix, picture())

        assert "Somebody removed this while you were writing." in words(page)
        assert StoredFile.objects.count() == 0

    def test_of_an_open_appendix_is_sent_to_the_council_s_staff_as_readers_get_it(
        self, appendix: Appendix, officer: SignedInClient
    ) -> None:
        photo = picture("JPEG", exif=b"Exif\x00\x00Q7X")
        upload(officer, appendix, photo, "map.jpeg")
        stranger = SignedInClient(user_in(Role.PERFORMANCE_OFFICER))

        sent = stranger.get(url(appendix, "appendix_download"))

        appendix.refresh_from_db()
        cleaned = appendix.cleaned
        assert cleaned is not None
        assert cleaned.file is not None
        assert b"".join(sent) == cleaned.file.read() != photo  # type: ignore[arg-type]
        assert sent.headers["Content-Disposition"] == 'attachment; filename="map.jpg"'
        assert b"".join(officer.get(url(appendix, "appendix_download"))) == photo  # type: ignore[arg-type]
        assert stranger.get(url(appendix, "appendix_upload")).status_code == 403

    def test_that_the_report_holds_as_text_is_nothing_to_download_for_others(
        self, appendix: Appendix, officer: SignedInClient
    ) -> None:
        upload(officer, appendix, word(paragraph("Foster carers")), "letter.docx")
        stranger = SignedInClient(user_in(Role.PERFORMANCE_OFFICER))

        assert stranger.get(url(appendix, "appendix_download")).status_code == 404

    def test_that_is_a_picture_has_to_be_described(self, appendix: Appendix, officer: SignedInClient) -> None:
        page = upload(officer, appendix, picture(), description=" ")

        appendix.refresh_from_db()
        assert "Say what the picture shows, for those who cannot see it." in words(page)
        assert appendix.file is None

    def test_is_shown_to_its_author_as_readers_get_it(
        self, appendix: Appendix, officer: SignedInClient
    ) -> None:
        pdf = upload(officer, appendix, plain_pdf("Snapdragon", "Larkspur"), "plan.docx")
        text = upload(officer, appendix, word(paragraph("Foster carers")), "letter.docx", expected=2)
        photo = upload(officer, appendix, picture(), expected=3)

        assert "It is a PDF of 2 pages, which its name does not say." in words(pdf)
        assert "Screen readers cannot read the pages of a PDF as well as text" in words(pdf)
        assert "Page 1 Snapdragon Page 2 Larkspur" in words(pdf)
        assert source(pdf).count('alt="Page 2 as it will be printed"') == 1
        assert "It is a Word document. Readers never get the original" in words(text)
        assert "What readers get Foster carers" in words(text)
        assert 'alt="A map of centres"' in source(photo)

    def test_that_was_never_checked_has_to_be_uploaded_again(
        self, appendix: Appendix, officer: SignedInClient
    ) -> None:
        upload(officer, appendix, picture())
        Appendix.objects.update(cleaned=None)

        page = officer.get(url(appendix))

        assert "This file has not been checked yet, and readers do not get it. Upload it again." in words(
            page
        )
        missing = missing_from_report(Report.objects.get())
        assert missing == ("Upload the file of appendix A again: it has not been checked.",)
